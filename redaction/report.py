"""What was checked in a masked copy, with which engines, and how it came out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from .geometry import Rect


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: ``found`` counts what should not be there; ``pages`` (from 0) says where."""

    name: str
    passed: bool
    found: int = 0
    pages: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProvenMark:
    """A mask as it stands in the output: number, page (from 0), rectangles in page space, ground.

    ``reset`` is whether the lines it stands on were set anew, so that their spacing does not tell its length. ``says``
    is what may be read in it (white space left out), ``lines_kept`` whether rules that go on outside it may run
    through it, ``replacement`` what stands for its words ("": it is only masked) and ``printed`` what of it and its
    number stands in the box (white space left out; "" where nothing fits).
    """

    number: int
    page: int
    rects: tuple[Rect, ...]
    kind: str
    category: str = ""
    provision: str = ""
    reset: bool = False
    says: tuple[str, ...] = ()
    lines_kept: bool = False
    replacement: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was printed on a page (from 0) of the copy to tell it from all others: the words, and where (page space).

    Where no margin was free the page was made larger: by ``wider`` to the right and by ``taller`` downwards, as it is
    displayed (user space units).
    """

    page: int
    words: str
    rect: Rect
    wider: float = 0.0
    taller: float = 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which they differ, by code, and the pages (from 0) where, if it is on pages.

    Codes: ``source``, ``plan`` (told by the caller), ``pages``, ``sizes``, ``words``, ``looks``, ``bytes`` (nothing
    that a reader sees).
    """

    code: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof that goes with one masked file. It never holds masked text, nor any digest of it.

    ``source_sha256`` is the hash of the file that was masked, ``output_sha256`` that of the copy.
    ``engines`` maps each library to its version. ``raster_pages`` are pages (from 0) that were turned into pictures,
    ``raster_why`` the reason of each (the name of a check, ``letters-stayed`` or ``slanted-line``), ``dropped`` what
    was removed from the file beside the marks (code: count), ``terms_absent`` the positions (from 0) of terms that
    occur nowhere, ``labels`` what may be read in a box (white space left out), ``pdfa`` the level of PDF/A that the
    copy validated as ("2b" or ""), ``pages`` how many there are, ``made_at`` the plan's date (ISO 8601 in UTC),
    ``stamps`` the stamp of every page, none where the copy has no stamps.
    """

    source_sha256: str
    output_sha256: str
    plan_hash: str
    engines: dict[str, str]
    checks: tuple[CheckResult, ...]
    marks: tuple[ProvenMark, ...] = ()
    raster_pages: tuple[int, ...] = ()
    raster_why: tuple[str, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    terms_absent: tuple[int, ...] = ()
    hide_lengths: bool = False
    labels: tuple[str, ...] = ()
    pdfa: str = ""
    pages: int = 0
    made_at: str = ""
    stamps: tuple[Stamp, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether there were checks and every one passed."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    def to_json(self) -> str:
        """The proof as JSON text, ``passed`` first, keys as in the command line's description."""
        return json.dumps(
            {"format": "utlamna-proof-1", "passed": self.passed} | asdict(self), ensure_ascii=False, indent=2
        )


def proof_from_json(text: str) -> Proof:
    """Reads a proof back. Raises ValueError (KeyError, TypeError are turned into it) where it is not one."""
    try:
        raw: dict[str, Any] = json.loads(text)
        if raw.pop("format") != "utlamna-proof-1":
            raise ValueError("not a proof of a known format")
        raw.pop("passed")
        raw["checks"] = tuple(CheckResult(**{**c, "pages": tuple(c["pages"])}) for c in raw["checks"])
        raw["marks"] = tuple(_mark(**m) for m in raw["marks"])
        raw["raster_pages"] = tuple(raw["raster_pages"])
        raw["raster_why"] = tuple(raw.get("raster_why", ()))
        raw["terms_absent"] = tuple(raw["terms_absent"])
        raw["labels"] = tuple(raw.get("labels", ()))
        raw["stamps"] = tuple(Stamp(**{**s, "rect": Rect(*s["rect"])}) for s in raw.get("stamps", ()))
        return Proof(**raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a proof of a known format") from error


def _mark(rects: list[list[float]], says: list[str], **more: Any) -> ProvenMark:
    return ProvenMark(rects=tuple(Rect(*r) for r in rects), says=tuple(says), **more)
