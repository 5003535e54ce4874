"""What an assessment says beside the answers to the provision's own questions: what is asked, and what must be said.

The fields are data (law.md 4.4); here is how a provision and the answers given choose among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .assessments import Answers, AssessmentOutcome
from .provisions import Provision


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field: its code is the answer's name in ``Answers``.

    ``kind`` is choice, day, line or lines; a choice without ``choices`` of its own takes those of the provision
    (its variants, the statuses of what its secrecy follows). ``asked`` tells which provisions ask it, by any of:
    ``has`` (something the row states), ``override`` (what may open its secrecy), or a value that the row has. ``after``
    are answers to other fields, one of which must have been given. ``step`` is where it belongs in the order of work.
    """

    code: str
    step: str
    kind: str
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needed: bool = False

    def asked_by(self, provision: Provision) -> bool:
        """Whether this provision's assessment is asked for it."""
        return any(_is_so(provision, name, value) for name, value in self.asked.items())

    def follows(self, answers: Answers) -> bool:
        """Whether the answers given so far lead to it."""
        return all(getattr(answers, code) in given for code, given in self.after.items())


def _is_so(provision: Provision, name: str, value: str) -> bool:
    if name == "has":
        return bool(getattr(provision, value))
    return value in provision.overrides if name == "override" else getattr(provision, name) == value


def needed(fields: Iterable[RecordField], provision: Provision, answers: Answers) -> tuple[str, ...]:
    """Codes of the fields that must be answered; none where the information is handed out."""
    if answers.outcome is not AssessmentOutcome.MASK:
        return ()
    return tuple(f.code for f in fields if f.needed and f.asked_by(provision) and f.follows(answers))


@dataclass(frozen=True, slots=True)
class Status:
    """How far a matter has come that secrecy follows, such as a procurement; ``holds``: the secrecy still does."""

    field: str
    code: str
    label: str
    holds: bool


@dataclass(frozen=True, slots=True)
class RecordStep:
    """A step in the order of the questions (law.md 4.1); ``place`` is where it is answered when not in the form."""

    code: str
    number: int
    label: str
    place: str = ""
