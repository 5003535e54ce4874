"""Letters as templates say them: what a template may hold and must hold, and the paper it gives when it is filled.

A template is a content document whose texts hold fields in braces, "{bolag}". A paragraph that is nothing but a block
field takes what the program writes there (a table, the grounds). A paragraph, heading or line that begins with a case
in brackets, "[delvis]", is used only where the case holds; one with a field that has no value is left away, and so is a
heading under which nothing is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from redaction import content
from redaction.content import Block, Bullets, Heading, Numbered, Paragraph, Run

from .errors import Refused
from .ids import LetterId, LetterTemplateId, PersonId, RequestId

FIELD = re.compile(r"\{([^{}]*)\}")
CASE = re.compile(r"\[([^\]]*)\]\s*")
MOST_LINES, MOST_LETTERS = 300, 30_000
"""A letter is no book; beyond this a template is refused."""

Value = str | tuple[Block, ...]
"""What a field gets: words, or blocks where the field is one."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the catalogue; texts are Swedish.

    ``block``: it stands alone in its paragraph. ``own``: it holds the receiver's own words or name, in which nothing is
    secret to them. ``typed``: the clerk writes it. ``part`` is the letter that it takes in, its title a heading of
    ``level``, on a page of its own where ``new_page``.
    """

    name: str
    label: str
    sample: str = ""
    block: bool = False
    own: bool = False
    typed: bool = False
    part: str = ""
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """What holds for letters of one sort: fields they all hold, words they never do, and how their title never begins.

    ``secret_requester``: nothing in them may tell who asked; ``tracks``: where they are offered, everywhere if empty.
    """

    code: str
    label: str
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()
    secret_requester: bool = False
    tracks: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A letter of the catalogue: its fields and cases, the fields it must hold, and words that it must say.

    ``to``: whom it is written to, "requester", "nobody" (the requester without a name), "named" or "other".
    ``alone``: it is written by itself, not with a delivery or a decision. ``register``: what it is entered as.
    ``asked``: it carries a question that must have been entered, with its provision, before (TF 2:18).
    """

    code: str
    label: str
    family: Family
    fields: Mapping[str, Field]
    must: tuple[str, ...]
    cases: tuple[str, ...]
    says: tuple[str, ...]
    to: str
    source: str
    confidence: str
    alone: bool = True
    register: str = "correspondence"
    asked: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is sent by itself; else it is a part of others."""
        return self.family.code != "part"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template of the office's own: which letter, the how-manieth of it, its text, the file it came in, who and when.

    ``ended_at``: from then on another one, or the one that ships, is used. Times in UTC.
    """

    id: LetterTemplateId
    kind: str
    number: int
    text: str
    file_name: str
    sha256: str
    taken_by: PersonId
    taken_at: datetime
    ended_by: PersonId | None = None
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was written on a request: PDF and Word file by their hashes, and the templates it was made from."""

    id: LetterId
    request_id: RequestId
    kind: str
    template: str
    sha256: str
    word_sha256: str
    written_by: PersonId
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a template cannot be used: code, place (the how-manieth line of text, the title is 1), words, and what."""

    code: str
    place: int
    words: str = ""
    what: str = ""


def faults(kind: Kind, template: content.Document, secret: Callable[[str], bool]) -> tuple[Fault, ...]:
    """Everything for which the template cannot be used. ``secret`` says whether a text holds a personal number."""
    lines = list(_lines(template))
    found = [fault for line in lines for fault in _of_line(kind, line, secret)]
    found += _of_all(kind, template, lines)
    return tuple(sorted(found, key=lambda fault: fault.place))


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    text: str
    lone: bool

    @property
    def begun(self) -> str:
        return self.text if len(self.text) <= 60 else self.text[:60].rstrip() + " …"

    @property
    def cases(self) -> tuple[str, ...]:
        found = CASE.match(self.text)
        return tuple(case.strip() for case in found[1].split(",")) if found else ()

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(FIELD.findall(self.text))


def _lines(template: content.Document) -> Iterator[_Line]:
    yield _Line(1, _plain(template.title), False)
    place = 1
    for block in template.blocks:
        for text in content.texts(block):
            place += 1
            yield _Line(place, _plain(text), isinstance(block, Paragraph))


def _plain(text: str) -> str:
    """The text with every blank of a kind: "10 kap. 14 §" is kept on one line by others."""
    return text.replace("\u00a0", " ")


def _of_line(kind: Kind, line: _Line, secret: Callable[[str], bool]) -> Iterator[Fault]:
    def fault(code: str, what: str = "", words: str = line.begun) -> Fault:
        return Fault(code, line.place, words, what)

    yield from (fault("template-field", name) for name in line.fields if name not in kind.fields)
    yield from (fault("template-case", case) for case in line.cases if case not in kind.cases)
    rest = CASE.sub("", line.text, count=1) if line.cases else line.text
    if any(sign in FIELD.sub("", line.text) for sign in "{}"):
        yield fault("template-brace")
    blocks = [name for name in line.fields if name in kind.fields and kind.fields[name].block]
    if blocks and not (line.lone and FIELD.fullmatch(rest.strip())):
        yield fault("template-block", blocks[0])
    if secret(line.text):
        yield fault("template-personal-number", words="")
    folded = line.text.casefold()
    yield from (fault("template-never", word) for word in kind.family.never if word in folded)


def _of_all(kind: Kind, template: content.Document, lines: list[_Line]) -> Iterator[Fault]:
    if not template.title.strip():
        yield Fault("template-title", 1)
    title = template.title.casefold().strip()
    yield from (Fault("template-headed", 1, what=word) for word in kind.family.untitled if title.startswith(word))
    always = [line for line in lines if not line.cases]
    held = {name for line in always for name in line.fields}
    yield from (Fault("template-lacks", len(lines), what=name) for name in kind.must if name not in held)
    said = " ".join(line.text for line in always).casefold()
    yield from (Fault("template-silent", len(lines), what=word) for word in kind.says if word not in said)
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_LETTERS:
        yield Fault("template-long", len(lines))


@dataclass(frozen=True, slots=True)
class Filled:
    """What a template gave: title and blocks."""

    title: str
    blocks: tuple[Block, ...]

    def part(self, field: Field) -> tuple[Block, ...]:
        """The same as a part of another letter."""
        start = (content.PageBreak(),) if field.new_page else ()
        return (*start, Heading(field.level, self.title), *self.blocks)


def fill(kind: Kind, template: content.Document, values: Mapping[str, Value], cases: Collection[str] = ()) -> Filled:
    """The template with its fields filled.

    Raises:
        Refused: a field that somebody must write is empty.
        KeyError: a fault of ours, a value for a field or a case that the letter does not have.
    """
    unknown = [name for name in values if name not in kind.fields] + [c for c in cases if c not in kind.cases]
    if unknown:
        raise KeyError(f"{kind.code}: {unknown[0]}")
    for name in kind.must:
        if kind.fields[name].typed and _empty(values.get(name, "")):
            raise Refused("letter-field-empty", field=name)
    title = _spoken(_chars((Run(template.title),)), values, cases) or ()
    filled = [made for block in template.blocks for made in _filled(block, values, cases)]
    return Filled("".join(run.text for run in title), tuple(_headed(filled)))


def _empty(value: Value) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


Chars = list[tuple[str, bool]]
"""A row of characters, each with whether it is bold."""


def _chars(runs: tuple[Run, ...]) -> Chars:
    return [(char, run.bold) for run in runs for char in run.text]


def _spoken(chars: Chars, values: Mapping[str, Value], cases: Collection[str]) -> tuple[Run, ...] | None:
    """A text with its fields filled; None where its case does not hold or a field has no value."""
    text = "".join(char for char, _bold in chars)
    start = 0
    if case := CASE.match(text):
        if not any(name.strip() in cases for name in case[1].split(",")):
            return None
        start = case.end()
    out: Chars = []
    for found in FIELD.finditer(text):
        value = values.get(found[1], "")
        if _empty(value) or not isinstance(value, str):
            return None
        out += chars[start : found.start()] + [(char, chars[found.start()][1]) for char in value]
        start = found.end()
    out += chars[start:]
    return tuple(Run("".join(c for c, _b in part), bold) for bold, part in groupby(out, key=lambda pair: pair[1]))


def _filled(block: Block, values: Mapping[str, Value], cases: Collection[str]) -> tuple[Block, ...]:
    match block:
        case Paragraph():
            return _paragraph(block, values, cases)
        case Heading():
            words = _line(block.text, values, cases)
            return (Heading(block.level, words),) if words else ()
        case Bullets():
            lines = tuple(words for line in block.lines if (words := _line(line, values, cases)))
            return (Bullets(lines),) if lines else ()
        case Numbered():
            lines = tuple(words for line in block.lines if (words := _line(line, values, cases)))
            return (Numbered(lines),) if lines else ()
        case _:
            return (block,)


def _line(text: str, values: Mapping[str, Value], cases: Collection[str]) -> str:
    runs = _spoken(_chars((Run(text),)), values, cases)
    return "".join(run.text for run in runs) if runs else ""


def _paragraph(block: Paragraph, values: Mapping[str, Value], cases: Collection[str]) -> tuple[Block, ...]:
    text = "".join(run.text for run in block.runs)
    case = CASE.match(text)
    alone = FIELD.fullmatch(text[case.end() :].strip() if case else text.strip())
    value = values.get(alone[1]) if alone else None
    if isinstance(value, tuple):
        holds = case is None or any(name.strip() in cases for name in case[1].split(","))
        return value if holds else ()
    runs = _spoken(_chars(block.runs), values, cases)
    return (Paragraph(runs),) if runs else ()


def _headed(blocks: list[Block]) -> Iterator[Block]:
    """The blocks without headings under which nothing stands."""
    kept: list[Block] = []
    for block in reversed(blocks):
        below = kept[-1] if kept else None
        empty = below is None or isinstance(below, content.PageBreak)
        if isinstance(block, Heading) and (empty or (isinstance(below, Heading) and below.level <= block.level)):
            continue
        kept.append(block)
    return reversed(kept)
