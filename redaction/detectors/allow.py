"""The organisation's own values, which are found and by default left readable."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ..findings import Span
from .learned import Never
from .phones import international
from .plain import Reading, plain
from .terms import Term, TermList
from .validators import digits_of

ALLOW_LIST = "allow-list"
IN_DUTY = "in-duty"
"""Why a span is not proposed: it is the organisation's own value, or an address at which its people work."""


@dataclass(frozen=True, slots=True)
class AllowList:
    """Strings (names, numbers, addresses) and e-mail domains of the organisation, and what it has learned."""

    strings: tuple[str, ...] = ()
    email_domains: tuple[str, ...] = ()
    never: tuple[Never, ...] = ()

    @classmethod
    def of(cls, profile: Mapping[str, Any]) -> AllowList:
        """The allow-list of an organisation's profile (see ``resources/profiles``)."""
        lists = (profile[key] for key in ("addresses", "phones", "emails", "allow"))
        strings = [profile["name"], profile["legal_entity"], profile["orgnr"], *(s for part in lists for s in part)]
        return cls(tuple(dict.fromkeys(strings)), tuple(profile["email_domains"]))


def apply(allow: AllowList, text: str, read: Iterable[Reading], spans: Iterable[Span]) -> list[Span]:
    """The spans, with those that are the organisation's own no longer proposed.

    ``text`` is the original, ``read`` the same as ``terms.readings`` folds it.
    """
    spans = list(spans)
    if not spans or allow == AllowList():
        return spans
    ready = _ready(allow)
    places = ready.places(read)
    return [_judged(span, ready.reason(span, text, places)) for span in spans]


def _judged(span: Span, reason: str) -> Span:
    return replace(span, proposed=False, why_not=reason) if reason else span


class _Ready:
    """An allow-list made ready for searching."""

    def __init__(self, allow: AllowList) -> None:
        self._strings = TermList(Term(s) for string in allow.strings for s in _spellings(string))
        self._values = {(category, key(s)) for category, key in _KEYS.items() for s in allow.strings if key(s)}
        self._domains = tuple(domain.casefold().lstrip("@") for domain in allow.email_domains)

    def places(self, read: Iterable[Reading]) -> list[tuple[int, int]]:
        """Where the strings stand, by place, none inside another."""
        places: list[tuple[int, int]] = []
        for start, end in sorted({(s.start, s.end) for s in self._strings.find_in(read)}, key=lambda p: (p[0], -p[1])):
            if not places or end > places[-1][1]:
                places.append((start, end))
        return places

    def reason(self, span: Span, text: str, places: list[tuple[int, int]]) -> str:
        """Why the span is left readable; "" if it is not."""
        written = plain(text[span.start : span.end]).text
        key = _KEYS.get(span.category)
        if key and (span.category, key(written)) in self._values:
            return ALLOW_LIST
        if _lies_in(span, places):
            return ALLOW_LIST
        domain = written.casefold().rpartition("@")[2].strip()
        own = any(domain == d or domain.endswith(f".{d}") for d in self._domains)
        return IN_DUTY if span.category == "EMAIL" and own else ""


def _lies_in(span: Span, places: list[tuple[int, int]]) -> bool:
    at = bisect_right(places, span.start, key=lambda place: place[0]) - 1
    return at >= 0 and span.end <= places[at][1]


_POSTAL_CODE = re.compile(r"\b([0-9]{3} ?[0-9]{2} (?=[^\W\d]))")
_ready = lru_cache(maxsize=8)(_Ready)


def _spellings(string: str) -> set[str]:
    """The string, also without its commas and with a country before its postal code."""
    written = {string, string.replace(",", "")}
    return written | {_POSTAL_CODE.sub(rf"{country}\1", s) for s in written for country in ("SE-", "S-")}


def _organisation_key(written: str) -> str | None:
    """The ten digits of an organisation number, with 16 before or as a VAT number."""
    digits = digits_of(written)
    if written.upper().startswith("SE") and len(digits) == 12:
        return digits[:10]
    return digits[-10:] if len(digits) == 10 or (len(digits) == 12 and digits.startswith("16")) else None


def _phone_key(written: str) -> str | None:
    return international(written) if re.fullmatch(r"[+0(][0-9 ()/.\n-]+", written) else None


_KEYS: Mapping[str, Callable[[str], str | None]] = {"ORGNR": _organisation_key, "PHONE": _phone_key}
"""What makes two writings of a value the same, where it is more than case and blanks."""
