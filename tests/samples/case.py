"""The demo case as a clerk would do it: request, documents, names to look for, marks, and the assessments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from . import assessments, letter, minutes, note, offer, outage_list, toml
from .people import (
    BAKERY,
    COMPANY_PHONE,
    FITTER,
    HUSBAND,
    JURIST,
    OFFICE,
    PRIVATE,
    REGISTRAR,
    REQUESTER,
    SECOND_FITTER,
    SIGNATORY_NUMBER,
    TOWN,
    phone,
)

NAME = "case.toml"
CUSTOMER, HEALTH, STAFF, SUPPLIER = "OSL 21:7", "OSL 21:1", "OSL 39:3 3 st", "OSL 31:16"
WORDING = (
    "Hej! Vi vill ha kopior av alla klagomål som kom in efter strömavbrottet den 2 februari, era anteckningar om "
    "dem, "
    "listan över de kunder som var utan ström, protokollet från kundrådet och offerten för reparationen. "
    "Kundernas uppgifter lägger vi in i vår uppringningslista för telefonförsäljning av elavtal. "
    "Numren jämförs inte med något spärregister."
)
RECEIVED = [["private", "no"], ["received", "yes"]]
"""The answers that make a document that came in an official one (TF 2:9)."""
HEAD = """
The demo case, made by `python -m tests.samples`; do not edit by hand. What each table means stands in README.md.
People and companies are invented.
"""


def make(folder: Path) -> None:
    """Writes ``case.toml``."""
    toml.write(folder / NAME, HEAD, parts())


def parts() -> Iterator[tuple[str, toml.Table]]:
    """The tables of the file in their order."""
    arrived = datetime(2026, 3, 11, 8, 54, tzinfo=timezone(timedelta(hours=1)))
    yield (
        "request",
        {
            "profile": "fjallvik",
            "subject": "Begäran om utlämnande av handling – klagomål efter strömavbrott",
            "channel": "email",
            "arrived": arrived,
            "requester": REQUESTER,
            "contact": "elbytarna@example.se",
            "wording": WORDING,
        },
    )
    yield "[person]", {"name": REGISTRAR.name, "title": REGISTRAR.title, "roles": ["registrar", "handler"]}
    yield "[person]", {"name": JURIST.name, "title": JURIST.title, "roles": ["reviewer"]}
    for part, official in (
        (letter, RECEIVED), (outage_list, drawn_up("register")), (minutes, drawn_up("minutes")),
        (note, drawn_up("finished")), (offer, RECEIVED),
    ):  # fmt: skip
        yield "[document]", {"file": part.NAME, "title": part.TITLE, "official": official}
    yield from (("[term]", table) for table in terms())
    yield from (("[mark]", table) for table in marks())
    yield from (("[region]", table) for table in regions())
    yield from (("[allow]", table) for table in allowed())
    yield from (("[accept]", table) for table in accepted())
    yield from (("[assessment]", table) for table in assessments.TABLES)
    yield "recipient", assessments.RECIPIENT


def drawn_up(how: str) -> list[list[str]]:
    """The answers that make a document of the company's own an official one (TF 2:10)."""
    return [["private", "no"], ["received", "no"], ["drawn-up", how], ["handed-over", "no"], ["draft", "no"]]


def terms() -> Iterator[toml.Table]:
    """Names and streets that no detector of the first version finds, with the ground for each."""
    for customer in PRIVATE:
        yield {"text": customer.name, "category": "PERSON", "provision": CUSTOMER}
        yield {"text": customer.street, "category": "ADDRESS", "provision": CUSTOMER}
    yield {"text": HUSBAND, "category": "PERSON", "provision": CUSTOMER}
    for employee in (FITTER, SECOND_FITTER):
        yield {"text": employee.home, "category": "ADDRESS", "provision": STAFF}


def marks() -> Iterator[toml.Table]:
    """Marks made by hand; pages from 0, rectangles in page space."""
    for words in letter.HEALTH:
        where: dict[str, toml.Value] = {"document": letter.NAME, "page": int(words == letter.HEALTH[-1])}
        yield where | {"kind": "text", "text": words, "category": "HEALTH", "provision": HEALTH}
    areas = [(letter.NAME, letter.SIGNATURE, "SIGNATURE", CUSTOMER)]
    areas += [(offer.NAME, column, "BUSINESS", SUPPLIER) for column in offer.places().columns]
    for document, rect, category, provision in areas:
        yield {
            "document": document, "page": 0, "kind": "area", "rect": rect, "category": category, "provision": provision,
        }  # fmt: skip


def regions() -> Iterator[toml.Table]:
    """Parts that no program can read, or that no page shows, and that the clerk leaves visible, with the reason."""
    for part in (letter, minutes):
        told = "Kundens namn, telefon och adress är maskade; resten säger inget om någon enskild."
        yield {"document": part.NAME, "reason": told}
    yield {"document": outage_list.NAME, "reason": "Bolagets namn och handlingens titel."}
    told = "Hela sidan är läst. Priserna är maskade; resten av offerten lämnas ut."
    yield {"document": offer.NAME, "reason": told}


def allowed() -> Iterator[toml.Table]:
    """Proposals that the clerk leaves visible, with the reason."""
    seller = "Leverantörens säljare i tjänsten. Numret hör till offerten."
    yield {"document": offer.NAME, "text": phone(92), "reason": seller}
    signatory = "Firmatecknaren för sökanden. Uppgiften är hans egen firmas och offentlig i företagsregistret."
    yield {"document": note.NAME, "text": SIGNATORY_NUMBER, "reason": signatory}
    yield {"document": outage_list.NAME, "text": OFFICE.phone, "reason": "Sökandens eget nummer till kontoret."}
    yield {
        "document": outage_list.NAME,
        "text": BAKERY.phone,
        "reason": "Ett aktiebolags nummer är ingen personuppgift.",
    }
    for document in (note.NAME, minutes.NAME):
        yield {"document": document, "text": FITTER.work_phone, "reason": "Tjänstetelefon, anställd i tjänst."}
    yield {"document": minutes.NAME, "text": SECOND_FITTER.work_phone, "reason": "Tjänstetelefon, anställd i tjänst."}
    for document in (letter.NAME, outage_list.NAME, minutes.NAME, note.NAME):
        yield {"document": document, "text": COMPANY_PHONE, "reason": "Bolagets eget nummer."}
    for document in (letter.NAME, outage_list.NAME):
        yield {
            "document": document,
            "text": TOWN,
            "reason": "Postorten delas av hela tätorten och pekar inte ut någon.",
        }


def accepted() -> Iterator[toml.Table]:
    """Grounds for the proposals that are masked; the first that fits a finding decides."""
    for employee in (FITTER, SECOND_FITTER):
        yield {"document": minutes.NAME, "text": employee.private_phone, "provision": STAFF}
    yield {"categories": ["PERSONNUMMER", "SAMORDNINGSNUMMER", "PHONE", "EMAIL"], "provision": CUSTOMER}
