"""The kinds of things that can be found, as the catalogue names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import resources


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of finding: its code, the letter in a mark's frame, its names, and whether it is proposed by default.

    ``personal`` tells that such a value says who somebody is, ``area`` that it is no text: what lies in its place,
    pixels and lines too, goes when it is masked.
    """

    code: str
    letter: str
    sv: str
    en: str
    proposed: bool
    personal: bool = False
    area: bool = False

    @property
    def why_not(self) -> str:
        """The code that a finding carries which is not proposed because of its kind; "" where it is."""
        return "" if self.proposed else "not-personal"


CATEGORIES: Mapping[str, Category] = {
    made.code: made for made in resources.each(lambda row: Category(**row), "category", "catalogues", "categories.toml")
}
