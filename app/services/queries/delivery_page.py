"""A delivery with its documents, as the windows and the command line show it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain import family
from app.domain.assessments import Copy, Signature
from app.domain.described import Description
from app.domain.errors import Blocker
from app.domain.ids import DeliveryId
from app.domain.official import Trial
from app.domain.people import Person
from app.domain.recipient import RecipientTest
from app.domain.requests import Delivery, Document, Outcome
from app.domain.residuals import Residual
from app.domain.sums import Compilation
from app.domain.workflow import DELIVERY, DOCUMENT, DeliveryStep, DocumentStep, Facts
from app.store.marks import Tally
from app.store.records import Paper
from app.store.unit import Reader

from ..assessing import recipient_left
from ..cases import describing, likenesses, official
from ..cases.likenesses import Alike
from ..delivering import delivery as deliveries
from ..delivering import delivery_facts, fees
from ..delivering.fees import Owed
from ..marking import regions, residuals, reviewing, stops
from ..marking.stops import Stop


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with how its marks stand and what can be done with it.

    ``depth`` is how deep it lies in others, ``regions`` counts unread parts to judge, ``news`` the marks that others
    have changed since the reader last left it, ``comments`` those on marks that nobody has seen to,
    ``alike`` a document that says the same, in this answer or handed out before, ``said`` its day, sender, kind and
    reference, where anything is known of them.
    """

    document: Document
    tally: Tally
    copy: Copy | None
    trial: Trial | None
    steps: dict[DocumentStep, tuple[Blocker, ...]]
    depth: int = 0
    regions: int = 0
    news: int = 0
    comments: int = 0
    alike: Alike | None = None
    said: Description | None = None

    @property
    def left(self) -> int:
        """How many proposals and unread parts nobody has judged."""
        return self.tally.proposed + self.regions


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


def document_row(
    document: Document,
    tally: Tally,
    copy: Copy | None,
    trial: Trial | None,
    actor: Person,
    depth: int = 0,
    unread: int = 0,
) -> DocumentRow:
    """A document's row: what can be done with it by this person, as its marks stand."""
    unsought, bare = int(not document.found), tally.without_provision
    facts = Facts(1, unsought=unsought, unjudged=tally.proposed, regions=unread, without_provision=bare)
    steps = {s: DOCUMENT.blockers(document.state, s, facts, actor) for s in DOCUMENT.steps(document.state)}
    return DocumentRow(document, tally, copy, trial, steps, depth, unread)


def delivery(reader: Reader, delivery_id: DeliveryId, actor: Person) -> DeliveryView:
    """One delivery as the windows show it."""
    return delivery_view(reader, deliveries.standing(reader, delivery_id), actor)


def delivery_view(reader: Reader, now: deliveries.Standing, actor: Person) -> DeliveryView:
    """The delivery as it stood ``now``, when it was read."""
    row, documents = now.delivery, now.documents
    tallies = reader.marks.tallies(d.id for d in documents)
    copies = {c.document_id: c for c in reader.copies.among("document_id", (d.id for d in documents))}
    tried = official.trials(reader, [d.id for d in documents])
    unread = regions.open_in(reader, (d.id for d in documents))
    news = reader.touches.news((d.id for d in documents), actor.id)
    said = reviewing.waiting(reader, (d.id for d in documents))
    alike = likenesses.of(reader, documents)
    described = describing.of(reader, [d.id for d in documents])
    facts = delivery_facts.of(reader, row.id, now)
    pages = 0 if row.refused else sum(d.pages for d in documents)
    return DeliveryView(
        delivery=row,
        facts=facts,
        documents=tuple(
            replace(
                document_row(d, tallies[d.id], copies.get(d.id), tried.get(d.id), actor, depth, unread[d.id]),
                news=news[d.id],
                comments=said[d.id],
                alike=likenesses.again(d, alike.get(d.id, ())),
                said=described.get(d.id),
            )
            for d, depth in family.ordered(documents)
        ),
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
        comments=said.total(),
    )
