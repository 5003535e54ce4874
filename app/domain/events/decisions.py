"""Events of the company's decision and its appeal."""

from __future__ import annotations

from dataclasses import dataclass

from .base import DecisionEvent


@dataclass(frozen=True, slots=True)
class DecisionAsked(DecisionEvent):
    """The requester asked for the company's decision, or the company chose to decide."""

    by_company: bool


@dataclass(frozen=True, slots=True)
class AssessmentRetested(DecisionEvent):
    """An assessment was tested anew for a decision."""

    assessment_id: int


@dataclass(frozen=True, slots=True)
class DecisionMade(DecisionEvent):
    """The company has decided, by a person with a delegation."""

    delegation_id: int
    outcome: str


@dataclass(frozen=True, slots=True)
class DecisionSent(DecisionEvent):
    """The decision was sent; ``noticed``: with the notice of how to appeal."""

    noticed: bool


@dataclass(frozen=True, slots=True)
class DecisionReceived(DecisionEvent):
    """The requester has got the decision: the time to appeal runs."""


@dataclass(frozen=True, slots=True)
class DecisionFinal(DecisionEvent):
    """The time to appeal is over."""


@dataclass(frozen=True, slots=True)
class DecisionAppealed(DecisionEvent):
    """An appeal came in, and was found in time or not."""

    timeliness: str


@dataclass(frozen=True, slots=True)
class AppealRejected(DecisionEvent):
    """The company rejected an appeal that came too late."""

    delegation_id: int


@dataclass(frozen=True, slots=True)
class AppealForwarded(DecisionEvent):
    """The appeal was sent on to the court."""


@dataclass(frozen=True, slots=True)
class DecisionJudged(DecisionEvent):
    """A court has ruled; ``opened`` counts the masks, or grounds, that it did not let stand."""

    judgment: str
    court: str = ""
    opened: int = 0


@dataclass(frozen=True, slots=True)
class JudgmentAppealed(DecisionEvent):
    """The requester took the court's judgment on to the supreme court."""


@dataclass(frozen=True, slots=True)
class DecisionReconsidered(DecisionEvent):
    """The company releases more: a changed decision follows this one, on a delivery of its own."""

    delivery_id: int
