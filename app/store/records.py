"""Small values that live with the store: passwords' hashes, papers, comments, changes of marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.mark_sets import KeptMark, Place, Point
from redaction.class_stamps import Degree


@dataclass(frozen=True, slots=True)
class Password:
    """A person's password as an Argon2id hash; one for one time must be changed before anything else."""

    person_id: int
    hash: str = field(repr=False)
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person's last sign-in, and the wrong passwords since: how many in a row, and when the last (UTC)."""

    person_id: int
    last_at: datetime | None
    misses: int
    missed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter, schedule or list made for a delivery, in the vault by its hash; a letter names its ``template``."""

    delivery_id: int
    kind: str
    name: str
    sha256: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class WatchedTerm:
    """A word or phrase that the clerk wants found in every document of a request.

    ``inside_words`` is whether it is also found inside longer words.
    """

    id: int
    request_id: int
    text: str
    category: str
    provision: str | None = None
    inside_words: bool | None = None


@dataclass(frozen=True, slots=True)
class GroundNumber:
    """The number that a provision has in one request: on the keys, in the margin, in the box, in the letter."""

    request_id: int
    provision: str
    number: int


@dataclass(frozen=True, slots=True)
class MarkComment:
    """A comment on a mark, and who has seen to it. It may become an official document: no secret content in it."""

    id: int
    document_id: int
    mark_id: int
    written_by: int
    at: datetime
    text: str
    settled_by: int | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a delivery stood when a person last looked at it: digests of its masks and assessments by their ids."""

    delivery_id: int
    person_id: int
    at: datetime
    seen: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """When a person last left a document's page; what was newest then: number of the log's row, id of the comment."""

    document_id: int
    person_id: int
    at: datetime
    seq: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class SetHead:
    """A kept set without its marks: at which point of a document's way, when, and whose deed that was."""

    id: int
    document_id: int
    person_id: int
    at: datetime
    point: Point
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeptSet:
    """The judged marks of a document as they stood at a point of its way, and whose deed that point was.

    Those of another document (``source_id``) are held against nothing but the ``places`` whose words are the same.
    """

    id: int
    document_id: int
    person_id: int
    at: datetime
    point: Point
    marks: tuple[KeptMark, ...]
    source_id: int | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has begun to write somewhere and not sent; ``place`` names the field.

    ``request_id`` is None where it is of a request that is not registered yet.
    """

    request_id: int | None
    person_id: int
    place: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A note between colleagues. It may become an official document: no secret content belongs in it."""

    id: int
    request_id: int
    delivery_id: int | None
    written_by: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A mask that somebody read by itself and confirmed to belong to an assessment, and when (UTC)."""

    mark_id: int
    assessment_id: int
    given_by: int
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """What a person has said on a hard stop, and why. ``page`` counts from 0, offsets are of the page's text."""

    id: int
    document_id: int
    page: int
    start: int
    end: int
    taken_by: int
    taken_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NotClassified:
    """Who has said that a document with a class stamp of this degree is not classified, when (UTC), and why."""

    document_id: int
    degree: Degree
    said_by: int
    said_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Individual:
    """A person of a request as gathered: name and spellings as written, and the guess at the role with its reason."""

    id: int
    request_id: int
    name: str
    spellings: tuple[str, ...]
    role: str
    reason: str
    word: str


@dataclass(frozen=True, slots=True)
class IndividualPlace:
    """A place that belongs to an individual; to none where it is unclear which of ``fits`` (ids) it is.

    ``page`` counts from 0, offsets are of the page's text. What was moved ``by_hand`` is never moved by a gathering.
    """

    id: int
    request_id: int
    document_id: int
    page: int
    start: int
    end: int
    individual_id: int | None
    fits: tuple[int, ...] = ()
    by_hand: bool = False

    @property
    def spot(self) -> tuple[int, int, int, int]:
        """Document's id, page, start, end."""
        return self.document_id, self.page, self.start, self.end


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What a person of a request is called instead of the name: a word of the catalogue and a letter drawn by lot."""

    individual_id: int
    request_id: int
    word: str
    letter: str

    @property
    def text(self) -> str:
        """As it stands in the boxes."""
        return f"{self.word} {self.letter}"


@dataclass(frozen=True, slots=True)
class Regrouping:
    """One merge or split by one person: for each place its id, individual's id, whether by hand; before and after."""

    id: int
    request_id: int
    person_id: int
    at: datetime
    before: list[list[Any]]
    after: list[list[Any]]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """From which findings the individuals of a request were gathered: a hash that changes with them."""

    request_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Retest:
    """An assessment, in one version, that somebody has tested anew for a decision.

    ``milder`` says why neither a reservation (OSL 10:14) nor consent (12:2) removes the harm.
    """

    decision_id: int
    assessment_id: int
    assessment_version: int
    tested_by: int
    tested_at: datetime
    milder: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the catalogue of provisions: the hash of its text, who made it, when (UTC) and why.

    ``made_by`` is None for the first one, which the program brought. ``signed`` counts the rows that its maker
    reviewed and signed with it; 0 where it changed rows.
    """

    number: int
    sha256: str
    made_by: int | None
    made_at: datetime
    note: str = ""
    signed: int = 0


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of the catalogue as the next edition shall have it (as TOML); a ``batch`` is undone as one."""

    id: int
    batch: int
    provision: str
    text: str
    changed_by: int
    changed_at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class MarkSnapshot:
    """What a mark was before or after a change; ``present`` is False where it did not exist."""

    mark_id: int
    present: bool
    state: str = ""
    provision: str | None = None
    reason: str = ""
    level: str = "masked"
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of marks by one person, and how things were before: what undo goes back to.

    ``batch`` is the id of the first of several changes, in one document each, that are undone together; the first
    itself has None.
    """

    id: int
    document_id: int
    person_id: int
    at: datetime
    before: tuple[MarkSnapshot, ...]
    after: tuple[MarkSnapshot, ...]
    undone: bool = False
    batch: int | None = None


def snapshot_from(raw: dict[str, Any]) -> MarkSnapshot:
    """Reads a snapshot back from its stored JSON."""
    return MarkSnapshot(**raw)
