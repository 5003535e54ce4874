"""The procedure as the request's page shows it: its six steps, what blocks the next, and the one thing to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Blocker as Held
from app.domain.requests import DeliveryState, RequestState, Track
from app.domain.workflow import DeliveryStep, RequestStep
from app.services.cases import tracks
from app.services.queries import DeliveryView, RequestView
from app.texts import _, ngettext, pgettext

from ... import wording
from ...parts.steps import Step, StepAction, StepState
from .blockers import elsewhere, obstacles, reasons, shown, target

SEARCHING = (RequestState.REGISTERED, RequestState.PRECISION, RequestState.SEARCH)
"""States before the judging, unless documents lie there already."""

@dataclass(frozen=True, slots=True)
class Move:
    """The one thing to do now; ``name`` is what ``RequestScreen.follow`` understands, ``reasons`` close it."""

    name: str
    words: str
    icon: str = ""
    reasons: tuple[str, ...] = ()


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
    held = shown(obstacles(part), part)
    return Step(title, StepState.BLOCKED if held else StepState.DONE, wording.masks(part.facts.masks), held)


def _review(view: RequestView, part: DeliveryView, now: datetime) -> Step:
    title, state = pgettext("step", "Review"), part.delivery.state
    if part.signature is not None:
        name = view.people[part.signature.signed_by].name
        said = _("Signed by {name} {at}").format(name=name, at=wording.moment(part.signature.signed_at, now))
        return Step(title, StepState.DONE, said)
    if state is DeliveryState.LEGAL_REVIEW:
        said = _("Waits for a second person's signature")
        return _leading(title, said, part.steps.get(DeliveryStep.SIGN, ()), part, _("Review and sign"))
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
        held = part.steps.get(DeliveryStep.RELEASE, ())
        return _leading(title, _("Copies and letter are made"), held, part, _("Hand out"))
    held = part.steps.get(DeliveryStep.MAKE_COPIES, ())
    if state is DeliveryState.SIGNED:
        return _leading(title, "" if held else _("Copies can be made"), held, part, _("Make the copies"))
    ready = part.steps.get(DeliveryStep.MAKE_COPIES) == ()
    return Step(title, StepState.CURRENT if ready else StepState.OPEN, _("Copies can be made") if ready else "")


def _leading(title: str, said: str, held: tuple[Held, ...], part: DeliveryView, words: str) -> Step:
    """A step that is done on the delivery's own page: what blocks it, and the way there."""
    blocks = shown(held, part)
    action = StepAction("delivery", words, reasons(held), why=elsewhere(held))
    return Step(title, StepState.BLOCKED if blocks else StepState.CURRENT, said, blocks, (action,))


def _closing(view: RequestView) -> Step:
    if view.state is RequestState.CLOSED:
        return Step(pgettext("step", "Close"), StepState.DONE)
    held = view.steps.get(RequestStep.CLOSE)
    if held is None:
        return Step(pgettext("step", "Close"), StepState.OPEN)
    blocks = shown(held, view.current)
    action = StepAction("close", _("Close the request"), reasons(held), why=elsewhere(held))
    return Step(pgettext("step", "Close"), StepState.BLOCKED if blocks else StepState.CURRENT, "", blocks, (action,))


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
    """What a closed main button says beside its words; the reasons stand in the rail and in its tooltip."""
    held = len(move.reasons)
    return ngettext("{count} obstacle", "{count} obstacles", held).format(count=held)
