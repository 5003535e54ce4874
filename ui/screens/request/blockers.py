"""What blocks a step of the procedure: its words, the documents it lies in, and the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app import messages
from app.domain import secrecy
from app.domain.errors import Blocker as Held
from app.domain.requests import DeliveryState, DocumentState
from app.domain.workflow import DeliveryStep
from app.services.queries import DeliveryView, DocumentRow
from app.texts import _

from ...parts.steps import Blocker

ELSEWHERE = ("signature-missing", "no-signature-needed", "right-missing", "you-prepared")
"""Blockers that no link mends, told at the step they belong to: another person takes it, or it is not needed."""

UNREAD = (DocumentState.WAITING, DocumentState.LOCKED, DocumentState.FAILED)


def first(view: DeliveryView, fits: Callable[[DocumentRow], bool]) -> str:
    """``review:ID`` of the first document that fits, or where the documents are."""
    row = next((row for row in view.documents if fits(row)), None)
    return f"review:{row.document.id}" if row is not None else "documents"


def target(code: str, view: DeliveryView) -> str:
    """Where the thing that a blocker's code names is mended."""
    to_judge = first(view, lambda row: bool(row.tally.proposed))
    places = {
        "no-documents": "choose-files",
        "documents-unread": "documents",
        "documents-untried": "official",
        "documents-unofficial": "official",
        "marks-unjudged": to_judge,
        "regions-open": first(view, lambda row: bool(row.regions)),
        "marks-without-provision": first(view, lambda row: bool(row.tally.without_provision)),
        "documents-not-done": first(view, lambda row: row.document.state is DocumentState.REVIEW),
        "marks-without-assessment": "assessment",
        "opened-again": first(view, lambda row: bool(row.tally.accepted)),
        "residuals-open": "traces",
        "replacements-tell": first(view, lambda row: bool(row.tally.accepted)),
        "refusal-without-ground": "assessment",
        "ending-needs-search": "searched",
        "fee-unpaid": "fee",
        "opened-undecided": "decision",
        "decision-open": "close",
        "delay-untold": "delay",
        "reasons-tell": "assessment",
        "reasons-hollow": "assessment",
        "assessments-restated": "assessment",
        "recipient-untested": "assessment",
        "circumstance-unassessed": "assessment",
        "identity-missing": "own-data",
        "rights-open": "own-data",
        **dict.fromkeys(secrecy.BREACHES, "assessment"),
    }
    return places.get(code, "delivery")


def obstacles(view: DeliveryView) -> tuple[Held, ...]:
    """What has to be done before the delivery can go on from the judging; empty once it has."""
    if view.delivery.state is not DeliveryState.PREPARING:
        return ()
    step = DeliveryStep.SUBMIT if view.facts.needs_signature else DeliveryStep.MAKE_COPIES
    return tuple(held for held in view.steps.get(step, ()) if held.code not in ELSEWHERE)


def detail(code: str, view: DeliveryView) -> str:
    """Where the obstacle lies: titles of documents; of those that no reading helps, what to do with them."""
    fits: dict[str, Callable[[DocumentRow], bool]] = {
        "documents-unread": lambda row: row.document.state in UNREAD,
        "documents-untried": lambda row: row.trial is None,
        "documents-unofficial": lambda row: row.trial is not None and not row.trial.goes_on,
        "marks-unjudged": lambda row: bool(row.tally.proposed),
        "regions-open": lambda row: bool(row.regions),
        "marks-without-provision": lambda row: bool(row.tally.without_provision),
        "documents-not-done": lambda row: row.document.state is DocumentState.REVIEW,
    }
    if code not in fits:
        return ""
    rows = [row for row in view.documents if fits[code](row)]
    if code == "documents-unread" and all(row.document.outside for row in rows):
        return _("Judge outside the program what is not taken in, and take it out here.")
    titles = [row.document.title for row in rows]
    more = _("and {count} more").format(count=len(titles) - 2) if len(titles) > 2 else ""
    return ", ".join([*titles[:2], *([more] if more else [])])


def reasons(held: tuple[Held, ...]) -> tuple[str, ...]:
    """Blockers as a closed button tells them."""
    return tuple(messages.blocker(one) for one in held)


def shown(held: Sequence[Held], view: DeliveryView) -> tuple[Blocker, ...]:
    """Blockers as the rail shows them, each with the way to the thing that blocks."""
    mine = [one for one in held if one.code not in ELSEWHERE]
    return tuple(Blocker(target(h.code, view), messages.blocker(h), detail(h.code, view)) for h in mine)


def elsewhere(held: Sequence[Held]) -> str:
    """The reason that no link mends, the last of several being the most particular; "" where there is none."""
    mine = [one for one in held if one.code in ELSEWHERE]
    return messages.blocker(mine[-1]) if mine else ""
