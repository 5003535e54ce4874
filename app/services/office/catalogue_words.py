"""What a field of a row of the catalogue says, in the words of the person who reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.provisions import ContractCap, Provision
from app.texts import N_, _

from . import organisation

CHOICES: dict[str, dict[str, str]] = {
    "kind": {"secrecy": N_("Secrecy"), "limit": N_("A limit of secrecy"), "own-data": N_("Own data")},
    "interest": {"individual": N_("An individual's"), "public": N_("The public's")},
    "emissions": {
        "forbidden": N_("Never masked"),
        "question": N_("A question first"),
        "none": N_("The limit itself"),
    },
    "meddelarfrihet_limited": {
        "yes": N_("Yes"),
        "no": N_("No"),
        "partly": N_("Partly"),
        "unknown": N_("Not known"),
    },
    "confidence": {
        "V": N_("V: read word for word"),
        "V2": N_("V2: secondary source"),
        "H": N_("H: own knowledge, high"),
        "M": N_("M: own knowledge, medium"),
        "L": N_("L: own knowledge, low"),
    },
}
"""The words for each code that a field may hold."""


def choices(field: str) -> dict[str, str]:
    """The codes that a field may hold, with their words; empty for a field that is free."""
    if field == "requisite":
        return organisation.requisites()
    if field == "overrides":
        return organisation.overrides()
    return {code: _(words) for code, words in CHOICES.get(field, {}).items()}


def value(row: Provision | None, field: str) -> str:
    """A field's value for a person to read: lists one to a line, "" for none and for no row."""
    if row is None:
        return ""
    held = getattr(row, field)
    write = next(write for kind, write in _WRITE if isinstance(held, kind))
    return "" if held is None else write(held, choices(field))


def _list(parts: tuple[Any, ...], known: Mapping[str, str]) -> str:
    return "\n".join(known.get(part, part) if isinstance(part, str) else _variant(part) for part in parts)


def _variant(part: Any) -> str:
    requisite = organisation.requisites().get(part.requisite, part.requisite)
    return f"{part.applies_to}: {requisite} {part.requisite_text}".strip()


def _cap(cap: ContractCap, _known: Mapping[str, str]) -> str:
    told = _("{years} years for {what}, else {otherwise} years")
    return told.format(years=cap.years, what=cap.applies, otherwise=cap.otherwise_years)


_WRITE: tuple[tuple[type, Callable[[Any, Mapping[str, str]], str]], ...] = (
    (bool, lambda held, _known: _("Yes") if held else _("No")),
    (str, lambda held, known: known.get(held, held)),
    (tuple, _list),
    (ContractCap, _cap),
    (object, lambda held, _known: str(held)),
)
