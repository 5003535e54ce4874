"""The file of marks that ``utlamna mask`` reads: taken at its word, for a mark not understood is a mask missing."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from app.domain.errors import Refused
from redaction import replacements
from redaction.geometry import Rect, normal
from redaction.marks import Level, MarkKind
from redaction.plan import PlannedMark, RedactionPlan

KEYS = {"terms": list, "regions": list, "hide_lengths": bool, "label": str, "stamp": str}
"""What may stand in the file, and of which kind; every key may be left out."""


def load(file: Path) -> dict[str, Any]:
    """Reads the file. Raises Refused where it is not JSON of the form described."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused("marks-not-understood") from error
    known = isinstance(raw, dict) and all(key in KEYS and isinstance(raw[key], KEYS[key]) for key in raw)
    if not known or not all(isinstance(term, str) for term in raw.get("terms", ())):
        raise Refused("marks-not-understood")
    return dict(raw)


def plan(source_sha256: str, raw: dict[str, Any]) -> RedactionPlan:
    """The plan that the file describes.

    Raises Refused where a region has no page or no place, or what its box says instead of its words is not fit.
    """
    label = raw.get("label", "")
    marks = tuple(_mark(number, region, label) for number, region in enumerate(raw.get("regions", ()), start=1))
    terms = tuple(term for term in raw.get("terms", ()) if term.strip())
    return RedactionPlan(source_sha256, marks, terms, raw.get("hide_lengths", False), label, stamp=raw.get("stamp", ""))


def _mark(number: int, region: Any, label: str) -> PlannedMark:
    page = region.get("page") if isinstance(region, dict) else None
    rect = region.get("rect") if isinstance(region, dict) else None
    if not isinstance(page, int) or isinstance(page, bool):
        raise Refused("marks-not-understood")
    if not isinstance(rect, list) or len(rect) != 4 or not all(_is_number(value) for value in rect):
        raise Refused("marks-not-understood")
    lines = region.get("lines")
    if lines is not None and not isinstance(lines, bool):
        raise Refused("marks-not-understood")
    level, replacement = region.get("level", Level.MASKED.value), region.get("replacement", "")
    if level not in set(Level) or not isinstance(replacement, str):
        raise Refused("marks-not-understood")
    found = replacements.fault(Level(level), replacement)
    if found:
        raise Refused(found, most=replacements.LONGEST)
    place = Rect(*normal(*map(float, rect)))
    said = f"[Ersatt: {replacement}]" if replacement else ""
    return PlannedMark(
        number, page, (place,), MarkKind.AREA, label, "", "", said, "", lines, Level(level), replacement
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
