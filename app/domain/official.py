"""Is it an official document? A tree of questions that a person answers for each document (TF 2 kap., law.md 2).

The questions are data; here is how they are walked. A path is the answers given from the first question on, and ends in
a verdict with the paragraph that decides it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .errors import Refused
from .ids import DocumentId, PersonId

Path = tuple[tuple[str, str], ...]
"""Question and answer, in the order in which they were asked."""

OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: where it leads (a question or a verdict, one of them ""), and the paragraph it rests on."""

    code: str
    label: str
    to: str = ""
    verdict: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``usual`` is the answer the program proposes, "" where a person must give it unled."""

    id: str
    text: str
    help: str
    source: str
    confidence: str
    answers: tuple[Choice, ...]
    usual: str = ""

    def choice(self, code: str) -> Choice:
        """The answer of this code. Raises Refused where there is none."""
        found = next((choice for choice in self.answers if choice.code == code), None)
        if found is None:
            raise Refused("answer-unknown")
        return found


@dataclass(frozen=True, slots=True)
class Tree:
    """All questions by id, and the one that is asked first."""

    first: str
    questions: Mapping[str, Question]

    def walk(self, path: Sequence[tuple[str, str]]) -> Walked:
        """How far a path leads. Raises Refused where it does not answer the questions in their order."""
        at, verdict, source = self.first, "", ""
        for asked, answer in path:
            if asked != at:
                raise Refused("answer-unknown")
            choice = self.questions[asked].choice(answer)
            at, verdict, source = choice.to, choice.verdict, choice.source
        return Walked(None, verdict, source) if verdict else Walked(self.questions[at])

    def proposed(self) -> Path:
        """The usual answers from the first question to the first that a person must answer."""
        path: list[tuple[str, str]] = []
        question: Question | None = self.questions[self.first]
        while question is not None and question.usual:
            path.append((question.id, question.usual))
            question = self.walk(path).question
        return tuple(path)


@dataclass(frozen=True, slots=True)
class Walked:
    """Where a path stands: at a question, or at a verdict with the paragraph that decides it."""

    question: Question | None
    verdict: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a person found of a document, and when (UTC).

    ``voluntary`` is the ground in the data protection regulation on which a document that is not official is handed out
    all the same; "" where it is not.
    """

    document_id: DocumentId
    path: Path
    verdict: str
    source: str
    given_by: PersonId
    given_at: datetime
    voluntary: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether the document may be handed out: it is official, or somebody chose to hand it out."""
        return self.verdict == OFFICIAL or bool(self.voluntary)
