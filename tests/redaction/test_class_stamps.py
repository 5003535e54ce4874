"""A marking of a class is told apart from talk of the classes, from secrecy stamps and from business words."""

from __future__ import annotations

import pytest

from redaction import class_stamps
from redaction.class_stamps import Degree, Lines

PAGE = "\n".join(f"Rad {number} handlar om ledningar och stolpar i Exempelby." for number in range(8))


def of(text: str, edge: bool = False) -> Degree | None:
    """What a page with this text says."""
    return class_stamps.of([Lines(tuple(text.splitlines()), edge)])


@pytest.mark.parametrize(
    "marking",
    [
        "BEGRÄNSAT HEMLIG",
        "B E G R Ä N S A T  H E M L I G",
        "BEGRANSAD HEMLIG",
        "KVALIFICERAT HEMLIG   2026-01-02   Sida 1 (3)",
        "Säkerhetsskyddsklass: Konfidentiell",
        "HEMLIG\nenligt säkerhetsskyddslagen (2018:585)",
        "Säkerhetsskyddsklassificerad\nHEMLIG",
        "HEMLIG/RESTRICTED",
        "RESTREINT UE/EU RESTRICTED",
        "\u2610 Konfidentiell\n\u2610 Hemlig\n\u2612 Begränsat hemlig\n\u2610 Kvalificerat hemlig",
    ],
)
def test_a_marking_of_a_class_is_sure(marking: str) -> None:
    """In the middle of a page, in capitals or after what it is; letter-spaced, a letter misread, ticked in a form."""
    assert of(f"{PAGE}\n{marking}\n{PAGE}") is Degree.CLASS


@pytest.mark.parametrize(
    "stamp", ["HEMLIG", "KONFIDENTIELL", "HEMLIG\nenligt 15 kap. 2 § offentlighets- och sekretesslagen (2009:400)"]
)
def test_words_of_other_secrecy_may_mean_a_class(stamp: str) -> None:
    """The same word is a class and a stamp: a person has to say which; chapter 15 is the defence's secrecy."""
    assert of(f"{PAGE}\n{stamp}\n{PAGE}") is Degree.UNCLEAR


@pytest.mark.parametrize(
    "talk",
    [
        "Uppgifter delas in i kvalificerat hemlig, hemlig, konfidentiell och begränsat hemlig\nenligt 2 kap. 5 §.",
        "Uppgiften hör till säkerhetsskyddsklassen begränsat\nhemlig.",
        "3.2 Begränsat hemlig\nUppgift i säkerhetsskyddsklassen begränsat hemlig får röjas för den som är behörig.",
        "KVALIFICERAT HEMLIG\nHEMLIG\nKONFIDENTIELL\nBEGRÄNSAT HEMLIG",
        "\u2610 Begränsat hemlig\n\u2610 Konfidentiell\n\u2610 Hemlig",
        "Handlingen är märkt BEGRÄNSAT HEMLIG och förvaras i skåp.",
        "HEMLIG\nenligt 31 kap. 16 § offentlighets- och sekretesslagen (2009:400)",
        "Sekretessmarkerad",
        "KONFIDENTIELLT",
        "Konfidentiell",
        "HEMLIGT NUMMER",
        "SECRET",
    ],
)
def test_talk_of_the_classes_is_none(talk: str) -> None:
    """Statutes, guidelines, empty forms, other stamps and business words go in."""
    assert of(f"{PAGE}\n{talk}\n{PAGE}") is None


def test_at_the_edge_of_a_page_capitals_are_not_needed() -> None:
    """A header says it in plain letters; the same words in the middle of a page are a heading."""
    assert of(f"Begränsat hemlig\n{PAGE}") is Degree.CLASS
    assert of("Dnr 2026/1\n" * 4 + "Begränsat hemlig\n" + PAGE, edge=True) is Degree.CLASS
    assert of(f"{PAGE}\nBegränsat hemlig\n{PAGE}") is None


@pytest.mark.parametrize(
    ("name", "degree"),
    [
        ("BEGRÄNSAT_HEMLIG_driftbild.pdf", Degree.CLASS),
        ("HEMLIG - driftbild.pdf", Degree.UNCLEAR),
        ("Vägledning om begränsat hemlig.pdf", None),
        ("hemlighetsstämpel.pdf", None),
    ],
)
def test_the_name_of_a_file_may_carry_it(name: str, degree: Degree | None) -> None:
    """In capitals among other words."""
    assert class_stamps.named(name) is degree


def test_every_marking_of_the_catalogue_is_found() -> None:
    """Each row does what it says, in capitals on a line of its own."""
    for stamp in class_stamps.rules().stamps:
        degree = Degree.CLASS if stamp.sure else Degree.UNCLEAR
        assert of(f"{PAGE}\n{' '.join(stamp.words).upper()}\n{PAGE}") is degree
