"""Lists of terms, each with its ground and category: the rows of a file become terms, or faults named by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.provisions import Provision
from redaction.detectors.terms import Term
from redaction.sought import HEADINGS, LONGEST_TERM, ListRow

from ..office import organisation

SHORTEST = 2
"""Letters of a term; a shorter one would be everywhere."""
_PARTS = {"": False, "nej": False, "no": False, "hela": False, "ord": False, "ja": True, "yes": True, "del": True}
"""The fourth column: whether the term is also found inside longer words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used: its number in the file and the code of what is wrong with it."""

    row: int
    code: str


@dataclass(frozen=True, slots=True)
class TermFile:
    """What a file gave: the terms of the rows that hold, and the faults of the others."""

    terms: tuple[Term, ...]
    faults: tuple[Fault, ...]


def understood(rows: Sequence[ListRow], provisions: Iterable[Provision]) -> TermFile:
    """Rows of ``term; provision; category; also inside words`` as terms; a row of headings is passed over.

    ``provisions`` are the catalogue's. A provision may be written without "OSL", a category by its code or its name.
    Both may be left empty.
    """
    body = rows[1:] if rows and rows[0].cells[0].casefold() in HEADINGS else rows
    known = _Known(provisions)
    read = [known.term(row) for row in body]
    terms = dict.fromkeys(t for t in read if isinstance(t, Term))
    return TermFile(tuple(terms), tuple(f for f in read if isinstance(f, Fault)))


class _Known:
    """Provisions and categories by every way of writing them."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        maskable = [p.id for p in provisions if p.maskable]
        self._provisions = {_key(name): p for p in maskable for name in (p, p.removeprefix("OSL "))}
        names = organisation.categories().items()
        self._categories = {name.casefold(): code for code, row in names for name in (code, row["sv"], row["en"])}

    def term(self, row: ListRow) -> Term | Fault:
        """The row as a term, or what is wrong with it."""
        text, provision, category, parts = (*row.cells, "", "", "")[:4]
        if any(cell.startswith("=") for cell in (text, provision, category)):
            return Fault(row.number, "list-formula")
        if sum(c.isalnum() for c in text) < SHORTEST:
            return Fault(row.number, "term-short")
        if len(text) > LONGEST_TERM:
            return Fault(row.number, "list-long")
        if provision and _key(provision) not in self._provisions:
            return Fault(row.number, "list-provision")
        if category and category.casefold() not in self._categories:
            return Fault(row.number, "category-unknown")
        if parts.casefold() not in _PARTS:
            return Fault(row.number, "list-parts")
        code = self._categories.get(category.casefold(), "")
        return Term(text, code, self._provisions.get(_key(provision)), _PARTS[parts.casefold()])


def _key(provision: str) -> str:
    return "".join(provision.casefold().split())
