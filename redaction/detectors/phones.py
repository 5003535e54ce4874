"""Telephone numbers that the numbering plans allow, written as people write them; not dates, cases or readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from types import ModuleType

import resources

from ..findings import Evidence, Span
from .base import Labels
from .patterns import words_of

_RUN = re.compile(
    r"[+0(](?<![^\W_].)(?:[0-9]|[ ()/.-](?=[0-9(])|[ )](?=[ (/-]{1,2}[0-9])|-(?=[ \n][0-9])|(?<=-)[ \n](?=[0-9])){6,28}"
)
_GROUPS = re.compile(r"[0-9]+")
_LEAST_DIGITS, _MOST_DIGITS, _MOST_SINGLES = 8, 15, 2
_GLUED = re.compile(r"[0-9][-/.,:=+]\Z")
_NOT_PHONES = re.compile(
    r"0[0-9]-[0-9]{2}-(?:[0-9]{2}|[0-9]{4})\Z"  # 08-12-31
    r"|0[0-9]\.[0-9]{2}\.[0-9]{2,4}\Z"  # 01.02.2026
    r"|0[0-9]{3}-[0-9]{4}\Z"  # 0830-1200; area codes of four digits have longer numbers
    r"|0[0-9]{5}-[0-9]{4}\Z"  # a personnummer
)
_FORMS = (
    ("swedish with country", re.compile(r"\(?(?:\+|00 ?)46")),
    ("foreign with country", re.compile(r"\(?\+")),
    ("digits alone", re.compile("00")),
    ("mobile in one", re.compile(r"07[02369][0-9]{7}\Z")),
    ("swedish", re.compile(r"\(?0[1-9][0-9]{0,2}\)?[ ]?[-/][ \n]?[0-9]{2,3}[0-9 ]*\Z|\(0[1-9][0-9]{0,2}\)")),
    ("swedish", re.compile(r"07[02369][ .-][0-9]{2,3}(?:[ .-]?[0-9]{2,3})+\Z")),
    ("swedish", re.compile(r"0[1-9][0-9]{0,2}(?:[.-][0-9]{2,3}){2,}\Z")),
    ("swedish with blanks", re.compile(r"0[1-9][0-9]{0,2} [0-9]{2,3}(?: ?[0-9]{2,3})+\Z")),
    ("digits alone", re.compile("")),
)
_OUTSIDE = "outside the plan"
_OUTSIDE_PLAN = re.compile(r"\(?0[1-9][0-9]{1,2}\)?[ ]?[-/][ \n]?(?:[0-9]{5,8}|[0-9]{2,3}(?: [0-9]{2,3}){1,3})")
"""How a number is written, by which the catalogue scores it; the first that matches."""


@cache
def _library() -> ModuleType:
    """The numbering plans; loaded when the first number is met."""
    import phonenumbers

    return phonenumbers


@lru_cache(maxsize=4096)
def international(written: str) -> str | None:
    """A number as written, in E.164 form; None where no numbering plan allows it. Without a country it is Swedish."""
    library = _library()
    try:
        number = library.parse(written, "SE")
    except library.NumberParseException:
        return None
    if not library.is_valid_number(number):
        return None
    return str(library.format_number(number, library.PhoneNumberFormat.E164))


class PhoneDetector:
    """Looks at each run of digit groups that begins as a telephone number does."""

    name = "phones"

    def __init__(self) -> None:
        catalogue = resources.table("catalogues", "patterns.toml")
        row, words = catalogue["phone"], catalogue["words"]
        self._labels = Labels.of(*(words_of(row, key, words) for key in ("labels", "against", "units")))
        self._score: dict[str, float] = row["score"]

    def find(self, text: str) -> Iterator[Span]:
        """The longest number that each run begins with; what follows it is looked at anew."""
        end = 0
        run = _RUN.search(text)
        while run:
            # After a slash a number of its own only where a number stands before it, as in 070-1740605/070-1740606.
            glued = _GLUED.search(text[max(0, run.start() - 2) : run.start()]) and run.start() - 1 != end
            span = None if glued else self._number(text, run)
            if span:
                yield span
                end = span.end
            run = _RUN.search(text, span.end if span else run.start() + 1)

    def _number(self, text: str, run: re.Match[str]) -> Span | None:
        start = run.start()
        ends = [end for end in _ends(text, run) if not _NOT_PHONES.match(text[start:end])]
        end = next((end for end in ends if international(text[start:end].replace("\n", ""))), 0)
        outside = 0 if end else next((end for end in ends if _OUTSIDE_PLAN.fullmatch(text[start:end])), 0)
        if not (end or outside) or self._labels.speaks_against(text, start, end or outside):
            return None
        label = self._labels.before(text, start)
        form = _OUTSIDE if outside else next(name for name, pattern in _FORMS if pattern.match(text[start:end]))
        score = self._score[f"{form}, labelled" if label and outside else "labelled" if label else form]
        if text[start] == "(" and ")" not in text[start : end or outside]:
            start += 1
        return Span(start, end or outside, "PHONE", score, (Evidence(self.name, form, None, label),))


def _ends(text: str, run: re.Match[str]) -> list[int]:
    """Where the number may end: after each of the run's groups, the furthest first."""
    ends: list[int] = []
    digits = singles = 0
    for group in _GROUPS.finditer(run[0]):
        digits += len(group[0])
        singles += len(group[0]) == 1
        end = run.start() + group.end()
        if digits > _MOST_DIGITS or singles > _MOST_SINGLES:
            break  # a row of a table, not a number
        if digits >= _LEAST_DIGITS and not text[end : end + 1].isalnum():
            ends.append(end)
    return ends[::-1]
