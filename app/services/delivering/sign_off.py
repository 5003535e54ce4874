"""A delivery's way through legal review: sent there, returned, signed."""

from __future__ import annotations

from dataclasses import replace

from app.domain.assessments import Signature
from app.domain.errors import Refused
from app.domain.events import DeliveryReturned, DeliverySigned, DeliverySubmitted
from app.domain.ids import DeliveryId, SignatureId
from app.domain.mark_sets import Point
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.store.records import Comment
from app.store.unit import Unit

from ..marking import mark_sets
from ..office import people
from . import delivery as deliveries
from . import delivery_facts


def submit(unit: Unit, delivery_id: DeliveryId) -> None:
    """Sends the delivery to legal review."""
    delivery = unit.deliveries.get(delivery_id)
    unit.note_preparer(delivery_id)
    now = deliveries.standing(unit, delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.SUBMIT, delivery_facts.of(unit, delivery_id, now), unit.actor)
    unit.deliveries.save(replace(delivery, state=state, prepared_by=unit.actor.id, edition=now.edition))
    mark_sets.keep_all(unit, delivery_id, Point.SUBMITTED)
    unit.record(DeliverySubmitted(delivery.request_id, delivery_id, now.hash))


def send_back(unit: Unit, delivery_id: DeliveryId, comment: str) -> None:
    """The reviewer returns the delivery, with a comment that says what to change."""
    delivery = unit.deliveries.get(delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.RETURN, Facts(), unit.actor)
    if not comment.strip():
        raise Refused("comment-missing")
    note = Comment(0, delivery.request_id, delivery_id, unit.actor.id, unit.now, comment.strip())
    comment_id = unit.comments.add(note)
    deliveries.void(unit, delivery)
    unit.deliveries.save(replace(delivery, state=state, edition=None))
    mark_sets.keep_all(unit, delivery_id, Point.RETURNED)
    unit.record(DeliveryReturned(delivery.request_id, delivery_id, comment_id))


def sign(unit: Unit, delivery_id: DeliveryId, seen_hash: str, password: str) -> SignatureId:
    """Signs the delivery's plans as the signer has seen them; the password is asked for again.

    Raises Blocked (you prepared it, something is unjudged ...), Refused where the plans are no longer those
    of ``seen_hash`` or the password is wrong.
    """
    delivery = unit.deliveries.get(delivery_id)
    now = deliveries.standing(unit, delivery_id)
    state = DELIVERY.take(delivery.state, DeliveryStep.SIGN, delivery_facts.of(unit, delivery_id, now), unit.actor)
    people.check_password(unit, unit.actor, password)
    now_hash = now.hash
    if seen_hash != now_hash:
        raise Refused("plan-changed")
    row = Signature(SignatureId(0), delivery_id, now_hash, unit.actor.id, unit.now)
    signature_id = SignatureId(unit.signatures.add(row))
    unit.deliveries.save(replace(delivery, state=state))
    mark_sets.keep_all(unit, delivery_id, Point.SIGNED)
    unit.record(DeliverySigned(delivery.request_id, delivery_id, signature_id, now_hash))
    return signature_id
