"""The company's own decision, its way to the requester, and the appeal (OSL 6:3, 6:7-8, 6:11; FL 43-47 §§).

A clerk's answer is no decision. The requester asks for one, somebody with a delegation that holds on the day tests the
whole matter anew and decides; the decision is sent with the notice of how to appeal, received, and may be appealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .errors import Blocker
from .ids import DecisionId, DelegationId, DeliveryId, PersonId, RequestId
from .machine import Machine, Row
from .people import Person, Right
from .rulings import Judgment
from .time_limits import Timeliness


class DecisionState(StrEnum):
    """Where a decision stands."""

    ASKED = "asked"
    DECIDED = "decided"
    SENT = "sent"
    RECEIVED = "received"
    FINAL = "final"
    APPEALED = "appealed"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    JUDGED = "judged"
    SUPREME = "supreme"
    TAKEN_UP = "taken-up"
    SETTLED = "settled"


OVER = frozenset({DecisionState.FINAL, DecisionState.REJECTED, DecisionState.SETTLED})
"""States after which a request may be closed."""

WITH_COURT = frozenset({DecisionState.FORWARDED, DecisionState.SUPREME, DecisionState.TAKEN_UP})
"""States in which a court's ruling is waited for."""


class Scope(StrEnum):
    """What a delegation covers: refusals and masks, reservations, rejecting late appeals, fees in advance."""

    REFUSE = "refuse"
    RESERVE = "reserve"
    REJECT = "reject"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Delegation:
    """A person's power to decide for the company, from one day to another (None: no end), and the paper it rests on."""

    id: DelegationId
    person_id: PersonId
    scopes: frozenset[Scope]
    basis: str
    valid_from: date
    valid_to: date | None = None
    version: int = 1

    def covers(self, scope: Scope, day: date) -> bool:
        """Whether it holds for this on this day."""
        return scope in self.scopes and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was asked for on a delivery. Times in UTC, days on the office's clock.

    ``by_company``: the company chose to decide at once, nobody asked (law.md T11). ``receipt`` says how it is known
    that the requester got it. ``court_at`` is the day on which an appeal first reached the court by mistake,
    ``noticed`` whether the decision carried a right notice, ``supreme_on`` the day on which the requester took the
    court's judgment to the supreme court. What the courts said is in ``rulings``. ``edition`` is the edition of the
    catalogue by which it was made.
    """

    id: DecisionId
    request_id: RequestId
    delivery_id: DeliveryId
    state: DecisionState
    asked_at: datetime
    by_company: bool = False
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    delegation_id: DelegationId | None = None
    sent_at: datetime | None = None
    way: str = ""
    noticed: bool = True
    received_on: date | None = None
    receipt: str = ""
    appealed_on: date | None = None
    court_at: date | None = None
    timeliness: str = ""
    forwarded_at: datetime | None = None
    supreme_on: date | None = None
    edition: int | None = None
    version: int = 1


class DecisionStep(StrEnum):
    """What can be done with a decision."""

    RETEST = "retest"
    DECIDE = "decide"
    SEND = "send"
    RECEIVE = "receive"
    APPEAL = "appeal"
    REJECT = "reject"
    FORWARD = "forward"
    JUDGE = "judge"
    GO_ON = "go-on"
    LEAVE = "leave"
    NO_LEAVE = "no-leave"
    SEND_BACK = "send-back"
    EXPIRE = "expire"
    RECONSIDER = "reconsider"


RULED: dict[DecisionStep, tuple[Judgment, ...]] = {
    DecisionStep.JUDGE: (Judgment.DISMISSED, Judgment.GRANTED, Judgment.REMANDED, Judgment.WRITTEN_OFF),
    DecisionStep.LEAVE: (Judgment.LEAVE,),
    DecisionStep.NO_LEAVE: (Judgment.NO_LEAVE,),
    DecisionStep.SEND_BACK: (Judgment.BACK,),
}
"""Steps that a court takes, and what it may say in each."""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the blockers of a decision look at.

    ``untested`` counts assessments that nobody has tested anew since the decision was asked for, ``delegated`` whether
    the actor's delegation holds today for what is decided, ``prepared_by`` who prepared the delivery, ``running``
    whether the time to appeal is not over, ``ready`` whether the answer's copies and papers are made, ``changed``
    whether a changed decision has taken this one's place, ``under_way`` whether a delivery of the request is open.
    """

    untested: int = 0
    delegated: bool = False
    prepared_by: frozenset[int] = frozenset()
    second_person: bool = True
    timeliness: Timeliness | None = None
    running: bool = False
    ready: bool = True
    changed: bool = False
    under_way: bool = False


def _not_ready(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return None if facts.ready else Blocker("answer-not-ready")


def _untested(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return Blocker("assessments-untested", facts.untested) if facts.untested else None


def _no_delegation(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return None if facts.delegated else Blocker("delegation-missing")


def _only_preparer(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return Blocker("you-prepared") if facts.second_person and actor.id in facts.prepared_by else None


def _late(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return Blocker("appeal-late") if facts.timeliness is not None and facts.timeliness.rejected else None


def _in_time(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return None if facts.timeliness is not None and facts.timeliness.rejected else Blocker("appeal-in-time")


def _running(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return Blocker("appeal-time-runs") if facts.running else None


def _changed(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return Blocker("decision-changed") if facts.changed else None


def _under_way(facts: DecisionFacts, actor: Person) -> Blocker | None:
    return Blocker("delivery-under-way") if facts.under_way else None


_D, _S = DecisionState, DecisionStep
RECONSIDERED_IN = (_D.SENT, _D.RECEIVED, _D.FINAL, _D.APPEALED, _D.REJECTED, _D.FORWARDED, _D.JUDGED)
"""States in which the company may release more (law.md T20: at any time)."""

DECISION: Machine[DecisionState, DecisionStep, DecisionFacts] = Machine(
    Row(_D.ASKED, _S.RETEST, _D.ASKED, Right.REVIEW),
    Row(_D.ASKED, _S.DECIDE, _D.DECIDED, Right.REVIEW, (_not_ready, _no_delegation, _only_preparer, _untested)),
    Row(_D.DECIDED, _S.SEND, _D.SENT, Right.RELEASE),
    Row(_D.SENT, _S.RECEIVE, _D.RECEIVED, Right.RELEASE),
    Row(_D.SENT, _S.APPEAL, _D.APPEALED, Right.RELEASE),
    Row(_D.RECEIVED, _S.APPEAL, _D.APPEALED, Right.RELEASE),
    Row(_D.RECEIVED, _S.EXPIRE, _D.FINAL, Right.RELEASE, (_running,)),
    Row(_D.FINAL, _S.APPEAL, _D.APPEALED, Right.RELEASE),
    Row(_D.APPEALED, _S.REJECT, _D.REJECTED, Right.REVIEW, (_no_delegation, _in_time)),
    Row(_D.APPEALED, _S.FORWARD, _D.FORWARDED, Right.RELEASE, (_late,)),
    Row(_D.FORWARDED, _S.JUDGE, _D.JUDGED, Right.RELEASE, (_changed,)),
    Row(_D.JUDGED, _S.GO_ON, _D.SUPREME, Right.RELEASE, (_changed,)),
    Row(_D.JUDGED, _S.EXPIRE, _D.SETTLED, Right.RELEASE, (_changed, _running)),
    Row(_D.SUPREME, _S.LEAVE, _D.TAKEN_UP, Right.RELEASE, (_changed,)),
    Row(_D.SUPREME, _S.NO_LEAVE, _D.SETTLED, Right.RELEASE, (_changed,)),
    Row(_D.TAKEN_UP, _S.JUDGE, _D.SETTLED, Right.RELEASE, (_changed,)),
    Row(_D.TAKEN_UP, _S.SEND_BACK, _D.FORWARDED, Right.RELEASE, (_changed,)),
    *(Row(state, _S.RECONSIDER, state, Right.PREPARE, (_changed, _under_way)) for state in RECONSIDERED_IN),
)
