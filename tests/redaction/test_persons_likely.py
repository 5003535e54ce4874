"""A name that a list holds is proposed wherever it stands; things, places and makers that bear a name are not."""

from __future__ import annotations

import pytest

from redaction.detectors import detect
from redaction.detectors.persons.likely import RULES
from redaction.findings import LIKELY_FROM

WITHIN = [
    "Fakturan till {} är fel.",
    "I går kom {} hit.",
    "Jag väntar på {} till fredag.",
    "Svaret till {} skickades i går.",
]
NAMES = ["Karin", "Kerstin", "Ingrid", "Leif", "Annika", "Camilla", "Per", "Lisa", "Karl-Gunnar", "Hedlund", "Marklund"]
ENTRIES = [
    ("Vecka 14 Karin, vecka 15 Leif", ["Karin", "Leif"]),
    ("Kundtjänst (Kerstin) lovade kredit.", ["Kerstin"]),
    ("Har Ingrid betalat?", ["Ingrid"]),
    ("Har Marklund betalat?", ["Marklund"]),
    ("När Annika kom hem var det kallt.", ["Annika"]),
    ("Vill Tony ha papper?", ["Tony"]),
    ("Signes mätare är trasig.", ["Signes"]),
    ("Ragnarssons mätare är trasig.", ["Ragnarssons"]),
    ("Tillägg: Holmqvist +900, Ekdotter +850", ["Holmqvist", "Ekdotter"]),
    ("Brevet togs emot av Nisse och Lasse.", ["Nisse", "Lasse"]),
]
OTHERS = [
    "Systemet heter Hedda.",
    "Pannan heter Viktoria och eldas med flis.",
    "Systemen Vera, Ines och Hedda driftas av oss.",
    "Pumparna Greta, Maja och Karin går i drift.",
    "Transformator Sven byts i juni.",
    "Sammanträdet hålls i sammanträdesrum Almen.",
    "Anbud har kommit från Kamstrup, Aidon och Elster.",
    "Södra Ström och Övre Hedlund ansluts.",
    "Ansvarig på Dufvegården saknas.",
    "Bäckaskolan deltar.",
    "Haveriet kostade 1,4 Mkr.",
    "Kabel: 4x10\tFabrikat: Hager\tAntal: 98",
    "Flyget till Boston är inställt.",
    "Resan till London är betald.",
    "Leverans till Lindqvist & Söner sker i maj.",
    "Det är skönt när Du betalar i tid.",
    "Stolpen vid Hedlund är trasig.",
    "Vi har grävt genom Granberg i dag.",
    "Adress: Vera",
    "Kabel och Marklund ingår.",
    "The order was sent to the office and the price is in the annex. See the Page for more.",
]
STILL = [
    ("Lilla Karin Berg fick en stöt.", "Karin Berg"),
    ("Karin Ström från Siemens ringde.", "Karin Ström"),
    ("Anbud från Siemens och Karin.", "Karin"),
]


def likely(text: str) -> list[str]:
    """What is proposed as a name by default."""
    least = LIKELY_FROM["PERSON"]
    return [text[s.start : s.end] for s in detect(text) if s.category == "PERSON" and s.score >= least]


@pytest.mark.parametrize("frame", WITHIN)
@pytest.mark.parametrize("name", NAMES)
def test_a_listed_name_in_mid_sentence_is_likely(frame, name):
    """Wherever a given or family name stands alone between ordinary words it is proposed."""
    assert name in likely(frame.format(name))


@pytest.mark.parametrize(("text", "names"), ENTRIES)
def test_a_listed_name_in_a_list_a_question_or_the_genitive_is_likely(text, names):
    """So it is after a number, in brackets, after the first word of a question, as an owner and beside another."""
    assert set(names) <= set(likely(text))


@pytest.mark.parametrize("text", OTHERS)
def test_what_bears_a_name_and_is_no_person_is_not_likely(text):
    """Things called by a name, places, makers, sums of money, companies and words of English are not proposed."""
    assert likely(text) == []


@pytest.mark.parametrize(("text", "name"), STILL)
def test_a_person_beside_a_place_or_maker_is_still_found(text, name):
    """A given name is a person's, whatever stands beside it."""
    assert any(name in found for found in likely(text))


def test_every_rule_is_of_a_known_kind_and_less_than_sure():
    """No rule makes a name sure by itself; each tells where the word stands and what holds it."""
    assert RULES
    assert all(LIKELY_FROM["PERSON"] <= score < 0.85 for score in RULES.values())
    assert {stands for stands, _ in RULES} == {"within", "genitive", "joined", "entry", "asked for", "numbered"}
