"""What our own papers say: the small content model of letters, schedules, records and logs.

It knows order and meaning, not looks; ``redaction.write`` makes it a PDF and ``app.exporters.docx_letter``
a Word file, from the same value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight. Line feeds in the text break the line."""

    text: str
    bold: bool = False


class Align(StrEnum):
    """How the text of a table's column stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (largest under the title) to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``mono`` sets it in the fixed-width face with every blank kept (hashes, plain text files)."""

    runs: tuple[Run, ...]
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list; ``numbers`` are printed as given (the numbers in the boxes), from 1 where empty."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on every page.

    ``widths`` are shares of the text width (any positive numbers; equal where empty), ``align`` one per
    column (left where empty). Every row has as many cells as the header; a table without header has ``()``.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.header) or max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Facts:
    """Key and value in two columns (dnr, date, sender), without lines."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader must not miss, set apart from the running text."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Numbered | Table | Facts | Note | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its title, language (BCP 47), blocks, and what stands at the edges of its pages.

    ``sender`` is the company's name at the top left of the first page, ``reference`` the lines at its top
    right (dnr, date), ``addressee`` the lines under the sender. ``footer`` stands at the foot of every page
    to the left; to the right stands ``page_word`` with number and count ("Sida 1 (3)"), or nothing where it is
    empty; without both the foot is left away. ``show_title`` is
    False for a text laid out for reading, which has a title in its properties only.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "sv-SE"
    sender: str = ""
    reference: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    footer: str = ""
    page_word: str = "Sida"
    show_title: bool = True


def texts(block: Block) -> tuple[str, ...]:
    """Everything that a block says."""
    match block:
        case Heading() | Note():
            return (block.text,)
        case Paragraph():
            return ("".join(run.text for run in block.runs),)
        case Bullets() | Numbered():
            return block.lines
        case Table():
            return (*block.header, *(cell for row in block.rows for cell in row))
        case Facts():
            return tuple(words for row in block.rows for words in row)
        case PageBreak():
            return ()


def paragraph(*parts: str | Run, mono: bool = False) -> Paragraph:
    """A paragraph from plain strings and runs."""
    return Paragraph(tuple(part if isinstance(part, Run) else Run(part) for part in parts), mono)


def bold(text: str) -> Run:
    """A bold run."""
    return Run(text, bold=True)
