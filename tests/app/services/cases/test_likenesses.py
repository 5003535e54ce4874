"""What is met again is told: the same file, the same words, one quoted in another, pages handed out before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.likeness import Kind
from app.services.cases import likenesses
from app.services.cases.likenesses import Alike
from app.services.delivering import delivery
from tests.app.services.test_deliveries import handed_out
from tests.builders import MAJA, Office, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office."""
    made = an_office(tmp_path)
    yield made
    made.workspace.close()


SAID = [
    "Hej, jag heter Lovisa Granberg och har personnummer 19810107-9294.",
    "Vattnet är avstängt sedan i går kväll hos oss och hos grannen i huset bredvid.",
    "Kan någon komma hit och se vad det är, eller säga när det är lagat?",
]
ANSWER = [
    "Tack för ditt mejl om avbrottet. Vi felsöker på plats och hör av oss under dagen.",
    "Har du frågor om ersättning finns en blankett på vår webbplats som du kan fylla i.",
]
FOUND = {"19810107-9294": "PERSONNUMMER"}


def found(office: Office, delivery_id: int) -> list[Alike | None]:
    """What is told of the documents of a delivery, in their order."""
    rows = office.workspace.ask(delivery.documents, delivery_id)
    told = office.workspace.ask(likenesses.of, rows)
    return [likenesses.again(row, told.get(row.id, ())) for row in rows]


def told(office: Office, delivery_id: int) -> list[tuple[Kind, int] | None]:
    """The same, shorter: kind and number."""
    return [(one.kind, one.number) if one is not None else None for one in found(office, delivery_id)]


def test_a_file_that_came_twice_is_told_at_the_second(office: Office) -> None:
    """By the number of the first; others are alone."""
    request_id = office.request()
    office.document(request_id)
    office.document(request_id)
    assert told(office, office.delivery(request_id)) == [None, (Kind.FILE, 1)]


def test_a_file_that_was_handed_out_before_is_told_with_its_masks(office: Office) -> None:
    """Once it has left, and not before: what another request prepares is its own matter."""
    first, earlier, handed = office.masked()
    request_id = office.request()
    same = office.document(request_id)
    file = office.workspace.ask(lambda r: r.documents.get(handed)).source_sha256
    office.workspace.do(lambda unit: unit.documents.save(replace(unit.documents.get(same), source_sha256=file)))
    here = office.delivery(request_id)
    assert found(office, here) == [None]
    handed_out(office, earlier)
    office.as_(MAJA)
    number = office.workspace.ask(lambda r: r.requests.get(first)).registry_number
    (one,) = found(office, here)
    assert one is not None
    assert (one.kind, one.registry_number, one.masks) == (Kind.FILE, number, 1)


def test_words_that_are_nearly_the_same_and_a_mail_that_an_answer_quotes_are_told(office: Office) -> None:
    """The later of two that are alike, and the mail where it stands in the answer; what is like nothing is not told."""
    request_id = office.request()
    office.paper(request_id, [*SAID, "Mvh"], FOUND)
    office.paper(request_id, ["VID PENNAN", *SAID, "Mvh Lovisa"], FOUND, "Samma igen")
    office.paper(request_id, ["Protokoll fört vid bolagets möte om upphandling av mätare."], {}, "Annat")
    here = office.delivery(request_id)
    assert told(office, here) == [None, (Kind.SAME, 1), None]
    office.paper(request_id, [*ANSWER, *ANSWER, *(f"> {line}" for line in SAID)], FOUND, "Svaret")
    assert told(office, here) == [(Kind.WITHIN, 4), (Kind.SAME, 1), None, None]


def test_pages_that_were_handed_out_in_another_request_are_told(office: Office) -> None:
    """By their words, though the file is another one; when the document goes, what it is known by goes with it."""
    request_id = office.request()
    earlier = office.paper(request_id, SAID, {})
    delivery_id = office.delivery(request_id)
    other = office.request()
    office.paper(other, ["", *SAID], FOUND, "Klagomål igen")
    assert found(office, office.delivery(other)) == [None]
    handed_out(office, delivery_id)
    (one,) = found(office, office.delivery(other))
    assert one is not None
    assert (one.kind, one.other_id, one.pages) == (Kind.SAME, earlier, 1)
    office.workspace.do(lambda unit: unit.documents.remove(id=earlier))
    assert found(office, office.delivery(other)) == [None]
    assert office.workspace.ask(lambda reader: reader.likenesses.where()) == ()
