"""What can be looked for in a request's pages, and what was found: pure values."""

from __future__ import annotations

from dataclasses import dataclass

from .detectors.terms import Term
from .geometry import Rect

SECONDS = 4.0
"""How long an expression may take in one document; a child that is silent for 20 s is ended."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Words and phrases; ``case`` where capital and small letters are different letters."""

    terms: tuple[Term, ...]
    case: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression over the text of one page, whose lines end in a line feed.

    ``case`` as in ``Listed``; ``across``: a full stop matches the end of a line too. ^ and $ stand at the ends of
    lines. Dashes, blanks and digits of all kinds are read as the plain ones.
    """

    pattern: str
    case: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """``first`` with at most ``words`` words between it and ``second``, in either order.

    What is found is the stretch of both, or ``first`` alone where ``alone``.
    """

    first: str
    second: str
    words: int = 10
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """From the line that holds ``first`` to the next one that holds ``last``, on the same page or the one after."""

    first: str
    last: str


Query = Listed | Expression | Near | Lines


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found: offsets in the page's text, one rectangle per line (page space).

    ``document`` is the number that the caller gave it; ``page`` counts from 0; ``before`` and ``after`` are what
    stands around ``text``, on one line. ``category`` and ``provision`` come from the list, "" and None without one.
    """

    document: int
    page: int
    start: int
    end: int
    rects: tuple[Rect, ...]
    text: str
    before: str = ""
    after: str = ""
    category: str = ""
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search gave. ``slow`` are documents with the page (from 0) on which an expression ran out of time;
    ``more`` tells that there were more hits than are told."""

    hits: tuple[Hit, ...]
    slow: tuple[tuple[int, int], ...] = ()
    more: bool = False


HEADINGS = frozenset({"term", "termer", "ord", "uttryck", "sökord", "word", "text"})
"""What the first cell of a list says, in small letters, where its first row is one of headings."""
LONGEST_TERM = 500
"""Characters; what is longer is no term and is cut one character past it."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list of terms as it stands in its file: its number as a spreadsheet shows it (from 1), its cells."""

    number: int
    cells: tuple[str, ...]
