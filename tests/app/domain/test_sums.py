"""Sums: nobody can be told from what is shown, not even by taking one number from another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import sums
from app.domain.sums import Cell, Entry, Sums, Withheld

ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from("ABCDEF"),
        st.one_of(st.none(), st.integers(-50, 5000).map(Decimal)),
        st.sampled_from(["", "p1", "p2", "p3", "p4", "p5", "p6"]),
    ),
    max_size=60,
)


def rows(**counts: int) -> list[Entry]:
    """So many rows in each group, each adding ten."""
    return [Entry(group, Decimal(10)) for group, count in counts.items() for _ in range(count)]


def held(found: Sums) -> dict[str, Withheld]:
    """Which groups are held back, and why."""
    return {cell.group: cell.held for cell in found.cells if cell.held is not Withheld.SHOWN}


def test_a_small_group_is_held_back_and_a_second_one_with_it() -> None:
    """Four are too few; the total would tell them, so the smallest other group goes too."""
    found = sums.of(rows(nät=4, värme=9, elhandel=30, it=12), 5)
    assert held(found) == {"nät": Withheld.SMALL, "värme": Withheld.BESIDE}
    assert found.cells[2] == Cell("elhandel", 30, Decimal(300))
    assert found.total == Cell("", 55, Decimal(550))


def test_two_small_groups_that_are_few_together_take_a_third() -> None:
    """One and two are three persons: the total less what is shown would tell of three."""
    small = {"a": Withheld.SMALL, "b": Withheld.SMALL}
    assert held(sums.of(rows(a=1, b=2, c=8, d=20), 5)) == small | {"c": Withheld.BESIDE}
    assert held(sums.of(rows(a=3, b=2, c=8), 5)) == small


def test_a_sum_that_few_add_to_is_held_back_however_many_are_counted() -> None:
    """Five customers of whom one has a reading: the group's sum would be that one's."""
    blank = [Entry("nät", None) for _ in range(5)]
    found = sums.of([*blank, Entry("nät", Decimal(4711)), *rows(värme=9, it=12)], 5)
    assert held(found) == {"nät": Withheld.SMALL, "värme": Withheld.BESIDE}
    assert sums.of([*blank, Entry("nät", Decimal(4711))], 5).total.amount is None


def test_nothing_small_holds_nothing_back_and_all_small_holds_all() -> None:
    """And a total of too few persons is no total."""
    assert held(sums.of(rows(a=5, b=6), 5)) == {}
    few = sums.of(rows(a=2, b=1), 5)
    assert few.total == Cell("", None, None, Withheld.SMALL)
    assert all(cell.count is None and cell.amount is None for cell in few.cells)


def test_a_person_with_many_rows_is_one_person() -> None:
    """Twelve readings of one household are a group of one."""
    found = sums.of([Entry("januari", Decimal(3), "735999000000000013")] * 12 + rows(februari=9), 5)
    assert held(found)["januari"] is Withheld.SMALL


def test_the_order_is_that_of_the_rows() -> None:
    """Months stay in their order, and the same rows give the same sums."""
    made = rows(mars=6, april=7, maj=8)
    assert [cell.group for cell in sums.of(made, 5).cells] == ["mars", "april", "maj"]
    assert sums.of(made, 5) == sums.of(made, 5)


@given(ENTRIES, st.integers(2, 8))
def test_no_few_can_be_told(entries: list[Entry], smallest: int) -> None:
    """What is shown, and what follows from it and the total, is always about as many persons as the office wants."""
    found = sums.of(entries, smallest)
    people = {c.group: [e for e in entries if e.group == c.group] for c in found.cells}
    for cell in found.cells:
        assert (cell.count is None) == (cell.held is not Withheld.SHOWN)
        assert cell.held is Withheld.SHOWN or cell.amount is None
        assert cell.count is None or cell.count >= smallest
    hidden = [e for c in found.cells if c.held is not Withheld.SHOWN for e in people[c.group]]
    if found.total.count is not None and hidden:
        assert sums._persons(hidden) >= smallest or len(hidden) == len(entries)
        assert len({e.group for e in hidden}) > 1 or len(people) == 1
    if found.total.count is None:
        assert all(cell.count is None for cell in found.cells)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 234,5 kWh", "1234.5"), ("1234.50", "1234.50"), ("−12 kr", "-12"), ("12 000", "12000"), ("0", "0")],
)
def test_numbers_as_papers_write_them(text: str, number: str) -> None:
    """Blanks between thousands, comma or point, a unit behind."""
    assert sums.amount(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "kWh", "2026-01-14", "1,2,3", "12 kr 50", "Anna"])
def test_what_is_no_number(text: str) -> None:
    """A date or a name is never summed."""
    assert sums.amount(text) is None
