"""Whether each document is an official one: the clerk's answers, and handing out one that is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from app.domain.errors import Refused
from app.domain.events import DocumentTried, HandedOutVoluntarily
from app.domain.ids import DocumentId
from app.domain.official import OFFICIAL, Choice, Path, Question, Tree, Trial
from app.store.unit import Reader, Unit
from resources import each, table

from ..delivering import delivery

RECEIVED: Path = (("private", "no"), ("received", "yes"))
"""The answers that follow the usual ones for a document that has come in to the company."""


@cache
def tree() -> Tree:
    """The questions of the catalogue."""
    raw = table("catalogues", "official.toml")
    names = ("id", "text", "help", "source", "confidence")

    def question(row: dict[str, Any]) -> Question:
        answers = tuple(Choice(**choice) for choice in row["answer"])
        return Question(**{n: row[n] for n in names}, answers=answers, usual=row.get("usual", ""))

    questions = each(question, "question", "catalogues", "official.toml")
    return Tree(raw["first"], {made.id: made for made in questions})


def labels() -> dict[str, str]:
    """Verdicts by code, in Swedish."""
    return dict(each(lambda row: (row["code"], row["label"]), "verdict", "catalogues", "official.toml"))


def trials(reader: Reader, document_ids: Iterable[int]) -> dict[int, Trial]:
    """What was found of these documents, by their ids; one that nobody has tried is not there."""
    return {v.document_id: v for v in reader.trials.among("document_id", document_ids)}


def answer(unit: Unit, document_ids: Sequence[DocumentId], path: Path) -> None:
    """Says of these documents what a walk through the questions found; an earlier verdict gives way.

    Raises Refused where the path does not end in a verdict.
    """
    walked = tree().walk(path)
    if walked.question is not None:
        raise Refused("answers-missing")
    for document_id in document_ids:
        document = unit.documents.get(document_id)
        delivery.touch(unit, document.delivery_id)
        unit.trials.remove(document_id=document_id)
        unit.trials.add(Trial(document_id, path, walked.verdict, walked.source, unit.actor.id, unit.now))
        unit.record(DocumentTried(document.request_id, document_id, walked.verdict, walked.source))


def hand_out_voluntarily(unit: Unit, document_id: DocumentId, ground: str) -> None:
    """Chooses to hand out a document that is not official, on a ground in the data protection regulation (law.md 2).

    Secrecy holds for it all the same (OSL 8:1), so it is marked and assessed as any other. Raises Refused where it is
    official or untried, or the ground is not said.
    """
    document = unit.documents.get(document_id)
    found = unit.trials.first(document_id=document_id)
    if found is None or found.verdict == OFFICIAL:
        raise Refused("not-voluntary")
    if not ground.strip():
        raise Refused("ground-missing")
    delivery.touch(unit, document.delivery_id)
    unit.trials.put(replace(found, voluntary=ground.strip()))
    unit.record(HandedOutVoluntarily(document.request_id, document_id))
