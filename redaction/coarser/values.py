"""Dates, numbers and addresses made coarser; each rule reads a text and gives what its sentence is filled with."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

import resources

from . import grid

Filling = Mapping[str, object]

MONTHS: tuple[str, ...] = tuple(resources.table("catalogues", "generalisations.toml")["generalisations"]["months"])

_FULL_YEAR = r"(?:1[89]|20)\d{2}"
_DATE = re.compile(
    rf"(?<!\d)(?P<year>{_FULL_YEAR})[-/. ]?(?P<month>0[1-9]|1[0-2])(?:[-/. ]?(?P<day>\d{{2}}))?(?!\d)"
)
_WRITTEN = re.compile(rf"(?P<month>{'|'.join(m[:3] for m in MONTHS)})[a-z]*\.?\s+(?P<year>{_FULL_YEAR})", re.IGNORECASE)
_YEAR = re.compile(rf"(?<!\d){_FULL_YEAR}(?!\d)")
_BORN = re.compile(
    r"(?<!\d)(?P<century>1[89]|20)?(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})(?P<sign>[-+ –]?)[\dA-Z]\d{3}(?!\d)"
)
_AMOUNT = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:[   ]\d{3})+|\d+)(?:[.,]\d+)?(?P<unit>\s*[^\W\d_][\w/]*)?")
_STREET = re.compile(r"^\W*(?P<street>[^\W\d_][^\d,\n]*?)\s*\d")
_POSTAL = re.compile(r"(?<!\d)(?P<digits>\d{3} ?\d{2})(?!\d)[ ,]*(?P<town>[^\W\d_][^\d,\n]*)?")
_PLACE = re.compile(r"^\W*(?P<municipality>[^\W\d_]+)\s+\S")


def _grid(text: str, size: int, today: date) -> Filling | None:
    found = grid.corner(text, size)
    return {"size": size, "north": found[0], "east": found[1]} if found else None


def born(text: str, today: date) -> date | None:
    """The day of birth in a personal identity number or coordination number; None where there is none."""
    match = _BORN.search(text)
    if match is None:
        return None
    year = int(match["year"])
    if match["century"]:
        year += 100 * int(match["century"])
    else:
        year += 100 * (today.year // 100)
        year -= 100 * (year > today.year)
        year -= 100 * (match["sign"] == "+")
    day = int(match["day"])
    try:
        return date(year, int(match["month"]), day - 60 if day > 60 else day)
    except ValueError:
        return None


def _born(text: str, size: int, today: date) -> Filling | None:
    day = born(text, today)
    return {"low": day.year // size * size} if day else None


def _age(text: str, size: int, today: date) -> Filling | None:
    day = born(text, today)
    if day is None or day > today:
        return None
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    low = age // size * size
    return {"low": low, "high": low + size - 1}


def _month(text: str, size: int, today: date) -> Filling | None:
    match = _DATE.search(text)
    if match:
        return {"month": MONTHS[int(match["month"]) - 1], "year": match["year"]}
    written = _WRITTEN.search(text)
    if written is None:
        return None
    name = next(m for m in MONTHS if m.startswith(written["month"].casefold()))
    return {"month": name, "year": written["year"]}


def _year(text: str, size: int, today: date) -> Filling | None:
    match = _DATE.search(text)
    year = match["year"] if match else next(iter(_YEAR.findall(text)), "")
    return {"low": int(year) // size * size} if year else None


def _number(text: str) -> tuple[float, str] | None:
    match = _AMOUNT.search(text)
    if match is None or _DATE.search(text) or _WRITTEN.search(text) or _YEAR.fullmatch(text.strip()):
        return None
    unit = (match["unit"] or "").strip()
    number = float(re.sub(r"\s", "", match["number"]))
    return (number, f" {unit}" if unit else "") if number >= 10 else None


def _spaced(number: float) -> str:
    """A number as Swedish papers write it, thousands parted by blanks."""
    return f"{number:,.0f}".replace(",", " ")


def _rounded(text: str, size: int, today: date) -> Filling | None:
    found = _number(text)
    if found is None:
        return None
    step = 10 ** (math.floor(math.log10(found[0])) + 1 - size)
    return {"value": _spaced(math.floor(found[0] / step + 0.5) * step), "unit": found[1]}


def _between(text: str, size: int, today: date) -> Filling | None:
    found = _number(text)
    if found is None:
        return None
    step = 10 ** (math.floor(math.log10(found[0])) + 1 - size)
    low = math.floor(found[0] / step) * step
    return {"low": _spaced(low), "high": _spaced(low + step), "unit": found[1]}


def _street(text: str, size: int, today: date) -> Filling | None:
    match = _STREET.search(text)
    return {"street": " ".join(match["street"].split())} if match else None


def _town(text: str, size: int, today: date) -> Filling | None:
    match = _POSTAL.search(text)
    return {"town": " ".join(match["town"].split()).title()} if match and match["town"] else None


def _postal(text: str, size: int, today: date) -> Filling | None:
    match = _POSTAL.search(text)
    return {"first": match["digits"][:size]} if match else None


def _municipality(text: str, size: int, today: date) -> Filling | None:
    match = _PLACE.search(text)
    return {"municipality": match["municipality"].title()} if match else None


WAYS: Mapping[str, Callable[[str, int, date], Filling | None]] = {
    "grid": _grid,
    "born": _born,
    "age": _age,
    "month": _month,
    "year": _year,
    "rounded": _rounded,
    "between": _between,
    "street": _street,
    "town": _town,
    "postal": _postal,
    "municipality": _municipality,
}
"""The rules by name: text, step and today's date (for ages and centuries) to what fills the sentence, None: unread."""
