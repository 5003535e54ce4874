"""A request for documents, its deliveries and the documents in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from redaction.files import Hidden

from .ids import DeliveryId, DocumentId, PersonId, RequestId


class Channel(StrEnum):
    """The way a request came in."""

    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    VISIT = "visit"
    WEB = "web"


class Track(StrEnum):
    """Which law a request is answered by; what each means stands in the catalogue of tracks.

    ``OFFICIAL``: official documents (TF 2 kap.). ``INFORMATION``: information out of one (OSL 6:4). ``OWN_DATA``: the
    requester's own data (GDPR art. 15-21).
    """

    OFFICIAL = "official"
    INFORMATION = "information"
    OWN_DATA = "own-data"


class RequestState(StrEnum):
    """Where a request stands; derived from its deliveries and documents, never set."""

    REGISTERED = "registered"
    PRECISION = "precision"
    SEARCH = "search"
    REVIEW = "review"
    LEGAL_REVIEW = "legal-review"
    ANSWERED_IN_PART = "answered-in-part"
    ANSWERED = "answered"
    ENDED = "ended"
    CLOSED = "closed"


class DeliveryState(StrEnum):
    """Where a delivery stands.

    ``READY``: copies, proofs and letter are made and wait to be sent; ``ENDED``: the request was refused without
    documents, and the company's decision can be asked for on it.
    """

    PREPARING = "preparing"
    LEGAL_REVIEW = "legal-review"
    SIGNED = "signed"
    READY = "ready"
    RELEASED = "released"
    ENDED = "ended"


LEFT = frozenset({DeliveryState.RELEASED, DeliveryState.ENDED})
"""States in which a delivery has answered and is not prepared any more."""


class DocumentState(StrEnum):
    """Where a document stands."""

    WAITING = "waiting"
    LOCKED = "locked"
    FAILED = "failed"
    REVIEW = "review"
    DONE = "done"


class Outcome(StrEnum):
    """What a delivery gives: everything, a part, or nothing (the clerk's refusal, not yet a decision)."""

    WHOLE = "whole"
    PART = "part"
    REFUSED = "refused"


STAMPED, SAID_CLASSIFIED = "stamped", "said-classified"
"""Why a document was shut out: a class stamp was read on it, or a person said that it is classified."""
GONE = "0" * 64
"""Stands for the SHA-256 of an original of which nothing is kept."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for public documents. Who asks and why is not here (TF 2:18): see Requester.

    Times are in UTC. ``subject`` is the neutral line of the diary and holds no personal data. ``split_from`` is the
    request whose letter this one shares, where a mixed letter became several requests; ``unclassified``: somebody has
    said that none of its documents is classified. ``precision_since`` is when the requester was asked which documents
    they mean, as long as that waits; ``ended_at`` when it ended without documents.
    """

    id: RequestId
    registry_number: str
    subject: str
    channel: Channel
    arrived_at: datetime
    registered_at: datetime
    registered_by: PersonId
    search_started_at: datetime | None = None
    closed_at: datetime | None = None
    track: Track = Track.OFFICIAL
    split_from: RequestId | None = None
    unclassified: bool = False
    precision_since: datetime | None = None
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """The request's own words; a row of its own so that it can be forgotten."""

    request_id: RequestId
    text: str


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asked, where they have said so themselves, and where the answer goes. A row of its own."""

    request_id: RequestId
    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One answer to a request: its documents, outcome, letter and package. Times in UTC.

    ``edition`` is the edition of the catalogue that it rests on, fixed from legal review on; None while it is prepared.
    ``stamped`` is whether each page of its copies bears registry number, document number and page.
    """

    id: DeliveryId
    request_id: RequestId
    number: int
    state: DeliveryState
    refused: bool = False
    final: bool = True
    hide_lengths: bool = False
    prepared_by: PersonId | None = None
    package_sha256: str | None = None
    released_at: datetime | None = None
    released_by: PersonId | None = None
    way: str = ""
    edition: int | None = None
    stamped: bool = False
    version: int = 1


MADE_ELSEWHERE = ("libreoffice", "printed", "doc")
"""Routes by which a program that is not ours made the working PDF: nobody can make the same again, so it stays."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a request: the unchanged original, the working PDF made from it, and its state.

    ``title`` is what letters call it; ``size`` in bytes; ``hidden`` what the pages do not show;
    ``failure`` is the code of the error with its parameters (``app.messages.packed``) where it is FAILED or LOCKED.
    ``parent_id`` is the document in which this one came (a mail, an archive), None where it came alone;
    ``regions_known`` whether its pages were gone through for parts that no program can read.
    """

    id: DocumentId
    request_id: RequestId
    delivery_id: DeliveryId
    number: int
    title: str
    file_name: str
    media_type: str
    size: int
    source_sha256: str
    state: DocumentState
    working_sha256: str | None = None
    words_sha256: str | None = None
    pages: int = 0
    importer: str = ""
    coverage: float | None = None
    hidden: tuple[Hidden, ...] = ()
    failure: str = ""
    found: bool = False
    parent_id: DocumentId | None = None
    regions_known: bool = False
    version: int = 1

    @property
    def outside(self) -> bool:
        """Whether it is not taken in at all: no new reading helps, and it is judged outside the program."""
        return self.shut_out or self.failure.partition(" ")[0] == "unsupported"

    @property
    def unsought(self) -> bool:
        """Whether it was read, and its search for personal data was broken off or never begun."""
        return self.state is DocumentState.REVIEW and not self.found

    @property
    def shut_out(self) -> bool:
        """Whether it is, or may be, classified and only its number is left here."""
        return self.failure.partition(" ")[0] in (STAMPED, SAID_CLASSIFIED)
