"""What a number in a cell looks like: dates, per cent, and digits behind a mask (ECMA-376 part 1, 18.8.30)."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

_DATE_LETTERS = re.compile(r"[dDyYhHsS]|m(?!\w)|M")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_MASK = re.compile(r"(?!.* ##)[0#?](?:[0#? \-]|\\.|\"[^\"]*\")*[0#?]")
_TIMES = re.compile(r"[hHsS]")
_DAYS = re.compile(r"[dDyY]")
FIRST, FIRST_1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)

BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "yyyy-mm-dd", 16: "yyyy-mm-dd", 17: "yyyy-mm-dd", 18: "hh:mm",
    19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss", 22: "yyyy-mm-dd hh:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip
"""Formats that files name by number alone."""


def shown(value: float, code: str, from_1904: bool = False) -> str:
    """The number as the format shows it; all its digits where the format is of another kind."""
    if not math.isfinite(value):
        return "#FEL!"
    first = code.split(";")[0]
    bare = _QUOTED.sub("", first)
    if "general" not in bare.lower() and _DATE_LETTERS.search(bare) and not re.search(r"[0#]", bare):
        return _date(value, bare, from_1904)
    if "%" in bare:
        return f"{plain(round(value * 100, 10))} %"
    if 0 <= value < 1e15 and value == int(value) and _MASK.fullmatch(first.strip()):
        return _masked(int(value), first.strip())
    return plain(value)


def plain(value: float) -> str:
    """All digits of a number, with a decimal comma and no exponent where it can be done without."""
    if value == int(value) and abs(value) < 1e16:
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")


def _masked(value: int, mask: str) -> str:
    """The digits behind the mask from the right, what stands between them kept: 8101079294 as 810107-9294."""
    digits, made = list(str(value)), list[str]()
    places = re.findall(r"[0#?]|\\.|\"[^\"]*\"|.", mask)
    for at in range(len(places) - 1, -1, -1):
        place = places[at]
        if place in "0#?":
            first = not any(other in "0#?" for other in places[:at])
            if digits:
                made.append(digits.pop())
                if first:
                    made.extend(reversed(digits))
                    digits = []
            elif place == "0":
                made.append("0")
        elif digits or any(other == "0" for other in places[:at]):
            made.append(place.strip('"').removeprefix("\\") if len(place) > 1 else place)
    return "".join(reversed(made))


def _date(value: float, bare: str, from_1904: bool) -> str:
    try:
        moment = (FIRST_1904 if from_1904 else FIRST) + timedelta(days=value)
        moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    except (OverflowError, ValueError):
        return plain(value)
    day = moment.strftime("%Y-%m-%d")
    time = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    if not _DAYS.search(bare) and "M" not in bare.replace("mm:", "") and _TIMES.search(bare):
        return time if 0 <= value < 1 else f"{day} {time}"
    return f"{day} {time}" if _TIMES.search(bare) or value != int(value) else day
