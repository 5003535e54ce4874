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
from app.texts import _


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


def known(reader: Reader) -> tuple[Unaccepted, ...]:
    """Everything that a court did not accept."""
    return reader.unaccepted.where()


def among(rows: Iterable[Unaccepted], provision: str, group: str, text: str) -> tuple[Unaccepted, ...]:
    """When a court did not accept this text for this kind of information, newest first."""
    if not text.strip():
        return ()
    wanted = (provision, group, text_hash(text))
    fitting = (row for row in rows if (row.provision, row.group, row.text_sha256) == wanted)
    return tuple(sorted(fitting, key=lambda row: row.on, reverse=True))


def unaccepted(reader: Reader, provision: str, group: str, texts: Sequence[str]) -> tuple[Unaccepted, ...]:
    """When a court did not accept one of these texts for this kind of information, each ruling once."""
    rows = (row for text in texts for row in among(known(reader), provision, group, text))
    return tuple({(row.court, row.on, row.case_number): row for row in rows}.values())


def warning(row: Unaccepted) -> str:
    """What is said at a text that a court did not accept."""
    told = _("A court did not accept this reason on {day}{case}. Say what is different here, or say it otherwise.")
    return told.format(day=row.on, case=f", {row.case_number}" if row.case_number else "")
