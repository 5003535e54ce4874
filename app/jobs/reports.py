"""What a child tells of its job: four reports, and the way back from a failure to the error it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from redaction import errors
from redaction.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Ready:
    """The child has started and waits for its task. Seen only by ``app.jobs.process``."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """``done`` of ``total`` (pages, bytes, marks) in the phase with this code."""

    done: int
    total: int
    phase: str


PAGED = frozenset({"sanitise", "search", "burn", "rebuild", "verify", "sight", "words"})
"""Phases whose ``done`` is the page (from 0) that is at work."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The job is done; ``result`` is what the task returned."""

    result: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """The job is over without a result: the code of a ``DocumentError``, or ``fault`` for a fault of ours."""

    code: str
    parameters: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The job was called off by us."""


Outcome = Finished | Failed | Cancelled
Report = Progressed | Outcome


class JobCancelled(Exception):
    """The job was called off; nothing of it is left."""


class ChildFault(Exception):
    """A fault of ours in a child: the type of the exception and where it was raised, never its text."""

    def __init__(self, kind: str, where: str) -> None:
        super().__init__(f"{kind} in {where}")
        self.kind = kind
        self.where = where


def error_from(outcome: Failed | Cancelled) -> Exception:
    """The exception that an outcome stands for: a ``DocumentError``, ``ChildFault`` or ``JobCancelled``."""
    if isinstance(outcome, Cancelled):
        return JobCancelled()
    kind = _KINDS.get(outcome.code)
    if kind is None:
        return ChildFault(str(outcome.parameters.get("type", outcome.code)), str(outcome.parameters.get("where", "")))
    return kind(**outcome.parameters)


def failed_from(error: DocumentError) -> Failed:
    """The report of a document's error."""
    return Failed(error.code, dict(error.parameters))


def _kinds(base: type[DocumentError]) -> Iterator[type[DocumentError]]:
    yield base
    for kind in base.__subclasses__():
        yield from _kinds(kind)


_KINDS = {kind.code: kind for kind in _kinds(errors.DocumentError)}
