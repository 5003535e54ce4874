"""Texts that the office uses again in assessments: by provision, group and field, each with who kept it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .ids import PersonId

FIELDS = ("applies", "harm")
"""The fields of an assessment that a text can be kept for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text; ``added_at`` in UTC. It holds no personal data and nothing that is masked."""

    id: int
    provision: str
    group: str
    field: str
    text: str
    added_by: PersonId
    added_at: datetime
