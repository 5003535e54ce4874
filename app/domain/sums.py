"""Sums in place of rows: totals per group in which nobody can be told, not even by taking one from another.

A group of fewer persons than the office's least number is held back. Where only one group were held back, or all that
are held back hold too few together, the total would give it away: then the smallest of the others is held back too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

_AMOUNT = re.compile(r"^\s*(-?\d[\d\s]*(?:[.,]\d+)?)\s*([^\W\d_][\w/]*)?\s*$")


class Withheld(StrEnum):
    """Why a group is held back: not at all, it is too small, or another one could be told by it."""

    SHOWN = "shown"
    SMALL = "small"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that is summed: its group, what it adds (None: nothing), and whom it is about ("": nobody else)."""

    group: str
    amount: Decimal | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's number of persons and sum; both None where it is held back."""

    group: str
    count: int | None
    amount: Decimal | None
    held: Withheld = Withheld.SHOWN

    def without(self, held: Withheld) -> Cell:
        """The cell without its numbers."""
        return replace(self, count=None, amount=None, held=held)


@dataclass(frozen=True, slots=True)
class Compilation:
    """Sums that a delivery hands out as a paper of ours; the rows they were made of are not kept.

    ``group_head`` and ``amount_head`` are the columns' headings (the latter "" where persons are only counted),
    ``smallest`` the office's least number when it was made, ``source`` where the rows came from, in neutral words.
    """

    id: int
    delivery_id: int
    number: int
    title: str
    group_head: str
    amount_head: str
    cells: tuple[Cell, ...]
    total: Cell
    smallest: int
    source: str
    made_by: int
    made_at: datetime

    @property
    def words(self) -> str:
        """What of it is words and no numbers."""
        return "\n".join((self.title, self.group_head, self.amount_head, self.source, *(c.group for c in self.cells)))


@dataclass(frozen=True, slots=True)
class Sums:
    """The cells in the order in which their groups were met, and the total of all rows."""

    cells: tuple[Cell, ...]
    total: Cell


def amount(text: str) -> Decimal | None:
    """A number as Swedish papers write it ("1 234,5 kWh"); None where the text is none."""
    match = _AMOUNT.match(text.replace("\u2212", "-"))
    if match is None:
        return None
    try:
        return Decimal("".join(match[1].split()).replace(",", "."))
    except InvalidOperation:
        return None


def of(entries: Iterable[Entry], smallest: int) -> Sums:
    """The sums with what must be held back; ``smallest`` is the least number of persons in a group that is shown."""
    whole = _cell("", rows := list(entries))
    groups: dict[str, list[Entry]] = {}
    for entry in rows:
        groups.setdefault(entry.group, []).append(entry)
    cells = [_cell(group, its) for group, its in groups.items()]
    held = {c.group: Withheld.SMALL for c in cells if _fewest(groups[c.group]) < smallest}
    if _fewest(rows) < smallest:
        return Sums(tuple(c.without(held.get(c.group, Withheld.BESIDE)) for c in cells), whole.without(Withheld.SMALL))
    for cell in sorted(cells, key=lambda c: (c.count or 0, c.group)):
        if held and cell.group not in held and _told(cells, held, groups, smallest):
            held[cell.group] = Withheld.BESIDE
    shown = tuple(c.without(held[c.group]) if c.group in held else c for c in cells)
    return Sums(shown, whole)


def linked(one: Compilation, other: Compilation) -> bool:
    """Whether few persons could be told by taking one compilation from another one, as far as can be seen without rows.

    That is so where they are about nearly the same number of persons, or about the same ones in other groups of which
    some are held back: a quarter's sum tells a month that is. Rows from two sources that are named are not the same.
    """
    sources = {" ".join(row.source.casefold().split()) for row in (one, other)}
    if len(sources) > 1 and "" not in sources:
        return False
    if one.total.count is None or other.total.count is None:
        return False
    apart = abs(one.total.count - other.total.count)
    groups = [{cell.group for cell in row.cells} for row in (one, other)]
    held = any(cell.held is not Withheld.SHOWN for cell in (*one.cells, *other.cells))
    return 0 < apart < max(one.smallest, other.smallest) or (not apart and held and groups[0] != groups[1])


def _told(cells: Sequence[Cell], held: dict[str, Withheld], groups: dict[str, list[Entry]], smallest: int) -> bool:
    """Whether the total less what is shown would tell of too few persons, or of one group alone."""
    together = [entry for cell in cells if cell.group in held for entry in groups[cell.group]]
    return len(held) < 2 or _fewest(together) < smallest


def _cell(group: str, rows: Sequence[Entry]) -> Cell:
    amounts = [row.amount for row in rows if row.amount is not None]
    return Cell(group, _persons(rows), sum(amounts, Decimal()) if amounts else None)


def _fewest(rows: Sequence[Entry]) -> int:
    """How many persons a group tells of: all of them, or those who add something to its sum where they are fewer."""
    adding = _persons(row for row in rows if row.amount is not None)
    return min(_persons(rows), adding) if adding else _persons(rows)


def _persons(rows: Iterable[Entry]) -> int:
    """How many persons rows are about: those named, and each row that names nobody."""
    listed = list(rows)
    return len({row.who for row in listed if row.who}) + sum(not row.who for row in listed)
