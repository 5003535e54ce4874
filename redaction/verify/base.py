"""What a check gets to see, and how a check that cannot run counts as failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2

from redaction.matching import Term
from redaction.opening import space_of_object
from redaction.report import CheckResult, ProvenMark
from redaction.space import Space

from .reading import Reader

Progress = Callable[[int, int, str], None]

LEFT_OUT = "not-run:left-out"
"""The note of a check that was left out because the caller wanted it so; it has not passed."""


def silent(done: int, total: int, phase: str) -> None:
    """The progress that nobody listens to."""


@dataclass
class Evidence:
    """A masked file, what it was made from, and what must not be in it.

    ``reference`` is the source with its hidden carriers gone and its pages upright, before the burn (None when
    a delivered file is tried again by its proof alone); ``raster`` are pages that became pictures. ``sight`` is
    whether the surroundings of the marks are read as pictures; ``progress`` is for a check that takes long.
    """

    output: Path
    marks: Sequence[ProvenMark]
    terms: Sequence[Term] = ()
    hidden_texts: Sequence[Term] = ()
    reference: Path | None = None
    cleared: dict[int, Sequence[tuple[float, float, float, float]]] = field(default_factory=dict)
    raster: frozenset[int] = frozenset()
    labels: frozenset[str] = frozenset()
    sight: bool = True
    progress: Progress = silent

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The masked file's objects."""
        return pikepdf.open(self.output)

    @cached_property
    def shown(self) -> pypdfium2.PdfDocument:
        """The masked file as pdfium reads it."""
        return pypdfium2.PdfDocument(self.output)

    @cached_property
    def before(self) -> pypdfium2.PdfDocument:
        """The reference as pdfium reads it."""
        return pypdfium2.PdfDocument(self.reference)

    @cached_property
    def spaces(self) -> list[Space]:
        """The space of each page of the masked file."""
        return [space_of_object(page.obj) for page in self.pdf.pages]

    @cached_property
    def reader(self) -> Reader:
        """Our own reading of the masked file's text operators."""
        return Reader()

    @cached_property
    def by_page(self) -> dict[int, list[ProvenMark]]:
        """The marks of each page."""
        found: dict[int, list[ProvenMark]] = {}
        for mark in self.marks:
            found.setdefault(mark.page, []).append(mark)
        return found

    def close(self) -> None:
        """Lets the files go."""
        for name in ("pdf", "shown", "before"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()


Check = Callable[[Evidence], CheckResult]


def tried(name: str, check: Check, evidence: Evidence) -> CheckResult:
    """The outcome of a check; one that raises has failed, whatever the reason."""
    try:
        return check(evidence)
    except Exception as error:  # a check that could not run proves nothing
        return CheckResult(name, False, note=f"not-run:{type(error).__name__}")


def outcome(name: str, pages: Sequence[int], note: str = "") -> CheckResult:
    """Passed where no page was found; ``found`` counts what was."""
    return CheckResult(name, not pages, len(pages), tuple(sorted(set(pages))), note)
