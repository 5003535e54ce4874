"""The procedure as the request's page shows it: its six steps, what blocks the next, and the one thing to do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app import messages
from app.domain import secrecy
from app.domain.errors import Blocker as Held
from app.domain.requests import DeliveryState, DocumentState, RequestState, Track
from app.domain.workflow import DeliveryStep, RequestStep
from app.services.cases import tracks
from app.services.queries import DeliveryView, DocumentRow, RequestView
from app.texts import _, ngettext, pgettext

from ... import wording
from ...parts.steps import Blocker, Step, StepAction, StepState

ELSEWHERE = ("signature-missing", "no-signature-needed", "right-missing", "you-prepared")
"""Blockers that are told at the step they belong to, not among the obstacles of the judging."""

SEARCHING = (RequestState.REGISTERED, RequestState.PRECISION, RequestState.SEARCH)
"""States before the judging, unless documents lie there already."""

UNREAD = (DocumentState.WAITING, DocumentState.LOCKED, DocumentState.FAILED)


@dataclass(frozen=True, slots=True)
class Move:
    """The one thing to do now; ``name`` is what ``RequestScreen.follow`` understands, ``reasons`` close it."""

    name: str
    words: str
    icon: str = ""
    reasons: tuple[str, ...] = ()


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
    """Where the obstacle lies: titles of documents."""
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
    titles = [row.document.title for row in view.documents if fits[code](row)]
    more = _("and {count} more").format(count=len(titles) - 2) if len(titles) > 2 else ""
    return ", ".join([*titles[:2], *([more] if more else [])])


def reasons(held: tuple[Held, ...]) -> tuple[str, ...]:
    """Blockers as a closed button tells them."""
    return tuple(messages.blocker(one) for one in held)


def steps(view: RequestView, now: datetime) -> list[Step]:
    """The steps as they stand: six, or four where no documents leave."""
    part = view.current
    if view.ending is not None or not takes_documents(view):
        first = Step(_("Register"), StepState.DONE, _registered(view, now))
        return [first, _search(view), _without_documents(view, now), _closing(view)]
    return [
        Step(_("Register"), StepState.DONE, _registered(view, now)),
        _search(view),
        _judging(view, part),
        _review(view, part, now),
        _handing_out(view, part, now),
        _closing(view),
    ]


def takes_documents(view: RequestView) -> bool:
    """Whether the request's track takes documents."""
    return tracks.rules()[view.request.track].documents


def _letters_alone(view: RequestView) -> bool:
    """Whether a request for one's own data is answered and nothing was taken in for it: its letters say it all."""
    part = view.current
    answered = not (part.facts.unidentified or part.facts.open_rights)
    return view.request.track is Track.OWN_DATA and answered and not part.documents and RequestStep.END in view.steps


def _without_documents(view: RequestView, now: datetime) -> Step:
    """The answer of a request in which no documents leave."""
    if view.ending is None:
        held = view.steps.get(RequestStep.END)
        action = () if held is None else (StepAction("end", _("Answer without documents"), reasons(held)),)
        return Step(_("Answer"), StepState.OPEN, actions=action)
    at = view.request.ended_at
    said = [wording.moment(at, now)] if at else []
    return Step(_("Answer"), StepState.DONE, " · ".join([*said, view.ending[1].label]))


def _registered(view: RequestView, now: datetime) -> str:
    return f"{wording.moment(view.request.registered_at, now)} · {view.registered_by}"


def _search(view: RequestView) -> Step:
    count = sum(len(part.documents) for part in view.deliveries)
    if view.state is RequestState.PRECISION:
        reply = StepAction("reply", _("Enter the reply"), reasons(view.steps[RequestStep.ANSWER]))
        said = _("Waits for the requester to say which documents are meant.")
        return Step(_("Search out"), StepState.CURRENT, said, actions=(reply,))
    if view.state not in (RequestState.REGISTERED, RequestState.SEARCH):
        return Step(_("Search out"), StepState.DONE, wording.documents(count) if takes_documents(view) else "")
    begun = view.state is RequestState.SEARCH
    found = _("The search is on. Take in what was found.") if takes_documents(view) else _("The search is on.")
    words = found if begun else _("Find the documents that are asked for.")
    held = view.steps.get(RequestStep.START_SEARCH)
    action = () if held is None else (StepAction("start-search", _("Begin the search"), reasons(held)),)
    return Step(_("Search out"), StepState.CURRENT, words, actions=action)


def _judging(view: RequestView, part: DeliveryView) -> Step:
    title = _("Secrecy assessment")
    if view.state in SEARCHING and not part.delivery.refused:
        return Step(title, StepState.OPEN)
    if part.delivery.state is not DeliveryState.PREPARING:
        return Step(title, StepState.DONE, wording.masks(part.facts.masks))
    held = obstacles(part)
    shown = tuple(Blocker(target(h.code, part), messages.blocker(h), detail(h.code, part)) for h in held)
    return Step(title, StepState.BLOCKED if shown else StepState.DONE, wording.masks(part.facts.masks), shown)


def _review(view: RequestView, part: DeliveryView, now: datetime) -> Step:
    title, state = pgettext("step", "Review"), part.delivery.state
    if part.signature is not None:
        name = view.people[part.signature.signed_by].name
        said = _("Signed by {name} {at}").format(name=name, at=wording.moment(part.signature.signed_at, now))
        return Step(title, StepState.DONE, said)
    if state is DeliveryState.LEGAL_REVIEW:
        held = reasons(part.steps.get(DeliveryStep.SIGN, ()))
        action = StepAction("delivery", _("Review and sign"), held)
        return Step(title, StepState.CURRENT, _("Waits for a second person's signature"), actions=(action,))
    if obstacles(part) and not part.facts.needs_signature:
        return Step(title, StepState.OPEN)
    if not part.facts.needs_signature and part.documents:
        done = state is not DeliveryState.PREPARING
        said = _("Not needed: nothing is masked") if not part.facts.masks else _("Not needed by the company's policy")
        return Step(title, StepState.DONE if done else StepState.OPEN, said)
    held = reasons(part.steps.get(DeliveryStep.SUBMIT, ()))
    if view.state in SEARCHING and not part.delivery.refused:
        return Step(title, StepState.OPEN)
    return Step(title, StepState.OPEN, remaining(part), actions=(StepAction("submit", _("Send to review"), held),))


def remaining(part: DeliveryView) -> str:
    """A gentle word about comments on masks that nobody has seen to; "" where there are none. It holds nothing up."""
    told = ngettext("{count} comment on masks is open.", "{count} comments on masks are open.", part.comments)
    return told.format(count=part.comments) if part.comments else ""


def _handing_out(view: RequestView, part: DeliveryView, now: datetime) -> Step:
    title, state = _("Handing out"), part.delivery.state
    if state is DeliveryState.RELEASED:
        at = part.delivery.released_at
        said = f"{wording.moment(at, now)} · {_(wording.OUTCOMES[part.outcome])}" if at else ""
        return Step(title, StepState.DONE, said)
    if state is DeliveryState.READY:
        return Step(title, StepState.CURRENT, _("Copies and letter are made"))
    ready = part.steps.get(DeliveryStep.MAKE_COPIES) == ()
    return Step(title, StepState.CURRENT if ready else StepState.OPEN, _("Copies can be made") if ready else "")


def _closing(view: RequestView) -> Step:
    if view.state is RequestState.CLOSED:
        return Step(pgettext("step", "Close"), StepState.DONE)
    held = view.steps.get(RequestStep.CLOSE)
    if held is None:
        return Step(pgettext("step", "Close"), StepState.OPEN)
    action = StepAction("close", _("Close the request"), reasons(held))
    return Step(pgettext("step", "Close"), StepState.CURRENT, actions=(action,))


def next_move(view: RequestView) -> Move | None:
    """The one thing to do now; None when the request is closed."""
    part = view.current
    if RequestStep.CLOSE in view.steps:
        return Move("close", _("Close the request"), "tick", reasons(view.steps[RequestStep.CLOSE]))
    if view.state is RequestState.CLOSED:
        return None
    end = Move("end", _("Answer without documents"), "letter", reasons(view.steps.get(RequestStep.END, ())))
    if _letters_alone(view):
        return end
    if view.state is RequestState.REGISTERED and not part.delivery.refused:
        return Move("start-search", _("Begin the search"), "search", reasons(view.steps[RequestStep.START_SEARCH]))
    if view.state is RequestState.PRECISION:
        return Move("reply", _("Enter the reply"), "comment", reasons(view.steps[RequestStep.ANSWER]))
    if not takes_documents(view):
        return end
    if part.delivery.state is DeliveryState.PREPARING:
        return _prepare(part)
    moves: dict[DeliveryState, tuple[DeliveryStep, str, str]] = {
        DeliveryState.LEGAL_REVIEW: (DeliveryStep.SIGN, _("Review and sign"), "sign"),
        DeliveryState.SIGNED: (DeliveryStep.MAKE_COPIES, _("Make the copies"), "copy"),
        DeliveryState.READY: (DeliveryStep.RELEASE, _("Hand out"), "package"),
    }
    if part.delivery.state in moves:
        step, words, icon = moves[part.delivery.state]
        return Move("delivery", words, icon, reasons(part.steps.get(step, ())))
    held = view.steps.get(RequestStep.NEW_DELIVERY)
    return Move("next-delivery", _("Open the next delivery"), "plus", reasons(held)) if held is not None else None


def _prepare(part: DeliveryView) -> Move:
    held = obstacles(part)
    if not held:
        signed = part.facts.needs_signature
        step, name = (DeliveryStep.SUBMIT, "submit") if signed else (DeliveryStep.MAKE_COPIES, "delivery")
        words = _("Send to review") if signed else _("Make the copies")
        return Move(name, words, "right", reasons(part.steps.get(step, ())))
    moves = {
        "no-documents": (_("Take in documents"), "take-in"),
        "documents-unread": (_("Show what is not read"), "unread"),
        "marks-without-assessment": (_("Write the assessment"), "assessment"),
        "residuals-open": (_("Judge the traces"), "search"),
    }
    words, icon = moves.get(held[0].code, (_("Go on judging"), "mask"))
    return Move(target(held[0].code, part), words, icon)


def short(move: Move) -> str:
    """What a closed main button says beside its words."""
    more = len(move.reasons) - 1
    return ngettext("{count} more obstacle", "{count} more obstacles", more).format(count=more) if more > 0 else ""
