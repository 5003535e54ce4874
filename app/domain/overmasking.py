"""Masks that may hide too much: told to clerk and reviewer before anything is signed; they decide (law.md 4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .ids import DocumentId


class DoubtKind(StrEnum):
    """Why it is asked whether more can be handed out; the most telling first."""

    UNASSESSED = "unassessed"
    OUR_OWN = "our-own"
    IN_DUTY = "in-duty"
    WHOLE_PAGE = "whole-page"
    MUCH_OF_PAGE = "much-of-page"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One mask on a page (from 0), or the first of a page where so great a ``share`` of the words is masked."""

    kind: DoubtKind
    document_id: DocumentId
    page: int
    mark_id: int
    text: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which shares on it is asked; pages with fewer words than ``least_words`` are passed over."""

    words_share: float
    least_words: int
    area_share: float
