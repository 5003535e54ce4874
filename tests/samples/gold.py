"""What must be masked in the demo case and what must stay, each with why; written apart from the case itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import letter, minutes, note, offer, outage_list, toml
from .people import (
    BAKERY,
    CALLER,
    CALLER_NUMBER,
    COMPANY,
    COMPANY_NUMBER,
    COMPANY_PHONE,
    COMPLAINANT,
    COMPLAINANT_MAIL,
    COMPLAINANT_NUMBER,
    FITTER,
    HUSBAND,
    NEIGHBOURS,
    OFFICE,
    PRIVATE,
    REQUESTER,
    SECOND_CALLER,
    SECOND_CALLER_NUMBER,
    SECOND_FITTER,
    SIGNATORY,
    SIGNATORY_NUMBER,
    SUPPLIER,
    TOWN,
    Customer,
)

NAME = "gold.toml"
HEAD = """
What must be masked in the demo case and what must stay readable, made by `python -m tests.samples`.
Do not edit by hand. README.md tells what the keys mean.
"""
SELLER = (
    "21:7: kundens uppgift. Sökanden är en känd telefonförsäljare som skriver att uppgifterna läggs i en "
    "uppringningslista "
    "utan jämförelse med spärregister; det kan antas strida mot artikel 5.1 b och 6.1 f."
)
LIST = "21:7: rad i en lista över privatkunder, begärd av en känd telefonförsäljare för uppringning."
ILL = (
    "21:1: uppgift om en anhörigs hälsa. Orten är liten och gata och tider står kvar, så det måste antas att "
    "hushållet lider "
    "betydande men även om namnen är maskade."
)
HOME = (
    "39:3 tredje stycket: bostad och privat nummer ur personalenhetens schema; det står inte klart att inget men "
    "uppstår."
)
PRICE = (
    "31:16: leverantören har gett egna skäl i offerten, två anbud med samma kalkyl i april 2026. Särskild "
    "anledning finns."
)
DUTY = "Anställd i tjänst. Namn, befattning och tjänstetelefon skyddas inte."
OWN = "Bolagets eget nummer."
SIGNS = (
    "Kund, men firmatecknare för sökanden och med i begäran för dess räkning. Sökanden har redan uppgiften, den "
    "är offentlig i "
    "företagsregistret och inget tyder på att den behandlas i strid med reglerna. Ingen bestämmelse håller, inte "
    "heller 21:7."
)
LEGAL = "En juridisk person har inga personuppgifter; 21:7 gäller inte."


def make(folder: Path) -> None:
    """Writes ``gold.toml``."""
    masked = (("[must_mask]", table) for table in must_mask())
    kept = (("[must_stay]", table) for table in must_stay())
    toml.write(folder / NAME, HEAD, [*masked, *kept])


def _mask(document: str, text: str, category: str, provision: str, why: str) -> toml.Table:
    return {"document": document, "text": text, "category": category, "provision": provision, "why": why}


def _customer(document: str, customer: Customer, why: str, phone: bool = True) -> Iterator[toml.Table]:
    yield _mask(document, customer.name, "PERSON", "OSL 21:7", why)
    yield _mask(document, customer.street, "ADDRESS", "OSL 21:7", why)
    if phone:
        yield _mask(document, customer.phone, "PHONE", "OSL 21:7", why)


def must_mask() -> Iterator[toml.Table]:
    """Every uppgift that a provision protects, document by document."""
    for customer in (COMPLAINANT, *NEIGHBOURS):
        yield from _customer(letter.NAME, customer, SELLER)
    yield _mask(letter.NAME, COMPLAINANT_NUMBER, "PERSONNUMMER", "OSL 21:7", SELLER)
    yield _mask(letter.NAME, COMPLAINANT_MAIL, "EMAIL", "OSL 21:7", SELLER)
    yield _mask(letter.NAME, HUSBAND, "PERSON", "OSL 21:7", SELLER)
    yield _area(letter.NAME, letter.SIGNATURE, "", "SIGNATURE", "OSL 21:7", SELLER)
    for words in letter.HEALTH:
        yield _mask(letter.NAME, words, "HEALTH", "OSL 21:1", ILL)
    for customer in PRIVATE:
        yield from _customer(outage_list.NAME, customer, LIST)
    yield from _customer(minutes.NAME, COMPLAINANT, SELLER, phone=False)
    yield _mask(minutes.NAME, NEIGHBOURS[0].name, "PERSON", "OSL 21:7", SELLER)
    for employee in (FITTER, SECOND_FITTER):
        yield _mask(minutes.NAME, employee.home, "ADDRESS", "OSL 39:3 3 st", HOME)
        yield _mask(minutes.NAME, employee.private_phone, "PHONE", "OSL 39:3 3 st", HOME)
    yield from _customer(note.NAME, CALLER, SELLER)
    yield _mask(note.NAME, CALLER_NUMBER, "PERSONNUMMER", "OSL 21:7", SELLER)
    yield from _customer(note.NAME, SECOND_CALLER, SELLER, phone=False)
    yield _mask(note.NAME, SECOND_CALLER_NUMBER, "SAMORDNINGSNUMMER", "OSL 21:7", SELLER)
    for words, box in offer.places().prices:
        yield _area(offer.NAME, box, words, "BUSINESS", "OSL 31:16", PRICE)


def _area(document: str, box: offer.Box, text: str, category: str, provision: str, why: str) -> toml.Table:
    table: dict[str, toml.Value] = {"document": document, "page": 0, "rect": box}
    if text:
        table["text"] = text
    return table | {"category": category, "provision": provision, "why": why}


def must_stay() -> Iterator[toml.Table]:
    """What a detector or a careful clerk might take, and no provision protects."""
    for document in (letter.NAME, minutes.NAME, note.NAME):
        yield {"document": document, "text": FITTER.name, "why": DUTY}
    for document in (minutes.NAME, note.NAME):
        yield {"document": document, "text": FITTER.work_phone, "why": DUTY}
    yield {"document": minutes.NAME, "text": SECOND_FITTER.name, "why": DUTY}
    yield {"document": minutes.NAME, "text": SECOND_FITTER.work_phone, "why": DUTY}
    for document in (letter.NAME, outage_list.NAME, minutes.NAME, note.NAME):
        yield {"document": document, "text": COMPANY, "why": "Bolagets namn."}
        yield {"document": document, "text": COMPANY_PHONE, "why": OWN}
    for document in (outage_list.NAME, minutes.NAME, note.NAME):
        yield {"document": document, "text": COMPANY_NUMBER, "why": OWN}
    yield {"document": letter.NAME, "text": TOWN, "why": "Postorten delas av hela tätorten och pekar inte ut någon."}
    yield {"document": note.NAME, "text": SIGNATORY, "why": SIGNS}
    yield {"document": note.NAME, "text": SIGNATORY_NUMBER, "why": SIGNS}
    yield {"document": outage_list.NAME, "text": OFFICE.name, "why": SIGNS}
    yield {
        "document": outage_list.NAME,
        "text": OFFICE.phone,
        "why": f"Numret till kontoret för {REQUESTER}, som begär listan.",
    }
    yield {"document": outage_list.NAME, "text": BAKERY.name, "why": LEGAL}
    yield {"document": outage_list.NAME, "text": BAKERY.phone, "why": LEGAL}
    times = "Avbrottets tider säger inget om någon när namn, adress och telefon är borta."
    for text in ("02:10 13:10", "02:10 11:15", "02:10 06:05"):
        yield {"document": outage_list.NAME, "text": text, "why": times}
    yield {
        "document": outage_list.NAME,
        "text": "11 tim 00 min",
        "why": "Avbrottets längd säger inget om någon när namnen är borta.",
    }
    yield {
        "document": minutes.NAME,
        "text": offer.TOTAL,
        "why": f"Summan som bolaget betalar {SUPPLIER}; den får bli känd.",
    }
    spots = offer.places()
    for box, why in (
        (
            spots.total,
            "Slutsumman av en offert till ett kommunalt bolag; leverantören har inte begärt sekretess för den.",
        ),
        (spots.reasons, "Leverantörens skäl visar varför priserna är maskade och röjer dem inte."),
        (spots.signature, "En säljares namnteckning i tjänsten; ingen bestämmelse skyddar den."),
    ):
        yield {"document": offer.NAME, "page": 0, "rect": box, "why": why}
