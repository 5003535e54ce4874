"""The fields of an assessment's record and the order of its questions, as the catalogue has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.domain import secrecy
from app.domain.assessments import Answers, AssessmentOutcome
from app.domain.errors import Refused
from app.domain.provisions import Provision
from app.domain.record_fields import RecordField, RecordStep, Status
from app.texts import N_, _
from resources import each, table

from ..office.organisation import ASSESSMENT


@cache
def fields() -> tuple[RecordField, ...]:
    """All fields, in the order in which they are asked."""
    return each(_field, "field", *ASSESSMENT)


def _field(row: dict[str, Any]) -> RecordField:
    if row["code"] not in Answers.__dataclass_fields__ or row["step"] not in {step.code for step in steps()}:
        raise KeyError(row["code"])
    choices = tuple((code, label) for code, label in row.get("choices", ()))
    after = {code: tuple(given) for code, given in row.get("after", {}).items()}
    return RecordField(**{**row, "choices": choices, "after": after})


@cache
def steps() -> tuple[RecordStep, ...]:
    """The order of the questions."""
    return each(lambda row: RecordStep(**row), "step", *ASSESSMENT)


@cache
def statuses() -> tuple[Status, ...]:
    """How far matters that secrecy follows can have come."""
    return each(lambda row: Status(**row), "status", *ASSESSMENT)


def choices(field: RecordField, provision: Provision) -> Mapping[str, str]:
    """What can be answered to a choice in an assessment of this provision: code to words."""
    if field.code == "variant":
        return {str(number): part.applies_to for number, part in enumerate(provision.variants, 1)}
    if field.code == "status":
        return {s.code: s.label for s in statuses() if s.field == provision.status_field}
    return dict(field.choices)


def over(provision: Provision) -> frozenset[str]:
    """The statuses in which this provision's secrecy no longer holds."""
    return frozenset(s.code for s in statuses() if s.field == provision.status_field and not s.holds)


def check(answers: Answers, provision: Provision) -> None:
    """Raises Refused where a choice is none of those that can be made."""
    for field in fields():
        given = str(getattr(answers, field.code) or "")
        if field.kind == "choice" and given and given not in choices(field, provision):
            raise Refused("answer-unknown")


@dataclass(frozen=True, slots=True)
class Help:
    """A help text: its heading, what people say, how it is, and where that stands."""

    title: str
    claim: str
    text: tuple[str, ...]
    source: str


@cache
def help_on(code: str) -> Help:
    """The help text of this code."""
    row = table(*ASSESSMENT)["help"][code]
    return Help(row["title"], row["claim"], tuple(row["text"]), row["source"])


RULES = {
    secrecy.MAX: N_("{years} years from {start}: secret until {day} at the longest (OSL 7:5)."),
    secrecy.CAP: N_("The contract's terms are secret until {day} at the longest, {years} years from {start}."),
}


START = {secrecy.MAX: "document_date", secrecy.CAP: "contract_date"}
"""The field with the day from which each time is counted."""


def time_words_by_field(answers: Answers, provision: Provision) -> dict[str, str]:
    """The ends of the provision's time as sentences with their rules, by the field from which each counts."""
    return {
        START[end.rule]: _(RULES[end.rule]).format(
            years=end.years, start=end.start.isoformat(), day=end.day.isoformat()
        )
        for end in secrecy.ends(answers, provision)
    }


def time_words(answers: Answers, provision: Provision) -> tuple[str, ...]:
    """The same sentences, the end that comes first before."""
    return tuple(time_words_by_field(answers, provision).values())


def told(answers: Answers, provision: Provision) -> Iterator[tuple[str, str]]:
    """What was answered, field by field, as papers show it: the field's words and the answer's."""
    for field in fields():
        value = getattr(answers, field.code)
        if value and field.follows(answers):
            words = choices(field, provision).get(str(value), "") if field.kind == "choice" else str(value)
            yield field.label, words
    if answers.outcome is AssessmentOutcome.MASK:
        for sentence in time_words(answers, provision):
            yield _("The time"), sentence
