"""All that the burn needs, as one picklable value; its hash is what the reviewer signs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from .geometry import Rect
from .marks import Level, MarkKind


@dataclass(frozen=True, slots=True)
class PlannedMark:
    """A mask to burn in: number in the schedule (from 1), page (from 0), rectangles in page space.

    ``label`` is printed in the box where it fits (the number of the ground); ``spoken`` is what a reader
    hears instead of the box. ``text`` is what verification looks for; it never enters a hash or a proof. ``lines``
    says whether lines and curves that only touch the area go too; None: under an area drawn by hand yes (straight rules
    go on outside it), under words no. ``replacement`` is printed after the label where it fits.
    """

    number: int
    page: int
    rects: tuple[Rect, ...]
    kind: MarkKind
    label: str = ""
    category: str = ""
    provision: str = ""
    spoken: str = ""
    text: str = field(default="", repr=False)
    lines: bool | None = None
    level: Level = Level.MASKED
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """What to mask in one working PDF, and how.

    ``terms`` are masked wherever they occur in the file (``utlamna mask``; in the office's own work marks
    name each place). ``hide_lengths`` gives every text mask a constant width. ``made_at`` is an ISO 8601
    time in UTC: the only date that enters the output. ``stamp`` is what stands on every page before its number, "" for
    no stamp.
    """

    working_sha256: str
    marks: tuple[PlannedMark, ...]
    terms: tuple[str, ...] = field(default=(), repr=False)
    hide_lengths: bool = False
    label: str = ""
    made_at: str = "1980-01-01T00:00:00Z"
    stamp: str = ""

    def hash(self) -> str:
        """SHA-256 (hex) over the plan in canonical JSON; the masked words themselves are not in it."""
        body = {
            "working": self.working_sha256,
            "hide_lengths": self.hide_lengths,
            "label": self.label,
            **({"stamp": self.stamp} if self.stamp else {}),
            "marks": [
                [m.number, m.page, [list(r.rounded()) for r in m.rects], m.kind.value, m.label, m.category, m.provision]
                + ([] if m.lines is None else [m.lines])
                + ([] if m.level is Level.MASKED else [m.level.value, m.replacement])
                for m in self.marks
            ],
        }
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()
