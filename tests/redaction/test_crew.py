"""A long document is worked on in parts, and nobody can tell from what comes out."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from redaction import mask, verify
from redaction.burning import burn
from redaction.crew import ALONE, LONG, At, Crew, cut, told
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from tests.redaction.sheet import KEPT, SECRET, Sheet, text

PAGES = LONG + 2
FIRST, LAST = SECRET.split()


class Scattered:
    """Three who work apart: parts and results are values, and the last part is done first."""

    size = 3

    def __init__(self) -> None:
        self.parts = 0

    def share(self, task: Callable[..., Any], parts: Sequence[tuple[Any, ...]], at: At) -> list[Any]:
        """As ``Crew.share``."""
        self.parts = max(self.parts, len(parts))
        done = [pickle.dumps(task(*pickle.loads(pickle.dumps(part)), at=at)) for part in reversed(parts)]
        return [pickle.loads(result) for result in reversed(done)]


@pytest.fixture(scope="module")
def long_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The name on every third page and over every page break, a line on each, and a form on two."""
    sheet = Sheet(PAGES)
    for number in range(PAGES):
        letter = f"Brev från {SECRET} om saken" if number % 3 == 0 else "Brev i en annan sak"
        lines = [text(LAST, 60, 740), text(KEPT, 60, 700), text(letter, 60, 650), text(FIRST, 60, 60)]
        if number in (5, 25):
            sheet.resource("/XObject", "/X", sheet.form(text(SECRET, 100, 500)), number)
            lines.insert(1, b"/X Do")
        sheet.pages[number].Contents = sheet.pdf.make_stream(b"\n".join([*lines, b"1 w 50 600 m 500 600 l S"]))
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    path.write_bytes(sheet.bytes())
    return path


def _plan(hide_lengths: bool) -> RedactionPlan:
    area = PlannedMark(1, 30, (Rect(40, 230, 300, 250),), MarkKind.AREA, "1")
    return RedactionPlan("", (area,), (SECRET,), hide_lengths)


@pytest.mark.parametrize("hide_lengths", [False, True])
def test_the_bytes_do_not_tell_how_many_worked(hide_lengths: bool, long_document: Path, tmp_path: Path) -> None:
    """Same original, same plan: same copy and same proof, alone or with others, also for terms over a page break."""
    plan, three = _plan(hide_lengths), Scattered()
    alone = mask.mask(long_document, plan, tmp_path / "alone.pdf", sight=False)
    shared = mask.mask(long_document, plan, tmp_path / "shared.pdf", sight=False, crew=three)
    assert three.parts > 1
    assert (tmp_path / "alone.pdf").read_bytes() == (tmp_path / "shared.pdf").read_bytes()
    assert alone == shared
    again, many = verify.against(tmp_path / "shared.pdf", shared), Scattered()
    assert verify.against(tmp_path / "shared.pdf", shared, many) == again
    assert many.parts > 1
    assert {check.name for check in again if not check.passed} == {"proof"}  # made without sight
    with pypdfium2.PdfDocument(tmp_path / "shared.pdf") as pdf:
        said = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert (said.count(FIRST), said.count(LAST), said.count(KEPT)) == (1, 1, PAGES)


def test_what_is_left_in_any_part_is_found(
    long_document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of the last part that the burn leaves as it was becomes a picture."""
    monkeypatch.setattr(burn, "_burn", _but_for_the_last(burn._burn))
    proof = mask.mask(long_document, _plan(False), tmp_path / "out.pdf", sight=False, crew=Scattered())
    assert proof.raster_pages == (PAGES - 3,)


def _but_for_the_last(done: Callable[..., Any]) -> Callable[..., Any]:
    return lambda document, work, sheet: (True, ()) if work.page == PAGES - 3 else done(document, work, sheet)


@pytest.mark.parametrize(("pages", "size"), [(LONG - 1, 8), (1000, 1)])
def test_a_short_document_or_a_lone_worker_is_not_cut(pages: int, size: int) -> None:
    """Opening a document in another process costs more than a few pages."""
    assert cut(range(pages), _of(size)) == [range(pages)]


@pytest.mark.parametrize("size", [2, 3, 8, 64])
def test_the_parts_are_the_whole_in_order(size: int) -> None:
    """No page is left out and none comes twice."""
    parts = cut(range(1001), _of(size))
    assert [page for part in parts for page in part] == list(range(1001))
    assert len(parts) >= size or len(parts[0]) == 20


def _of(size: int) -> Crew:
    crew = Scattered()
    crew.size = size
    return crew


def test_progress_never_goes_back() -> None:
    """Pages are begun in any order; what is told rises."""
    seen: list[tuple[int, int, str]] = []
    at = told(9, lambda *report: seen.append(report), "search")
    for page in (0, 4, 1, 5, 2):
        at(page)
    assert [done for done, _, _ in seen] == [0, 4, 4, 5, 5]
    assert ALONE.size == 1
