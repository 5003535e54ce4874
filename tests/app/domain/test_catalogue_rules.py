"""Every rule of a row is held to: what breaks it is told with its field, and the shipped rows break none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.catalogue_rules import faults
from app.domain.provisions import ContractCap, Variant
from app.services.office import editions, organisation

SHIPPED, KNOWN = organisation.shipped(), editions.vocabulary()
ROW = SHIPPED["OSL 31:16"]


def test_the_shipped_rows_hold() -> None:
    """Nothing is wrong with what the program brings."""
    assert faults(SHIPPED.values(), KNOWN) == ()


@pytest.mark.parametrize(("changed", "field", "code"), [
    ({"id": "GDPR"}, "id", "id"),
    ({"id": "OSL 21:16"}, "chapter", "chapter"),
    ({"heading": " "}, "heading", "empty"),
    ({"source": ""}, "source", "empty"),
    ({"confidence": "säker"}, "confidence", "choice"),
    ({"kind": "other"}, "kind", "choice"),
    ({"interest": "both"}, "interest", "choice"),
    ({"meddelarfrihet_limited": "ja"}, "meddelarfrihet_limited", "choice"),
    ({"requisite": "RAK"}, "requisite", "choice"),
    ({"requisite": "INGEN", "reservation_possible": False}, "requisite", "no-secrecy"),
    ({"requisite": "ABSOLUT"}, "reservation_possible", "reservation"),
    ({"requisite": "ABSOLUT", "reservation_possible": False}, "requisite_text", "absolute"),
    ({"requisite_text": ""}, "requisite_text", "empty"),
    ({"letter_line": ""}, "letter_line", "empty"),
    ({"questions": ("",)}, "questions", "empty"),
    ({"emissions": "question"}, "emissions", "emissions"),
    ({"overrides": ("consent",)}, "overrides", "choice"),
    ({"variants": (Variant("Någon", "RAK", ""),)}, "variants", "choice"),
    ({"max_years": 0}, "max_years", "years"),
    ({"contract_cap": ContractCap(0, "avtal")}, "contract_cap", "years"),
    ({"retired": True}, "retired_why", "empty"),
])  # fmt: skip
def test_a_row_that_cannot_be_used_is_told_with_its_field(changed: dict[str, object], field: str, code: str) -> None:
    """One thing is wrong, and that thing is told."""
    found = faults([replace(ROW, **changed)], KNOWN)  # type: ignore[arg-type]
    assert (field, code) in [(fault.field, fault.code) for fault in found]
