"""What a delivery leaves in sight for its recipient, and whether that was tested by OSL 21:7."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.assessments import Assessment
from app.domain.recipient import RecipientTest
from app.store.unit import Reader
from redaction.detectors.allow import IN_DUTY
from redaction.marks import MarkState

from ..office import organisation

PROVISION = "OSL 21:7"


def remaining(reader: Reader, delivery_id: int) -> int:
    """How many personal data are seen and left in sight: proposals that were left, and people in their duty."""
    ids = [document.id for document in reader.documents.where(delivery_id=delivery_id)]
    personal = [code for code, row in organisation.categories().items() if row.get("personal")]
    left = reader.marks.count_in(ids, MarkState.REJECTED, personal)
    return left + reader.findings.count_left(ids, IN_DUTY)


def of(reader: Reader, delivery_id: int) -> RecipientTest | None:
    """What was found for the delivery; None where nobody has, or documents came since the tick."""
    found = reader.recipient_tests.first(delivery_id=delivery_id)
    ids = [document.id for document in reader.documents.where(delivery_id=delivery_id)]
    return found if found is not None and found.covers(ids) else None


def untested(reader: Reader, delivery_id: int) -> bool:
    """Whether personal data are left in sight and nobody has said what is known of the recipient's use."""
    return of(reader, delivery_id) is None and remaining(reader, delivery_id) > 0


def unassessed(reader: Reader, delivery_id: int, assessments: Iterable[Assessment]) -> bool:
    """Whether a circumstance was named and no finished assessment on 21:7 answers it."""
    found = of(reader, delivery_id)
    answered = any(a.provision == PROVISION and not a.missing() for a in assessments)
    return found is not None and bool(found.circumstance) and not answered
