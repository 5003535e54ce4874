"""The read side: what the windows and the command line show, as frozen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.assessments import Assessment, Copy, Signature
from app.domain.decisions import DECISION, Decision, DecisionStep, Delegation, Scope
from app.domain.endings import DelayNote, Ending, EndingRule, SearchNote
from app.domain.errors import Blocker, Refused
from app.domain.ids import DeliveryId, DocumentId, MarkId, PersonId, RequestId
from app.domain.local_time import local_day
from app.domain.log import Head, LogRow, Verdict
from app.domain.official import Trial
from app.domain.people import Person, Right
from app.domain.provisions import Profile, Provision
from app.domain.questions import Question
from app.domain.recipient import RecipientTest
from app.domain.requests import LEFT, Delivery, DeliveryState, Document, DocumentState, Outcome, Request, RequestState
from app.domain.residuals import Residual
from app.domain.rulings import Ruling
from app.domain.sums import Compilation
from app.domain.time_limits import LastDay, Waited
from app.domain.workflow import (
    DELIVERY,
    DOCUMENT,
    REQUEST,
    DeliveryStep,
    DocumentStep,
    Facts,
    RequestStep,
    state_of,
)
from app.store import audit_log
from app.store.marks import Tally
from app.store.records import Comment, Individual, MarkComment, Paper, Retest
from app.store.unit import Reader
from redaction.findings import Finding
from redaction.marks import Mark

from .assessing import recipient_left
from .cases import delays, endings, official, questions, registration, tracks
from .deciding import decisions, rulings
from .deciding.rulings import Part
from .delivering import delivery as deliveries
from .delivering import fees
from .delivering.fees import Owed
from .marking import individual_marks, individuals, residuals, reviewing, stops
from .marking import review as marks_service
from .marking.stops import Stop
from .office import organisation
from .office.access import needs, open_to_all
from .office.time_limits import waited
from .writing.event_words import event_words


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A line of the list of requests. ``age`` is None once it is answered; ``left`` counts unjudged marks.

    ``owner`` is who prepares it (else who registered it), ``answered_at`` when the last delivery left.
    """

    id: RequestId
    registry_number: str
    subject: str
    requester: str
    state: RequestState
    arrived_at: datetime
    age: Waited | None
    waits_for: str
    documents: int
    left: int
    owner: Person
    answered_at: datetime | None
    purged: bool = False


NOT_WAITING = (RequestState.ANSWERED, RequestState.ENDED, RequestState.CLOSED)
"""States in which nobody waits for an answer any more."""


def waits_for(state: RequestState, delivery: Delivery | None) -> str:
    """Whom the request waits for: a code (clerk, reviewer, requester, nobody)."""
    if state in NOT_WAITING:
        return "nobody"
    if state is RequestState.PRECISION:
        return "requester"
    return "reviewer" if delivery is not None and delivery.state is DeliveryState.LEGAL_REVIEW else "clerk"


def requests(reader: Reader, now: datetime) -> tuple[RequestRow, ...]:
    """All requests, newest first."""
    rows = []
    documents_of: dict[int, list[Document]] = {}
    for document in reader.documents.where():
        documents_of.setdefault(document.request_id, []).append(document)
    deliveries_of: dict[int, list[Delivery]] = {}
    for delivery in reader.deliveries.where():
        deliveries_of.setdefault(delivery.request_id, []).append(delivery)
    requesters = {r.request_id: r.name for r in reader.requesters.where()}
    known = {p.id: p for p in reader.people.where()}
    gone = {purge.request_id for purge in reader.purges.where()}
    tallies = reader.marks.tallies(d.id for ds in documents_of.values() for d in ds)
    for request in reader.requests.where():
        its = tuple(documents_of.get(request.id, ()))
        parts = tuple(deliveries_of.get(request.id, ()))
        state = state_of(request, parts, its)
        answered = state in NOT_WAITING
        left = [d.released_at for d in parts if d.released_at]
        open_ = next((d for d in reversed(parts) if d.state not in LEFT), None)
        rows.append(
            RequestRow(
                id=request.id,
                registry_number=request.registry_number,
                subject=request.subject,
                requester=requesters.get(request.id, ""),
                state=state,
                arrived_at=request.arrived_at,
                age=None if answered else waited(request.arrived_at, now),
                waits_for=waits_for(state, open_),
                documents=len(its),
                left=sum(tallies[d.id].proposed for d in its),
                owner=known[next((d.prepared_by for d in reversed(parts) if d.prepared_by), request.registered_by)],
                answered_at=request.ended_at or max(left, default=None) if answered else None,
                purged=request.id in gone,
            )
        )
    return tuple(reversed(rows))


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with how its marks stand and what can be done with it."""

    document: Document
    tally: Tally
    copy: Copy | None
    trial: Trial | None
    steps: dict[DocumentStep, tuple[Blocker, ...]]


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery with its documents, facts, open steps and what was made for it; ``in_sight`` counts personal data that
    are left so, ``recipient`` is what was found for them by OSL 21:7; ``comments`` counts those on marks that
    nobody has seen to."""

    delivery: Delivery
    facts: Facts
    documents: tuple[DocumentRow, ...]
    steps: dict[DeliveryStep, tuple[Blocker, ...]]
    signature: Signature | None
    papers: tuple[Paper, ...]
    plan_hash: str
    pages: int
    cost: Owed
    stops: tuple[Stop, ...]
    residuals: tuple[Residual, ...]
    recipient: RecipientTest | None
    in_sight: int
    compilations: tuple[Compilation, ...] = ()
    comments: int = 0

    @property
    def outcome(self) -> Outcome:
        """What the delivery gives as things stand."""
        return self.facts.outcome

    @property
    def fee(self) -> int:
        """What is asked for, in kronor."""
        return self.cost.fee


@dataclass(frozen=True, slots=True)
class GroundUse:
    """A ground in a request: its number, provision, heading, and how many masks rest on it."""

    number: int
    provision: str
    heading: str
    masks: int


@dataclass(frozen=True, slots=True)
class RequestView:
    """Everything the request's page shows. ``recent`` are the newest log rows first, ``others`` the requests that came
    in the same letter, ``ending`` how it ended without documents. ``delay_untold``: it takes long and nobody said why.
    """

    request: Request
    state: RequestState
    wording: str
    requester: str
    contact: str
    age: Waited | None
    registered_by: str
    deliveries: tuple[DeliveryView, ...]
    steps: dict[RequestStep, tuple[Blocker, ...]]
    grounds: tuple[GroundUse, ...]
    comments: tuple[Comment, ...]
    recent: tuple[LogRow, ...]
    people: dict[PersonId, Person]
    others: tuple[Request, ...]
    questions: tuple[Question, ...]
    searches: tuple[SearchNote, ...]
    delays: tuple[DelayNote, ...]
    delay_untold: bool
    ending: tuple[Ending, EndingRule] | None

    @property
    def current(self) -> DeliveryView:
        """The delivery being prepared, or the last one."""
        waiting = [d for d in self.deliveries if d.delivery.state not in LEFT]
        return (waiting or list(self.deliveries))[-1]


def _document_row(
    document: Document, tally: Tally, copy: Copy | None, trial: Trial | None, actor: Person
) -> DocumentRow:
    facts = Facts(documents=1, unjudged=tally.proposed, without_provision=tally.without_provision)
    steps = {s: DOCUMENT.blockers(document.state, s, facts, actor) for s in DOCUMENT.steps(document.state)}
    return DocumentRow(document, tally, copy, trial, steps)


def delivery(reader: Reader, delivery_id: DeliveryId, actor: Person) -> DeliveryView:
    """One delivery as the windows show it."""
    return _delivery(reader, deliveries.standing(reader, delivery_id), actor)


def _delivery(reader: Reader, now: deliveries.Standing, actor: Person) -> DeliveryView:
    row, documents = now.delivery, now.documents
    tallies = reader.marks.tallies(d.id for d in documents)
    copies = {c.document_id: c for c in reader.copies.among("document_id", (d.id for d in documents))}
    tried = official.trials(reader, [d.id for d in documents])
    facts = deliveries.facts(reader, row.id, now)
    pages = 0 if row.refused else sum(d.pages for d in documents)
    return DeliveryView(
        delivery=row,
        facts=facts,
        documents=tuple(_document_row(d, tallies[d.id], copies.get(d.id), tried.get(d.id), actor) for d in documents),
        steps={s: DELIVERY.blockers(row.state, s, facts, actor) for s in DELIVERY.steps(row.state)},
        signature=deliveries.signature(reader, row.id, now),
        papers=reader.papers.where(delivery_id=row.id),
        plan_hash=now.hash,
        pages=pages,
        cost=fees.owed(reader, row.id),
        stops=stops.of(reader, (d.id for d in documents)),
        residuals=residuals.of(reader, row.id),
        recipient=recipient_left.of(reader, row.id),
        in_sight=recipient_left.remaining(reader, row.id),
        compilations=now.compilations,
        comments=reviewing.waiting(reader, (d.id for d in documents)).total(),
    )


def request(reader: Reader, request_id: RequestId, actor: Person, now: datetime) -> RequestView:
    """One request as its page shows it. Raises Refused where it is purged."""
    row = reader.requests.get(request_id)
    if reader.purges.count(request_id=request_id):
        raise Refused("request-purged")
    parts = reader.deliveries.where(request_id=request_id)
    documents = reader.documents.where(request_id=request_id)
    state = state_of(row, parts, documents)
    wording, requester = reader.wordings.first(request_id=request_id), reader.requesters.first(request_id=request_id)
    answered = state in NOT_WAITING
    facts = registration.closing_facts(reader, request_id)
    people = {p.id: p for p in reader.people.where()}
    return RequestView(
        request=row,
        state=state,
        wording=wording.text if wording else "",
        requester=requester.name if requester else "",
        contact=requester.contact if requester else "",
        age=None if answered else waited(row.arrived_at, now),
        registered_by=people[row.registered_by].name,
        deliveries=tuple(delivery(reader, d.id, actor) for d in parts),
        steps={s: REQUEST.blockers(state, s, facts, actor) for s in REQUEST.steps(state)},
        grounds=ground_use(reader, request_id),
        comments=reader.comments.where(request_id=request_id),
        recent=tuple(audit_log.page(reader.connection, None, 8, request_id)),
        people=people,
        others=tracks.others(reader, request_id),
        questions=questions.of(reader, request_id),
        searches=reader.search_notes.where(request_id=request_id),
        delays=reader.delay_notes.where(request_id=request_id),
        delay_untold=delays.untold(reader, request_id, now),
        ending=endings.of(reader, request_id),
    )


def ground_use(reader: Reader, request_id: RequestId, delivery_id: DeliveryId | None = None) -> tuple[GroundUse, ...]:
    """The grounds that masks of a request, or of one of its deliveries, rest on, by number."""
    numbers = organisation.ground_numbers(reader, request_id)
    rows = reader.documents.where(request_id=request_id)
    counts = reader.marks.provisions(d.id for d in rows if delivery_id in (None, d.delivery_id))
    known = organisation.provisions(reader)
    return tuple(
        sorted((GroundUse(numbers[p], p, known[p].heading, n) for p, n in counts.items()), key=lambda g: g.number)
    )


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything the review page shows of one document.

    ``numbers`` is the number of each ground here, ``provisions`` the catalogue, ``owners`` the person of the request
    that each finding belongs to, ``comments`` what was said on the marks, oldest first, with the writer's name.
    """

    row: DocumentRow
    request: Request
    delivery: Delivery
    marks: tuple[Mark, ...]
    findings: dict[int, Finding]
    numbers: dict[str, int]
    provisions: Mapping[str, Provision]
    can_undo: bool
    can_redo: bool
    neighbours: tuple[DocumentId, ...]
    editable: bool
    owners: dict[int, Individual]
    comments: tuple[tuple[MarkComment, str], ...] = ()


def review(reader: Reader, document_id: DocumentId, actor: Person) -> ReviewView:
    """One document with its marks and findings, for the review page."""
    document = reader.documents.get(document_id)
    if document.pages and document.words_sha256 is None:
        raise Refused("working-gone")
    copy = reader.copies.first(document_id=document_id)
    trial = reader.trials.first(document_id=document_id)
    row = _document_row(document, reader.marks.tallies([document_id])[document_id], copy, trial, actor)
    part = reader.deliveries.get(document.delivery_id)
    edit = DOCUMENT.blockers(document.state, DocumentStep.EDIT_MARKS, Facts(), actor)
    locked = DELIVERY.blockers(part.state, DeliveryStep.EDIT, Facts(), actor)
    findings = dict(reader.findings.of(document_id))
    belonging = individual_marks.belonging(reader, document_id, findings)
    known = {i.id: i for i in reader.individuals.among("id", set(belonging.values()))}
    names = {p.id: p.name for p in reader.people.where()}
    said = reader.mark_comments.where(document_id=document_id)
    actions = (individuals.last(reader, document.request_id, actor.id, undone=undone) for undone in (False, True))
    regrouped, ungrouped = (action is not None for action in actions)
    return ReviewView(
        row=row,
        request=reader.requests.get(document.request_id),
        delivery=part,
        marks=reader.marks.of(document_id),
        findings=findings,
        numbers=organisation.ground_numbers(reader, document.request_id),
        provisions=organisation.provisions(reader),
        can_undo=regrouped or reader.changes.last(document_id, actor.id, undone=False) is not None,
        can_redo=ungrouped or reader.changes.last(document_id, actor.id, undone=True) is not None,
        neighbours=tuple(d.id for d in deliveries.documents(reader, part.id)),
        editable=not edit and not locked,
        owners={finding_id: known[owner] for finding_id, owner in belonging.items()},
        comments=tuple((row, names[PersonId(row.written_by)]) for row in said),
    )


def equal_marks(reader: Reader, mark_id: MarkId) -> tuple[tuple[Document, Mark], ...]:
    """Unjudged marks with the same words in the delivery's documents that are open for marks, itself included."""
    found = []
    for other_id in marks_service.equal(reader, mark_id, in_request=True):
        document_id, mark = reader.marks.get(other_id)
        document = reader.documents.get(document_id)
        if document.state is DocumentState.REVIEW:
            found.append((document, mark))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment with its provision as it was then, the marks that point to it, and those on its provision that
    point nowhere yet; ``singly`` are the ids of those that were read and confirmed by themselves."""

    assessment: Assessment
    provision: Provision
    number: int
    confirmed: tuple[tuple[Document, Mark], ...]
    open: tuple[tuple[Document, Mark], ...]
    singly: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AssessmentsView:
    """What the assessment page shows; ``orphans`` are provisions with masks and no assessment at all, ``masks`` those
    of the whole delivery."""

    delivery: DeliveryView
    request: Request
    assessments: tuple[AssessmentView, ...]
    orphans: tuple[GroundUse, ...]
    masks: tuple[Mark, ...]


def assessments(reader: Reader, delivery_id: DeliveryId, actor: Person) -> AssessmentsView:
    """The assessments of a delivery with their marks."""
    now = deliveries.standing(reader, delivery_id)
    view = _delivery(reader, now, actor)
    request_id = RequestId(view.delivery.request_id)
    numbers = organisation.ground_numbers(reader, request_id)
    burned = [(document, mark) for document in now.documents for mark in now.masks[document.id]]
    rows = tuple(
        AssessmentView(
            assessment=a,
            provision=organisation.provisions(reader, a.edition)[a.provision],
            number=numbers.get(a.provision, 0),
            confirmed=tuple((d, m) for d, m in burned if m.assessment_id == a.id),
            open=tuple((d, m) for d, m in burned if m.assessment_id is None and m.provision == a.provision),
            singly=frozenset(c.mark_id for c in reader.confirmations.where(assessment_id=a.id)),
        )
        for a in reader.assessments.where(delivery_id=delivery_id)
    )
    assessed = {row.assessment.provision for row in rows}
    orphans = tuple(g for g in ground_use(reader, request_id, delivery_id) if g.provision not in assessed)
    masks = tuple(mark for _document, mark in burned)
    return AssessmentsView(view, reader.requests.get(request_id), rows, orphans, masks)


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What the decision's page shows: the decision (None: not asked for), its steps, and what is tested anew.

    ``retests`` are by assessment, those in an older version left out; ``days`` are the last days that run, with their
    rules: to appeal, to send the appeal on, to go on to the supreme court. ``parts`` is what is still held back,
    ``rulings`` what courts said, each with the court's name; ``owed`` whether a judgment waits for its delivery,
    ``under_reservation`` whether it is for one recipient alone.
    """

    request: Request
    delivery: Delivery
    outcome: Outcome
    decision: Decision | None
    steps: dict[DecisionStep, tuple[Blocker, ...]]
    assessments: tuple[Assessment, ...]
    numbers: dict[str, int]
    retests: dict[int, Retest]
    days: tuple[LastDay, ...]
    basis: str
    people: dict[int, Person]
    parts: tuple[Part, ...] = ()
    rulings: tuple[tuple[Ruling, str], ...] = ()
    owed: bool = False
    under_reservation: bool = False


def decision(reader: Reader, delivery_id: DeliveryId, actor: Person, now: datetime) -> DecisionView:
    """The company's decision on a delivery, as its page shows it."""
    part = reader.deliveries.get(delivery_id)
    row = reader.decisions.first(delivery_id=delivery_id)
    rows = reader.assessments.where(delivery_id=delivery_id)
    steps: dict[DecisionStep, tuple[Blocker, ...]] = {}
    retests: dict[int, Retest] = {}
    if row is not None:
        versions = {int(a.id): a.version for a in rows}
        tested = reader.retests.where(decision_id=row.id)
        retests = {r.assessment_id: r for r in tested if versions.get(r.assessment_id) == r.assessment_version}
        for step in DECISION.steps(row.state):
            scope = Scope.REJECT if step is DecisionStep.REJECT else Scope.REFUSE
            held = decisions.facts(reader, row, actor, local_day(now), scope)
            steps[step] = DECISION.blockers(row.state, step, held, actor)
    held_by = reader.delegations.first(id=row.delegation_id) if row is not None and row.delegation_id else None
    return DecisionView(
        request=reader.requests.get(part.request_id),
        delivery=part,
        outcome=deliveries.facts(reader, delivery_id).outcome,
        decision=row,
        steps=steps,
        assessments=rows,
        numbers=organisation.ground_numbers(reader, part.request_id),
        retests=retests,
        days=_days(reader, row) if row is not None else (),
        basis=held_by.basis if held_by is not None else "",
        people={p.id: p for p in reader.people.where()},
        parts=rulings.standing(reader, row) if row is not None else (),
        rulings=tuple((r, rulings.court_name(reader, r.court)) for r in rulings.of(reader, row.id)) if row else (),
        owed=row is not None and rulings.owed(reader, row) is not None,
        under_reservation=bool(reader.reservations.count(delivery_id=delivery_id)),
    )


def _days(reader: Reader, row: Decision) -> tuple[LastDay, ...]:
    days = (decisions.last_day(row), decisions.forward_by(row), decisions.supreme_day(reader, row))
    return tuple(day for day in days if day is not None)


def delegations(reader: Reader) -> tuple[Delegation, ...]:
    """Who may decide for the company, newest first."""
    return tuple(reversed(reader.delegations.where()))


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of the log in the reader's words."""

    row: LogRow
    person: str
    words: str
    registry_number: str


@needs(Right.LOG)
def log(
    reader: Reader, before: int | None = None, limit: int = 200, request_id: RequestId | None = None
) -> tuple[LogLine, ...]:
    """Log rows, newest first, in pages: give the last row's number as ``before`` for the next page.

    Only for those who hold the right: the log shows that the work can be trusted, and is no means of finding out who
    has told somebody something (OSL 13 kap., law.md 3.5). It is looked up by request alone, never by person.
    """
    return _lines(reader, before, limit, request_id)


def steps_taken(reader: Reader, request_id: RequestId, limit: int) -> tuple[LogLine, ...]:
    """The newest steps of one request, for those who work on it."""
    return _lines(reader, None, limit, request_id)


def _lines(reader: Reader, before: int | None, limit: int, request_id: RequestId | None) -> tuple[LogLine, ...]:
    names = {p.id: p.name for p in reader.people.where()}
    numbers = {r.id: r.registry_number for r in reader.requests.where()}
    return tuple(
        LogLine(
            r,
            names.get(PersonId(r.actor_id or 0), ""),
            event_words(r.event),
            numbers.get(RequestId(r.payload.get("request_id", 0)), ""),
        )
        for r in audit_log.page(reader.connection, before, limit, request_id)
    )


@open_to_all
def verify_log(reader: Reader, head: Head | None = None) -> Verdict:
    """Walks the whole chain of the log; ``head`` is one that was printed earlier."""
    return audit_log.verify(reader.connection, head)


@open_to_all
def profile(reader: Reader) -> Profile:
    """The workspace's organisation."""
    return organisation.profile(reader)


@open_to_all
def people(reader: Reader) -> tuple[Person, ...]:
    """All persons, by name."""
    return tuple(sorted(reader.people.where(), key=lambda p: p.name.casefold()))
