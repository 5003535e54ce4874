"""What every event is, and the bases that say what it is of."""

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
class RequestEvent(Event):
    """An event of one request."""

    request_id: int


@dataclass(frozen=True, slots=True)
class DeliveryEvent(RequestEvent):
    """An event of one delivery."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class DecisionEvent(RequestEvent):
    """An event of one decision."""

    decision_id: int


@dataclass(frozen=True, slots=True)
class DocumentEvent(RequestEvent):
    """An event of one document."""

    document_id: int


@dataclass(frozen=True, slots=True)
class MarkEvent(DocumentEvent):
    """An event of one mark."""

    mark_id: int
