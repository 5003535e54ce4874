"""The clerk's letter of a delivery: which letter of the catalogue it is, and what fills it.

The letter is the clerk's own (följebrev or besked): it is never headed "Beslut" and carries no appeal
notice. Where anything is masked or refused it tells of the company's decision (OSL 6:3); a template without
that is refused. Its words are templates (``letters``). Sources: law.md 5.2, OSL 6:3, TF 2:15.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from app.domain.assessments import Assessment
from app.domain.errors import Blocked, Blocker
from app.domain.follow_ups import Because
from app.domain.letters import Value
from app.domain.requests import Delivery, Document, Outcome
from app.domain.reservations import Reservation
from app.domain.rulings import Judgment
from app.store.unit import Reader
from redaction import content

from ..cases import endings, official
from ..deciding import ruling_words, rulings
from ..delivering import delivery as deliveries
from ..delivering import delivery_facts, fees, follow_ups, own_data_letters, reservations
from ..office import organisation
from . import letter_blocks, letters


def kind(reader: Reader, delivery_id: int) -> str:
    """Which letter of the catalogue goes with a delivery, by its outcome as things stand."""
    outcome = delivery_facts.of(reader, delivery_id).outcome
    held = reader.documents.count(delivery_id=delivery_id) or reader.assessments.count(delivery_id=delivery_id)
    if outcome is Outcome.REFUSED and not held:
        return "not-kept"
    if reservations.of(reader, delivery_id) is not None:
        return "reserved"
    right = own_data_letters.covering(reader, reader.deliveries.get(delivery_id).request_id)
    if right:
        return own_data_letters.kind(right)
    return {Outcome.WHOLE: "whole", Outcome.PART: "partial", Outcome.REFUSED: "refused"}[outcome]


def letter(reader: Reader, delivery_id: int, handler: str, at: datetime) -> content.Document:
    """The clerk's letter for a delivery."""
    delivery, code = reader.deliveries.get(delivery_id), kind(reader, delivery_id)
    rows = deliveries.documents(reader, delivery_id)
    written = reader.assessments.where(delivery_id=delivery.id)
    cases = [] if delivery.final else ["fler följer"]
    values: dict[str, Value] = {"handläggare": handler}
    under = reservations.of(reader, delivery_id)
    right = own_data_letters.covering(reader, delivery.request_id)
    if right and code == own_data_letters.kind(right):
        told, outcome = own_data_letters.values(reader, delivery.request_id, right)
        values, cases = values | told, list(outcome)
    elif code == "reserved" and under is not None:
        values |= _handed_out(reader, delivery, rows, masked=True) | reservation_values(reader, under)
    elif code == "refused":
        secret = deliveries.secret(written)
        values |= _refusal(reader, delivery, rows, secret)
        cases += ["sekretess"] if secret else []
    elif code == "not-kept":
        values["sökt"] = endings.places(reader.search_notes.where(request_id=delivery.request_id))
    else:
        values |= _handed_out(reader, delivery, rows, masked=code == "partial")
    summed = letter_blocks.compilations(reader.compilations.where(delivery_id=delivery_id))
    if summed:
        values["sammanställningar"] = summed
    ruled = _ordered(reader, delivery_id)
    if ruled and code in ("whole", "partial"):
        cases.append("bifall")
        values["målet"] = ruled
    if code in ("whole", "partial", "reserved"):
        cases += FEES.get(fees.owed(reader, delivery.id).form.tariff, [])
    return letters.compose(reader, code, delivery.request_id, at, values, cases, delivery_id)


def _ordered(reader: Reader, delivery_id: int) -> str:
    """The judgment by which a delivery is handed out, by case number and day; "" where none led to it."""
    tie = follow_ups.of(reader, delivery_id)
    if tie is None or tie.because is not Because.GRANTED or tie.decision_id is None:
        return ""
    said = [ruling for ruling in rulings.of(reader, tie.decision_id) if ruling.judgment is Judgment.GRANTED]
    return ruling_words.case(said[-1], "") if said else ""


FEES = {"paper": ["papper"], "electronic": ["elektroniskt"]}
"""The case of a letter by the rates that hold."""


def _handed_out(reader: Reader, delivery: Delivery, rows: tuple[Document, ...], masked: bool) -> dict[str, Value]:
    """What a letter that comes with documents says: which they are, the fee, and of masks the grounds and reasons."""
    pages = sum(d.pages for d in rows)
    cost = fees.owed(reader, delivery.id)
    values: dict[str, Value] = {
        "sidor": letters.counted("pages", pages),
        "avgift": str(cost.fee) if cost.fee else "",
        "handlingar": letter_blocks.documents(rows),
    }
    if masked:
        masks = [len(deliveries.masks(reader, d.id)) for d in rows]
        numbers = organisation.ground_numbers(reader, delivery.request_id)
        values |= {
            "handlingar": letter_blocks.documents(rows, masks),
            "grunder": letter_blocks.numbered_grounds(ground_lines(reader, delivery)),
            "skäl": letter_blocks.reasons(_carrying(reader, delivery), numbers),
        }
    return values


def ground_lines(reader: Reader, delivery: Delivery) -> list[tuple[int, str, str, int]]:
    """The grounds used: number, provision, the catalogue's words for it, and how many masks rest on it."""
    numbers = organisation.ground_numbers(reader, delivery.request_id)
    counts = Counter(mark.provision or "" for mark in deliveries.all_masks(reader, delivery_id=delivery.id))
    known = deliveries.provisions(reader, delivery)
    return sorted((numbers[p], p, known[p].letter_line, count) for p, count in counts.items())


def reservation_values(reader: Reader, under: Reservation) -> dict[str, Value]:
    """What every letter on a reservation says: for whom, what they may not do, and of each group why."""
    groups = reservations.reserved(reader, under.delivery_id)
    return {
        "mottagare": under.recipient,
        "förbehåll": under.text,
        "skäl till förbehållet": letter_blocks.reserved(groups, organisation.groups()),
    }


def _refusal(
    reader: Reader, delivery: Delivery, rows: tuple[Document, ...], secret: list[Assessment]
) -> dict[str, Value]:
    """What a refusing letter says: which documents, on which grounds, and why. There are no boxes and no numbers."""
    unofficial = letter_blocks.unofficial(rows, official.trials(reader, [d.id for d in rows]))
    if not secret and not unofficial:
        raise Blocked("letter", (Blocker("refusal-without-ground"),))
    return {
        "handlingar": letter_blocks.documents(rows),
        "inte allmänna": unofficial,
        "grunder": letter_blocks.grounds(secret, deliveries.provisions(reader, delivery)),
        "skäl": letter_blocks.reasons(secret, {}),
    }


def _carrying(reader: Reader, delivery: Delivery) -> list[Assessment]:
    """The delivery's assessments that a mask rests on."""
    used = {mark.assessment_id for mark in deliveries.all_masks(reader, delivery_id=delivery.id)}
    return [a for a in deliveries.secret(reader.assessments.where(delivery_id=delivery.id)) if a.id in used]
