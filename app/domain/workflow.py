"""The state machines: what may be done when, by whom, and what stands in the way.

A table row says: in this state, this step leads to that state, needs this right, and is held back by these
blockers. Windows and commands read the same table, so a button cannot offer what the rules refuse.
Source: law.md 1.2-1.3 (TF 2 kap., OSL 6:3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from redaction.marks import MarkState

from .errors import Blocker
from .machine import Machine, Row
from .people import Person, Right
from .requests import LEFT, Delivery, DeliveryState, Document, DocumentState, Outcome, Request, RequestState
from .secrecy import BREACHES


@dataclass(frozen=True, slots=True)
class Facts:
    """What the blockers of a delivery look at; counted by the store over its documents.

    ``without_provision`` counts accepted marks that lack one, ``without_assessment`` those whose group has no finished
    assessment, ``ungrounded`` is 1 where documents are refused on no finished assessment, ``telling`` counts
    assessments whose reason holds a masked word, ``hollow`` those whose reason says nothing of the case, ``restated``
    those whose provision reads otherwise since they were written, ``breaches`` are codes of what makes assessments
    impossible (``secrecy.BREACHES``), one for each, ``recipient`` is 1 where personal data are left in sight and nobody
    has tested them by OSL 21:7, ``circumstance`` where one was named and no assessment on 21:7 is written,
    ``replacing`` counts masks whose box says a masked word, ``signed_by`` is the person whose signature holds for the
    present plans, ``stops`` counts hard stops (protected identity, classified information) on which nobody has taken a
    stand, ``untried`` documents of which nobody has said whether they are official, ``unofficial`` those that would be
    handed out and are not, ``residuals`` what still points to somebody masked and nobody has judged, ``regions`` parts
    of pages that no reader could read and nobody has judged, ``unsought`` documents whose search for personal data was
    broken off, ``reserved`` groups that are open for one recipient under
    a reservation, ``unpaid`` is 1 where the fee is to be paid first and is not, ``without_documents`` is 1 where the
    request's track takes none, ``ended`` where it has ended without any, ``unidentified`` and ``open_rights`` what a
    request for one's own data still needs, ``unsearched`` where a refusal says that no documents are held and nobody
    noted where was searched, ``delay_untold`` where the answer took long and nobody said why, ``opened_again`` counts
    masks that cover what a court opened on the provision that it tried, ``opened_undecided`` those on another without
    the company's decision.
    """

    documents: int = 0
    unread: int = 0
    unjudged: int = 0
    regions: int = 0
    unsought: int = 0
    not_done: int = 0
    masks: int = 0
    without_provision: int = 0
    without_assessment: int = 0
    telling: int = 0
    replacing: int = 0
    hollow: int = 0
    restated: int = 0
    breaches: tuple[str, ...] = ()
    recipient: int = 0
    circumstance: int = 0
    refused: bool = False
    ungrounded: int = 0
    prepared_by: frozenset[int] = frozenset()
    second_person: bool = True
    signed_by: int | None = None
    proofs_missing: int = 0
    letter_made: bool = False
    stops: int = 0
    untried: int = 0
    unofficial: int = 0
    residuals: int = 0
    reserved: int = 0
    unpaid: int = 0
    unanswered: int = 0
    unidentified: int = 0
    open_rights: int = 0
    open_deliveries: int = 0
    open_decisions: int = 0
    without_documents: int = 0
    ended: int = 0
    unsearched: int = 0
    delay_untold: int = 0
    opened_again: int = 0
    opened_undecided: int = 0

    @property
    def outcome(self) -> Outcome:
        """What the delivery gives as things stand."""
        if self.refused:
            return Outcome.REFUSED
        return Outcome.PART if self.masks or self.reserved else Outcome.WHOLE

    @property
    def needs_signature(self) -> bool:
        """Whether a second person has to sign (policy; a delivery that leaves whole needs none, law.md T7)."""
        return self.second_person and self.outcome is not Outcome.WHOLE


Check = Callable[[Facts, Person], Blocker | None]


def _count(code: str, field: str) -> Check:
    def check(facts: Facts, actor: Person) -> Blocker | None:
        count = getattr(facts, field)
        return Blocker(code, count) if count else None

    return check


def _breach(code: str) -> Check:
    def check(facts: Facts, actor: Person) -> Blocker | None:
        count = facts.breaches.count(code)
        return Blocker(code, count) if count else None

    return check


def _no_documents(facts: Facts, actor: Person) -> Blocker | None:
    return None if facts.documents or facts.refused else Blocker("no-documents")


def _prepared_it(facts: Facts, actor: Person) -> Blocker | None:
    return Blocker("you-prepared") if facts.second_person and actor.id in facts.prepared_by else None


def _unsigned(facts: Facts, actor: Person) -> Blocker | None:
    second = facts.signed_by is not None and facts.signed_by not in facts.prepared_by
    return Blocker("signature-missing") if facts.needs_signature and not second else None


def _nothing_to_sign(facts: Facts, actor: Person) -> Blocker | None:
    return None if facts.needs_signature else Blocker("no-signature-needed")


def _no_letter(facts: Facts, actor: Person) -> Blocker | None:
    return None if facts.letter_made else Blocker("letter-missing")


UNREAD = _count("documents-unread", "unread")
UNJUDGED = _count("marks-unjudged", "unjudged")
UNSOUGHT = _count("documents-unsought", "unsought")
UNREAD_PARTS = _count("regions-open", "regions")
NOT_DONE = _count("documents-not-done", "not_done")
NO_PROVISION = _count("marks-without-provision", "without_provision")
NO_ASSESSMENT = _count("marks-without-assessment", "without_assessment")
NO_PROOF = _count("proofs-missing", "proofs_missing")
RESIDUAL = _count("residuals-open", "residuals")
STOPPED = _count("stops-open", "stops")
NO_GROUND = _count("refusal-without-ground", "ungrounded")
UNSEARCHED = _count("ending-needs-search", "unsearched")
UNTRIED = _count("documents-untried", "untried")
UNOFFICIAL = _count("documents-unofficial", "unofficial")
OPENED = _count("opened-again", "opened_again")
NEW_DECISION = _count("opened-undecided", "opened_undecided")
TELLING = _count("reasons-tell", "telling")
REPLACING = _count("replacements-tell", "replacing")
BROKEN = tuple(_breach(code) for code in BREACHES)
UNIDENTIFIED = _count("identity-missing", "unidentified")
OPEN_RIGHTS = _count("rights-open", "open_rights")
UNPAID = _count("fee-unpaid", "unpaid")
OPEN_DELIVERY = _count("delivery-open", "open_deliveries")
OPEN_DECISION = _count("decision-open", "open_decisions")
ENDED = _count("request-ended", "ended")
DELAY = _count("delay-untold", "delay_untold")
WITHOUT_DOCUMENTS = _count("track-takes-none", "without_documents")
TRIED = (ENDED, WITHOUT_DOCUMENTS, _no_documents, UNREAD, UNTRIED, UNOFFICIAL)
HOLLOW = _count("reasons-hollow", "hollow")
RESTATED = _count("assessments-restated", "restated")
RECIPIENT = _count("recipient-untested", "recipient")
CIRCUMSTANCE = _count("circumstance-unassessed", "circumstance")
REASONED = (NO_PROVISION, NO_ASSESSMENT, NO_GROUND, *BROKEN, TELLING, HOLLOW, RESTATED)
GROUNDED = (*REASONED, OPENED, UNSEARCHED, REPLACING, RECIPIENT, CIRCUMSTANCE)
JUDGED = (*TRIED, UNJUDGED, UNREAD_PARTS, NOT_DONE, *GROUNDED, RESIDUAL)
CLEARED = (*JUDGED, STOPPED, UNIDENTIFIED, OPEN_RIGHTS)
"""What a delivery needs before it is signed or leaves. A stop goes to review: there the stand is taken."""


class DocumentStep(StrEnum):
    """What can be done with a document."""

    READ = "read"
    FAIL = "fail"
    LOCK = "lock"
    EDIT_MARKS = "edit-marks"
    MARK_DONE = "mark-done"
    REOPEN = "reopen"
    REMOVE = "remove"


_D = DocumentState
DOCUMENT: Machine[DocumentState, DocumentStep, Facts] = Machine(
    Row(_D.WAITING, DocumentStep.READ, _D.REVIEW, Right.PREPARE),
    Row(_D.WAITING, DocumentStep.FAIL, _D.FAILED, Right.PREPARE),
    Row(_D.WAITING, DocumentStep.LOCK, _D.LOCKED, Right.PREPARE),
    Row(_D.WAITING, DocumentStep.REMOVE, _D.WAITING, Right.PREPARE),
    Row(_D.LOCKED, DocumentStep.READ, _D.REVIEW, Right.PREPARE),
    Row(_D.LOCKED, DocumentStep.FAIL, _D.FAILED, Right.PREPARE),
    Row(_D.LOCKED, DocumentStep.LOCK, _D.LOCKED, Right.PREPARE),
    Row(_D.LOCKED, DocumentStep.REMOVE, _D.LOCKED, Right.PREPARE),
    Row(_D.FAILED, DocumentStep.READ, _D.REVIEW, Right.PREPARE),
    Row(_D.FAILED, DocumentStep.FAIL, _D.FAILED, Right.PREPARE),
    Row(_D.FAILED, DocumentStep.LOCK, _D.LOCKED, Right.PREPARE),
    Row(_D.FAILED, DocumentStep.REMOVE, _D.FAILED, Right.PREPARE),
    Row(_D.REVIEW, DocumentStep.EDIT_MARKS, _D.REVIEW, Right.PREPARE),
    Row(_D.REVIEW, DocumentStep.MARK_DONE, _D.DONE, Right.PREPARE, (UNSOUGHT, UNJUDGED, UNREAD_PARTS, NO_PROVISION)),
    Row(_D.REVIEW, DocumentStep.REMOVE, _D.REVIEW, Right.PREPARE),
    Row(_D.DONE, DocumentStep.REOPEN, _D.REVIEW, Right.PREPARE),
    Row(_D.DONE, DocumentStep.REMOVE, _D.DONE, Right.PREPARE),
)


class DeliveryStep(StrEnum):
    """What can be done with a delivery."""

    EDIT = "edit"
    SUBMIT = "submit"
    RETURN = "return"
    UNMASK = "unmask"
    SIGN = "sign"
    MAKE_COPIES = "make-copies"
    REWRITE = "rewrite"
    RELEASE = "release"


LEAVES = (*CLEARED, _unsigned, NO_PROOF, _no_letter, UNPAID, NEW_DECISION)
"""What a delivery needs before it is handed out."""

_L = DeliveryState
DELIVERY: Machine[DeliveryState, DeliveryStep, Facts] = Machine(
    Row(_L.PREPARING, DeliveryStep.EDIT, _L.PREPARING, Right.PREPARE),
    Row(_L.PREPARING, DeliveryStep.SUBMIT, _L.LEGAL_REVIEW, Right.PREPARE, (_nothing_to_sign, *JUDGED)),
    Row(_L.PREPARING, DeliveryStep.MAKE_COPIES, _L.READY, Right.RELEASE, (*CLEARED, _unsigned)),
    Row(_L.LEGAL_REVIEW, DeliveryStep.EDIT, _L.PREPARING, Right.PREPARE),
    Row(_L.LEGAL_REVIEW, DeliveryStep.RETURN, _L.PREPARING, Right.REVIEW),
    Row(_L.LEGAL_REVIEW, DeliveryStep.SIGN, _L.SIGNED, Right.REVIEW, (_prepared_it, *CLEARED)),
    Row(_L.LEGAL_REVIEW, DeliveryStep.UNMASK, _L.LEGAL_REVIEW, Right.REVIEW),
    Row(_L.SIGNED, DeliveryStep.UNMASK, _L.LEGAL_REVIEW, Right.REVIEW),
    Row(_L.SIGNED, DeliveryStep.EDIT, _L.PREPARING, Right.PREPARE),
    Row(_L.SIGNED, DeliveryStep.RETURN, _L.PREPARING, Right.REVIEW),
    Row(_L.SIGNED, DeliveryStep.MAKE_COPIES, _L.READY, Right.RELEASE, (*CLEARED, _unsigned)),
    Row(_L.READY, DeliveryStep.EDIT, _L.PREPARING, Right.PREPARE),
    Row(_L.READY, DeliveryStep.RETURN, _L.PREPARING, Right.REVIEW),
    Row(_L.READY, DeliveryStep.REWRITE, _L.PREPARING, Right.PREPARE),
    Row(_L.READY, DeliveryStep.RELEASE, _L.RELEASED, Right.RELEASE, LEAVES),
)


class RequestStep(StrEnum):
    """What can be done with a request as a whole."""

    START_SEARCH = "start-search"
    ASK_PRECISION = "ask-precision"
    ASK = "ask"
    ANSWER = "answer"
    CHOOSE_TRACK = "choose-track"
    SPLIT = "split"
    ADD_DOCUMENT = "add-document"
    NEW_DELIVERY = "new-delivery"
    END = "end"
    RESUME = "resume"
    CLOSE = "close"


_R = RequestState
_UNANSWERED = (_R.REGISTERED, _R.SEARCH, _R.REVIEW)
_UNDER_WAY = (*_UNANSWERED, _R.LEGAL_REVIEW, _R.ANSWERED_IN_PART)
_WAITS = (_R.PRECISION, *_UNDER_WAY)
_OPEN = (*_UNDER_WAY, _R.ANSWERED)
REQUEST: Machine[RequestState, RequestStep, Facts] = Machine(
    Row(_R.REGISTERED, RequestStep.START_SEARCH, _R.SEARCH, Right.PREPARE),
    *(Row(state, RequestStep.CHOOSE_TRACK, state, Right.PREPARE) for state in (_R.PRECISION, *_UNANSWERED)),
    *(Row(state, RequestStep.SPLIT, state, Right.REGISTER) for state in (_R.PRECISION, *_OPEN)),
    *(Row(state, RequestStep.ASK_PRECISION, _R.PRECISION, Right.PREPARE) for state in _UNDER_WAY),
    *(Row(state, RequestStep.ASK, state, Right.PREPARE) for state in _WAITS),
    Row(_R.PRECISION, RequestStep.ANSWER, _R.SEARCH, Right.PREPARE),
    *(Row(state, RequestStep.ANSWER, state, Right.PREPARE) for state in _OPEN),
    *(Row(state, RequestStep.END, _R.ENDED, Right.PREPARE) for state in _WAITS),
    Row(_R.ENDED, RequestStep.RESUME, _R.SEARCH, Right.PREPARE),
    Row(_R.PRECISION, RequestStep.ADD_DOCUMENT, _R.PRECISION, Right.PREPARE, (WITHOUT_DOCUMENTS,)),
    *(Row(state, RequestStep.ADD_DOCUMENT, _R.REVIEW, Right.PREPARE, (WITHOUT_DOCUMENTS,)) for state in _OPEN),
    Row(_R.ANSWERED_IN_PART, RequestStep.NEW_DELIVERY, _R.ANSWERED_IN_PART, Right.PREPARE),
    Row(_R.ANSWERED, RequestStep.NEW_DELIVERY, _R.ANSWERED, Right.PREPARE),
    Row(_R.ANSWERED, RequestStep.CLOSE, _R.CLOSED, Right.REGISTER, (OPEN_DELIVERY, OPEN_DECISION, DELAY)),
    Row(_R.ENDED, RequestStep.CLOSE, _R.CLOSED, Right.REGISTER, (OPEN_DECISION, DELAY)),
)


class MarkStep(StrEnum):
    """What can be done with a mark."""

    ACCEPT = "accept"
    REJECT = "reject"
    RESET = "reset"


MARK: Machine[MarkState, MarkStep, Facts] = Machine(
    *(Row(state, MarkStep.ACCEPT, MarkState.ACCEPTED, Right.PREPARE) for state in MarkState),
    *(Row(state, MarkStep.REJECT, MarkState.REJECTED, Right.PREPARE) for state in MarkState),
    *(Row(state, MarkStep.RESET, MarkState.PROPOSED, Right.PREPARE) for state in MarkState),
)


def state_of(request: Request, deliveries: tuple[Delivery, ...], documents: tuple[Document, ...]) -> RequestState:
    """Where the request stands, from what its deliveries and documents say.

    A further delivery in which nothing lies yet does not make an answered request unanswered.
    """
    if request.closed_at is not None:
        return RequestState.CLOSED
    if request.ended_at is not None:
        return RequestState.ENDED
    if request.precision_since is not None:
        return RequestState.PRECISION
    released = [delivery for delivery in deliveries if delivery.state is DeliveryState.RELEASED]
    if released:
        filled = {document.delivery_id for document in documents}
        under_way = [d for d in deliveries if d.state not in LEFT]
        waits = any(d.refused or d.state is not DeliveryState.PREPARING or d.id in filled for d in under_way)
        return RequestState.ANSWERED_IN_PART if waits or not released[-1].final else RequestState.ANSWERED
    states = {delivery.state for delivery in deliveries}
    if states & {DeliveryState.LEGAL_REVIEW, DeliveryState.SIGNED, DeliveryState.READY}:
        return RequestState.LEGAL_REVIEW
    if documents:
        return RequestState.REVIEW
    return RequestState.SEARCH if request.search_started_at is not None else RequestState.REGISTERED
