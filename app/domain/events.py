"""What has happened, in the past tense: each event is a log row and tells the screens to look again.

Fields are ids, codes, counts and hashes only, never a name, a wording or a text (a test reads every type).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""

    @property
    def code(self) -> str:
        """The name in the log, e.g. ``mark-accepted``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()

    def payload(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class WorkspaceMade(Event):
    schema: str


@dataclass(frozen=True, slots=True)
class ProfileChosen(Event):
    profile_sha256: str


@dataclass(frozen=True, slots=True)
class PolicyChanged(Event):
    policy: str
    on: bool


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    person_id: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    person_id: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class RequestEvent(Event):
    """An event of one request."""

    request_id: int


@dataclass(frozen=True, slots=True)
class RequestRegistered(RequestEvent):
    channel: str


@dataclass(frozen=True, slots=True)
class SearchStarted(RequestEvent):
    pass


@dataclass(frozen=True, slots=True)
class RequestClosed(RequestEvent):
    pass


@dataclass(frozen=True, slots=True)
class TextsForgotten(RequestEvent):
    """Names, wording and found texts of a closed request were removed; the log stays whole."""

    rows: int


@dataclass(frozen=True, slots=True)
class DeliveryEvent(RequestEvent):
    delivery_id: int


@dataclass(frozen=True, slots=True)
class DeliveryOpened(DeliveryEvent):
    pass


@dataclass(frozen=True, slots=True)
class DeliverySet(DeliveryEvent):
    """The clerk chose refusal, finality or hidden lengths for a delivery."""

    refused: bool
    final: bool
    hide_lengths: bool


@dataclass(frozen=True, slots=True)
class DeliverySubmitted(DeliveryEvent):
    plan_hash: str


@dataclass(frozen=True, slots=True)
class DeliveryReturned(DeliveryEvent):
    comment_id: int


@dataclass(frozen=True, slots=True)
class DeliverySigned(DeliveryEvent):
    signature_id: int
    plan_hash: str


@dataclass(frozen=True, slots=True)
class SignatureVoided(DeliveryEvent):
    signature_id: int


@dataclass(frozen=True, slots=True)
class CopiesDiscarded(DeliveryEvent):
    copies: int


@dataclass(frozen=True, slots=True)
class PaperMade(DeliveryEvent):
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CopiesReady(DeliveryEvent):
    outcome: str
    plan_hash: str
    copies: int


@dataclass(frozen=True, slots=True)
class DeliveryReleased(DeliveryEvent):
    outcome: str
    package_sha256: str
    head_seq: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class DocumentEvent(RequestEvent):
    document_id: int


@dataclass(frozen=True, slots=True)
class DocumentTakenIn(DocumentEvent):
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class DocumentRead(DocumentEvent):
    working_sha256: str
    pages: int
    importer: str


@dataclass(frozen=True, slots=True)
class DocumentFailed(DocumentEvent):
    failure: str


@dataclass(frozen=True, slots=True)
class DocumentLocked(DocumentEvent):
    failure: str


@dataclass(frozen=True, slots=True)
class DocumentRemoved(DocumentEvent):
    pass


@dataclass(frozen=True, slots=True)
class DocumentDone(DocumentEvent):
    masks: int


@dataclass(frozen=True, slots=True)
class DocumentReopened(DocumentEvent):
    pass


@dataclass(frozen=True, slots=True)
class FindingsStored(DocumentEvent):
    findings: int
    proposed: int


@dataclass(frozen=True, slots=True)
class CopyMade(DocumentEvent):
    sha256: str
    proof_sha256: str
    plan_hash: str


@dataclass(frozen=True, slots=True)
class MarkEvent(DocumentEvent):
    mark_id: int


@dataclass(frozen=True, slots=True)
class MarkAdded(MarkEvent):
    kind: str
    category: str
    provision: str


@dataclass(frozen=True, slots=True)
class MarkAccepted(MarkEvent):
    provision: str


@dataclass(frozen=True, slots=True)
class MarkRejected(MarkEvent):
    """Left visible by a person."""


@dataclass(frozen=True, slots=True)
class MarkRemoved(MarkEvent):
    pass


@dataclass(frozen=True, slots=True)
class MarksUndone(DocumentEvent):
    change_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class MarksRedone(DocumentEvent):
    change_id: int
    marks: int


@dataclass(frozen=True, slots=True)
class MarkAssessed(MarkEvent):
    assessment_id: int


@dataclass(frozen=True, slots=True)
class AssessmentWritten(DeliveryEvent):
    assessment_id: int
    provision: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AssessmentRemoved(DeliveryEvent):
    assessment_id: int


@dataclass(frozen=True, slots=True)
class LogSegmentRemoved(Event):
    """A whole old segment was exported and removed by the retention rule; its head stays."""

    year: int
    rows: int
    head_hash: str
