"""Names of persons: what is found as written, and what only looks like a name. All names are invented."""

from __future__ import annotations

import pytest

from redaction.detectors import detect
from redaction.detectors.persons import PersonDetector

LIKELY = 0.5

ONE_NAME = [
    ("Samtalet med Erik var trevligt.", "Erik"),
    ("Nyckeln som Anita hade är borta.", "Anita"),
    ("Då sade Rolf att elen var borta.", "Rolf"),
    ("Mätaren hos Sundqvist är trasig.", "Sundqvist"),
    ("Tror att Mona löser det.", "Mona"),
    ("Bilen som Jonas körde gick sönder.", "Jonas"),
    ("I går mejlade Tomas om offerten.", "Tomas"),
    ("Ärendet överlämnas till Wallin för beslut.", "Wallin"),
    ("Björn såg en björn vid ställverket.", "Björn"),
    ("Kunden (Kung) vill byta avtal.", "Kung"),
    ("Ring Lovisa Granberg om mötet.", "Lovisa Granberg"),
    ("Ring Kraft i morgon.", "Kraft"),
    ("Kontaktperson: Annika Rydvall", "Annika Rydvall"),
    ("Handläggare Kerstin Malmgren", "Kerstin Malmgren"),
    ("Avtalet gäller Johan Storhed och löper ut i maj.", "Johan Storhed"),
    ("Enligt uppgift från Pia Nordvall är mätaren trasig.", "Pia Nordvall"),
    ("Namn: Fredrik Asplöv", "Fredrik Asplöv"),
    ("Kund: Gunnel Tranvik Kundnr: 482910", "Gunnel Tranvik"),
    ("GUNNEL TRANVIK", "GUNNEL TRANVIK"),
    ("Namn: GUNNEL TRANVIK, ADRESS: TALLSTIGEN 4", "GUNNEL TRANVIK"),
    ("Tranvik, Gunnel", "Tranvik, Gunnel"),
    ("Tranvik Gunnel\t482910\t2025-03-01", "Tranvik Gunnel"),
    ("Lars-Erik Bohlinder har ringt.", "Lars-Erik Bohlinder"),
    ("Undertecknad, Eva-Lena Mårdh-Wester, intygar detta.", "Eva-Lena Mårdh-Wester"),
    ("Fastigheten ägs av Wilhelm von Rosenbråten.", "Wilhelm von Rosenbråten"),
    ("Ägare är Ludvig af Stenhult.", "Ludvig af Stenhult"),
    ("Kund Pieter van der Hoeven flyttar ut.", "Pieter van der Hoeven"),
    ("Kund Maria de la Cruz flyttar in.", "Maria de la Cruz"),
    ("Granskad av K. Malmgren, 2025-11-03", "K. Malmgren"),
    ("Närvarande: K Malmgren", "K Malmgren"),
    ("Kerstin A. Malmgren deltog.", "Kerstin A. Malmgren"),
    ("J.O. Bergvall har godkänt fakturan.", "J.O. Bergvall"),
    ("Kerstins avtal löper ut i maj.", "Kerstins"),
    ("Vi har mottagit Pia Nordvalls ansökan.", "Pia Nordvalls"),
    ("Dödsboet efter Sixten Örnmark", "Sixten Örnmark"),
    ("Samtal med Mohammed Al-Rashidi om fakturan.", "Mohammed Al-Rashidi"),
    ("Hyresgästen Nguyen Van Minh flyttar ut.", "Nguyen Van Minh"),
    ("Agnieszka Kowalczyk har begärt anstånd.", "Agnieszka Kowalczyk"),
    ("Kunden heter Fadumo Hassan Jama.", "Fadumo Hassan Jama"),
    ("Siobhan O'Malley betalar via Swish.", "Siobhan O'Malley"),
    ("Björk Guðmundsdóttir ringde i dag.", "Björk Guðmundsdóttir"),
    ("Montören Kjell Sandvret bytte säkring.", "Kjell Sandvret"),
    ("Vd Birgit Lyrhult presenterade bokslutet.", "Birgit Lyrhult"),
    ('"Det är bra", säger Birgit Lyrhult, ordförande.', "Birgit Lyrhult"),
    ("Foto: Ola Renhorn", "Ola Renhorn"),
    ("Hej Kerstin,\ntack för beskedet.", "Kerstin"),
    ("Tack Kerstin för snabbt svar!", "Kerstin"),
    ("Mvh Kerstin", "Kerstin"),
    ("Med vänlig hälsning\nKerstin Malmgren", "Kerstin Malmgren"),
    ("Hej! När kommer räkningen?\n/Kerstin", "Kerstin"),
    ("mvh kerstin malmgren", "kerstin malmgren"),
    ("hej jag heter kerstin malmgren och undrar över räkningen", "kerstin malmgren"),
    ("tack på förhand\n/kerstin", "kerstin"),
    ("hälsningar johan storhed", "johan storhed"),
    ("Från: Kerstin Malmgren <kerstin.malmgren@example.se>", "Kerstin Malmgren"),
    ("Den 4 februari 2026 skrev Johan Storhed <johan@example.se>:", "Johan Storhed"),
    ("1. Johan Storhed", "Johan Storhed"),
    ("• Johan Storhed, 070-174 06 05", "Johan Storhed"),
    ("4471023;Johan Storhed;Fjällvik", "Johan Storhed"),
    ("| Johan Storhed | Granbacken 11 | 8 214 kWh |", "Johan Storhed"),
    ("Polisanmälan upprättad mot Ronny Stålberg.", "Ronny Stålberg"),
    ("God man: Yvonne Palmqvist", "Yvonne Palmqvist"),
    ("Kund: J0han Storhed", "J0han Storhed"),
    ("Kund: Johan Stor-\nhed flyttar i maj.", "Johan Stor-\nhed"),
    ("Kontakta Jоhan Storhed", "Jоhan Storhed"),  # a Cyrillic letter
    ("Kontakta Johan Storhed \U0001f600 i dag", "Johan Storhed"),
    ("Avtal med Bo Lind om arrende.", "Bo Lind"),
    ("Kund Per Ek, Ekvägen 3", "Per Ek"),
    ("B.-O. Bohlinder har skrivit under.", "B.-O. Bohlinder"),
    ("Arbetsledare: B-O Bohlinder", "B-O Bohlinder"),
    ("Frånvarande: Malmgren, K.", "Malmgren, K"),
    ("Skickat till k malmgren för yttrande", "k malmgren"),
    ("ring kerstin storhedsmark efter lunch", "kerstin storhedsmark"),
    ("Please contact Johan Storhed regarding the meter.", "Johan Storhed"),
    ("Rydvall Malmhed, Anna\tMontör", "Rydvall Malmhed, Anna"),
    ("Bilaga B Anna Rydvall", "Anna Rydvall"),
]

SEVERAL = [
    ("Justerare: Anna Ryd och Bengt Malm", ["Anna Ryd", "Bengt Malm"]),
    ("Deltagare: Anna Rydvall, Bengt Malmhed, Carin Storhed", ["Anna Rydvall", "Bengt Malmhed", "Carin Storhed"]),
    ("Rydvall, Anna; Malmhed, Bengt", ["Rydvall, Anna", "Malmhed, Bengt"]),
    ("Rydvall\tAnna\nMalmhed\tBengt", ["Rydvall", "Anna", "Malmhed", "Bengt"]),
    ("Ordförande: Anna Rydvall\nSekreterare: Bengt Malmhed", ["Anna Rydvall", "Bengt Malmhed"]),
    ("Anna Rydvall\nBengt Malmhed\nCarin Storhed", ["Anna Rydvall", "Bengt Malmhed", "Carin Storhed"]),
    ("Anna och Bengt Malmhed äger huset.", ["Anna", "Bengt Malmhed"]),
    ("Efternamn: Rydvall\nFörnamn: Anna", ["Rydvall", "Anna"]),
    ("Anna Rydvall & Bengt Rydvall", ["Anna Rydvall", "Bengt Rydvall"]),
    ("10223871 Tallgatan 4 Anna Rydvall\n10223872 Tallgatan 6 Bengt Malmhed", ["Anna Rydvall", "Bengt Malmhed"]),
    ("Anna Rydvall har betalat. Rydvalls avtal gäller.", ["Anna Rydvall", "Rydvalls"]),
]

TRAPS = [
    "Rydvalls Åkeri AB",
    "Malmhed & Söner AB lämnade anbud.",
    "Faktura från Storhed Bygg HB",
    "Fjällviks Energi AB",
    "Avtalet med Skellefteå Kraft löper.",
    "Advokatfirman Rydvall AB",
    "Bröderna Malmhed HB",
    "Malmhed & Rydvall AB",
    "Handelsbolaget Malmhed och Rydvall HB",
    "Linje Kerstin tas ur drift.",
    "Hennes mätare är bytt. Min säkring gick.",
    "Bengt Malmheds Bygg AB",
    "Avbrott på Lovisagatan 4",
    "Karl Johans väg 12",
    "Gustav Adolfs torg 80",
    "Erik Dahlbergsgatan 3, 411 26 Göteborg",
    "Annas kraftverk",
    "Karlsborgs station",
    "Sankt Olofs kyrka",
    "Brf Signelund",
    "Stormen Gudrun",
    "Kvarteret Erik",
    "INNEHÅLLSFÖRTECKNING",
    "Allmänna Villkor För Elnät",
    "Teknisk beskrivning",
    "Ärendenummer\tStatus\tPrioritet",
    "Kundservice öppettider: Måndag–Fredag",
    "Hej Kundservice!",
    "Med vänlig hälsning\nFjällviks Energi AB",
    "Offentlighets- och sekretesslagen 31 kap. 16 §",
    "Kammarrätten i Sundsvall avslår överklagandet.",
    "Energimarknadsinspektionen har inlett tillsyn.",
    "Per månad debiteras 49 kr.",
    "Björk och ek fälls längs Storgatan.",
    "Mark och schakt, etapp 2",
    "Mätare Kamstrup typ 1234",
    "Transformator Siemens 16 MVA",
    "anna.rydvall@example.se",
    "https://www.example.se/Anna/Rydvall",
    "Please contact Customer Support for Warranty Claims in the European Union.",
    "Östersund Lugnvik 3:12",
    "Logga in på Mina Sidor",
    "God Jul och Gott Nytt År!",
    "IBAN: SE35 5000 0000 0549 1000 0003",
    "Förbrukning December",
    "",
]


def names(text: str, least: float = LIKELY) -> list[str]:
    """The names found with at least the middle band, as written."""
    return [text[s.start : s.end] for s in detect(text) if s.category == "PERSON" and s.score >= least]


@pytest.mark.parametrize(("text", "name"), ONE_NAME)
def test_a_name_is_found_as_written(text: str, name: str) -> None:
    """The whole run with particles, initials and genitive is found, and nothing beside it."""
    assert names(text) == [name]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_names_side_by_side_are_kept_apart(text: str, expected: list[str]) -> None:
    """Lists, columns and lines hold one name each."""
    assert names(text) == expected


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_like_a_name_is_left(text: str) -> None:
    """Companies, streets, plants, headings, products and statutes are no persons."""
    assert names(text) == []


def test_a_finding_tells_why() -> None:
    """How the name is written, and the word before it that says who it is."""
    (montor,) = PersonDetector().find("Montör Kjell Sandvret")
    (turned,) = PersonDetector().find("Tranvik, Gunnel")
    (greeted,) = PersonDetector().find("mvh kerstin malmgren")
    assert [(e.detector, e.pattern, e.context) for s in (montor, turned, greeted) for e in s.evidence] == [
        ("persons", "full name", "in duty: montör"),
        ("persons", "family name first", ""),
        ("persons", "in lower case", "mvh"),
    ]


def test_a_sure_mention_makes_the_others_surer() -> None:
    """A family name alone is surer where the full name stands elsewhere in the text."""
    alone = "Vargmo har frågat om kostnaden."
    (known,) = (s.score for s in detect(f"{alone}\nKund: Annika Vargmo") if s.start == 0)
    assert known > max((s.score for s in detect(alone)), default=0.0)


def test_an_address_swallows_the_name_inside() -> None:
    """No name is cut out of an e-mail address."""
    assert {s.category for s in detect("Skriv till Anna.Rydvall@example.se")} == {"EMAIL"}
