"""A delivery's way from prepared to signed: its facts, its plans, and what a change does to a signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.domain import reasons, secrecy
from app.domain.assessments import Assessment, AssessmentOutcome, Signature
from app.domain.decisions import DecisionState
from app.domain.errors import Refused
from app.domain.events import (
    CopiesDiscarded,
    DeliveryReturned,
    DeliverySet,
    DeliverySigned,
    DeliverySubmitted,
    SignatureVoided,
)
from app.domain.fees import Charge
from app.domain.follow_ups import Because
from app.domain.ids import DeliveryId, SignatureId
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.provisions import Provision
from app.domain.requests import Delivery, DeliveryState, Document, DocumentState, Track
from app.domain.sums import Compilation
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.store.records import Comment
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkState
from redaction.plan import PlannedMark, RedactionPlan

from ..assessing import opened, reason_faults, recipient_left, record_fields
from ..cases import tracks
from ..marking import replacing, residuals, stops
from ..office import organisation, people

UNREAD = (DocumentState.WAITING, DocumentState.LOCKED, DocumentState.FAILED)


def documents(reader: Reader, delivery_id: int) -> tuple[Document, ...]:
    """The delivery's documents in the order of their numbers."""
    return tuple(sorted(reader.documents.where(delivery_id=delivery_id), key=lambda d: d.number))


def assessments(reader: Reader, delivery_id: int) -> dict[int, Assessment]:
    """The delivery's assessments by id."""
    return {a.id: a for a in reader.assessments.where(delivery_id=delivery_id)}


def masks(reader: Reader, document_id: int) -> tuple[Mark, ...]:
    """The marks that will be burned in."""
    return reader.marks.of_all([document_id], MarkState.ACCEPTED)[document_id]


def carries(assessment: Assessment | None, mark: Mark) -> bool:
    """Whether the assessment is finished, ends in a mask, and is of the mark's own provision."""
    return (
        assessment is not None
        and assessment.provision == mark.provision
        and assessment.outcome is AssessmentOutcome.MASK
        and not assessment.missing()
    )


def secret(rows: Iterable[Assessment]) -> list[Assessment]:
    """Those that are finished and end in secrecy: what a refusal can rest on."""
    return [a for a in rows if a.outcome is AssessmentOutcome.MASK and not a.missing()]


@dataclass(frozen=True, slots=True)
class Standing:
    """A delivery as it stands at one moment, read once: its documents, masks, assessments and plans' hashes, the
    edition of the catalogue it rests on, the reservation it is handed out under and what is answered on own data."""

    delivery: Delivery
    documents: tuple[Document, ...]
    masks: Mapping[int, tuple[Mark, ...]]
    assessments: Mapping[int, Assessment]
    plans: Mapping[int, str]
    edition: int
    compilations: tuple[Compilation, ...] = ()
    reservation: tuple[str, ...] = ()
    own_data: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """What the reviewer signs: SHA-256 over the plans, the assessments they rest on, the catalogue's edition,
        compilations, and what was chosen."""
        body = {
            "request": self.delivery.request_id,
            "delivery": self.delivery.number,
            "refused": self.delivery.refused,
            "final": self.delivery.final,
            "hide_lengths": self.delivery.hide_lengths,
            "edition": self.edition,
            **({"reservation": self.reservation} if self.reservation else {}),
            "documents": [[d.number, d.title, d.source_sha256, self.plans[d.id]] for d in self.documents],
            "assessments": [_said(a) for a in self.assessments.values()],
            "assessed": [[m.id, m.assessment_id] for d in self.documents for m in self.masks[d.id]],
        }
        if self.compilations:
            body["compilations"] = [repr((c.number, c.words, c.cells, c.total)) for c in self.compilations]
        if self.own_data:
            body["own_data"] = self.own_data
        text = json.dumps(body, sort_keys=True, ensure_ascii=True, default=str)
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def _said(row: Assessment) -> dict[str, object]:
    """What an assessment says, for the hash; what came later and says nothing is left out, so that old ones hold."""
    said = asdict(replace(row, version=0))
    del said["harm_tested"]  # it follows from the requisite
    return said if row.municipal else {name: value for name, value in said.items() if name != "municipal"}


def standing(reader: Reader, delivery_id: int) -> Standing:
    """The delivery as it stands now."""
    delivery = reader.deliveries.get(delivery_id)
    rows = documents(reader, delivery_id)
    burned = reader.marks.of_all((d.id for d in rows), MarkState.ACCEPTED)
    numbers = organisation.ground_numbers(reader, delivery.request_id)
    plans: dict[int, str] = {d.id: _plan(d, delivery, burned[d.id], numbers).hash() for d in rows}
    sums, known = reader.compilations.where(delivery_id=delivery_id), assessments(reader, delivery_id)
    under = _reservation(reader, delivery_id)
    own = _asker(reader, delivery.request_id)
    return Standing(delivery, rows, burned, known, plans, edition(reader, delivery), sums, under, own)


def _charges(reader: Reader, delivery_id: int) -> tuple[Charge, ...]:
    return reader.charges.where(delivery_id=delivery_id)


def _reservation(reader: Reader, delivery_id: int) -> tuple[str, ...]:
    """For whom a delivery is, what they may not do, and why each group is open; () where there is no reservation."""
    under = reader.reservations.first(delivery_id=delivery_id)
    whys = (f"{row.assessment_id} {row.why}" for row in reader.reserved.where(delivery_id=delivery_id))
    return (under.recipient, under.text, *whys) if under is not None else ()


def _asker(reader: Reader, request_id: int) -> tuple[str, ...]:
    """Who asks for their own data and what they are answered; () on another track and before anything is known."""
    own, answers = reader.own_data.first(request_id=request_id), reader.data_answers.where(request_id=request_id)
    said = tuple(repr((a.right, a.outcome and a.outcome.value, a.grounds, a.done)) for a in answers)
    return (str(own.individual_id), own.way, *said) if own is not None else said


def edition(reader: Reader, delivery: Delivery) -> int:
    """The edition of the catalogue that a delivery rests on: the one it was fixed to, else the newest."""
    return delivery.edition or reader.editions.newest().number


def provisions(reader: Reader, delivery: Delivery) -> Mapping[str, Provision]:
    """The catalogue as the delivery knows it, by id."""
    return organisation.provisions(reader, edition(reader, delivery))


def plan_hash(reader: Reader, delivery_id: int) -> str:
    """What the reviewer signs, as the delivery stands now."""
    return standing(reader, delivery_id).hash


def signature(reader: Reader, delivery_id: int, now: Standing | None = None) -> Signature | None:
    """The signature that holds for the delivery's plans as they are now; once handed out, the one it left with."""
    kept = [s for s in reader.signatures.where(delivery_id=delivery_id) if s.voided_at is None]
    if kept and released(reader.deliveries.get(delivery_id)):
        return kept[-1]
    if not kept or kept[-1].plan_hash != (now or standing(reader, delivery_id)).hash:
        return None
    return kept[-1]


def facts(reader: Reader, delivery_id: int, now: Standing | None = None) -> Facts:
    """What the blockers of the delivery look at, counted now."""
    now = now or standing(reader, delivery_id)
    delivery, rows, known = now.delivery, now.documents, now.assessments
    tallies = reader.marks.tallies(d.id for d in rows).values()
    signed = signature(reader, delivery_id, now)
    copies = reader.copies.among("document_id", (d.id for d in rows))
    tried = reader.trials.among("document_id", (d.id for d in rows))
    unofficial = sum(not v.goes_on for v in tried)
    proven = [c for c in copies if c.passed and c.plan_hash == now.plans[c.document_id]]
    burned = [mark for marks in now.masks.values() for mark in marks]
    return Facts(
        documents=len(rows),
        unread=sum(d.state in UNREAD for d in rows),
        unjudged=sum(t.proposed for t in tallies),
        not_done=sum(d.state is DocumentState.REVIEW for d in rows),
        masks=len(burned),
        without_provision=sum(t.without_provision for t in tallies),
        ungrounded=int(delivery.refused and bool(rows or known) and not (unofficial or secret(known.values()))),
        without_assessment=sum(not carries(known.get(m.assessment_id or 0), m) for m in burned),
        breaches=_breaches(reader, now),
        telling=sum(bool(reasons.told(a.spoken, burned)) for a in known.values()),
        hollow=_hollow(reader, now),
        replacing=replacing.telling(burned),
        refused=delivery.refused,
        prepared_by=reader.preparers(delivery_id),
        second_person=people.second_person_needed(reader),
        signed_by=signed.signed_by if signed else None,
        proofs_missing=0 if delivery.refused else len(rows) - len(proven),
        stops=0 if delivery.refused else stops.count_open(reader, (d.id for d in rows)),
        untried=len(rows) - len(tried),
        unofficial=0 if delivery.refused else unofficial,
        reserved=reader.reserved.count(delivery_id=delivery_id),
        unpaid=sum(bool(c.advance_why and c.paid_on is None and not c.waived) for c in _charges(reader, delivery_id)),
        residuals=0 if delivery.refused else residuals.count_open(reader, delivery_id),
        unsearched=int(delivery.refused and not (rows or known or _searched(reader, delivery))),
        without_documents=int(not tracks.of_track(reader, delivery.request_id).documents),
        ended=int(reader.requests.get(delivery.request_id).ended_at is not None),
        letter_made=bool(reader.papers.count(delivery_id=delivery_id, kind="letter")),
        **_own_data(reader, delivery.request_id),
        **_recipient(reader, delivery, known.values()),
        **_opened(reader, now),
    )


def _opened(reader: Reader, now: Standing) -> dict[str, int]:
    """The masks that cover what a court has opened."""
    found = opened.covered(reader, now.delivery.id, now.documents, now.masks)
    return {"opened_again": found.again, "opened_undecided": found.undecided}


def _own_data(reader: Reader, request_id: int) -> dict[str, int]:
    """What a request for one's own data still needs: to know who asks, and an answer to each right (GDPR art. 12).

    OSL 21:7 asks nothing of somebody's use of their own data (OSL 12:1).
    """
    if reader.requests.get(request_id).track is not Track.OWN_DATA:
        return {}
    asked, own = reader.data_answers.where(request_id=request_id), reader.own_data.first(request_id=request_id)
    unanswered = sum(row.open for row in asked) if asked else 1
    return {"unidentified": int(own is None or not own.way), "open_rights": unanswered}


def _recipient(reader: Reader, delivery: Delivery, known: Iterable[Assessment]) -> dict[str, int]:
    """What OSL 21:7 still asks of a delivery that leaves personal data in sight; what a court opened it has tried."""
    tried = reader.follow_ups.count(delivery_id=delivery.id, because=Because.GRANTED)
    if delivery.refused or tried or reader.requests.get(delivery.request_id).track is Track.OWN_DATA:
        return {}
    untested = recipient_left.untested(reader, delivery.id)
    return {"recipient": int(untested), "circumstance": int(recipient_left.unassessed(reader, delivery.id, known))}


def _searched(reader: Reader, delivery: Delivery) -> bool:
    """Whether somebody noted where documents were looked for (law.md T5)."""
    return reader.search_notes.count(request_id=delivery.request_id) > 0


def broken(reader: Reader, a: Assessment, day: date) -> tuple[str, ...]:
    """What makes an assessment's masks impossible on a day, by the edition of the catalogue that it rests on."""
    provision = organisation.provisions(reader, a.edition)[a.provision]
    return secrecy.breaches(a, provision, day, record_fields.over(provision))


def _carrying(now: Standing) -> list[Assessment]:
    """The assessments on which masks, or the refusal, rest."""
    used = {mark.assessment_id for marks in now.masks.values() for mark in marks}
    ending = (a for a in now.assessments.values() if a.outcome is AssessmentOutcome.MASK)
    return [a for a in ending if now.delivery.refused or a.id in used]


def _breaches(reader: Reader, now: Standing) -> tuple[str, ...]:
    """What makes assessments impossible today on which something rests."""
    day = local_day(reader.now)
    return tuple(code for a in _carrying(now) for code in broken(reader, a, day))


def _hollow(reader: Reader, now: Standing) -> int:
    """How many finished assessments, on which something rests, give a reason that says nothing of the case."""
    finished = (a for a in _carrying(now) if not a.missing())
    rows = ((a, organisation.provisions(reader, a.edition)[a.provision]) for a in finished)
    return sum(reason_faults.says_nothing(a, row) for a, row in rows)


def plan(
    reader: Reader, document: Document, delivery: Delivery, made_at: str = "1980-01-01T00:00:00Z"
) -> RedactionPlan:
    """What will be masked in one document. ``made_at`` is not part of the plan's hash."""
    numbers = organisation.ground_numbers(reader, document.request_id)
    return replace(_plan(document, delivery, masks(reader, document.id), numbers), made_at=made_at)


def _plan(
    document: Document, delivery: Delivery, burned: tuple[Mark, ...], numbers: Mapping[str, int]
) -> RedactionPlan:
    categories = organisation.categories()
    marks = tuple(
        PlannedMark(
            number=number,
            page=mark.page,
            rects=mark.rects,
            kind=mark.kind,
            label=str(numbers.get(mark.provision or "", "")),
            category=mark.category,
            provision=mark.provision or "",
            spoken=_spoken(mark, categories.get(mark.category, {}).get("sv", "uppgift")),
            text=mark.text,
            level=mark.level,
            replacement=mark.replacement,
        )
        for number, mark in enumerate(burned, start=1)
    )
    return RedactionPlan(document.working_sha256 or "", marks, hide_lengths=delivery.hide_lengths)


def _spoken(mark: Mark, category: str) -> str:
    """What a reader hears of a mask."""
    if mark.replacement:
        return f"[Ersatt: {mark.replacement}, {mark.provision}]"
    return f"[Maskerat: {category}, {mark.provision}]"


def touch(unit: Unit, delivery_id: DeliveryId) -> None:
    """Something the plans rest on changes: signature and copies fall, the delivery is being prepared again."""
    delivery = unit.deliveries.get(delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.EDIT, Facts(), unit.actor)
    if any(d.state is not DecisionState.ASKED for d in unit.decisions.where(delivery_id=delivery_id)):
        raise Refused("decision-made")
    unit.note_preparer(delivery_id)
    if delivery.state is not state:
        unit.deliveries.save(replace(delivery, state=state, edition=None))
    void(unit, delivery)


def void(unit: Unit, delivery: Delivery) -> None:
    """Signature, copies and papers of the delivery hold no more."""
    if not unit.actor.may(Right.REVIEW):
        unit.require(Right.PREPARE)
    for standing in unit.signatures.where(delivery_id=delivery.id):
        if standing.voided_at is None:
            _void(unit, delivery, standing)
    _discard_copies(unit, delivery)


def _void(unit: Unit, delivery: Delivery, standing: Signature) -> None:
    unit.signatures.put(standing.voided(unit.now))
    unit.record(SignatureVoided(delivery.request_id, delivery.id, standing.id))


def _discard_copies(unit: Unit, delivery: Delivery) -> None:
    """Masked copies and papers of the delivery no longer hold; the vault keeps the files."""
    kept = unit.copies.among("document_id", (d.id for d in documents(unit, delivery.id)))
    gone = sum(unit.copies.remove(document_id=copy.document_id) for copy in kept)
    gone += unit.papers.remove(delivery_id=delivery.id)
    if gone:
        unit.record(CopiesDiscarded(delivery.request_id, delivery.id, gone))


def choose(
    unit: Unit,
    delivery_id: DeliveryId,
    *,
    refused: bool | None = None,
    final: bool | None = None,
    hide_lengths: bool | None = None,
) -> None:
    """Sets refusal, whether this delivery finishes the answer, and whether mask lengths are hidden."""
    touch(unit, delivery_id)
    old = unit.deliveries.get(delivery_id)
    new = replace(
        old,
        refused=old.refused if refused is None else refused,
        final=old.final if final is None else final,
        hide_lengths=old.hide_lengths if hide_lengths is None else hide_lengths,
    )
    unit.deliveries.save(new)
    unit.record(DeliverySet(old.request_id, delivery_id, new.refused, new.final, new.hide_lengths))


def submit(unit: Unit, delivery_id: DeliveryId) -> None:
    """Sends the delivery to legal review."""
    delivery = unit.deliveries.get(delivery_id)
    unit.note_preparer(delivery_id)
    now = standing(unit, delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.SUBMIT, facts(unit, delivery_id, now), unit.actor)
    unit.deliveries.save(replace(delivery, state=state, prepared_by=unit.actor.id, edition=now.edition))
    unit.record(DeliverySubmitted(delivery.request_id, delivery_id, now.hash))


def send_back(unit: Unit, delivery_id: DeliveryId, comment: str) -> None:
    """The reviewer returns the delivery, with a comment that says what to change."""
    delivery = unit.deliveries.get(delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.RETURN, Facts(), unit.actor)
    if not comment.strip():
        raise Refused("comment-missing")
    note = Comment(0, delivery.request_id, delivery_id, unit.actor.id, unit.now, comment.strip())
    comment_id = unit.comments.add(note)
    void(unit, delivery)
    unit.deliveries.save(replace(delivery, state=state, edition=None))
    unit.record(DeliveryReturned(delivery.request_id, delivery_id, comment_id))


def sign(unit: Unit, delivery_id: DeliveryId, seen_hash: str, password: str) -> SignatureId:
    """Signs the delivery's plans as the signer has seen them; the password is asked for again.

    Raises Blocked (you prepared it, something is unjudged ...), Refused where the plans are no longer those
    of ``seen_hash`` or the password is wrong.
    """
    delivery = unit.deliveries.get(delivery_id)
    now = standing(unit, delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.SIGN, facts(unit, delivery_id, now), unit.actor)
    people.check_password(unit, unit.actor, password)
    now_hash = now.hash
    if seen_hash != now_hash:
        raise Refused("plan-changed")
    row = Signature(SignatureId(0), delivery_id, now_hash, unit.actor.id, unit.now)
    signature_id = SignatureId(unit.signatures.add(row))
    unit.deliveries.save(replace(delivery, state=state))
    unit.record(DeliverySigned(delivery.request_id, delivery_id, signature_id, now_hash))
    return signature_id


def released(delivery: Delivery) -> bool:
    """Whether the delivery has left the house."""
    return delivery.state is DeliveryState.RELEASED
