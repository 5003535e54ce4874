"""Questions to whoever asks: which documents is free to ask; who and why only where a provision makes it necessary.

What may be asked under which requisite is data. Source: TF 2:18; law.md 1.3 T2, 1.5 (JO 1102-2004).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .errors import Refused
from .ids import PersonId, QuestionId, RequestId
from .provisions import Provision


class QuestionKind(StrEnum):
    """What is asked: which documents, who, or what for."""

    PRECISION = "precision"
    IDENTITY = "identity"
    PURPOSE = "purpose"


class Reply(StrEnum):
    """What came back: an answer, the wish to stay anonymous or say nothing, or no reply at all."""

    GIVEN = "given"
    ANONYMOUS = "anonymous"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was put, and what came back. Times in UTC; the words can be forgotten, so they are in no log row.

    ``provision`` and ``circumstance`` are why it was necessary; ``reply`` is None while it waits.
    """

    id: QuestionId
    request_id: RequestId
    kind: QuestionKind
    text: str
    asked_by: PersonId
    asked_at: datetime
    provision: str | None = None
    circumstance: str = ""
    answered_at: datetime | None = None
    reply: Reply | None = None
    answer: str = ""

    @property
    def waits(self) -> bool:
        """Whether nothing has come back yet."""
        return self.reply is None


@dataclass(frozen=True, slots=True)
class KindRule:
    """A kind of question as the catalogue knows it: its words, and the letter that carries it."""

    kind: QuestionKind
    label: str
    explanation: str
    provision: bool
    replies: tuple[Reply, ...]
    letter: str
    words: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class AskingRule:
    """Which kinds may be asked under a requisite, and whether a concrete circumstance comes first.

    ``why`` is told to the clerk, ``because`` to the requester.
    """

    requisite: str
    kinds: tuple[QuestionKind, ...]
    circumstance: bool
    why: str
    because: str
    source: str
    confidence: str


def check(
    kind: QuestionKind, provision: Provision | None, rules: Iterable[AskingRule], circumstance: str
) -> AskingRule:
    """The rule by which a question of who or why may be asked.

    Raises Refused where no provision is named, where the answer could change nothing under it, or where it demands a
    concrete circumstance and none is named.
    """
    if provision is None:
        raise Refused("question-needs-provision")
    found = next((r for r in rules if r.requisite == provision.requisite and kind in r.kinds), None)
    if found is None:
        raise Refused("question-needless", provision=provision.id)
    if found.circumstance and not circumstance.strip():
        raise Refused("question-needs-circumstance", provision=provision.id)
    return found


def asks_who_or_why(text: str, words: Iterable[str], allowed: Iterable[str]) -> bool:
    """Whether a question that should be of which documents asks who or why; what is ``allowed`` says it need not."""
    folded = " ".join(text.casefold().split())
    for phrase in allowed:
        folded = folded.replace(phrase, "")
    return any(word in folded for word in words)
