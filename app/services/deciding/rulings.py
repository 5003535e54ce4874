"""What the courts said, mask by mask, and what follows: more is handed out, or everything is tested anew.

And the company's own second thoughts: at any time it may release more, and an appeal of the first decision covers the
changed one (FL 46 § second paragraph through OSL 6:11; law.md T20-T24).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.decisions import RULED, Decision, DecisionState, DecisionStep
from app.domain.errors import Refused
from app.domain.events import DecisionAsked, DecisionJudged, DecisionReconsidered, JudgmentAppealed
from app.domain.follow_ups import Because
from app.domain.ids import AssessmentId, DecisionId, DeliveryId, MarkId, RulingId
from app.domain.people import Right
from app.domain.requests import Document
from app.domain.rulings import Court, Judgment, Ruling, RulingPart
from app.store.unit import Reader, Unit

from ..assessing import learning
from ..cases import registration
from ..delivering import delivery as deliveries
from ..delivering import follow_ups, reservations
from ..delivering.follow_ups import NewFollowUp
from ..office import organisation
from . import decisions

STEP_OF = {judgment: step for step, said in RULED.items() for judgment in said}
"""By which step a ruling is entered."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a court says something of: a mask or, where nothing was handed out, an assessment (``mark_id`` None).

    ``id`` is what it is named by: the mark's id, or the assessment's where nothing was handed out; a group that is open
    under a reservation, which a court may lift, has its assessment's with a minus. ``page`` counts from 0.
    """

    id: int
    assessment_id: AssessmentId | None
    mark_id: MarkId | None
    provision: str
    group: str
    document: Document | None = None
    page: int = 0
    category: str = ""


@dataclass(frozen=True, slots=True)
class NewRuling:
    """What a court said. ``opened`` are ids of parts that it did not let stand; ``case_number`` is the court's."""

    judgment: Judgment
    on: date
    case_number: str = ""
    opened: frozenset[int] = frozenset()


def parts(reader: Reader, delivery_id: DeliveryId) -> tuple[Part, ...]:
    """What is held back in a delivery, one by one: its masks by document and page, or its grounds where refused."""
    known = deliveries.assessments(reader, delivery_id)
    if reader.deliveries.get(delivery_id).refused:
        secret = deliveries.secret(known.values())
        return tuple(Part(a.id, AssessmentId(a.id), None, a.provision, a.group) for a in secret)
    found = []
    for document in deliveries.documents(reader, delivery_id):
        for mark in deliveries.masks(reader, document.id):
            row = known.get(mark.assessment_id or 0)
            group, ties = (row.group, AssessmentId(row.id)) if row is not None else ("", None)
            place = (document, mark.page, mark.category)
            found.append(Part(mark.id, ties, MarkId(mark.id), mark.provision or "", group, *place))
    under = (row for row, _why in reservations.reserved(reader, delivery_id))
    found += [Part(-a.id, AssessmentId(a.id), None, a.provision, a.group) for a in under]
    return tuple(found)


def standing(reader: Reader, decision: Decision) -> tuple[Part, ...]:
    """What is held back and no ruling has opened yet."""
    opened = _opened(reader, decision)
    return tuple(part for part in parts(reader, decision.delivery_id) if part.id not in opened)


def chosen(there: Sequence[Part], words: Iterable[str]) -> frozenset[int]:
    """The parts that these words name: ``all``, a provision ("OSL 21:7"), or numbers.

    Raises Refused for a word that names none.
    """
    found: set[int] = set()
    for word in words:
        named = {p.id for p in there if word in ("all", p.provision, str(p.id))}
        if not named:
            raise Refused("ruling-part-elsewhere")
        found |= named
    return frozenset(found)


def of(reader: Reader, decision_id: int) -> tuple[Ruling, ...]:
    """The rulings on a decision, oldest first."""
    return reader.rulings.where(decision_id=decision_id)


def opened_by(reader: Reader, ruling_id: int) -> tuple[RulingPart, ...]:
    """The parts that a ruling did not let stand."""
    return reader.ruling_parts.where(ruling_id=ruling_id, opened=True)


def _opened(reader: Reader, decision: Decision) -> frozenset[int]:
    rows = (p for ruling in of(reader, decision.id) for p in opened_by(reader, ruling.id))
    sign = 1 if reader.deliveries.get(decision.delivery_id).refused else -1
    return frozenset(int(p.mark_id or sign * (p.assessment_id or 0)) for p in rows)


def court_name(reader: Reader, court: Court) -> str:
    """What the court is called."""
    return organisation.profile(reader).court if court is Court.APPEAL else "Högsta förvaltningsdomstolen"


def judged(unit: Unit, decision_id: DecisionId, new: NewRuling) -> DeliveryId | None:
    """Enters a ruling. Where the appeal was granted, gives the delivery in which what was opened is handed out; where
    the case was sent back, the one that is tested anew, with a decision asked for; else None.

    Raises Blocked where no ruling of this kind is waited for, Refused where it opens nothing and should, or opens and
    should not, or where a part does not belong to the decision.
    """
    before = unit.decisions.get(decision_id)
    decision = decisions.take(unit, decision_id, STEP_OF[new.judgment])
    decisions.not_ahead(unit.now, new.on)
    there = standing(unit, before)
    if not new.opened <= {part.id for part in there}:
        raise Refused("ruling-part-elsewhere")
    if bool(new.opened) is not (new.judgment is Judgment.GRANTED):
        raise Refused("judgment-opens-nothing" if not new.opened else "judgment-opens")
    court = Court.APPEAL if before.state is DecisionState.FORWARDED else Court.SUPREME
    row = Ruling(
        RulingId(0), decision_id, court, new.judgment, new.on, new.case_number.strip(), unit.actor.id, unit.now
    )
    row = replace(row, id=RulingId(unit.rulings.add(row)))
    if new.judgment in (Judgment.DISMISSED, Judgment.GRANTED):
        said = (RulingPart(0, row.id, p.assessment_id, p.mark_id, p.id in new.opened) for p in there)
        unit.ruling_parts.add_all(said)
    learning.note(unit, row, [p.assessment_id for p in there if p.id in new.opened and p.assessment_id is not None])
    decisions.save(unit, before, decision)
    unit.record(DecisionJudged(decision.request_id, decision_id, new.judgment.value, court.value, len(new.opened)))
    return follow(unit, decision_id)


def owed(reader: Reader, decision: Decision) -> Ruling | None:
    """The last ruling, where it opens something or sends the case back and no delivery follows it yet; else None.

    Where a reservation alone is lifted, what was under it has been handed out already.
    """
    rows = [r for r in of(reader, decision.id) if r.judgment is Judgment.REMANDED or _opens_more(reader, decision, r)]
    made = [f for f in reader.follow_ups.where(decision_id=decision.id) if f.because is not Because.RECONSIDERED]
    return rows[-1] if len(rows) > len(made) else None


def _opens_more(reader: Reader, decision: Decision, ruling: Ruling) -> bool:
    refused = reader.deliveries.get(decision.delivery_id).refused
    return any(part.mark_id is not None or refused for part in opened_by(reader, ruling.id))


def follow(unit: Unit, decision_id: DecisionId) -> DeliveryId | None:
    """Prepares the delivery that a ruling calls for; None where none does, or another delivery is under way."""
    unit.require(Right.PREPARE)
    decision = unit.decisions.get(decision_id)
    ruling = owed(unit, decision)
    if ruling is None or registration.under_way(unit, decision.request_id):
        return None
    why = ", ".join(part for part in (court_name(unit, ruling.court), ruling.case_number, str(ruling.on)) if part)
    if ruling.judgment is Judgment.GRANTED:
        opened = _opened(unit, decision)
        return follow_ups.prepare(unit, NewFollowUp(decision.delivery_id, Because.GRANTED, opened, why, decision_id))
    new = NewFollowUp(decision.delivery_id, Because.REMANDED, frozenset(), why, decision_id, all_documents=True)
    delivery_id = follow_ups.prepare(unit, new)
    _ask_again(unit, decision, delivery_id)
    return delivery_id


def _ask_again(unit: Unit, first: Decision, delivery_id: DeliveryId) -> DecisionId:
    row = Decision(DecisionId(0), first.request_id, delivery_id, DecisionState.ASKED, unit.now, by_company=True)
    decision_id = DecisionId(unit.decisions.add(row))
    unit.record(DecisionAsked(first.request_id, decision_id, by_company=True))
    return decision_id


def reconsider(unit: Unit, decision_id: DecisionId, opened: frozenset[int], why: str) -> DecisionId:
    """The company releases more: prepares the delivery with these parts open, and asks for the changed decision.

    Raises Blocked where a delivery is under way, Refused where nothing is opened or it is not said why.
    """
    decision = decisions.take(unit, decision_id, DecisionStep.RECONSIDER)
    if not opened or not opened <= {part.id for part in standing(unit, decision)}:
        raise Refused("ruling-part-elsewhere" if opened else "nothing-opened")
    if not why.strip():
        raise Refused("reason-missing-change")
    everything = opened | _opened(unit, decision)
    new = NewFollowUp(decision.delivery_id, Because.RECONSIDERED, everything, why.strip(), decision_id, True)
    delivery_id = follow_ups.prepare(unit, new)
    unit.record(DecisionReconsidered(decision.request_id, decision_id, delivery_id))
    return _ask_again(unit, decision, delivery_id)


def go_on(unit: Unit, decision_id: DecisionId, on: date) -> None:
    """The requester took the judgment on to the supreme court: only the requester may (TF 2:19)."""
    before = unit.decisions.get(decision_id)
    decision = decisions.take(unit, decision_id, DecisionStep.GO_ON)
    decisions.not_ahead(unit.now, on)
    last = of(unit, decision_id)[-1:]
    if last and on < last[0].on:
        raise Refused("appeal-before-judgment")
    decisions.save(unit, before, replace(decision, supreme_on=on))
    unit.record(JudgmentAppealed(decision.request_id, decision_id))
