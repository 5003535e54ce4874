"""What the office learns from courts: a reason that was not accepted is known again, by the hash of its words.

Kept for the office without any text: provision, data group, hash, court, day and the court's case number. It stays when
the request is purged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from app.domain.assessments import Assessment
from app.domain.ids import AssessmentId
from app.domain.people import Right
from app.domain.rulings import Ruling, Unaccepted
from app.store.unit import Reader, Unit


def text_hash(text: str) -> str:
    """SHA-256 of the words, however they are spaced or capitalised."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def _texts(row: Assessment) -> list[str]:
    return [text for text in (row.applies, row.harm) if text.strip()]


def note(unit: Unit, ruling: Ruling, assessment_ids: Iterable[AssessmentId]) -> None:
    """Notes that a court did not let stand what rests on these assessments."""
    unit.require(Right.RELEASE)
    rows = [unit.assessments.get(assessment_id) for assessment_id in dict.fromkeys(assessment_ids)]
    unit.unaccepted.add_all(
        Unaccepted(0, row.provision, row.group, text_hash(text), ruling.court, ruling.on, ruling.case_number)
        for row in rows
        for text in _texts(row)
    )


def unaccepted(reader: Reader, provision: str, group: str, texts: Sequence[str]) -> tuple[Unaccepted, ...]:
    """When a court did not accept one of these texts for this kind of information, newest first."""
    hashes = {text_hash(text) for text in texts if text.strip()}
    rows = reader.unaccepted.among("text_sha256", hashes)
    fitting = {(r.court, r.on, r.case_number): r for r in rows if (r.provision, r.group) == (provision, group)}
    return tuple(sorted(fitting.values(), key=lambda r: r.on, reverse=True))
