"""What holds a delivery back, counted as it stands: the facts that the blockers of its steps look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain import reasons, secrecy
from app.domain.assessments import Assessment, AssessmentOutcome
from app.domain.follow_ups import Because
from app.domain.ids import DeliveryId, RequestId
from app.domain.local_time import local_day
from app.domain.own_data import unanswered
from app.domain.requests import Delivery, DocumentState, Track
from app.domain.workflow import Facts
from app.store.unit import Reader

from ..assessing import opened, reason_faults, recipient_left, record_fields, restated
from ..cases import tracks
from ..marking import regions, replacing, residuals, stops
from ..office import organisation, people
from . import delivery as deliveries
from . import fees, own_data

UNREAD = (DocumentState.WAITING, DocumentState.LOCKED, DocumentState.FAILED)


def of(reader: Reader, delivery_id: int, now: deliveries.Standing | None = None) -> Facts:
    """What the blockers of the delivery look at, counted now."""
    now = now or deliveries.standing(reader, delivery_id)
    delivery, rows, known = now.delivery, now.documents, now.assessments
    tallies = reader.marks.tallies(d.id for d in rows).values()
    signed = deliveries.signature(reader, delivery_id, now)
    copies = reader.copies.among("document_id", (d.id for d in rows))
    tried = reader.trials.among("document_id", (d.id for d in rows))
    unofficial = sum(not v.goes_on for v in tried)
    proven = [c for c in copies if c.passed and c.plan_hash == now.plans[c.document_id]]
    burned = [mark for marks in now.masks.values() for mark in marks]
    carried = unofficial or deliveries.secret(known.values())
    return Facts(
        documents=len(rows),
        unread=sum(d.state in UNREAD for d in rows),
        unjudged=sum(t.proposed for t in tallies),
        regions=0 if delivery.refused else regions.open_in(reader, (d.id for d in rows)).total(),
        not_done=sum(d.state is DocumentState.REVIEW for d in rows),
        masks=len(burned),
        without_provision=sum(t.without_provision for t in tallies),
        ungrounded=int(delivery.refused and bool(rows or known) and not carried),
        without_assessment=sum(not deliveries.carries(known.get(m.assessment_id or 0), m) for m in burned),
        breaches=_breaches(reader, now),
        telling=sum(bool(reasons.told(a.spoken, burned)) for a in known.values()),
        hollow=_hollow(reader, now),
        restated=sum(bool(restated.of(reader, a, now.edition)) for a in _carrying(now)),
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
        unpaid=int(fees.owed(reader, DeliveryId(delivery_id)).unpaid),
        residuals=0 if delivery.refused else residuals.count_open(reader, delivery_id),
        unsearched=int(delivery.refused and not (rows or known or _searched(reader, delivery))),
        without_documents=int(not tracks.of_track(reader, delivery.request_id).documents),
        ended=int(reader.requests.get(delivery.request_id).ended_at is not None),
        letter_made=bool(reader.papers.count(delivery_id=delivery_id, kind="letter")),
        **_own_data(reader, delivery.request_id),
        **_recipient(reader, delivery, known.values()),
        **_opened(reader, now),
    )


def _opened(reader: Reader, now: deliveries.Standing) -> dict[str, int]:
    """The masks that cover what a court has opened."""
    found = opened.covered(reader, now.delivery.id, now.documents, now.masks)
    return {"opened_again": found.again, "opened_undecided": found.undecided}


def _own_data(reader: Reader, request_id: int) -> dict[str, int]:
    """What a request for one's own data still needs: to know who asks, and an answer to each right (GDPR art. 12).

    OSL 21:7 asks nothing of somebody's use of their own data (OSL 12:1).
    """
    if reader.requests.get(request_id).track is not Track.OWN_DATA:
        return {}
    asked = reader.data_answers.where(request_id=request_id)
    own = own_data.of(reader, RequestId(request_id))
    return {"unidentified": int(not own.way), "open_rights": unanswered(asked)}


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


def _carrying(now: deliveries.Standing) -> list[Assessment]:
    """The assessments on which masks, or the refusal, rest."""
    used = {mark.assessment_id for marks in now.masks.values() for mark in marks}
    ending = (a for a in now.assessments.values() if a.outcome is AssessmentOutcome.MASK)
    return [a for a in ending if now.delivery.refused or a.id in used]


def _breaches(reader: Reader, now: deliveries.Standing) -> tuple[str, ...]:
    """What makes assessments impossible today on which something rests."""
    day = local_day(reader.now)
    return tuple(code for a in _carrying(now) for code in broken(reader, a, day))


def _hollow(reader: Reader, now: deliveries.Standing) -> int:
    """How many finished assessments, on which something rests, give a reason that says nothing of the case."""
    finished = (a for a in _carrying(now) if not a.missing())
    rows = ((a, organisation.provisions(reader, a.edition)[a.provision]) for a in finished)
    return sum(reason_faults.says_nothing(a, row) for a, row in rows)
