"""What still points to a masked person is found and ranked; what points to somebody else, or nobody, is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from redaction.persons.residual import SURENESS, Kind, Pointer, Pointers, Secret

LOVISA = (
    Secret("Lovisa Granberg", "PERSON", 1),
    Secret("19810107-9294", "PERSONNUMMER", 1),
    Secret("070-174 06 12", "PHONE", 1),
    Secret("lovisa.granberg@example.se", "EMAIL", 1),
    Secret("Tallstigen 14 lgh 1102", "ADDRESS", 1),
    Secret("8327-9 943 123 456-7", "BANK_ACCOUNT", 1),
)
OTHERS = ("Erik Norling", "Nils Berg")


def said(
    text: str, *secrets: Secret, others: tuple[str, ...] = OTHERS, any_case: bool = False
) -> list[tuple[str, str]]:
    """Kind and words of what points to a masked person."""
    found = Pointers(secrets or LOVISA, others).find(text, any_case=any_case)
    return [(pointer.kind.value, text[pointer.start : pointer.end]) for pointer in found]


POINTS = [
    ("Lovisa Granberg ringde", "name", "Lovisa Granberg"),
    ("LOVISA GRANBERG", "name", "LOVISA GRANBERG"),
    ("lovisa granberg ringde", "name", "lovisa granberg"),
    ("Granberg, Lovisa", "name", "Granberg, Lovisa"),
    ("Granberg Lovisa", "name", "Granberg Lovisa"),
    ("Lovisa\nGranberg", "name", "Lovisa\nGranberg"),
    ("Lovisa Granbergs brev", "name", "Lovisa Granbergs"),
    ("fru Granberg ringde", "surname", "Granberg"),
    ("Granbergs hus", "surname", "Granbergs"),
    ("familjen GRANBERG", "surname", "GRANBERG"),
    ("L. Granberg", "surname", "Granberg"),
    ("Lovisa sade", "first", "Lovisa"),
    ("Lovisas brev", "first", "Lovisas"),
    ("L.G. ringde", "initials", "L.G."),
    ("sign. LG den 4 februari", "initials", "LG"),
    ("L G", "initials", "L G"),
    ("810107-9294", "number", "810107-9294"),
    ("19810107-9294", "number", "19810107-9294"),
    ("8101079294", "number", "8101079294"),
    ("198101079294", "number", "198101079294"),
    ("19810107–9294", "number", "19810107–9294"),
    ("0701740612", "number", "0701740612"),
    ("+46 70 174 06 12", "number", "+46 70 174 06 12"),
    ("0046701740612", "number", "0046701740612"),
    ("tel 070 174 0612.", "number", "070 174 0612"),
    ("konto 8327 99431234567", "number", "8327 99431234567"),
    ("lovisa.granberg@example.se", "email", "lovisa.granberg@example.se"),
    ("LOVISA.GRANBERG@EXAMPLE.SE", "email", "LOVISA.GRANBERG@EXAMPLE.SE"),
    ("användare lovisa.granberg", "local", "lovisa.granberg"),
    ("granberg.lovisa@example.com", "local", "granberg.lovisa@example.com"),
    ("skriv till l.granberg81@example.com.", "local", "l.granberg81@example.com"),
    ("Tallstigen 14 lgh 1102", "address", "Tallstigen 14 lgh 1102"),
    ("Tallstigen 14", "address", "Tallstigen 14"),
    ("TALLSTIGEN  14", "address", "TALLSTIGEN  14"),
]


@pytest.mark.parametrize(("text", "kind", "words"), POINTS, ids=[row[0] for row in POINTS])
def test_what_points_to_her(text: str, kind: str, words: str) -> None:
    """Whatever the order, case, genitive, line break, country or century."""
    assert said(text) == [(kind, words)]


NOT = [
    "Erik Norling ringde",
    "Louisa Granbergh",
    "granberget ligger i norr",
    "granberg",
    "lovisa",
    "Tallstigen 1",
    "Tallstigen 145",
    "Tallstigen",
    "810107-9295",
    "5810107929400",
    "070-174 06 13",
    "faktura 1070174061299",
    "LGA",
    "ALG",
    "R&LG",
    "info@example.se",
    "erik.norling@example.se",
    "",
    "2026-02-04 09.20",
]


@pytest.mark.parametrize("text", NOT)
def test_what_does_not(text: str) -> None:
    """Another name, a longer word or number, an ordinary word in small letters."""
    assert said(text) == []


def test_ordinary_letters_need_their_stops() -> None:
    """AB is a company and EU a union; A.B. is Anna Berg."""
    anna = Secret("Anna Berg", "PERSON", 1)
    assert said("Kabelverkstan AB", anna) == []
    assert said("sign. A.B.", anna) == [("initials", "A.B.")]


def test_what_two_persons_share_points_to_nobody() -> None:
    """A first name or initials of somebody who stays in sight, or of another who is masked, are no trace of one."""
    nils = Secret("Nils Granberg", "PERSON", 2)
    assert said("Nils ringde", nils) == []
    assert said("Nils ringde", nils, others=()) == [("first", "Nils")]
    assert said("LG", LOVISA[0], others=("Leo Gustavsson",)) == []
    assert said("Granberg", *LOVISA, nils) == [("surname", "Granberg")]


def test_double_names() -> None:
    """Each half of a double surname points; a double first name does as a whole."""
    wilma = Secret("Anna-Karin Ekstrand-Lind", "PERSON", 3)
    assert said("Ekstrand och Lind", wilma) == [("surname", "Ekstrand"), ("surname", "Lind")]
    assert said("Anna-Karin", wilma) == [("first", "Anna-Karin")]
    assert said("Anna", wilma) == []


def test_the_surest_is_told() -> None:
    """A whole name is not told again as surname and first name; the order of kinds is fixed."""
    assert said("Lovisa Granberg, 810107-9294") == [("name", "Lovisa Granberg"), ("number", "810107-9294")]
    assert list(SURENESS.values()) == sorted(SURENESS.values(), reverse=True)
    assert set(SURENESS) == set(Kind)


def test_a_file_name_is_read_in_any_case() -> None:
    """Names in file names are written small and joined by dashes."""
    assert said("klagomål granberg lovisa", any_case=True) == [("name", "granberg lovisa")]
    assert said("brev granberg 2", any_case=True) == [("surname", "granberg")]


def test_nothing_masked_points_nowhere() -> None:
    """No secrets, no places; words too short to tell anybody are none either."""
    assert Pointers(()).find("Lovisa Granberg 810107-9294 LG") == []
    assert Pointers([Secret("Bo", "PERSON"), Secret("12", "PHONE")]).find("Bo 12 bor här") == []


def test_many_places_in_one_text() -> None:
    """Places are told in their order and never overlap."""
    text = "Lovisa Granberg LG 810107-9294 Granberg " * 500
    found = Pointers(LOVISA).find(text)
    assert len(found) == 2000
    assert all(isinstance(p, Pointer) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
