"""One thing that a file holds and its pages do not show, and what its kinds are called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

CATALOGUE = ("catalogues", "unseen.toml")
LONGEST = 20_000
"""So many characters of one thing are put on a page; of what is longer it is told how much more there is."""
_BLANKS = re.compile(r"[ \t\u00a0]+")
_LETTERS = re.compile(r"[\W_]+")
_FEEDS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """``kind`` is a code of the catalogue, ``text`` what it says, ``who`` wrote it and ``when`` (as the file says it).

    ``page`` counts from 1 and is None where it belongs to no page; ``near`` are the words that it stands at; ``name``
    is that of a property or a field.
    """

    kind: str
    text: str
    who: str = ""
    when: str = ""
    page: int | None = None
    near: str = ""
    name: str = ""

    @property
    def digest(self) -> str:
        """The same for all that say the same in another file: such things are judged once."""
        said = "\n".join(("unseen", self.kind, self.name, self.who, self.text))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def tidy(text: str) -> str:
    """The words of a text with single blanks, line by line; lines without words are left out."""
    return _FEEDS.sub("\n", _BLANKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def plain(text: str) -> str:
    """The letters and digits of a text alone, in small letters: the same however its lines are broken."""
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@cache
def kinds() -> dict[str, str]:
    """Titles of the kinds by code, in the order of the appendix."""
    return dict(resources.each(lambda row: (str(row["code"]), str(row["title"])), "kind", *CATALOGUE))


@cache
def properties() -> dict[str, str]:
    """What properties of a file are called, by their names in small letters."""
    return dict(resources.each(lambda row: (str(row["code"]), str(row["label"])), "property", *CATALOGUE))


@cache
def about() -> frozenset[str]:
    """Titles of the properties that say what the file is about."""
    return frozenset(
        str(row["label"]) for row in resources.each(dict, "property", *CATALOGUE) if row.get("about", False)
    )


@cache
def residues() -> dict[str, frozenset[str]]:
    """By kind the names, in small letters, of what programs leave and nobody wrote."""
    rows = resources.each(lambda row: (str(row["code"]), frozenset(map(str, row["names"]))), "residue", *CATALOGUE)
    return dict(rows)


@cache
def words() -> dict[str, Any]:
    """The appendix' own words."""
    return dict(resources.table(*CATALOGUE)["page"])


def property_item(name: str, value: str) -> Item | None:
    """A property of a file as a thing to judge; None for what programs leave, and for one without words."""
    plain = name.rpartition(":")[2].lstrip("/").casefold()
    text = tidy(value)
    told = bool(text) and plain not in residues()["property"]
    return Item("property", text, name=properties().get(plain, name)) if told else None
