"""Rows and columns under the hand: the row across the page, the column from the pressed cell down, and no further."""

from __future__ import annotations

from redaction.words import PageText
from tests.ui.desks import FIRST_LINE, page_of
from ui.viewer.table_parts import column_at, row_at
from ui.viewer.words_under import Stretch

TABLE = (
    "Lista över kunder som var utan ström den dagen",
    "Namn                 Gata              Telefon",
    "Sture Tallmo         Tallstigen 12     070-174 06 21",
    "Rut Myrhed                             070-174 06 33",
    "Åke Sandvret         Tallstigen 18     070-174 06 40",
    "",
    "",
    "",
    "Vi begär ersättning för elva timmar enligt ellagen och vill veta varför",
)


def at(page: PageText, word: str) -> tuple[float, float]:
    """A point on a word."""
    return next(w for w in page.words if w.text == word).rect.centre


def told(found: Stretch | None) -> str:
    """Its words."""
    return found.text if found is not None else ""


def test_a_row_is_what_stands_beside_across_the_page() -> None:
    """Every cell of it, one rectangle each, and nothing of the rows around."""
    page = page_of(TABLE)
    found = row_at(page, *at(page, "Tallstigen"))
    assert told(found) == "Sture Tallmo Tallstigen 12 070-174 06 21"
    assert found is not None
    assert len(found.rects) == 3
    assert {round(rect.y0) for rect in found.rects} == {round(FIRST_LINE + 40)}


def test_a_column_is_the_cell_and_those_below_it() -> None:
    """From the one pressed; an empty cell is passed over; the text below the table is not taken."""
    page = page_of(TABLE)
    assert told(column_at(page, *at(page, "Sture"))) == "Sture Tallmo Rut Myrhed Åke Sandvret"
    assert told(column_at(page, *at(page, "Tallstigen"))) == "Tallstigen 12 Tallstigen 18"
    assert told(column_at(page, *at(page, "Telefon"))) == "Telefon 070-174 06 21 070-174 06 33 070-174 06 40"
    assert told(column_at(page, *at(page, "Rut"))) == "Rut Myrhed Åke Sandvret"


def test_text_next_to_a_table_ends_the_column() -> None:
    """Running text just below, across the columns, is no cell."""
    page = page_of((*TABLE[:5], TABLE[-1]))
    assert told(column_at(page, *at(page, "Sture"))) == "Sture Tallmo Rut Myrhed Åke Sandvret"


def test_an_empty_page_has_neither() -> None:
    """Nothing to press on."""
    assert (row_at(page_of(()), 100, 100), column_at(page_of(()), 100, 100)) == (None, None)
