"""A delivery as it stands: its documents, its plans, what the reviewer signs, and what a change does to a signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace

from app.domain.assessments import Assessment, AssessmentOutcome, Signature
from app.domain.decisions import DecisionState
from app.domain.errors import Refused
from app.domain.events import CopiesDiscarded, DeliverySet, SignatureVoided
from app.domain.ids import DeliveryId
from app.domain.people import Right
from app.domain.provisions import Provision
from app.domain.requests import Delivery, DeliveryState, Document
from app.domain.sums import Compilation
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.store.unit import Reader, Unit
from redaction.marks import Mark, MarkState
from redaction.plan import PlannedMark, RedactionPlan

from ..office import organisation
from . import stamps


def documents(reader: Reader, delivery_id: int) -> tuple[Document, ...]:
    """The delivery's documents in the order of their numbers."""
    return tuple(sorted(reader.documents.where(delivery_id=delivery_id), key=lambda d: d.number))


def assessments(reader: Reader, delivery_id: int) -> dict[int, Assessment]:
    """The delivery's assessments by id."""
    return {a.id: a for a in reader.assessments.where(delivery_id=delivery_id)}


def masks(reader: Reader, document_id: int) -> tuple[Mark, ...]:
    """The marks that will be burned in."""
    return reader.marks.of_all([document_id], MarkState.ACCEPTED)[document_id]


def all_masks(reader: Reader, **where: int) -> list[Mark]:
    """Every mask of a delivery (``delivery_id``) or of a whole request (``request_id``), document by document."""
    ids = [document.id for document in reader.documents.where(**where)]
    return [mark for marks in reader.marks.of_all(ids, MarkState.ACCEPTED).values() for mark in marks]


def unmasked(reader: Reader, delivery_id: int) -> tuple[Document, ...]:
    """The documents that would leave without a single mask; none where nothing is handed out."""
    if reader.deliveries.get(delivery_id).refused:
        return ()
    rows = documents(reader, delivery_id)
    burned = reader.marks.of_all((document.id for document in rows), MarkState.ACCEPTED)
    return tuple(document for document in rows if not burned[document.id])


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
            **({"edition": self.edition} if self.edition > 1 else {}),
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


_FIRST = frozenset(
    {
        *("id", "delivery_id", "provision", "group", "requisite", "applies", "harm", "outcome", "factors_for"),
        *("factors_against", "answers", "written_by", "version"),
    }
)
"""Fields of an assessment that were signed from the first program on."""
_LATER = {field.name: field.default for field in fields(Assessment) if field.name not in _FIRST}
"""The fields that came later, each with what it holds where it says nothing."""


def _said(row: Assessment) -> dict[str, object]:
    """What an assessment says, for the hash; what came later and says nothing is left out, so that old ones hold."""
    said = asdict(replace(row, version=0))
    del said["harm_tested"]  # it follows from the requisite
    return {name: value for name, value in said.items() if name not in _LATER or value != _LATER[name]}


def standing(reader: Reader, delivery_id: int) -> Standing:
    """The delivery as it stands now."""
    delivery = reader.deliveries.get(delivery_id)
    rows = documents(reader, delivery_id)
    burned = reader.marks.of_all((d.id for d in rows), MarkState.ACCEPTED)
    numbers = organisation.ground_numbers(reader, delivery.request_id)
    registry_number = reader.requests.get(delivery.request_id).registry_number
    plans: dict[int, str] = {
        d.id: _plan(d, delivery, burned[d.id], numbers, registry_number).hash() for d in rows
    }
    sums, known = reader.compilations.where(delivery_id=delivery_id), assessments(reader, delivery_id)
    under = _reservation(reader, delivery_id)
    own = _asker(reader, delivery.request_id)
    return Standing(delivery, rows, burned, known, plans, edition(reader, delivery), sums, under, own)


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


def released(delivery: Delivery) -> bool:
    """Whether the delivery has left the house."""
    return delivery.state is DeliveryState.RELEASED


def signature(reader: Reader, delivery_id: int, now: Standing | None = None) -> Signature | None:
    """The signature that holds for the delivery's plans as they are now; once handed out, the one it left with."""
    kept = [s for s in reader.signatures.where(delivery_id=delivery_id) if s.voided_at is None]
    if kept and released(reader.deliveries.get(delivery_id)):
        return kept[-1]
    if not kept or kept[-1].plan_hash != (now or standing(reader, delivery_id)).hash:
        return None
    return kept[-1]


def plan(
    reader: Reader, document: Document, delivery: Delivery, made_at: str = "1980-01-01T00:00:00Z"
) -> RedactionPlan:
    """What will be masked in one document. ``made_at`` is not part of the plan's hash."""
    numbers = organisation.ground_numbers(reader, document.request_id)
    registry_number = reader.requests.get(document.request_id).registry_number
    made = _plan(document, delivery, masks(reader, document.id), numbers, registry_number)
    return replace(made, made_at=made_at)


def _plan(
    document: Document,
    delivery: Delivery,
    burned: tuple[Mark, ...],
    numbers: Mapping[str, int],
    registry_number: str,
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
    stamp = stamps.words(registry_number, document.number) if delivery.stamped else ""
    return RedactionPlan(document.working_sha256 or "", marks, hide_lengths=delivery.hide_lengths, stamp=stamp)


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
    unit.require(Right.PREPARE, Right.REVIEW)
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
    stamped: bool | None = None,
) -> None:
    """Sets refusal, whether this delivery finishes the answer, whether mask lengths are hidden and pages stamped."""
    touch(unit, delivery_id)
    old = unit.deliveries.get(delivery_id)
    new = replace(
        old,
        refused=old.refused if refused is None else refused,
        final=old.final if final is None else final,
        hide_lengths=old.hide_lengths if hide_lengths is None else hide_lengths,
        stamped=old.stamped if stamped is None else stamped,
    )
    unit.deliveries.save(new)
    unit.record(DeliverySet(old.request_id, delivery_id, new.refused, new.final, new.hide_lengths))
