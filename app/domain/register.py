"""The register of what came in, went out and was drawn up in a request (OSL 5:1-2): its akt, and the office's diary.

The program enters what happens by itself; a person enters the rest, such as a call. An entry is never changed: one that
was wrong is struck, with a reason. What the public view must not show is held back, whole requests or single entries,
with the provision and the person who decided (OSL 5:2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .ids import PersonId, RegisterEntryId, RegisterHoldId, RequestId


class Direction(StrEnum):
    """Which way a document went (inkommen, utgående, upprättad)."""

    IN = "in"
    OUT = "out"
    DRAWN_UP = "drawn-up"


class Party(StrEnum):
    """Who sent or got it. The requester's and the court's names are looked up when they are shown, never kept here.

    ``PRIVATE`` is a named private person, ``NAMED`` a named company or authority.
    """

    NOBODY = "nobody"
    REQUESTER = "requester"
    COURT = "court"
    PRIVATE = "private"
    NAMED = "named"


class Held(StrEnum):
    """What of an entry may be held back from the public view (OSL 5:2 second paragraph)."""

    PARTY = "party"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One document of a request. ``kind`` and ``form`` are codes of the register's catalogue, ``number`` counts from 1.

    ``key`` names what the program entered by itself ("" for a person's entry), ``name`` is the party's where it is
    typed, ``subject`` says more than the request's own where that is needed, ``sha256`` is the file's ("": none).
    """

    id: RegisterEntryId
    request_id: RequestId
    number: int
    key: str
    kind: str
    direction: Direction
    on: date
    party: Party
    added_at: datetime
    name: str = ""
    subject: str = ""
    form: str = ""
    sha256: str = ""
    added_by: PersonId | None = None
    struck_at: datetime | None = None
    struck_by: PersonId | None = None
    struck_why: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class RegisterHold:
    """What is held back: of one entry, or of a whole request where ``entry_id`` is None. Times in UTC."""

    id: RegisterHoldId
    request_id: RequestId
    entry_id: RegisterEntryId | None
    part: Held
    provision: str
    decided_by: PersonId
    decided_at: datetime
    lifted_by: PersonId | None = None
    lifted_at: datetime | None = None
    version: int = 1

    def covers(self, entry: RegisterEntry) -> bool:
        """Whether it holds now for this entry."""
        mine = self.request_id == entry.request_id and self.entry_id in (None, entry.id)
        return mine and self.lifted_at is None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document is (handlingstyp), as the catalogue names it; ``by_hand``: whether a person may enter it."""

    code: str
    label: str
    by_hand: bool = True
