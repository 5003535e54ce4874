"""The memory of names: what a name that stood in full makes a finding elsewhere, and what it never makes one."""

from __future__ import annotations

import pytest

from redaction.detectors import detect
from redaction.detectors.persons import PersonDetector, is_left, remember

FULL = "Samtal med Sixten Mjölvitz, Anna Ström och Bengt Lund."

REMEMBERED = [
    ("grinden som mjölvitz målade", "mjölvitz"),
    ("grinden som mjölvitzs far målade", "mjölvitzs"),
    ("vi skrev att Mjölvitz ska betala", "Mjölvitz"),
    ("VI SKREV ATT MJÖLVITZ SKA BETALA", "MJÖLVITZ"),
    ("detta är enligt Mjölvitzs brev", "Mjölvitzs"),
    ("detta skrev S. Mjölvitz i brevet", "S. Mjölvitz"),
    ("då svarade sixten att det gick bra", "sixten"),
    ("sedan har Ström betalat allt", "Ström"),
]

NOT_REMEMBERED = [
    "pris för ström och nät",
    "Priset beror av\nström och nät",
    "en lund vid banan",
    "avbrottet i Lund varade en timme",
    "Strömmen är tillbaka",
    "Nätstation Ström byts ut",
]


@pytest.mark.parametrize(("text", "name"), REMEMBERED)
def test_a_word_of_a_name_in_full_is_a_name_elsewhere(text: str, name: str) -> None:
    """In capitals, in lower case where it is no ordinary word, in the genitive, with an initial."""
    whole = f"{FULL}\n\n{text}"
    found = [whole[s.start : s.end] for s in detect(whole) if s.category == "PERSON" and s.start > len(FULL)]
    assert found == [name]


@pytest.mark.parametrize("text", NOT_REMEMBERED)
def test_ordinary_words_and_places_are_not_remembered(text: str) -> None:
    """A surname that is a word too floods no document: in lower case, after "i", or as a thing it is no name."""
    whole = f"{FULL}\n\n{text}"
    assert [s for s in detect(whole) if s.category == "PERSON" and s.start > len(FULL)] == []


@pytest.mark.parametrize(
    ("names", "known"),
    [
        ([("Sixten Mjölvitz", 0.99)], {"sixten", "mjölvitz"}),
        ([("S. von Mjölvitz", 0.99)], {"mjölvitz"}),
        ([("MJÖLVITZ, SIXTEN", 0.99)], {"sixten", "mjölvitz"}),
        ([("Sixten Mjölvitz", 0.6)], set()),
        ([("Mjölvitz", 0.99)], {"mjölvitz"}),
        ([("Mjölvitz", 0.9)], set()),
        ([("Ström", 0.99)], set()),
    ],
)
def test_what_is_remembered_of_a_name(names: list[tuple[str, float]], known: set[str]) -> None:
    """Its words without initials and particles where it is sure; a single word only if it is no ordinary one."""
    assert remember(names) == known


def test_what_another_page_told_is_known() -> None:
    """Words remembered elsewhere count as those of the text itself."""
    known = remember([("Sixten Mjölvitz", 0.99)])
    text = "grinden som mjölvitz målade"
    assert [text[s.start : s.end] for s in PersonDetector(known).find(text)] == ["mjölvitz"]
    assert list(PersonDetector().find(text)) == []


@pytest.mark.parametrize(
    ("text", "taken", "left"),
    [
        ("som mjölvitz sade", [], True),
        ("som mjölvitz sade", [(4, 12)], False),
        ("Mjölvitz och Mjölvitz", [(0, 8)], True),
        ("en ström av el", [], False),
        ("då sade Ström nej", [], True),
        ("ingen alls", [], False),
    ],
)
def test_a_page_is_looked_at_again_where_a_known_name_is_left(
    text: str, taken: list[tuple[int, int]], left: bool
) -> None:
    """Only words outside the findings count, and of ordinary words only those with a capital."""
    assert is_left(frozenset({"mjölvitz", "ström"}), text, taken) is left


@pytest.mark.parametrize(
    "text",
    ["Priset beror av\nström och nät.", "Avgiften betalas med\nberg och lera.", "Skickas till\nlund och dike."],
)
def test_a_preposition_at_a_lines_end_calls_for_no_name(text: str) -> None:
    """The next line begins anew: its ordinary word in lower case is none."""
    assert [s for s in detect(text) if s.category == "PERSON"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mvh\nkerstin", ["kerstin"]),
        ("Kund: Lars \"Lasse\" Bolinder", ['Lars "Lasse" Bolinder']),
        ("Kund: Karl-Axel (”Kalle”) Bolinder", ["Karl-Axel (”Kalle”) Bolinder"]),
        ("Karimi, Hassan\t1204\tnej", ["Karimi, Hassan"]),
        ("0lle Grönkvist ringde.", ["0lle Grönkvist"]),
        ("Olle Grönkvist Storgatan 3", ["Olle Grönkvist"]),
        ("Tornet Alma byts ut.", []),
        ("Faktura från Olofssons VVS-Service", []),
        ("Erik Dahlgrens gata 12", []),
    ],
)
def test_names_are_bounded_as_written(text: str, names: list[str]) -> None:
    """Nicknames inside, the family name first, a digit for a letter, and things that are called like persons."""
    found = [s for s in detect(text) if s.category == "PERSON" and s.score >= 0.2]
    assert [text[s.start : s.end] for s in found] == names
