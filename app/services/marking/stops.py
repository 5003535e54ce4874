"""Hard stops: words that tell of protected identity or classified information, and the stand a person takes on them.

A stop holds back signature, copies and release until a person who may review has said, with a reason, how it was
met (law.md 6.3). It never ends a request, and the clerk may send the delivery to review, for there the stand is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.events import StandTaken
from app.domain.ids import DocumentId, FindingId
from app.domain.people import Right
from app.store.records import Stand
from app.store.unit import Reader, Unit
from redaction.findings import HARD_STOP, Finding

Place = tuple[int, int, int, int]
"""Document's id, page (from 0), start and end in the page's text: a stand stays with it when findings are made anew."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A hard stop of a document, and the stand taken on it (None: nobody has)."""

    id: FindingId
    document_id: DocumentId
    finding: Finding
    stand: Stand | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.document_id, self.finding.page, self.finding.start, self.finding.end


def of(reader: Reader, document_ids: Iterable[int]) -> tuple[Stop, ...]:
    """The hard stops of the documents, those that are met included, in reading order."""
    ids = list(document_ids)
    found = reader.findings.with_evidence(ids, HARD_STOP)
    if not found:
        return ()
    taken = {(s.document_id, s.page, s.start, s.end): s for s in reader.stands.among("document_id", ids)}
    stops = (Stop(FindingId(i), DocumentId(d), finding, None) for d, i, finding in found)
    return tuple(Stop(s.id, s.document_id, s.finding, taken.get(s.place)) for s in stops)


def count_open(reader: Reader, document_ids: Iterable[int]) -> int:
    """On how many hard stops of the documents nobody has taken a stand."""
    return sum(stop.stand is None for stop in of(reader, document_ids))


def take_stand(unit: Unit, finding_ids: Sequence[FindingId], reason: str) -> int:
    """Says of these stops how they were met. Gives on how many a stand was taken; those met before stay as they are.

    Raises Refused without a reason, where the person may not review, or where a finding is no stop any more.
    """
    actor = unit.require(Right.REVIEW)
    if not reason.strip():
        raise Refused("stand-without-reason")
    wanted, counts = set(finding_ids), dict[DocumentId, int]()
    for stop in of(unit, unit.findings.documents(wanted)):
        if stop.id in wanted:
            wanted.remove(stop.id)
            if stop.stand is None:
                unit.stands.add(Stand(0, *stop.place, actor.id, unit.now, reason.strip()))
                counts[stop.document_id] = counts.get(stop.document_id, 0) + 1
    if wanted:
        raise Refused("stop-missing")
    for document_id, count in counts.items():
        unit.record(StandTaken(unit.documents.get(document_id).request_id, document_id, count))
    return sum(counts.values())
