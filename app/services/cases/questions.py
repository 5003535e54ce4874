"""Questions to the requester: put, answered, and what the letter says; who and why only by a provision (TF 2:18)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from app.domain import questions
from app.domain.errors import Refused
from app.domain.events import QuestionAnswered, QuestionAsked
from app.domain.ids import QuestionId, RequestId
from app.domain.provisions import Provision
from app.domain.questions import AskingRule, KindRule, Question, QuestionKind, Reply
from app.domain.workflow import REQUEST, Facts, RequestStep
from app.store.unit import Reader, Unit
from resources import each

from ..office import organisation
from . import registration, tracks

QUESTIONS = ("catalogues", "questions.toml")


@cache
def kinds() -> dict[QuestionKind, KindRule]:
    """What each kind of question needs, and its words."""

    def rule(row: dict[str, Any]) -> KindRule:
        replies = tuple(Reply(code) for code in row["replies"])
        rest = {k: v for k, v in row.items() if k not in ("code", "replies")}
        return KindRule(kind=QuestionKind(row["code"]), replies=replies, **rest)

    return {made.kind: made for made in each(rule, "kind", *QUESTIONS)}


@cache
def asking() -> tuple[AskingRule, ...]:
    """What may be asked under each requisite."""

    def rule(row: dict[str, Any]) -> AskingRule:
        return AskingRule(**{**row, "kinds": tuple(QuestionKind(code) for code in row["kinds"])})

    return each(rule, "asking", *QUESTIONS)


@cache
def personal() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words by which a question asks who or why, and those that only say that it need not be told."""
    (found,) = each(lambda row: (tuple(row["words"]), tuple(row["allowed"])), "personal", *QUESTIONS)
    return found


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question about to be put: its words as the letter has them, the provision and circumstance that call for it."""

    kind: QuestionKind
    text: str
    provision: str | None = None
    circumstance: str = ""


def needs(reader: Reader, kind: QuestionKind, provision_id: str) -> AskingRule | None:
    """The rule for asking this under a provision; None where it may not be asked."""
    requisite = organisation.known_provision(reader, provision_id).requisite
    return next((r for r in asking() if r.requisite == requisite and kind in r.kinds), None)


def ask(unit: Unit, request_id: RequestId, new: NewQuestion) -> QuestionId:
    """Notes that a question goes to the requester. One of precision makes the request wait for the answer.

    Raises Refused where it has no words; where it asks who or why and no provision makes that necessary; where a
    question of precision asks who or why, or another one is out; Blocked where the request is answered.
    """
    if not new.text.strip():
        raise Refused("question-empty")
    if new.kind is QuestionKind.PRECISION:
        _precision(unit, request_id, new)
    else:
        _take(unit, request_id, RequestStep.ASK)
    row = Question(
        id=QuestionId(0),
        request_id=request_id,
        kind=new.kind,
        text=new.text.strip(),
        asked_by=unit.actor.id,
        asked_at=unit.now,
        provision=_provision(unit, request_id, new),
        circumstance=new.circumstance.strip(),
    )
    question_id = QuestionId(unit.questions.add(row))
    unit.record(QuestionAsked(request_id, question_id, new.kind.value, row.provision or ""))
    return question_id


def _precision(unit: Unit, request_id: RequestId, new: NewQuestion) -> None:
    if unit.requests.get(request_id).precision_since is not None:
        raise Refused("question-out")
    _take(unit, request_id, RequestStep.ASK_PRECISION)
    if questions.asks_who_or_why(new.text, *personal()):
        raise Refused("question-asks-why")
    unit.requests.save(replace(unit.requests.get(request_id), precision_since=unit.now))


def _provision(unit: Unit, request_id: RequestId, new: NewQuestion) -> str | None:
    """The provision that makes the question necessary. Raises Refused where there must be one and is none.

    Where the requester must be known anyway (GDPR art. 12.6), the question who needs none.
    """
    if not kinds()[new.kind].provision:
        return None
    if tracks.of_track(unit, request_id).needs_identity:
        if new.kind is QuestionKind.IDENTITY:
            return None
        raise Refused("question-not-here")
    found: Provision | None = organisation.provision(unit, new.provision) if new.provision else None
    questions.check(new.kind, found, asking(), new.circumstance)
    return new.provision


def answer(unit: Unit, question_id: QuestionId, reply: Reply, text: str = "") -> None:
    """Notes what came back; after a question of precision the search goes on.

    Raises Refused where it has been answered, the reply is none of its kind, or an answer has no words.
    """
    question = unit.questions.get(question_id)
    _take(unit, question.request_id, RequestStep.ANSWER)
    if not question.waits:
        raise Refused("question-answered")
    if reply not in kinds()[question.kind].replies:
        raise Refused("reply-unknown")
    if reply is Reply.GIVEN and not text.strip():
        raise Refused("answer-empty")
    unit.questions.put(replace(question, answered_at=unit.now, reply=reply, answer=text.strip()))
    if question.kind is QuestionKind.PRECISION:
        request = unit.requests.get(question.request_id)
        begun = request.search_started_at or unit.now
        unit.requests.save(replace(request, precision_since=None, search_started_at=begun))
    unit.record(QuestionAnswered(question.request_id, question_id, reply.value))


def _take(unit: Unit, request_id: RequestId, step: RequestStep) -> None:
    REQUEST.take(registration.state(unit, request_id), step, Facts(), unit.actor)


def of(reader: Reader, request_id: RequestId) -> tuple[Question, ...]:
    """The questions of a request, oldest first."""
    return reader.questions.where(request_id=request_id)


def letter(reader: Reader, question_id: QuestionId) -> tuple[str, dict[str, str]]:
    """The letter that carries a question, and what fills its fields. The circumstance stays in the house."""
    row = reader.questions.get(question_id)
    fields = {"fråga": row.text}
    if row.provision is not None:
        rule = needs(reader, row.kind, row.provision)
        fields |= {"bestämmelse": row.provision, "skäl till frågan": rule.because if rule else ""}
    return kinds()[row.kind].letter, fields
