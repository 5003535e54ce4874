"""Sums in place of rows: made from a table, few held back, signed with the delivery, told in no masked word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from app.domain.errors import Refused
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.domain.sums import Cell, Withheld
from app.services.delivering import compilations, delivery, disclosure
from app.services.delivering.compilations import NewCompilation
from app.services.marking import review
from app.services.writing import delivery_letters
from redaction.content import Table
from redaction.tables import Row
from tests.builders import MAJA, SVEN, Office

ABSENCE: tuple[Row, ...] = (
    ("Namn", "Avdelning", "Dagar"),
    *((f"Person {i}", "Elnät", "12") for i in range(9)),
    *((f"Person {i}", "Värme", "1 000") for i in range(9, 12)),
    *((f"Person {i}", "Elhandel", "7,5") for i in range(12, 18)),
    *((f"Person {i}", "Service", "3") for i in range(18, 38)),
    ("", "Summa", "9 999"),
)
PER_DEPARTMENT = NewCompilation("Sjukfrånvaro 2025 per avdelning", "avdelning", "Dagar", "Namn", source="Handling 1")


def made(office: Office, new: NewCompilation = PER_DEPARTMENT, rows: tuple[Row, ...] = ABSENCE) -> DeliveryId:
    """A delivery with one compilation."""
    delivery_id = office.delivery(office.request())
    assert office.workspace.do(compilations.make, delivery_id, new, rows) == 1
    return delivery_id


def test_totals_per_department_with_the_few_held_back(office: Office) -> None:
    """Three persons are too few, and the next smallest goes with them; a row that sums up is left out."""
    (row,) = office.workspace.ask(compilations.of, made(office))
    assert row.cells == (
        Cell("Elnät", 9, Decimal(108)),
        Cell("Värme", None, None, Withheld.SMALL),
        Cell("Elhandel", None, None, Withheld.BESIDE),
        Cell("Service", 20, Decimal(60)),
    )
    assert (row.total.count, row.total.amount) == (38, Decimal("3213.0"))


def test_the_paper_says_what_is_held_back_and_why(office: Office) -> None:
    """A dash for the numbers, the policy in words, and nothing of a person; the CSV has the same lines."""
    (row,) = office.workspace.ask(compilations.of, made(office))
    paper = office.workspace.ask(compilations.paper, row, office.clock())
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert table.rows[1] == ("Värme", "–", "–")
    assert table.rows[3] == ("Service", "20", "60")
    assert len(compilations.notes(row)) == 2
    assert "Person 3" not in repr(paper)
    lines = compilations.csv_text(row).splitlines()
    assert lines[2] == "Värme;–;–"
    assert lines[-1].split(";")[1:] == ["38", "3 213,0"]


def test_months_sum_of_meter_values(office: Office) -> None:
    """Groups are formed by the month of a time; one household is one person, so its months are not shown."""
    rows = (("Tid", "kWh", "Anläggning"), *((f"2026-0{m}-1{d}", "2,5", f"a{d}") for m in (1, 2) for d in range(6)))
    new = NewCompilation("Förbrukning per månad", "Tid", "kWh", "Anläggning", "month")
    (row,) = office.workspace.ask(compilations.of, made(office, new, rows))
    assert [(c.group, c.count, c.amount) for c in row.cells] == [
        ("januari 2026", 6, Decimal("15.0")),
        ("februari 2026", 6, Decimal("15.0")),
    ]
    one = tuple((time, value, "a1") for time, value, _who in rows[1:])
    (row,) = office.workspace.ask(compilations.of, made(office, new, (rows[0], *one)))
    assert all(cell.count is None for cell in row.cells)


def test_no_two_compilations_tell_by_subtraction_what_each_holds_back(office: Office) -> None:
    """The sum of Elnät and Värme together would tell Värme; a table without one person would tell that one.

    The same groups, coarser ones with nobody held back on either side, and rows from elsewhere are free; rows of which
    nobody says where they come from may be the same.
    """
    delivery_id = made(office)

    def also(rows: tuple[Row, ...], **changes: str) -> None:
        look = partial(compilations.preview, today=local_day(office.clock()))
        office.workspace.ask(look, delivery_id, replace(PER_DEPARTMENT, **changes), rows)

    for other in (
        tuple((name, "Nät och värme" if unit in ("Elnät", "Värme") else unit, n) for name, unit, n in ABSENCE),
        ABSENCE[:-2],
    ):
        for source in ("Handling 1", ""):
            with pytest.raises(Refused, match="compilation-linked"):
                also(other, source=source)
        also(other, source="Handling 2")
    also(ABSENCE)


def test_it_has_a_title(office: Office) -> None:
    """It can be looked at without one and is not kept."""
    delivery_id, new = office.delivery(office.request()), NewCompilation(" ", "Avdelning")
    assert office.workspace.ask(compilations.preview, delivery_id, new, ABSENCE, local_day(office.clock())).cells
    with pytest.raises(Refused, match="compilation-untitled"):
        office.workspace.do(compilations.make, delivery_id, new, ABSENCE)


def test_only_counted(office: Office) -> None:
    """Without a column of numbers persons are counted; columns may be named by their number."""
    new = NewCompilation("Antal", "2", who="1")
    (row,) = office.workspace.ask(compilations.of, made(office, new))
    assert row.cells[0] == Cell("Elnät", 9, None)
    assert compilations.header(row) == ("Avdelning", compilations.header(row)[1])


@pytest.mark.parametrize(
    ("new", "rows", "code"),
    [
        (NewCompilation("T", "Ort"), ABSENCE, "column-missing"),
        (NewCompilation("T", "9"), ABSENCE, "column-missing"),
        (NewCompilation("T", "Avdelning"), ABSENCE[:1], "sums-empty"),
        (NewCompilation("T", "Avdelning"), (ABSENCE[0], ("", "Summa", "3")), "sums-empty"),
        (NewCompilation("T", "Avdelning", "Namn"), ABSENCE, "sum-row-unread"),
        (NewCompilation("T", "Avdelning", by="month"), ABSENCE, "sum-row-unread"),
        (NewCompilation("T", "Avdelning", by="vecka"), ABSENCE, "kind-unknown"),
    ],
)
def test_what_cannot_be_summed(new: NewCompilation, rows: tuple[Row, ...], code: str, office: Office) -> None:
    """Nothing is left out in silence: the row or the column is named."""
    delivery_id = office.delivery(office.request())
    with pytest.raises(Refused, match=code):
        office.workspace.ask(compilations.preview, delivery_id, new, rows, local_day(office.clock()))
    assert office.workspace.ask(compilations.of, delivery_id) == ()


def test_what_is_masked_is_not_told_by_a_group(office: Office) -> None:
    """Neither when it is made nor, masked afterwards, when it is handed out."""
    request_id = office.request()
    marks = office.findings(office.document(request_id), ["810107-2384"])
    delivery_id = office.delivery(request_id)
    rows = (("Kund", "kWh"), *(("810107 2384", "5") for _ in range(6)), *(("övriga", "5") for _ in range(6)))
    new = NewCompilation("Per kund", "Kund", "kWh")
    office.workspace.do(compilations.make, delivery_id, new, rows)
    office.workspace.do(review.accept, marks, "OSL 21:7")
    with pytest.raises(Refused, match="secret-in-compilation"):
        office.workspace.ask(disclosure.check_words, delivery_id)
    with pytest.raises(Refused, match="compilation-tells"):
        office.workspace.do(compilations.make, delivery_id, new, rows)
    office.workspace.do(compilations.remove, delivery_id, 1)
    office.workspace.ask(disclosure.check_words, delivery_id)
    with pytest.raises(Refused, match="compilation-missing"):
        office.workspace.do(compilations.remove, delivery_id, 1)


def test_the_signature_covers_it_and_the_letter_names_it(office: Office) -> None:
    """One more compilation is another delivery than the one that was signed."""
    _request, delivery_id, _document = office.signed()
    before = office.workspace.ask(delivery.plan_hash, delivery_id)
    assert office.workspace.ask(delivery.signature, delivery_id) is not None
    office.workspace.do(compilations.make, delivery_id, PER_DEPARTMENT, ABSENCE)
    assert office.workspace.ask(delivery.plan_hash, delivery_id) != before
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    letter = office.workspace.ask(delivery_letters.letter, delivery_id, MAJA, office.clock())
    assert PER_DEPARTMENT.title in repr(letter)


def test_a_letter_without_sums_says_nothing_of_them(office: Office) -> None:
    """The heading goes with what stands under it, whole, in part and refused."""
    _request, delivery_id, _document = office.masked()
    whole = office.request("Begäran om taxa")
    office.document(whole)
    other = office.delivery(whole)

    def letter(of: int) -> str:
        return repr(office.workspace.ask(delivery_letters.letter, of, MAJA, office.clock()))

    assert "Summor i stället" not in letter(delivery_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    assert "Summor i stället" not in letter(delivery_id)
    assert "Summor i stället" not in letter(other)


def test_a_refusal_may_hand_out_the_sums(office: Office) -> None:
    """The documents are not handed out; the letter names the compilation apart from them."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(compilations.make, delivery_id, PER_DEPARTMENT, ABSENCE)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    said = repr(office.workspace.ask(delivery_letters.letter, delivery_id, MAJA, office.clock()))
    assert said.index("lämnas inte ut") < said.index("Summor i stället") < said.index(PER_DEPARTMENT.title)


def test_the_least_number_is_the_offices(office: Office) -> None:
    """Only an administrator sets it, within its bounds, and it is in force at once."""
    with pytest.raises(Refused, match="right-missing"):
        office.workspace.do(compilations.set_smallest, 3)
    office.as_(SVEN)
    for wrong in (2, 101):
        with pytest.raises(Refused, match="smallest-group-bounds"):
            office.workspace.do(compilations.set_smallest, wrong)
    office.workspace.do(compilations.set_smallest, 3)
    office.as_(MAJA)
    (row,) = office.workspace.ask(compilations.of, made(office))
    assert [cell.held for cell in row.cells] == [Withheld.SHOWN] * 4


def test_a_cell_is_no_formula(office: Office) -> None:
    """A group that a spreadsheet would count out stands as text in the CSV."""
    rows = (("Grupp",), *(("=1+1",) for _ in range(6)))
    (row,) = office.workspace.ask(compilations.of, made(office, NewCompilation("T", "Grupp"), rows))
    assert compilations.csv_text(row).splitlines()[1].startswith("'=1+1;6")
