"""A reservation (förbehåll, OSL 10:14): what would be secret is handed out to one known person who may not pass it on.

It is made for each group of information by itself, never for a document as a whole (RÅ 2007 not 45), and it can be
appealed as a refusal (OSL 6:7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .ids import AssessmentId, DeliveryId, PersonId


@dataclass(frozen=True, slots=True)
class Reservation:
    """What is handed out under it is the delivery; ``text`` is what the recipient may not do. Time in UTC."""

    delivery_id: DeliveryId
    recipient: str
    text: str
    made_by: PersonId
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Reserved:
    """A group of information that is open under the reservation (its assessment in that delivery), and why it holds."""

    delivery_id: DeliveryId
    assessment_id: AssessmentId
    why: str
