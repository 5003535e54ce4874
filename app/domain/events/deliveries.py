"""Events of a delivery and its assessments."""

from __future__ import annotations

from dataclasses import dataclass

from .base import DeliveryEvent


@dataclass(frozen=True, slots=True)
class CompilationMade(DeliveryEvent):
    """Rows were summed in groups; so many of the groups are held back."""

    compilation_id: int
    groups: int
    held_back: int


@dataclass(frozen=True, slots=True)
class CompilationRemoved(DeliveryEvent):
    """A compilation was taken out of a delivery."""

    compilation_id: int


@dataclass(frozen=True, slots=True)
class DeliveryOpened(DeliveryEvent):
    """A delivery was opened."""


@dataclass(frozen=True, slots=True)
class DeliveryDropped(DeliveryEvent):
    """A further delivery in which nothing lay went when the request was closed."""


@dataclass(frozen=True, slots=True)
class DeliverySet(DeliveryEvent):
    """The clerk chose refusal, finality or hidden lengths for a delivery."""

    refused: bool
    final: bool
    hide_lengths: bool


@dataclass(frozen=True, slots=True)
class ResidualsChecked(DeliveryEvent):
    """What still points to masked persons was looked for: how many places, and how many are open."""

    residuals: int
    open: int


@dataclass(frozen=True, slots=True)
class ResidualLeft(DeliveryEvent):
    """A place that points to a masked person was left in sight, for a reason that stands in its row."""

    residual_id: int


@dataclass(frozen=True, slots=True)
class ResidualMasked(DeliveryEvent):
    """A place that points to a masked person was masked."""

    residual_id: int
    mark_id: int


@dataclass(frozen=True, slots=True)
class ResidualReopened(DeliveryEvent):
    """A place that was left in sight waits for a judgement again."""

    residual_id: int


@dataclass(frozen=True, slots=True)
class DeliverySubmitted(DeliveryEvent):
    """The delivery was sent to legal review."""

    plan_hash: str


@dataclass(frozen=True, slots=True)
class DeliveryReturned(DeliveryEvent):
    """The reviewer returned the delivery."""

    comment_id: int


@dataclass(frozen=True, slots=True)
class DeliverySigned(DeliveryEvent):
    """The second person signed the plans."""

    signature_id: int
    plan_hash: str


@dataclass(frozen=True, slots=True)
class SignatureVoided(DeliveryEvent):
    """Something under the signature changed, so it fell."""

    signature_id: int


@dataclass(frozen=True, slots=True)
class CopiesDiscarded(DeliveryEvent):
    """Copies and papers that no longer hold were discarded."""

    copies: int


@dataclass(frozen=True, slots=True)
class PaperMade(DeliveryEvent):
    """A letter, list or record was made."""

    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CopiesReady(DeliveryEvent):
    """Copies, proofs and papers are made."""

    outcome: str
    plan_hash: str
    copies: int


@dataclass(frozen=True, slots=True)
class DeliveryReleased(DeliveryEvent):
    """The delivery was handed out; the head is the one before this row."""

    outcome: str
    package_sha256: str
    head_seq: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class DocumentsArranged(DeliveryEvent):
    """The documents were put in another order; so many got another number."""

    documents: int


@dataclass(frozen=True, slots=True)
class DeliveryHandedOver(DeliveryEvent):
    """The package of a released delivery was handed over; what, how and in which form, never to whom."""

    handover_id: int
    way: str
    form: str
    files: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReceiptNoted(DeliveryEvent):
    """The day on which a package was received was noted ("" where the note was taken back)."""

    handover_id: int
    day: str


@dataclass(frozen=True, slots=True)
class AssessmentWritten(DeliveryEvent):
    """An assessment was written."""

    assessment_id: int
    provision: str
    outcome: str


@dataclass(frozen=True, slots=True)
class EmissionsAnswered(DeliveryEvent):
    """It was said why data on emissions can be masked on a provision outside chapters 19-40 (OSL 10:5)."""

    assessment_id: int
    provision: str


@dataclass(frozen=True, slots=True)
class RecipientTested(DeliveryEvent):
    """It was said whether a circumstance speaks against handing out what is left in sight (OSL 21:7)."""

    circumstance: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class RecipientTestDropped(DeliveryEvent):
    """What was said of the recipient's use was taken back."""


@dataclass(frozen=True, slots=True)
class AssessmentRemoved(DeliveryEvent):
    """An assessment was removed."""

    assessment_id: int
