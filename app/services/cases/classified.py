"""Classified documents stay outside: the question before a request's first file, and what was answered.

Source: law.md 3.4 (säkerhetsskyddslagen 1:2, 2:5). A stamp is a warning and no decision (OSL 5:5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from app.domain.events import ClassifiedKeptOut, SaidUnclassified
from app.domain.ids import RequestId
from app.domain.people import Right
from app.store.unit import Reader, Unit
from resources import table


@dataclass(frozen=True, slots=True)
class Question:
    """The question, what helps to answer it, and what is said where the answer is yes; in Swedish."""

    text: str
    help: str
    kept_out: str
    source: str
    confidence: str


@cache
def question() -> Question:
    """The catalogue's question."""
    return Question(**table("catalogues", "classified.toml"))


def is_asked(reader: Reader, request_id: RequestId) -> bool:
    """Whether somebody has to answer before a file is taken into the request."""
    return not reader.requests.get(request_id).unclassified


def none_is(unit: Unit, request_id: RequestId) -> None:
    """Says that no document of the request is classified."""
    unit.require(Right.PREPARE)
    unit.requests.save(replace(unit.requests.get(request_id), unclassified=True))
    unit.record(SaidUnclassified(request_id))


def one_is(unit: Unit, request_id: RequestId) -> None:
    """Notes that a document was kept out as classified, or as perhaps so; the question is asked again."""
    unit.require(Right.PREPARE)
    unit.requests.save(replace(unit.requests.get(request_id), unclassified=False))
    unit.record(ClassifiedKeptOut(request_id))
