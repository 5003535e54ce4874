"""The rules that controls of the window rest on: what the law asks of the one who uses them, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from resources import each


@dataclass(frozen=True, slots=True)
class ControlRule:
    """One control's rule with its paragraph; ``confidence`` as in the catalogue of provisions."""

    code: str
    rule: str
    source: str
    confidence: str


@cache
def rules() -> Mapping[str, ControlRule]:
    """The rules by the code of their control."""
    return {made.code: made for made in each(lambda row: ControlRule(**row), "control", "catalogues", "controls.toml")}
