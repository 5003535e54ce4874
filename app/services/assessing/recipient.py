"""The test of OSL 21:7 for what a delivery leaves in sight: one answer for all, or a circumstance that is named."""

from __future__ import annotations

from app.domain.errors import Refused
from app.domain.events import RecipientTestDropped, RecipientTested
from app.domain.ids import DeliveryId
from app.domain.people import Right
from app.domain.questions import QuestionKind
from app.domain.recipient import RecipientTest
from app.domain.requests import DeliveryState
from app.store.unit import Reader, Unit

from ..cases import questions
from ..cases.questions import NewQuestion
from ..delivering import delivery
from ..marking import reviewing
from . import recipient_left


def none_known(unit: Unit, delivery_id: DeliveryId) -> None:
    """Says that no concrete circumstance is known by which the recipient would break the rules (OSL 21:7).

    Whoever reviews may say it in review where nobody has, as when the first personal data come in sight there; it
    prepares nothing. Raises Refused while a circumstance is named: its words are somebody's work, taken back first.
    """
    _prepare(unit, delivery_id)
    found = recipient_left.of(unit, delivery_id)
    if found is not None and found.circumstance:
        raise Refused("circumstance-named")
    _put(unit, delivery_id)


def name(unit: Unit, delivery_id: DeliveryId, circumstance: str, rule: str, *, asks: bool = False) -> None:
    """Names a circumstance, the rule that would be broken, and whether a question to the requester is justified.

    Then an assessment on 21:7 has to be written. Raises Refused where the circumstance or the rule is missing.
    """
    if not circumstance.strip():
        raise Refused("circumstance-missing")
    if not rule.strip():
        raise Refused("rule-missing")
    unit.require(Right.PREPARE)
    delivery.touch(unit, delivery_id)
    _put(unit, delivery_id, circumstance.strip(), rule.strip(), asks)


def question(reader: Reader, delivery_id: DeliveryId) -> NewQuestion:
    """The question to the requester that a named circumstance justifies: what for, by OSL 21:7, with its words.

    Raises Refused where no circumstance is named, or nobody has said that it justifies a question.
    """
    found = recipient_left.of(reader, delivery_id)
    if found is None or not found.circumstance:
        raise Refused("circumstance-missing")
    if not found.asks:
        raise Refused("question-unjustified")
    words = questions.kinds()[QuestionKind.PURPOSE].words
    return NewQuestion(QuestionKind.PURPOSE, words, recipient_left.PROVISION, found.circumstance)


def take_back(unit: Unit, delivery_id: DeliveryId) -> None:
    """Takes back what was said; the delivery waits for it again. What one said oneself in review, there."""
    _prepare(unit, delivery_id)
    if unit.recipient_tests.remove(delivery_id=delivery_id):
        unit.record(RecipientTestDropped(unit.deliveries.get(delivery_id).request_id, delivery_id))


def _prepare(unit: Unit, delivery_id: DeliveryId) -> None:
    """Only a tick of one's own is made and taken back in review; what another found is not overruled there."""
    found = recipient_left.of(unit, delivery_id)
    own = found is None or (found.given_by == unit.actor.id and not found.circumstance)
    in_review = unit.deliveries.get(delivery_id).state is DeliveryState.LEGAL_REVIEW
    if own and in_review and unit.actor.may(Right.REVIEW):
        reviewing.keep_in_review(unit, delivery_id)
    else:
        unit.require(Right.PREPARE)
        delivery.touch(unit, delivery_id)


def _put(unit: Unit, delivery_id: DeliveryId, circumstance: str = "", rule: str = "", asks: bool = False) -> None:
    ids = tuple(int(document.id) for document in unit.documents.where(delivery_id=delivery_id))
    unit.recipient_tests.put(RecipientTest(delivery_id, ids, circumstance, rule, asks, unit.actor.id, unit.now))
    unit.record(RecipientTested(unit.deliveries.get(delivery_id).request_id, delivery_id, bool(circumstance), asks))
