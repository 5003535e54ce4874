"""A printed table is read as rows and columns by the places of its words."""

from redaction import tables
from redaction.geometry import Rect
from tests.builders import page_of

PAGE = page_of(
    (
        "Sjukfrånvaro 2025",
        "",
        "Namn             Avdelning      Dagar",
        "Anna Ek          Elnät             12",
        "Bo               Värme          1 000",
        "                 Summa          1 012",
    )
)
TABLE = Rect(60, 110, 595, 210)


def test_cells_stand_in_their_columns() -> None:
    """Names of two words are one cell, an empty cell stays empty, a number with a blank is one."""
    assert tables.of_page(PAGE, TABLE) == (
        ("Namn", "Avdelning", "Dagar"),
        ("Anna Ek", "Elnät", "12"),
        ("Bo", "Värme", "1 000"),
        ("", "Summa", "1 012"),
    )


def test_only_what_lies_in_the_area_is_read() -> None:
    """Without an area the line above is a row too; nothing is read from an empty area."""
    assert tables.of_page(PAGE)[0] == ("", "Sjukfrånvaro 2025", "") or tables.of_page(PAGE)[0][0].startswith("Sjuk")
    assert tables.of_page(PAGE, Rect(0, 700, 595, 800)) == ()
