"""Masked copies, their proofs and papers, and the release: a file leaves only with a proof of this very file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from app.domain.assessments import Copy
from app.domain.errors import Refused
from app.domain.events import CopiesReady, CopyMade, DeliveryReleased, PaperMade
from app.domain.ids import DeliveryId, DocumentId
from app.domain.workflow import DELIVERY, DeliveryStep
from app.store.records import Paper
from app.store.unit import Reader, Unit
from redaction.marks import MarkState
from redaction.plan import RedactionPlan
from redaction.report import Proof

from . import delivery as deliveries
from . import delivery_facts

SHORTEST_SECRET = 4
"""Masked words shorter than this are not searched for in titles and reasons: they stand inside too many words."""

SHORTEST_NUMBER, LONGEST_NUMBER = 7, 10
"""Masked numbers of at least so many digits are searched for without hyphens and blanks, by their last digits
(a century may be left out)."""

_DIGITS = re.compile(r"\D")


def check_words(reader: Reader, delivery_id: DeliveryId) -> None:
    """Raises Refused where a title, a reason or an answer repeats what is masked; numbers in any way of writing."""
    rows = deliveries.documents(reader, delivery_id)
    marks = reader.marks.of_all(d.id for d in rows)
    masked = {_folded(m.text) for ms in marks.values() for m in ms if m.state is MarkState.ACCEPTED}
    secrets = {words for words in masked if len(words) >= SHORTEST_SECRET}
    numbers = {_DIGITS.sub("", words)[-LONGEST_NUMBER:] for words in secrets if _mostly_digits(words)}
    said = [("title", d.number, d.title) for d in rows]
    for a in reader.assessments.where(delivery_id=delivery_id):
        said.append(("reason", a.id, " ".join((a.applies, a.harm, *a.answers))))
    said += [("compilation", c.number, c.words) for c in reader.compilations.where(delivery_id=delivery_id)]
    said += [("visible", d.number, m.reason) for d in rows for m in marks[d.id] if m.reason]
    for kind, number, text in said:
        folded, digits = _folded(text), _DIGITS.sub("", _folded(text))
        if any(secret in digits for secret in numbers) or any(_stands_in(secret, folded) for secret in secrets):
            raise Refused(f"secret-in-{kind}", number=number)


def _stands_in(secret: str, text: str) -> bool:
    return secret in text and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text) is not None


def _mostly_digits(words: str) -> bool:
    digits = len(_DIGITS.sub("", words))
    return digits >= SHORTEST_NUMBER and digits * 2 > len(words)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def copy_made(
    unit: Unit, document_id: DocumentId, plan: RedactionPlan, sha256: str, proof: Proof, proof_sha256: str
) -> None:
    """Stores a masked copy with its proof.

    Raises Refused where the proof did not pass, is of another file, or the marks have changed meanwhile, Blocked
    where no copies may be made.
    """
    document = unit.documents.get(document_id)
    now_hash = _still(unit, document.delivery_id).plans[document_id]
    if not proof.passed or proof.output_sha256 != sha256 or proof.plan_hash != plan.hash():
        raise Refused("proof-failed", number=document.number)
    if now_hash != plan.hash():
        raise Refused("plan-changed")
    unit.copies.put(
        Copy(
            document_id=document_id,
            plan_hash=now_hash,
            sha256=sha256,
            proof_sha256=proof_sha256,
            passed=True,
            made_at=plan.made_at,
            pages=document.pages,
            marks=len(plan.marks),
            raster_pages=len(proof.raster_pages),
        )
    )
    unit.record(CopyMade(document.request_id, document_id, sha256, proof_sha256, now_hash))


def paper_made(
    unit: Unit, delivery_id: DeliveryId, plan_hash: str, kind: str, name: str, sha256: str, template: str = ""
) -> None:
    """Stores a letter, schedule or record of the delivery; ``name`` is its file's, ``template`` what it was made from.

    Raises Refused where the delivery is no longer the one of ``plan_hash``, Blocked where no copies may be made.
    """
    now = _still(unit, delivery_id)
    if now.hash != plan_hash:
        raise Refused("plan-changed")
    unit.papers.put(Paper(delivery_id, kind, name, sha256, template))
    unit.record(PaperMade(now.delivery.request_id, delivery_id, kind, sha256))


def _still(unit: Unit, delivery_id: DeliveryId) -> deliveries.Standing:
    """The delivery, for which copies may be made now by this person. Raises Blocked otherwise."""
    now = deliveries.standing(unit, delivery_id)
    facts = delivery_facts.of(unit, delivery_id, now)
    DELIVERY.take(now.delivery.state, DeliveryStep.MAKE_COPIES, facts, unit.actor)
    return now


def ready(unit: Unit, delivery_id: DeliveryId) -> None:
    """All copies, proofs and papers are made; the delivery waits to be handed out."""
    delivery, now = unit.deliveries.get(delivery_id), deliveries.standing(unit, delivery_id)
    facts = delivery_facts.of(unit, delivery_id, now)
    state = DELIVERY.take(delivery.state, DeliveryStep.MAKE_COPIES, facts, unit.actor)
    if facts.proofs_missing:
        raise Refused("proofs-missing", count=facts.proofs_missing)
    who = delivery.prepared_by or unit.actor.id
    unit.deliveries.save(replace(delivery, state=state, prepared_by=who, edition=now.edition))
    copies = 0 if delivery.refused else facts.documents
    unit.record(CopiesReady(delivery.request_id, delivery_id, facts.outcome.value, now.hash, copies))


def release(unit: Unit, delivery_id: DeliveryId, package_sha256: str, way: str) -> None:
    """Hands the delivery out: the last step, which cannot be taken back. ``way`` is how it was handed over."""
    delivery = unit.deliveries.get(delivery_id)
    facts = delivery_facts.of(unit, delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.RELEASE, facts, unit.actor)
    unit.deliveries.save(
        replace(
            delivery,
            state=state,
            package_sha256=package_sha256,
            released_at=unit.now,
            released_by=unit.actor.id,
            way=way,
        )
    )
    head = unit.log_head()
    unit.record(
        DeliveryReleased(delivery.request_id, delivery_id, facts.outcome.value, package_sha256, head.seq, head.hash)
    )


def may_make_copies(reader: Reader, delivery_id: DeliveryId, actor_id: int) -> None:
    """Raises Blocked or Refused where the copies of the delivery cannot be made now."""
    _may(reader, delivery_id, actor_id, DeliveryStep.MAKE_COPIES)
    check_words(reader, delivery_id)


def may_release(reader: Reader, delivery_id: DeliveryId, actor_id: int) -> None:
    """Raises Blocked where the delivery cannot be handed out now."""
    _may(reader, delivery_id, actor_id, DeliveryStep.RELEASE)


def _may(reader: Reader, delivery_id: DeliveryId, actor_id: int, step: DeliveryStep) -> None:
    delivery = reader.deliveries.get(delivery_id)
    DELIVERY.take(delivery.state, step, delivery_facts.of(reader, delivery_id), reader.people.get(actor_id))
