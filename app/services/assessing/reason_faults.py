"""What is wrong with a reason that a letter shows: it weighs what may not be weighed, or says nothing of the case."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from app.domain import reasons
from app.domain.assessments import Answers
from app.domain.provisions import Provision
from resources import each

from ..office import organisation
from . import common_mistakes


@cache
def _forbidden() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The factors that may not be weighed (law.md 4.3) and can be told by their words, each with what finds it."""
    return tuple(found for found in each(_read, "factor", *organisation.ASSESSMENT) if found is not None)


def _read(row: dict[str, Any]) -> tuple[str, re.Pattern[str]] | None:
    phrases = row.get("phrases", ()) if row["side"] == "forbidden" else ()
    return (row["label"], common_mistakes.pattern(phrases)) if phrases else None


def forbidden(text: str) -> tuple[str, ...]:
    """The factors that a text seems to weigh and that may not be weighed, in the catalogue's words."""
    return tuple(label for label, pattern in _forbidden() if pattern.search(text))


def says_nothing(answers: Answers, provision: Provision) -> bool:
    """Whether no word of the reason is its own: it is made of the provision's words, of those of any reason, of grounds
    that are none ("GDPR", "enligt avtal") and of what may not be weighed. Then no court accepts it."""
    text = answers.spoken
    for _row, pattern in (*common_mistakes.known(), *_forbidden()):
        text = pattern.sub(" ", text)
    theirs = (provision.heading, provision.scope, provision.protects, provision.requisite_text, provision.letter_line)
    known = " ".join((*theirs, organisation.common_words(), organisation.empty_words()))
    return bool(answers.spoken.strip()) and not reasons.own_words(text, known)
