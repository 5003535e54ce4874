"""A request with all that its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.endings import DelayNote, Ending, EndingRule, SearchNote
from app.domain.errors import Blocker, Refused
from app.domain.ids import DeliveryId, PersonId, RequestId
from app.domain.log import LogRow
from app.domain.people import Person
from app.domain.questions import Question
from app.domain.requests import LEFT, Request, RequestState
from app.domain.time_limits import Waited
from app.domain.workflow import REQUEST, RequestStep, state_of
from app.store import audit_log
from app.store.records import Comment
from app.store.unit import Reader

from ..cases import delays, endings, questions, registration, tracks
from ..office import organisation
from ..office.time_limits import waited
from .delivery_page import DeliveryView, delivery
from .request_list import NOT_WAITING


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
