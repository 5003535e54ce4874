"""Numbers that a reader of pictures got wrong, letters of other scripts, the dev lines, and texts that would stall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.evaluate import ALL, evaluate, read_gold
from redaction.detectors import DETECTORS, detect
from redaction.detectors.noise import NoiseDetector
from redaction.findings import Band, Span, band_of

NOISY = [
    ("Personnummer: 9OO6O2-2397", "9OO6O2-2397", "PERSONNUMMER"),
    ("pnr l99107172380", "l99107172380", "PERSONNUMMER"),
    ("Personnummer 900602,2397", "900602,2397", "PERSONNUMMER"),
    ("Samordningsnummer: 9OOl63-2398", "9OOl63-2398", "SAMORDNINGSNUMMER"),
    ("Org.nr: 5S9999-9009", "5S9999-9009", "ORGNR"),
    ("Telefon O7O-174 06 11", "O7O-174 06 11", "PHONE"),
    ("Mobil: 070-l74 06 12", "070-l74 06 12", "PHONE"),
    ("Bankgiro: 99l-2346", "99l-2346", "BANKGIRO"),
    ("IBAN: SE35 5OOO 0000 0549 1000 0003", "SE35 5OOO 0000 0549 1000 0003", "IBAN"),
    ("OCR 901399OOO8", "901399OOO8", "OCR_NO"),
    ("Anläggnings-id: 73S999000000000013", "73S999000000000013", "FACILITY_ID"),
    ("Mätarnr l2345678", "l2345678", "METER_NO"),
    ("Personnummer 9\u041e\u041e602-2397", "9\u041e\u041e602-2397", "PERSONNUMMER"),  # Cyrillic letters
    ("\u0420\u0435rsonnummer 9006\u06602-2398", "9006\u06602-2398", "PERSONNUMMER"),  # in the label, and a digit
]


@pytest.mark.parametrize(("text", "value", "category"), NOISY)
def test_a_wrong_letter_beside_a_label_hides_no_number(text: str, value: str, category: str) -> None:
    """The number is found as written, and likely at least."""
    found = [(text[s.start : s.end], s.category) for s in detect(text) if band_of(s.score) is not Band.POSSIBLE]
    assert found == [(value, category)]


@pytest.mark.parametrize(
    "text", ["9OO6O2-2397", "Personnummer 9OO6O2-2398", "Ol 12", "kl. 9.15 till 12", "Dnr 2O26-00123"]
)
def test_without_label_or_check_digit_it_is_no_number(text: str) -> None:
    """Letters among digits say nothing by themselves."""
    assert not [s for s in detect(text) if s.evidence[0].detector == "noise"]


def test_a_misread_number_is_never_sure() -> None:
    """The clerk looks at it."""
    (span,) = detect("Personnummer: 9OO6O2-2397")
    assert band_of(span.score) is Band.LIKELY


DEV = Path(__file__).with_name("identifiers_dev.jsonl")


def test_the_dev_lines_are_found() -> None:
    """The shares that the report states do not fall, and no look-alike is taken."""
    with DEV.open("rb") as file:
        lines = list(read_gold(file))
    assert len(lines) >= 200
    tally = evaluate(lines, lambda text: [s for s in detect(text) if s.score >= 0.5]).tallies[ALL]
    assert tally.gold_touched >= 0.98 * tally.gold
    assert 2 * tally.exact >= 0.97 * (tally.gold + tally.found)
    assert tally.traps > 50
    assert not tally.traps_hit


class _Counting:
    """A detector that finds nothing and counts the characters that it is given."""

    name = "counting"
    read = 0

    def find(self, text: str) -> Iterator[Span]:
        """Nothing."""
        self.read += len(text)
        return iter(())


def test_noise_is_read_in_windows_of_bounded_length() -> None:
    """Twice the text is twice the work: what other detectors are asked to read grows with it and no faster."""
    work = []
    for times in (200, 400):
        counting = _Counting()
        list(NoiseDetector([counting]).find("pnr 9OO6O2-2397 och mobil O70-1740605 " * times))
        work.append(counting.read)
    assert work[0] > 0
    assert work[1] <= 2.1 * work[0]


@pytest.mark.parametrize(
    "piece",
    [
        "l0",
        "O0 ",
        "0,",
        "Storgatan 1 ",
        "Aa vägen 1",
        "lgh 1",
        "c/o Anna ",
        "63.1234 ",
        "7005123 ",
        "1° ",
        "2026-01-01 1,2 kWh\n",
        "jan 1 kWh",
        "sjuk",
        "a-",
        "a:",
        "::",
        "f:",
        "\u0430a",
        "\x00",
        "\u202e",
        "\u05d0",
        "\U0001f600",
        "Box 1 ",
        "N ",
        "A s ",
    ],
)
def test_a_line_without_end_of_any_kind_ends(piece: str) -> None:
    """A line of 60,000 characters is read through by each detector; a slow pattern would never come back."""
    text = piece * (60_000 // len(piece))
    for detector in DETECTORS:
        if detector.name != "persons":  # it has tests of its own
            assert all(0 <= span.start < span.end <= len(text) for span in detector.find(text))
