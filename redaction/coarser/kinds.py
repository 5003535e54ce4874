"""The kinds of coarser values in the catalogue, and those that a masked text can be given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import resources

from .. import replacements
from ..marks import Level
from .values import WAYS

CATALOGUE = ("catalogues", "generalisations.toml")


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the catalogue: the rule ``way`` with its step ``size``, for these categories of findings.

    ``text`` is the sentence that the rule fills, ``label`` the kind's name for the one who chooses.
    """

    code: str
    label: str
    way: str
    size: int
    categories: tuple[str, ...]
    text: str

    def fits(self, category: str) -> bool:
        """Whether marks of this category are offered it; those without a category are offered all."""
        return not category or category in self.categories

    def of(self, text: str, today: date) -> str:
        """The coarser value; "" where the rule cannot read the text."""
        filling = WAYS[self.way](text, self.size, today)
        return self.text.format_map(filling) if filling is not None else ""


@dataclass(frozen=True, slots=True)
class Option:
    """A coarser value that a box may say: the kind's code and name, and the words."""

    code: str
    label: str
    text: str


@cache
def kinds() -> tuple[Kind, ...]:
    """The catalogue in its order. Raises BadCatalogue as ``resources.each``."""
    return resources.each(_kind, "kind", *CATALOGUE)


def _kind(row: dict[str, Any]) -> Kind:
    kind = Kind(**{**row, "categories": tuple(row["categories"])})
    if kind.way not in WAYS:
        raise KeyError(kind.way)
    return kind


def options(text: str, category: str, today: date) -> tuple[Option, ...]:
    """What a box over a text may say instead, without what would hold the text or cannot be printed."""
    made = [Option(k.code, k.label, k.of(text, today)) for k in kinds() if text.strip() and k.fits(category)]
    return tuple(o for o in made if o.text and not replacements.fault(Level.GENERALISED, o.text, text, category))
