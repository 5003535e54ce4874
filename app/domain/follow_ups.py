"""Deliveries that the program prepares from an earlier one: more is handed out, or everything is tested anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .ids import DecisionId, DeliveryId


class Because(StrEnum):
    """Why a delivery follows another.

    The company itself releases more (FL 46 §), a court opened what was masked (law.md T22), or sent the case back for a
    new test (T23); or something is open for one recipient under a reservation (OSL 10:14).
    """

    RECONSIDERED = "reconsidered"
    GRANTED = "granted"
    REMANDED = "remanded"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A delivery, the earlier one that it follows, and the decision on that one which led to it."""

    delivery_id: DeliveryId
    earlier_id: DeliveryId
    decision_id: DecisionId | None
    because: Because
