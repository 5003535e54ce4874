"""What is known of the recipient's coming use: tested last, once for all personal data that a delivery leaves in sight.

OSL 21:7 asks whether the data can be assumed to be processed against the data protection rules after the release.
The normal answer is that no concrete circumstance speaks for it, and then nobody is asked anything. Only a circumstance
that somebody can name opens the chain: which rule would be broken, and whether a question is justified (law.md 1.5).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from .ids import DeliveryId, PersonId


@dataclass(frozen=True, slots=True)
class RecipientTest:
    """What was found for a delivery, by whom and when (UTC); that nothing is known covers the ``documents`` (ids) that
    were there, a named circumstance all that come.

    ``circumstance`` is "" where none is known; ``rule`` is the one that would be broken, ``asks`` whether a question to
    the requester is justified.
    """

    delivery_id: DeliveryId
    documents: tuple[int, ...]
    circumstance: str
    rule: str
    asks: bool
    given_by: PersonId
    given_at: datetime

    def covers(self, documents: Collection[int]) -> bool:
        """Whether it speaks of all these documents of the delivery."""
        return bool(self.circumstance) or set(documents) <= set(self.documents)
