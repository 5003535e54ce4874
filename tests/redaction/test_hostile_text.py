"""Texts made to exhaust or to fool a detector: no crash, no endless work, and what stands among them is found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.detectors import Term, detect, detect_page
from redaction.findings import Span
from tests.ui.desks import page_of

NUMBER, MAIL, PHONE = "19810107-9294", "lovisa.granberg@example.se", "070-174 06 05"
NEEDLE = f"Jag heter Lovisa Granberg, personnummer {NUMBER}, {MAIL}, telefon {PHONE}."
WANTED = (("PERSON", "Lovisa Granberg"), ("PERSONNUMMER", NUMBER), ("EMAIL", MAIL), ("PHONE", PHONE))

FLOOD = 150_000
"""Characters: work that grew with the square of them would not end in the time a test run has."""
UNITS = (
    "a", "1", "1 ", "12-", "A ", "Anna ", "@", "a@", "a.", "a@b.", "(", "- ", "\0", "\0a", "\u0301", "a\u0301",
    "\u200b", "a\u200b", "a\u00ad", "\u05d0\u05d1 ", "\u202e", "\U0001f600", "\u0410\u043dn\u0430 ", "\u0661",
    "\ud800", "\ufffd", "\n", "1\n", "\t", "1\t", "a;", "|", "Vägen 1 ", "Kundnr ", "Kundnr 1, ", "070-174 06 05 ",
    "+46 ",
    "19810107-", "a-\n", "2026-01-01 12:00 1,5\n", "A-", "Box 1, ", "c/o ", "1:", "1.", "kWh 1,5 ", "ß", "ﬁ", "İ",
)  # fmt: skip


def found(text: str, spans: list[Span]) -> set[tuple[str, str]]:
    """Category and words of what is proposed."""
    return {(span.category, text[span.start : span.end]) for span in spans if span.proposed}


def well_formed(text: str, spans: list[Span]) -> bool:
    """Whether the spans lie in the text, hold something, come in order and do not overlap."""
    ends = [0, *(span.end for span in spans)]
    return all(before <= s.start < s.end <= len(text) for before, s in zip(ends, spans, strict=False))


@pytest.mark.parametrize("unit", UNITS, ids=[f"{at}" for at in range(len(UNITS))])
def test_a_flood_between_two_sentences_hides_neither(unit: str) -> None:
    """One long line of anything: it ends, and both sentences are found whole, to the character."""
    flood = (unit * (FLOOD // len(unit) + 1))[:FLOOD]
    text = f"{NEEDLE}\n\n{flood}\n\n{NEEDLE}"
    spans = detect(text, (Term("Hemliga gatan"),))
    assert well_formed(text, spans)
    for half in (spans[:50], spans[-50:]):
        assert set(WANTED) <= found(text, half)


def test_a_line_of_a_million_characters() -> None:
    """Words as people write them, without one line break: each of the thousands of numbers in it is found."""
    text = " ".join([f"Ärendet gäller elnätet i Fjällvik och {NEEDLE}"] * 7_000)
    assert len(text) > 1_000_000
    assert "\n" not in text
    numbers = [s for s in detect(text) if s.category == "PERSONNUMMER"]
    assert len(numbers) == 7_000


PIECES = (
    *"aAÖ1 9-+.,:;@/()|\t\n\r\0", "\u00ad", "\u200b", "\u202e", "\u0301", "\u0410", "\u0661", "\ud800", "\ufb01",
    "\u0130", "\U0001f600", "\u05d0", "\uff11", "\u2028", "Anna ", NUMBER, "070", "Kundnr ",
)  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(NASTY)
@settings(max_examples=400)
def test_any_text_gives_spans_that_lie_in_it(text: str) -> None:
    """In order, apart, and never empty, whatever stands in the text."""
    assert well_formed(text, detect(text, (Term("aa", inside_words=True), Term("Anna"))))


@given(st.lists(NASTY.map(lambda text: " ".join(text.split("\n"))), max_size=4))
@settings(max_examples=60)
def test_any_page_gives_findings_with_places(lines: list[str]) -> None:
    """Every finding has a rectangle on the page for each line it touches."""
    for finding in detect_page(page_of(lines)):
        assert finding.rects
        assert all(rect.x0 <= rect.x1 and rect.y0 <= rect.y1 for rect in finding.rects)


DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\u00ad"
UNSEEN = ("", "", "", "\u200b", "\u2060", "\ufeff", "\u202c")


@given(
    st.sampled_from(DIGITS), st.sampled_from(DASHES), st.lists(st.sampled_from(UNSEEN), min_size=13, max_size=13)
)  # fmt: skip
@settings(max_examples=200)
def test_a_number_in_any_digits_is_found_whole(digits: str, dash: str, between: list[str]) -> None:
    """Digits of other scripts, any dash, and characters that nobody sees between: the span covers what was written."""
    written = "".join(
        (digits[int(c)] if c.isdigit() else dash) + unseen for c, unseen in zip(NUMBER, between, strict=True)
    )
    text = f"Personnummer {written} gäller."
    (span,) = [s for s in detect(text) if s.category == "PERSONNUMMER"]
    assert text[span.start : span.end].strip("".join(UNSEEN)) == written.strip("".join(UNSEEN))


@pytest.mark.parametrize(
    "name",
    [
        "Lоvisа Grаnbеrg",
        "LOVISA GRANBERG",
        "Lovi\u00adsa Gran\u200bberg",
        unicodedata.normalize("NFD", "Åsa Sjöberg"),
        "Lovisa\u00a0Granberg",
        "Lovisa\u202fGranberg",
    ],
)
def test_a_name_in_disguise_is_found_whole(name: str) -> None:
    """Cyrillic letters among Latin ones, soft hyphens, marks apart from their letters, blanks of other kinds."""
    text = f"Hej, jag heter {name} och ringer om elnätet."
    assert ("PERSON", name) in found(text, detect(text))


@pytest.mark.parametrize(
    "around", ["\u05e9\u05dc\u05d5\u05dd ", "\u0645\u0631\u062d\u0628\u0627 ", "\u202b", "😀", "\ufffd", "\0"]
)
def test_signs_of_other_scripts_beside_it_hide_nothing(around: str) -> None:
    """Text from right to left, emoji, what could not be decoded."""
    text = f"{around} {NEEDLE} {around}"
    assert set(WANTED) <= found(text, detect(text))


@pytest.mark.parametrize(("wrote", "read"), [("cp1252", "utf-8"), ("utf-8", "cp1252"), ("cp850", "cp1252")])
def test_a_text_read_in_the_wrong_encoding_still_gives_its_numbers(wrote: str, read: str) -> None:
    """Swedish letters are lost; what is ASCII is found."""
    text = f"Åke Öberg, {NEEDLE}".encode(wrote).decode(read, "replace")
    assert {("PERSONNUMMER", NUMBER), ("EMAIL", MAIL)} <= found(text, detect(text))
