"""What an office has learned: strings that in their context are never proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..findings import HARD_STOP, LEARNED, NEVER, TERMS, Evidence, Span
from .plain import folded

OFFICE_NEVER = "office-never"
"""Why a span is not proposed: the office has said that in this context it never is."""
REACH = 60
"""Characters on each side in which the neighbouring word is looked for."""

_BEFORE = re.compile(r"([\w-]+)\W*\Z")
_AFTER = re.compile(r"\W*([\w-]+)")


@dataclass(frozen=True, slots=True)
class Never:
    """A string that is not proposed as ``category`` where ``before`` and ``after`` are its neighbours ("": any).

    ``id`` is the number of the entry in the office's list.
    """

    id: int
    text: str
    category: str
    before: str = ""
    after: str = ""


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a span, folded, "" where none stands near."""
    before, after = _BEFORE.search(text[max(0, start - REACH) : start]), _AFTER.match(text[end : end + REACH])
    return (folded(before[1]).text if before else ""), (folded(after[1]).text if after else "")


def apply(never: Iterable[Never], text: str, spans: list[Span]) -> list[Span]:
    """The spans of a text, with those that the office never wants no longer proposed.

    A clerk's term stands, and so does a hard stop.
    """
    known: dict[tuple[str, str], list[Never]] = {}
    for entry in never:
        known.setdefault((entry.category, _key(entry.text)), []).append(entry)
    return [_judged(span, text, known) for span in spans] if known else spans


def _judged(span: Span, text: str, known: dict[tuple[str, str], list[Never]]) -> Span:
    entries = known.get((span.category, _key(text[span.start : span.end]))) if span.proposed else None
    if not entries or any(e.detector == TERMS or e.pattern == HARD_STOP for e in span.evidence):
        return span
    before, after = around(text, span.start, span.end)
    fits = (e for e in entries if folded(e.before).text in ("", before) and folded(e.after).text in ("", after))
    entry = next(fits, None)
    if entry is None:
        return span
    why = Evidence(LEARNED, NEVER, None, str(entry.id))
    return replace(span, proposed=False, why_not=OFFICE_NEVER, evidence=(*span.evidence, why))


def _key(text: str) -> str:
    return folded(text).text.strip()
