"""The same file again: a document of the answer that came in twice, or that has been handed out in another request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.requests import DeliveryState, Document
from app.store.unit import Reader


@dataclass(frozen=True, slots=True)
class Twin:
    """The document that is the same file, byte for byte: ``number`` in this request, or ``registry_number`` of the
    other one, with the ``masks`` that it was handed out with."""

    number: int = 0
    registry_number: str = ""
    masks: int = 0


def of(reader: Reader, documents: Sequence[Document]) -> dict[int, Twin]:
    """Twins by the documents' ids: an earlier one of the same delivery, else the last that was handed out elsewhere."""
    first: dict[str, int] = {}
    found: dict[int, Twin] = {}
    for document in sorted(documents, key=lambda d: d.number):
        number = first.setdefault(document.source_sha256, document.number)
        if number != document.number:
            found[document.id] = Twin(number)
    out = _handed_out(reader, documents)
    return {d.id: out[d.source_sha256] for d in documents if d.source_sha256 in out} | found


def _handed_out(reader: Reader, documents: Sequence[Document]) -> dict[str, Twin]:
    """By file, the last time it was handed out in another request."""
    mine = {d.request_id for d in documents}
    same = reader.documents.among("source_sha256", {d.source_sha256 for d in documents})
    others = [d for d in same if d.request_id not in mine]
    parts = {part.id: part for part in reader.deliveries.among("id", {d.delivery_id for d in others})}
    left = [d for d in others if parts[d.delivery_id].state is DeliveryState.RELEASED]
    numbers = {r.id: r.registry_number for r in reader.requests.among("id", {d.request_id for d in left})}
    tallies = reader.marks.tallies(d.id for d in left)
    return {d.source_sha256: Twin(0, numbers[d.request_id], tallies[d.id].accepted) for d in left}
