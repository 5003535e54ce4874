"""What waits for the person signed in: in the deliveries being prepared, the company's decisions, the document plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.decisions import DECISION, Decision, DecisionStep, Scope
from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.local_time import local_day
from app.domain.people import Person, Right
from app.domain.requests import LEFT, Delivery, DeliveryState, Document, DocumentState, RequestState
from app.domain.time_limits import Colour, Waited
from app.domain.workflow import DELIVERY, DeliveryStep
from app.store.marks import Tally
from app.store.unit import Reader

from . import queries
from .cases import delays, official
from .deciding import decisions, rulings
from .delivering import delivery_facts, own_data
from .keeping import retention
from .marking import regions, reviewing
from .office import organisation
from .office.time_limits import waited
from .queries import RequestRow

READY: dict[DeliveryStep, str] = {
    DeliveryStep.SIGN: "sign",
    DeliveryStep.MAKE_COPIES: "make-copies",
    DeliveryStep.RELEASE: "release",
    DeliveryStep.SUBMIT: "submit",
}
"""Steps of a delivery that are something to do as soon as nothing holds them."""

DECIDING: dict[DecisionStep, str] = {
    DecisionStep.RETEST: "decide",
    DecisionStep.DECIDE: "decide",
    DecisionStep.SEND: "send-decision",
    DecisionStep.RECEIVE: "receive",
    DecisionStep.EXPIRE: "final",
    DecisionStep.FORWARD: "appeal",
    DecisionStep.REJECT: "appeal",
}
"""The same of a decision; an appeal may come at any time and is nothing that waits."""

PREPARING = frozenset(
    {
        *("delay", "search", "unread", "outside"),
        *("judge", "finish", "official", "comments", "traces", "retired", "assess"),
        *("own-data-due", "identity", "right", "judgment"),
    }
)
"""Things that only those who may prepare can do; nobody else is told of them."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for the person signed in: a code, where it is, and how many."""

    code: str
    request_id: RequestId
    registry_number: str
    title: str
    delivery_id: DeliveryId
    document_id: DocumentId | None
    count: int
    age: Waited


def todos(reader: Reader, actor: Person, now: datetime) -> tuple[Todo, ...]:
    """What waits for the person, oldest first."""
    current = {d.request_id: d for d in reader.deliveries.where() if d.state not in LEFT}
    documents: dict[int, list[Document]] = {part.id: [] for part in current.values()}
    for document in reader.documents.among("delivery_id", documents):
        documents[document.delivery_id].append(document)
    ids = [d.id for rows in documents.values() for d in rows]
    tallies, tried = reader.marks.tallies(ids), official.trials(reader, ids)
    unread = regions.open_in(reader, ids)
    said = reviewing.waiting(reader, ids)
    rows = {row.id: row for row in queries.requests(reader, now)}
    found: list[Todo] = []
    own = own_data.waiting(reader, local_day(now))
    for row in rows.values():
        part = current.get(row.id)
        if row.age is not None and part is not None:
            for code, count in own.get(row.id, ()):
                found.append(Todo(code, row.id, row.registry_number, row.subject, part.id, None, count, row.age))
            its = [(d, tallies[d.id], unread[d.id]) for d in documents[part.id]]
            untried = sum(d.id not in tried for d in documents[part.id])
            found += _of_delivery(reader, row, row.age, part, its, untried, said, actor, now)
    for decision in reader.decisions.where():
        found += _of_decision(reader, rows[decision.request_id], decision, actor, now)
    if not actor.may(Right.PREPARE):
        found = [todo for todo in found if todo.code not in PREPARING]
    return (*sorted(found, key=lambda t: t.age.clock, reverse=True), *_of_plan(reader, actor, local_day(now)))


def _of_plan(reader: Reader, actor: Person, today: date) -> Iterator[Todo]:
    """What the document plan waits for: requests that may be purged, and rows to decide that closed ones wait for. It
    comes after all that somebody waits for."""
    if not actor.may(Right.ADMINISTER):
        return
    closed = retention.due(reader, today)
    free = [row for row in closed if not row.held]
    undecided = [row for row in closed if any(one.code == "retention-undecided" for one in row.held)]
    for code, rows, count in (("purge", free, len(free)), ("plan", undecided, len({r.row.id for r in undecided}))):
        if rows:
            first = rows[0].request
            since = (rows[0].day if code == "purge" else None) or local_day(first.closed_at or first.registered_at)
            age = Waited(max(today - since, timedelta(0)), timedelta(0), Colour.GREEN)
            number, subject = first.registry_number, first.subject
            yield Todo(code, RequestId(first.id), number, subject, DeliveryId(0), None, count, age)


def _of_decision(
    reader: Reader, row: RequestRow, decision: Decision, actor: Person, now: datetime
) -> Iterator[Todo]:
    """What the decision waits for, where this person can do it."""
    if rulings.owed(reader, decision) is not None:
        age = waited(decision.asked_at, now)
        yield Todo("judgment", row.id, row.registry_number, row.subject, decision.delivery_id, None, 1, age)
    told = set()
    for step in (step for step in DECISION.steps(decision.state) if step in DECIDING):
        scope = Scope.REJECT if step is DecisionStep.REJECT else Scope.REFUSE
        facts = decisions.facts(reader, decision, actor, local_day(now), scope)
        waits = facts.untested if step is DecisionStep.RETEST else 1
        code = DECIDING[step]
        if waits and code not in told and not DECISION.blockers(decision.state, step, facts, actor):
            told.add(code)
            age = waited(decision.asked_at, now)
            yield Todo(code, row.id, row.registry_number, row.subject, decision.delivery_id, None, 1, age)


def _of_delivery(
    reader: Reader,
    row: RequestRow,
    age: Waited,
    part: Delivery,
    documents: list[tuple[Document, Tally, int]],
    untried: int,
    said: Mapping[DocumentId, int],
    actor: Person,
    now: datetime,
) -> list[Todo]:
    def todo(code: str, title: str, count: int = 1, document_id: DocumentId | None = None) -> Todo:
        return Todo(code, row.id, row.registry_number, title, part.id, document_id, count, age)

    found = []
    if age.colour is Colour.RED and delays.untold(reader, row.id, now):
        found.append(todo("delay", row.subject))
    if row.state in (RequestState.REGISTERED, RequestState.SEARCH):
        found.append(todo("search", row.subject))
    for document, tally, parts in documents:
        if document.state in (DocumentState.LOCKED, DocumentState.FAILED):
            found.append(todo("outside" if document.outside else "unread", document.title, 1, document.id))
        elif document.state is DocumentState.REVIEW and tally.proposed + parts:
            found.append(todo("judge", document.title, tally.proposed + parts, document.id))
        elif document.state is DocumentState.REVIEW:
            found.append(todo("finish", document.title, 1, document.id))
    if untried:
        found.append(todo("official", row.subject, untried))
    if part.state is DeliveryState.PREPARING:
        commented = [document for document, _tally, _parts in documents if said.get(document.id)]
        found += [todo("comments", one.title, said[one.id], one.id) for one in commented]
    judged = all(document.state is DocumentState.DONE for document, _tally, _parts in documents)
    masked = any(tally.accepted for _document, tally, _parts in documents)
    if not masked and not (judged and (documents or part.refused)):
        return found  # no step is open, so the delivery need not be read whole
    facts = delivery_facts.of(reader, part.id)
    if facts.residuals and part.state is DeliveryState.PREPARING:
        found.append(todo("traces", row.subject, facts.residuals))
    signing = part.state is not DeliveryState.PREPARING or not facts.needs_signature
    if facts.stops and signing and actor.may(Right.REVIEW):
        found.append(todo("stand", row.subject, facts.stops))
    lost = reader.marks.provisions(d.id for d, _tally, _parts in documents).keys() & organisation.retired(reader)
    if lost and part.state is DeliveryState.PREPARING:
        found.append(todo("retired", row.subject, len(lost)))
    if facts.without_assessment:
        found.append(todo("assess", row.subject, facts.without_assessment))
    steps = (step for step in DELIVERY.steps(part.state) if step in READY)
    return found + [
        todo(READY[step], row.subject) for step in steps if not DELIVERY.blockers(part.state, step, facts, actor)
    ]
