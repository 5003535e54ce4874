"""The words of a web page or of a mail written as one: what a reader would see, laid out plainly.

Nothing is run, loaded or followed: of the markup only text, headings, lists and tables of plain cells are used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from redaction.content import Block, Bullets, Heading, Paragraph, Run, Table
from redaction.errors import Damaged
from redaction.files import WorkingPdf

from . import encoding, laid_out
from .base import Job
from .package import Element

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noframes", "svg", "math", "datalist"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
))  # fmt: skip
_BOLD = frozenset({"b", "strong", "th"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_ADDRESSES = ("mailto:", "tel:", "sms:")
"""Links that name a person; where others lead is only counted, since mails are full of them."""
MOST_COLUMNS = 8
"""A table with more columns is read cell by cell."""


class HtmlImporter:
    """``hidden`` counts hidden text, links, pictures that are not drawn, scripts, comments and fields."""

    kind = "html"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. A page without a word has one that says so."""
        job.progress(0, 3, "open")
        text, name = decoded(job.source.read_bytes())
        blocks, hidden = read(text)
        return laid_out.make(job, f"html/{name}", blocks, hidden)


def decoded(content: bytes, charset: str = "") -> tuple[str, str]:
    """The text and the name of its encoding: as told outside, as the page tells, else found from the bytes."""
    told = _CHARSET.search(content[:4096])
    for name in filter(None, (charset, told[1].decode("ascii") if told else "")):
        try:
            return content.decode(name), name.lower()
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    found = encoding.decode(content)
    return (found.text, found.encoding) if found is not None else (content.decode("latin-1"), "latin-1")


def read(text: str) -> tuple[list[Block], Counter[str]]:
    """What is seen of the page, in order, and what is not, counted by kind. Raises Damaged."""
    page = _read(text)
    return page.blocks, page.hidden


def unseen(text: str) -> list[tuple[str, str, str]]:
    """What the page holds and does not show: kind, name and words of each thing. Raises Damaged."""
    return _read(text).told


def _read(text: str) -> _Page:
    parser = etree.HTMLParser(no_network=True, remove_pis=True, encoding="utf-8")
    page = _Page()
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        if root is not None:
            notes = [note.text or "" for note in root.iter(etree.Comment)]
            page.hidden["comment"] = len(notes)
            page.told += [("comment", "", note) for note in notes if not note.lstrip().startswith("[if")]
            page.walk(root, bold=False)
            page.end()
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise Damaged() from error
    return page


@dataclass
class _Page:
    """Collects runs of text until a block ends."""

    blocks: list[Block] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    runs: list[Run] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    heading: int = 0
    item: bool = False

    def text(self, text: str | None, bold: bool) -> None:
        """Adds text; white space is one blank, as a page shows it."""
        if text:
            blank = not self.runs or self.runs[-1].text.endswith((" ", "\n"))
            said = re.sub(r"[ \t\r\n\f]+", " ", text)
            said = said.lstrip(" ") if blank else said
            if said:
                self.runs.append(Run(said, bold))

    def end(self) -> None:
        """Ends a paragraph, heading or item of a list."""
        runs, self.runs = self.runs, []
        said = "".join(run.text for run in runs).strip()
        if not said:
            return
        if self.heading:
            self.blocks.append(Heading(self.heading, " ".join(said.split())))
        elif self.item:
            last = self.blocks[-1] if self.blocks else None
            if isinstance(last, Bullets):
                self.blocks[-1] = Bullets((*last.lines, said))
            else:
                self.blocks.append(Bullets((said,)))
        else:
            self.blocks.append(Paragraph(_stripped(runs)))

    def walk(self, element: Element, bold: bool) -> None:
        """Reads an element and what follows in it, but not its tail."""
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if not name or self._unseen(element, name):
            return
        if name == "table" and (table := _table(element)):
            self.end()
            self._count_in(element)
            self.blocks.append(table)
            return
        self._count(element, name)
        block = name in _BLOCKS or name in _HEADINGS
        if block:
            self.end()
        kept = self.heading, self.item
        self.heading = _HEADINGS.get(name, self.heading)
        self.item = name == "li" or (self.item and name not in ("ul", "ol"))
        heavy = bold or name in _BOLD
        self._own_words(element, name, heavy)
        for child in element:
            self.walk(child, heavy)
            self.text(child.tail, heavy)
        if block:
            self.end()
        elif name == "br":
            self.runs.append(Run("\n", bold))
        self.heading, self.item = kept

    def _own_words(self, element: Element, name: str, bold: bool) -> None:
        if name == "img" and element.get("alt", "").strip():
            self.text(f" [{element.get('alt').strip()}] ", bold)
        elif name in ("input", "option") and element.get("value") and element.get("type", "") != "hidden":
            self.text(f" {element.get('value')} ", bold)
        if name == "pre":
            lines = (element.text or "").split("\n")
            self.runs += [Run(line + ("\n" if at + 1 < len(lines) else ""), bold) for at, line in enumerate(lines)]
        else:
            self.text(element.text, bold)

    def _unseen(self, element: Element, name: str) -> bool:
        hides = "hidden" in element.attrib or bool(_HIDING.search(element.get("style", "")))
        if name in _UNSEEN or hides:
            said = " ".join(" ".join(element.itertext()).split()) if hides and name not in _UNSEEN else ""
            self.hidden["script" if name == "script" else "hidden-text"] += name == "script" or bool(said)
            self.told += [("hidden-text", "", said)] if said else []
            return True
        return False

    def _count_in(self, element: Element) -> None:
        for inner in element.iter():
            if isinstance(inner.tag, str):
                self._count(inner, inner.tag.lower())

    def _count(self, element: Element, name: str) -> None:
        target = element.get("href", "") if name == "a" else ""
        self.hidden["link"] += bool(target)
        self.told += [("link", "", target.partition(":")[2])] if target.lower().startswith(_ADDRESSES) else []
        self.hidden["picture"] += name in ("img", "image", "object", "embed", "video", "audio", "canvas")
        self.hidden["external-link"] += name in ("iframe", "frame", "link")
        if name == "input" and element.get("type", "") == "hidden":
            self.hidden["form-field"] += 1
            self.told.append(("form-field", element.get("name", ""), element.get("value", "")))


def _stripped(runs: list[Run]) -> tuple[Run, ...]:
    """The runs without blanks at the paragraph's ends; equal neighbours are one."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(joined[-1].text + run.text, run.bold)
        else:
            joined.append(run)
    joined[0] = Run(joined[0].text.lstrip(), joined[0].bold)
    joined[-1] = Run(joined[-1].text.rstrip(), joined[-1].bold)
    return tuple(run for run in joined if run.text)


def _table(element: Element) -> Table | None:
    """A table of plain cells; None where it is there for the layout, or a reader could not follow it in columns."""
    if any(inner.tag == "table" for inner in element.iterdescendants()) or element.find(".//caption") is not None:
        return None
    if any(_HIDING.search(inner.get("style", "")) or "hidden" in inner.attrib for inner in element.iter("*")):
        return None
    rows = [tuple(_cells(row)) for row in element.iter("tr")]
    rows = [row for row in rows if any(row)]
    columns = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or not 2 <= columns <= MOST_COLUMNS or any(row.find("*") is None for row in element.iter("tr")):
        return None
    whole = tuple((*row, *[""] * (columns - len(row))) for row in rows)
    first = next(element.iter("tr"))
    headed = all(cell.tag == "th" for cell in first if isinstance(cell.tag, str)) and len(rows[0]) == columns
    return Table(whole[0], whole[1:]) if headed else Table((), whole)


def _cells(row: Element) -> Iterator[str]:
    for cell in row:
        if cell.tag in ("td", "th"):
            said = "".join(_cell_text(cell))
            yield "\n".join(line for line in (" ".join(part.split()) for part in said.split("\n")) if line)
            span = cell.get("colspan", "1")
            yield from [""] * (min(int(span), MOST_COLUMNS) - 1 if span.isdecimal() else 0)


def _cell_text(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    if element.tag == "br" or element.tag in _BLOCKS:
        yield "\n"
    if element.tag == "img" and element.get("alt", "").strip():
        yield f"[{element.get('alt').strip()}]"
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from _cell_text(child)
        yield re.sub(r"\s+", " ", child.tail or "")
    if element.tag in _BLOCKS:
        yield "\n"
