"""Coarser values: read from what is written, never holding it, and true of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction import matching, replacements
from redaction.coarser import grid, kinds
from redaction.marks import Level

TODAY = date(2026, 3, 11)

GIVEN = [
    ("63.17921, 14.63562", "COORDINATE", "grid-10", "10 km-ruta N 7000 E 480 (SWEREF 99 TM)"),
    ("N63.17921 E14.63562", "COORDINATE", "grid-50", "50 km-ruta N 7000 E 450 (SWEREF 99 TM)"),
    ("63°10'45.2\" N 14°38'08.2\" E", "COORDINATE", "grid-1", "1 km-ruta N 7005 E 481 (SWEREF 99 TM)"),
    ("N 7012345 E 492345", "COORDINATE", "grid-10", "10 km-ruta N 7010 E 490 (SWEREF 99 TM)"),
    ("E 492 345, N 7 012 345", "COORDINATE", "grid-1", "1 km-ruta N 7012 E 492 (SWEREF 99 TM)"),
    ("7012345 1449512", "COORDINATE", "grid-10", ""),
    ("52.52000, 13.40500", "COORDINATE", "grid-10", ""),
    ("19810107-9294", "PERSONNUMMER", "born-decade", "född på 1980-talet"),
    ("810107+9294", "PERSONNUMMER", "born-decade", "född på 1880-talet"),
    ("19810107-9294", "PERSONNUMMER", "age-band", "40–49 år"),
    ("1975-03-12", "", "month", "mars 1975"),
    ("2026-01-14 13:15", "", "month", "januari 2026"),
    ("12 mars 1975", "", "month", "mars 1975"),
    ("12 mars 1975", "", "decade", "1970-talet"),
    ("20260114", "", "year", "2026"),
    ("12 345,50 kr", "", "rounded", "cirka 10 000 kr"),
    ("12 345,50 kr", "", "between", "10 000–20 000 kr"),
    ("847 kWh", "METER_VALUES", "between", "800–900 kWh"),
    ("800 kWh", "METER_VALUES", "rounded", ""),
    ("1975-03-12", "", "rounded", ""),
    ("Storgatan 3 lgh 1102", "ADDRESS", "street", "Storgatan"),
    ("831 30 ÖSTERSUND", "POSTAL", "town", "Östersund"),
    ("831 30 ÖSTERSUND", "POSTAL", "postal", "postnummer som börjar på 83"),
    ("Östersund Örnen 5", "PROPERTY", "municipality", "fastighet i Östersund"),
    ("Anna Lodman", "PERSON", "town", ""),
]


@pytest.mark.parametrize(("text", "category", "code", "coarser"), GIVEN, ids=[f"{row[2]}-{row[0]}" for row in GIVEN])
def test_what_is_offered(text: str, category: str, code: str, coarser: str) -> None:
    """What the rule makes of a text; what it cannot read, or what would be the text again, is not offered."""
    assert {o.code: o.text for o in kinds.options(text, category, TODAY)}.get(code, "") == coarser


def test_the_projection_is_lantmateriets() -> None:
    """Their printed check of the formulas: a place in a projection of other numbers, to the millimetre."""
    check = grid.Projection(13 + 35 / 60 + 7.692 / 3600, 1.00000254, -6_226_307.8640, 84_182.8790)
    assert check.point(66.0, 24.0) == pytest.approx((1_135_809.413803, 555_304.016555), abs=0.001)


@given(st.integers(6_100_000, 7_699_999), st.integers(200_000, 949_999), st.sampled_from([1, 10, 50]))
def test_a_square_holds_its_place(north: int, east: int, size: int) -> None:
    """The corner lies south-west of the place, by less than the square's side, and is a multiple of it."""
    found = grid.corner(f"N {north} E {east}", size)
    assert found is not None
    for metres, kilometres in zip((north, east), found, strict=True):
        assert kilometres % size == 0
        assert 0 <= metres - 1000 * kilometres < 1000 * size


WRITTEN = st.one_of(
    st.dates(date(1900, 1, 1), TODAY).map(lambda d: f"{d:%Y%m%d}-1234"),
    st.dates(date(1900, 1, 1), TODAY).map(str),
    st.integers(10, 10_000_000).map(lambda n: f"{n:,} kr".replace(",", " ")),
    st.tuples(st.floats(55, 69), st.floats(11, 24)).map(lambda p: f"{p[0]:.5f}, {p[1]:.5f}"),
    st.integers(10000, 99999).map(lambda n: f"{n // 100} {n % 100:02d} FJÄLLVIK"),
    st.text(min_size=1, max_size=40),
)


@given(WRITTEN, st.sampled_from(["", "COORDINATE", "PERSONNUMMER", "POSTAL", "METER_VALUES", "ADDRESS", "PERSON"]))
def test_nothing_offered_holds_the_original(text: str, category: str) -> None:
    """Whatever is written and whatever it was found as."""
    for option in kinds.options(text, category, TODAY):
        assert not replacements.fault(Level.GENERALISED, option.text, text, category)
        whole = matching.term(text).text
        assert len(whole) < replacements.LEAST or whole not in matching.term(option.text).text


@given(st.dates(date(1930, 1, 1), TODAY - timedelta(days=366)))
def test_ages_and_decades_are_true(born: date) -> None:
    """The day of birth lies in the decade, and the age today in the group of ages."""
    found = {o.code: o.text for o in kinds.options(f"{born:%Y%m%d}-1234", "PERSONNUMMER", TODAY)}
    assert found["born-decade"] == f"född på {born.year // 10 * 10}-talet"
    low, high = (int(part) for part in found["age-band"].removesuffix(" år").split("–"))
    assert low <= (TODAY - born).days // 365.2425 <= high or TODAY.month == born.month


def test_an_age_turns_on_the_birthday() -> None:
    """Forty today, thirty-nine until tomorrow; a coordination number's day is told by sixty more."""
    today, tomorrow = TODAY.replace(year=1986), TODAY.replace(year=1986) + timedelta(days=1)
    for day, age in ((today, "40–49 år"), (tomorrow, "30–39 år")):
        for written in (f"{day:%Y%m%d}-1234", f"{day:%Y%m}{day.day + 60}-1234"):
            found = {o.code: o.text for o in kinds.options(written, "PERSONNUMMER", TODAY)}
            assert (found["age-band"], found["born-decade"]) == (age, "född på 1980-talet")


def test_every_sentence_can_be_filled() -> None:
    """Each kind of the catalogue makes something of one of the texts here, with nothing left to fill."""
    made = {kind.code: [kind.of(text, TODAY) for text, *_rest in GIVEN] for kind in kinds.kinds()}
    assert all(any(texts) for texts in made.values())
    assert not any("{" in text for texts in made.values() for text in texts)
    assert len(replacements.pseudonym_words()) == len(set(replacements.pseudonym_words()))
