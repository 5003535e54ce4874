"""Events of a mark."""

from __future__ import annotations

from dataclasses import dataclass

from .base import MarkEvent


@dataclass(frozen=True, slots=True)
class MarkAdded(MarkEvent):
    """A mark was made by hand."""

    kind: str
    category: str
    provision: str


@dataclass(frozen=True, slots=True)
class MarkAccepted(MarkEvent):
    """A mark was accepted on a provision."""

    provision: str


@dataclass(frozen=True, slots=True)
class MarkReplaced(MarkEvent):
    """A mask got something to say instead of its words, or nothing any more."""

    level: str


@dataclass(frozen=True, slots=True)
class MarkRejected(MarkEvent):
    """Left visible by a person."""


@dataclass(frozen=True, slots=True)
class MarkUnmasked(MarkEvent):
    """The reviewer took a mask off; ``again``: put it back."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class MarkCommented(MarkEvent):
    """A comment was written on a mark; its text lies in its row."""

    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentSettled(MarkEvent):
    """A comment on a mark has been seen to."""

    comment_id: int


@dataclass(frozen=True, slots=True)
class MarkRemoved(MarkEvent):
    """A mark made by hand was taken back."""


@dataclass(frozen=True, slots=True)
class MarkAssessed(MarkEvent):
    """A mask was tied to its assessment."""

    assessment_id: int


@dataclass(frozen=True, slots=True)
class MarkConfirmed(MarkEvent):
    """A mask was read by itself and confirmed to belong to its assessment."""

    assessment_id: int
