"""What stands in a box instead of masked words: exactly what the proof says, drawn by us, in the box and once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from redaction.geometry import Rect
from redaction.report import CheckResult, ProvenMark

from . import reading
from .base import Evidence, outcome

NAME = "replacements"

OPERATORS = "BDC BMC EMC Tm Tf Tj TJ"


@dataclass(frozen=True, slots=True)
class Said:
    """What one of our marks for readers shows (white space left out), and where it begins (PDF space)."""

    text: str
    x: float
    y: float


def shown(evidence: Evidence) -> CheckResult:
    """Each box that says something instead of its words says that, and no box of the page says anything else."""
    pages: list[int] = []
    for number, marks in evidence.by_page.items():
        if any(mark.printed or mark.replacement for mark in marks) and not _as_told(evidence, number, marks):
            pages.append(number)
    return outcome(NAME, pages)


def _as_told(evidence: Evidence, number: int, marks: Sequence[ProvenMark]) -> bool:
    space, left = evidence.spaces[number], list(said(evidence.pdf.pages[number]))
    for mark in marks:
        areas = [space.to_pdf(rect) for rect in mark.rects]
        own = [one for one in left if any(_in(area, one) for area in areas)]
        if mark.printed:
            fitting = next((one for one in own if one.text == mark.printed), None)
            if fitting is None:
                return False
            left.remove(fitting)
    others = {text for mark in marks if not mark.replacement for text in mark.says}
    return all(one.text in others for one in left)


def _in(area: Rect, one: Said) -> bool:
    return area.grown(0.5).contains(one.x, one.y)


def said(page: Any) -> Iterator[Said]:
    """What each of our marks of a mask draws, by the map of its font."""
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    depth, text, at, decode = 0, "", (0.0, 0.0), dict[int, str]()
    for step in pikepdf.parse_content_stream(page, OPERATORS):
        operator, operands = str(step.operator), list(step.operands)
        if operator in ("BDC", "BMC"):
            depth += bool(depth) or (operands[0] == Name.Span)
        elif operator == "EMC" and depth:
            depth -= 1
            if not depth and text:
                yield Said("".join(text.split()), *at)
                text = ""
        elif operator == "Tm" and depth:
            at = float(operands[4]), float(operands[5])
        elif operator == "Tf":
            decode = _map(fonts.get(str(operands[0])))
        elif operator in ("Tj", "TJ") and depth:
            raw = b"".join(reading.strings(operands[-1]))
            text += "".join(decode.get(code, "?") for code in reading.pairs(raw))


def _map(font: Any) -> dict[int, str]:
    given = font.get("/ToUnicode") if isinstance(font, Dictionary) else None
    return reading.table(given.read_bytes()) if isinstance(given, Stream) else {}
