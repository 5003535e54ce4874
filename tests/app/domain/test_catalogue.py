"""An edition's rows as TOML and back: nothing is lost, and the same rows always give the same text."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from app.domain import catalogue
from app.domain.provisions import ContractCap, Provision, Variant
from app.services.office import organisation
from resources import text

SHIPPED = organisation.shipped()
FULL = replace(
    SHIPPED["OSL 31:16"],
    ends_when="Aldrig",
    status_field="x",
    note='Rad\n"två" \\ och \x7f',
    doubt="Ja\u2028nej",
    overrides=(),
    variants=(Variant("Den ene", "OMVANT", "text"), Variant("Den andre", "RAKT", "")),
    reviewed_by="Karin",
    reviewed_on=date(2026, 3, 1),
    retired=True,
    retired_why="Upphävd",
)


def test_the_shipped_rows_come_back_as_they_were() -> None:
    """Written and read again, every row of the shipped catalogue is the same in every field."""
    assert catalogue.read(catalogue.written(SHIPPED.values())) == SHIPPED
    assert catalogue.read(text("catalogues", "provisions.toml")) == SHIPPED


def test_every_field_comes_back() -> None:
    """Signs that TOML escapes, empty lists, variants, caps, the review: all of it."""
    assert catalogue.read(catalogue.written([FULL])) == {FULL.id: FULL}
    assert set(catalogue.ORDER) == {field.name for field in fields(Provision)} - {"variants"}
    assert isinstance(FULL.contract_cap, ContractCap)


def test_the_same_rows_give_the_same_text() -> None:
    """What is hashed and signed does not hang on how it was made."""
    once = catalogue.written(SHIPPED.values())
    assert catalogue.written(catalogue.read(once).values()) == once


@pytest.mark.parametrize("broken", [
    "[[provision]]\nid = 7", "x = 1", "not toml",
    catalogue.written([FULL]).replace("max_years", "max_yaers"),
])  # fmt: skip
def test_what_cannot_be_read_is_no_catalogue(broken: str) -> None:
    """A missing key, a misspelt one, no TOML at all."""
    with pytest.raises((KeyError, TypeError, ValueError)):
        catalogue.read(broken)


@pytest.mark.parametrize(("old", "new", "field", "code"), [
    ("heading = ", "haeding = ", "haeding", "unknown"),
    ("heading = ", "# heading = ", "heading", "missing"),
    ("max_years = 20", 'max_years = "tjugo"', "max_years", "kind"),
    ("questions = [", "questions = [1, ", "questions", "kind"),
    ("years = 5", 'years = "fem"', "contract_cap.years", "kind"),
    ("retired = true", "retired = 1", "retired", "kind"),
    ("[[provision.variant]]\napplies_to", "[[provision.variant]]\napplies", "variant.applies", "unknown"),
])  # fmt: skip
def test_a_row_that_cannot_be_read_says_its_field(old: str, new: str, field: str, code: str) -> None:
    """Whoever edits the file by hand is told the provision, the field, and what is wrong with it."""
    whole = catalogue.written([FULL])
    assert old in whole
    with pytest.raises(catalogue.BadRow) as fault:
        catalogue.read(whole.replace(old, new, 1))
    assert (fault.value.provision, fault.value.field, fault.value.code) == (FULL.id, field, code)


def test_a_row_that_stands_twice_is_no_catalogue() -> None:
    """Which of the two would hold is anybody's guess."""
    with pytest.raises(catalogue.BadRow, match="twice"):
        catalogue.read(catalogue.written([FULL, FULL]))


def test_differences_name_row_and_field() -> None:
    """A changed field with both rows, a new row as new."""
    row, new = SHIPPED["OSL 21:7"], SHIPPED["OSL 21:1"]
    changed = replace(row, heading="Ny", questions=("En?", "Två?"), max_years=3)
    found = catalogue.differences({row.id: row}, {row.id: changed, new.id: new})
    assert [(one.after.id, one.field) for one in found] == [
        (row.id, "heading"), (row.id, "max_years"), (row.id, "questions"), (new.id, "id"),
    ]  # fmt: skip
    assert [one.before for one in found] == [row, row, row, None]
