"""The recipe of a masked copy: clean, find, burn, rebuild, verify; a file comes out only where everything passed."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from string import hexdigits

import pikepdf
import pypdfium2

from . import matching, ocr, verify
from .burning import archive, burn, raster, sanitise, stamping
from .burning import search as looking
from .burning.lettering import Lettering, RasterPage, boxes_of, label_of
from .burning.phrases import Phrase
from .burning.sanitise import Normalised, Sheet
from .burning.search import Search
from .crew import ALONE, Crew
from .errors import StillReadable, WrongSource
from .geometry import Rect
from .matching import Term
from .pictures import repacked
from .pictures.unseen import Unseen
from .plan import RedactionPlan
from .report import CheckResult, Proof, ProvenMark, Stamp

Progress = Callable[[int, int, str], None]

ENGINES = ("utlamna", "PyMuPDF", "pikepdf", "pypdfium2", "Pillow", "fonttools")
LINES_WHOLE = "lines-masked-whole"
"""Counted in the proof where lengths are hidden: lines that could not be set anew."""

STUCK, SLANTED = "letters-stayed", "slanted-line"
"""Why a page became a picture before anything was checked; else the name of the check that failed on it says why."""

UNSEEN = "unseen-pixels"
"""Counted in the proof: pictures that held parts which no page shows."""

ROUNDS = 3
"""How often pages that fail are turned into pictures and tried again."""


def silent(done: int, total: int, phase: str) -> None:
    """The progress that nobody listens to."""


def mask(
    source: Path,
    plan: RedactionPlan,
    target: Path,
    password: str | None = None,
    progress: Progress = silent,
    sight: bool = True,
    crew: Crew = ALONE,
) -> Proof:
    """Writes the masked copy of a PDF and proves it.

    ``target`` is written only where every check passed, in one move; else nothing is left. Phase codes:
    ``open``, ``sanitise``, ``search``, ``burn``, ``rebuild``, ``verify``, ``sight``. Without ``sight`` the surroundings
    of the marks are not read as pictures, and the proof has not passed: nothing made so may leave the house. ``crew``
    are those who work on parts of a long document at once; the bytes are the same however many they are.

    Raises:
        StillReadable: a check found what should be gone (``page`` from 0, or -1; ``check``).
        PageOutside: a mark names a page or an area that is not there.
        ReplacementUnfit: a mark's box would tell what it hides (``number``).
        WrongSource: the plan names the digest of another file.
        DocumentError: as ``opening.open_structure``.
    """
    _refuse_another(source, plan.working_sha256)
    collecting = gc.isenabled()
    gc.disable()  # the letters of a page are thousands of small values without circles: counting references is enough
    try:
        return _in_folder(source, plan, target, password, progress, sight, crew)
    finally:
        if collecting:
            gc.enable()


def _in_folder(
    source: Path,
    plan: RedactionPlan,
    target: Path,
    password: str | None,
    progress: Progress,
    sight: bool,
    crew: Crew,
) -> Proof:
    with tempfile.TemporaryDirectory(prefix="mask-", dir=target.parent, ignore_cleanup_errors=True) as folder:
        made, proof = _make(source, plan, Path(folder), password, progress, sight, crew)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.replace(target)
    return proof


def _make(
    source: Path,
    plan: RedactionPlan,
    folder: Path,
    password: str | None,
    progress: Progress,
    sight: bool,
    crew: Crew,
) -> tuple[Path, Proof]:
    working, burnt, made = folder / "working.pdf", folder / "burnt.pdf", folder / "made.part"
    terms = matching.terms(plan.terms)
    clean = sanitise.normalise(source, working, password, progress, terms)
    search = looking.find(working, plan, terms, clean.sheets, crew, progress)
    outcome = burn.apply(working, burnt, search, clean.sheets, crew, progress)
    repacked.pictures(burnt, working, [n for n in sorted(search.pages) if clean.sheets[n].traits.images])
    why = dict.fromkeys((number for number, work in search.pages.items() if work.slanted), SLANTED)
    why |= dict.fromkeys(outcome.stuck, STUCK)
    pictures, beside = set(why), set[int]()
    marks = _proven(search, clean)
    for left in reversed(range(ROUNDS)):
        drawn = raster.pages(working, sorted(pictures), search.pages)
        stamps = _stamps(burnt, plan, clean, search, drawn, beside)
        paint = Lettering(search.pages, clean.sheets, drawn, {stamp.page: stamp for stamp in stamps})
        unseen = sanitise.rebuild(burnt, made, clean.sheets, plan.made_at, paint, pictures, progress)
        pdfa = archive.attempt(made, plan.made_at)
        evidence = _evidence(made, working, plan, terms, search, clean, marks, pictures, outcome.lost, unseen)
        evidence.sight, evidence.pdfa, evidence.stamps = sight, pdfa, stamps
        checks = verify.run(evidence, crew, progress)
        crowded = {page for c in checks if c.name == verify.STAMP and not c.passed for page in c.pages} - beside
        wrong = [c for c in reversed(checks) if not c.passed and c.name != verify.STAMP]
        failing = {page: c.name for c in wrong for page in c.pages if page not in pictures}
        if not (failing or crowded) or not left:
            break
        beside |= crowded
        why |= failing
        pictures |= failing.keys()
    _refuse_failed(checks)
    absent = tuple(k for k in range(len(terms)) if k not in search.seen)
    proof = Proof(
        source_sha256=_sha256(source),
        output_sha256=_sha256(made),
        plan_hash=plan.hash(),
        engines=engines(sight),
        checks=checks,
        marks=marks,
        raster_pages=tuple(sorted(pictures)),
        raster_why=tuple(why[number] for number in sorted(pictures)),
        dropped=dict(sorted((clean.dropped + _lines(search) + Counter({UNSEEN: unseen.pictures})).items())),
        terms_absent=absent,
        hide_lengths=plan.hide_lengths,
        labels=tuple(sorted(_labels(plan))),
        pdfa=pdfa,
        pages=len(clean.sheets),
        made_at=plan.made_at,
        stamps=stamps,
    )
    return made, proof


def _stamps(
    burnt: Path,
    plan: RedactionPlan,
    clean: Normalised,
    search: Search,
    drawn: Mapping[int, RasterPage],
    beside: Collection[int],
) -> tuple[Stamp, ...]:
    """Where the stamp of each page stands."""
    pictures = {number: page.picture for number, page in drawn.items()}
    return stamping.placed(burnt, plan.stamp, clean.sheets, search.pages, pictures, beside)


def engines(sight: bool) -> dict[str, str]:
    """The libraries at work and their versions, pdfium's and Tesseract's own among them."""
    found = {name: version(name) for name in ENGINES}
    found |= {"qpdf": pikepdf.__libqpdf_version__, "pdfium": str(pypdfium2.PDFIUM_INFO.build)}
    return found | ({"tesserocr": version("tesserocr"), "Tesseract": ocr.engine()} if sight else {})


def _labels(plan: RedactionPlan) -> set[str]:
    ours = (plan.label, *(text for m in plan.marks for text in (m.label, m.spoken)))
    return {"".join(text.split()) for text in ours if text}


def _proven(search: Search, clean: Normalised) -> tuple[ProvenMark, ...]:
    return tuple(
        ProvenMark(
            phrase.number,
            number,
            boxes,
            phrase.kind.value,
            phrase.category,
            phrase.provision,
            phrase.number in work.reset,
            tuple("".join(text.split()) for text in (*phrase.labels, phrase.spoken) if text.strip()),
            lines_kept=not phrase.lines_too,
            replacement=phrase.replacement,
            printed=_printed(phrase, clean.sheets[number]),
        )
        for number, work in sorted(search.pages.items())
        for phrase, boxes in boxes_of(work, clean.sheets[number])
    )


def _printed(phrase: Phrase, sheet: Sheet) -> str:
    """What the box of a phrase that has a replacement says (white space left out)."""
    label = label_of(phrase, sheet) if phrase.replacement else None
    return "".join(label.text.split()) if label else ""


def _lines(search: Search) -> Counter[str]:
    """How many lines were masked whole because they could not be set anew."""
    return Counter({LINES_WHOLE: sum(work.lines_whole for work in search.pages.values())})


def _evidence(
    made: Path,
    working: Path,
    plan: RedactionPlan,
    terms: Sequence[Term],
    search: Search,
    clean: Normalised,
    marks: Sequence[ProvenMark],
    pictures: set[int],
    lost: dict[int, tuple[Rect, ...]],
    unseen: Unseen,
) -> verify.Evidence:
    cleared: dict[int, Sequence[tuple[float, float, float, float]]] = {}
    for number, work in search.pages.items():
        space = clean.sheets[number].space
        places: list[tuple[float, float, float, float]] = [(g.x0, g.y0, g.x1, g.y1) for g in work.off_page]
        places += [*(a for p in work.phrases for a in (*p.areas, *p.boxes)), *lost.get(number, ()), *work.strips]
        cleared[number] = [
            (space.left + x0, space.top - y1, space.left + x1, space.top - y0) for x0, y0, x1, y1 in places
        ]
    beneath: dict[int, Sequence[Term]] = {}
    for mark in plan.marks:
        beneath[mark.page] = (*beneath.get(mark.page, ()), *matching.terms([mark.text] if mark.text else ()))
    return verify.Evidence(
        made,
        marks,
        terms,
        beneath,
        working,
        cleared,
        frozenset(pictures),
        frozenset(_labels(plan)),
        unseen.touched,
        unseen.doubtful,
    )


def _refuse_another(source: Path, wanted: str) -> None:
    """Refuses a file that is not the one a plan was made for; a plan without a digest (or all zeros) fits any."""
    named = len(wanted) == 64 and set(wanted) <= set(hexdigits) and set(wanted) != {"0"}
    if named and source.is_file() and _sha256(source) != wanted.lower():
        raise WrongSource()


def _refuse_failed(checks: Sequence[CheckResult]) -> None:
    for check in checks:
        if not check.passed and check.note != verify.LEFT_OUT:
            raise StillReadable(page=check.pages[0] if check.pages else -1, check=check.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
