"""A Word file as a content document: title, headings, paragraphs, lists and bold type; all other looks are left aside.

The inverse of what ``app.exporters.docx_letter`` writes, for texts that people edit in Word. What has no place in
such a text (tables, pictures, changes that nobody has accepted) is named and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from .content import Block, Bullets, Document, Heading, Numbered, Paragraph, Run
from .errors import Damaged, Unsupported
from .importers import wordml
from .importers.package import Element, Package
from .importers.wordml import is_on, kid, local, value

TITLE, BULLET, NUMBER, TEXT = "title", "bullet", "number", "text"
_STRANGE = {
    "tbl": "table", "ins": "changes", "del": "changes", "moveFrom": "changes", "moveTo": "changes",
    "drawing": "picture", "pict": "picture", "object": "picture", "txbxContent": "picture",
    "footnoteReference": "notes", "endnoteReference": "notes", "vanish": "hidden",
}  # fmt: skip
"""Elements that have no place in the text, and what to call them."""

_BULLET, _NUMBER = re.compile(r"[-–•]\s+"), re.compile(r"\d{1,2}[.)]\s+")
_HEADING = re.compile(r"heading ([1-9])")
DEEPEST = 3


def read(source: Path) -> tuple[Document, tuple[str, ...]]:
    """The text of a Word file, and the kinds of things in it that were not read ("table", "picture" ...).

    Raises:
        Unsupported: it is no Word file.
        Damaged: it cannot be read.
        TooLarge: it is past a bound of ``Package``.
    """
    with source.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            raise Unsupported(kind="unknown")
    with Package(source) as package:
        main = next((target for _i, kind, target, _e in package.relations("") if kind == "officeDocument"), "")
        if main not in package.names:
            raise Unsupported(kind="unknown")
        body = kid(package.xml(main), "body")
        if body is None:
            raise Damaged()
        looks = _Looks.of(package)
        strange = {_STRANGE[name] for element in body.iter() if (name := local(element)) in _STRANGE}
        lines = [_Line.of(element, looks) for element in body.iter("{*}p")]
    return _document([line for line in lines if line.runs]), tuple(sorted(strange))


@dataclass(frozen=True, slots=True)
class _Looks:
    """Names of styles by their ids, what each rests on, the list each is in, and which lists have dots."""

    names: dict[str, str]
    bases: dict[str, str]
    listed: dict[str, str]
    dotted: frozenset[str]

    @classmethod
    def of(cls, package: Package) -> _Looks:
        names, bases, listed = dict[str, str](), dict[str, str](), dict[str, str]()
        for style in package.xml("word/styles.xml") if "word/styles.xml" in package.names else ():
            key = value(style, "styleId")
            names[key] = value(kid(style, "name")).casefold()
            bases[key] = value(kid(style, "basedOn"))
            listed[key] = value(kid(style, "pPr", "numPr", "numId"))
        return cls(names, bases, listed, frozenset(_dotted(package)))

    def chain(self, style: str) -> Iterator[str]:
        """A style and those it rests on."""
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            yield style
            style = self.bases.get(style, "")

    def kind(self, paragraph: Element) -> str:
        """What a paragraph is: title, "1" to "3" for a heading, a line of a list, or text."""
        chain = list(self.chain(value(kid(paragraph, "pPr", "pStyle"))))
        for name in (self.names.get(style, "") for style in chain):
            if name == TITLE:
                return TITLE
            if heading := _HEADING.fullmatch(name):
                return str(min(int(heading[1]), DEEPEST))
        own = value(kid(paragraph, "pPr", "numPr", "numId"))
        number = own or next((self.listed[style] for style in chain if self.listed.get(style)), "0")
        if number == "0":
            return TEXT
        return BULLET if number in self.dotted else NUMBER


def _dotted(package: Package) -> Iterator[str]:
    """The lists whose first level has dots or no sign at all, by their numbers."""
    if "word/numbering.xml" not in package.names:
        return
    root = package.xml("word/numbering.xml")
    forms = {
        value(made, "abstractNumId"): value(kid(made, "lvl", "numFmt"), otherwise="bullet")
        for made in root
        if local(made) == "abstractNum"
    }
    for made in root:
        if local(made) == "num" and forms.get(value(kid(made, "abstractNumId"))) in ("bullet", "none"):
            yield value(made, "numId")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: what it is, and its text."""

    kind: str
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, paragraph: Element, looks: _Looks) -> _Line:
        chars = list(_chars(paragraph, looks))
        text = "".join(char for char, _bold in chars)
        kind, start = looks.kind(paragraph), len(text) - len(text.lstrip())
        if kind == TEXT:
            for typed, sign in ((BULLET, _BULLET), (NUMBER, _NUMBER)):
                if found := sign.match(text, start):
                    kind, start = typed, found.end()
        return cls(kind, _runs(chars[start : len(text.rstrip())]))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def _chars(element: Element, looks: _Looks) -> Iterator[tuple[str, bool]]:
    """The characters of a paragraph, each with whether it is bold; a tab is a blank, of line feeds one stays."""
    before = ""
    for run in element.iter("{*}r"):
        own = kid(run, "rPr", "b")
        strong = looks.names.get(value(kid(run, "rPr", "rStyle"))) == "strong"
        bold = is_on(own) if own is not None else strong
        for char in "".join(wordml.visible(run, wordml.Styles())).replace("\t", " "):
            if char != "\n" or before != "\n":
                yield char, bold
            before = char


def _runs(chars: Iterable[tuple[str, bool]]) -> tuple[Run, ...]:
    return tuple(
        Run("".join(char for char, _bold in part), bold) for bold, part in groupby(chars, key=lambda pair: pair[1])
    )


def _document(lines: list[_Line]) -> Document:
    """The lines as blocks; lines of one list after each other are one block, a second title is a heading."""
    title, blocks = "", list[Block]()
    for kind, group in groupby(lines, key=lambda line: line.kind):
        part = tuple(group)
        if kind == TITLE and not title:
            title, part = part[0].text.replace("\n", " "), part[1:]
        if kind in (BULLET, NUMBER):
            said = tuple(line.text.replace("\n", " ") for line in part)
            blocks.append(Bullets(said) if kind == BULLET else Numbered(said))
        elif kind == TEXT:
            blocks += [Paragraph(line.runs) for line in part]
        else:
            level = int(kind) if kind.isdigit() else 1
            blocks += [Heading(level, line.text.replace("\n", " ")) for line in part]
    return Document(title, tuple(blocks))
