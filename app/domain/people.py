"""Persons who work with requests: their roles, when they hold them, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .ids import PersonId


class Role(StrEnum):
    """What a person may be (registrator, handläggare, granskare, beslutsfattare, administratör)."""

    REGISTRAR = "registrar"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    DECISION_MAKER = "decision-maker"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a step needs; held by roles, see RIGHTS."""

    REGISTER = "register"
    PREPARE = "prepare"
    REVIEW = "review"
    RELEASE = "release"
    ADMINISTER = "administer"
    READ = "read"
    LOG = "log"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.REGISTRAR: frozenset({Right.READ, Right.LOG, Right.REGISTER, Right.PREPARE, Right.RELEASE}),
    Role.HANDLER: frozenset({Right.READ, Right.PREPARE, Right.RELEASE}),
    Role.REVIEWER: frozenset({Right.READ, Right.REVIEW, Right.PREPARE}),
    Role.DECISION_MAKER: frozenset({Right.READ, Right.REVIEW}),
    Role.ADMINISTRATOR: frozenset({Right.READ, Right.LOG, Right.ADMINISTER}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the office. ``valid_to`` is the last day on which they may sign in; None: no end.

    A ``disabled`` person may not act, whatever the day.
    """

    id: PersonId
    name: str
    title: str
    roles: frozenset[Role]
    valid_from: date
    valid_to: date | None = None
    version: int = 1
    disabled: bool = False

    def may(self, right: Right) -> bool:
        """Whether one of the person's roles holds the right."""
        return any(right in RIGHTS[role] for role in self.roles)

    def valid_on(self, day: date) -> bool:
        """Whether the person may act on this day."""
        return not self.disabled and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
