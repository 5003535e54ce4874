"""The tasks in real children: from an original to a masked copy that is tried again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import resources
from app.jobs import tasks
from app.jobs.process import run
from app.jobs.results import ReadResult
from redaction.content import Document, paragraph
from redaction.detectors import AllowList, Term
from redaction.errors import NotAPdf, StillReadable
from redaction.findings import Finding
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan
from redaction.words import RegionKind
from tests.app.jobs.papers import a_pdf


def read(folder: Path, *texts: str) -> ReadResult:
    """A document read in a child."""
    original = a_pdf(folder / "original.pdf", texts)
    result = run(tasks.read_document, original, "brev.pdf", folder, None)
    assert isinstance(result, ReadResult)
    return result


def test_a_document_is_read_and_searched(tmp_path: Path) -> None:
    """Reading gives the working PDF and the words; the search tells its progress and names the page."""
    result = read(tmp_path, "Hej", "Personnr 194408139089")
    assert (result.pages, result.media_type, len(result.working.pages)) == (2, "application/pdf", 2)
    assert (tmp_path / result.pdf).is_file()
    seen: list[tuple[int, int, str]] = []
    words = tmp_path / result.words
    found = run(tasks.find, words, (Term("Hej"),), AllowList(), progress=lambda *report: seen.append(report))
    assert [(f.page, f.text) for f in found] == [(0, "Hej"), (1, "194408139089")]
    assert seen[-1] == (2, 2, "find")


def test_a_name_in_full_on_one_page_is_known_on_the_others(tmp_path: Path) -> None:
    """The surname in lower case is found on the next page, where nothing else tells it; an ordinary word is not."""
    texts = "Sixten Mjölvitz och Anna Ström", "som mjölvitz ser är ström dyrt"
    found = run(tasks.find, tmp_path / read(tmp_path, *texts).words, (), AllowList())
    assert [(f.page, f.text) for f in found] == [(0, "Sixten Mjölvitz"), (0, "Anna Ström"), (1, "mjölvitz")]
    assert run(tasks.find, tmp_path / read(tmp_path, *texts[1:]).words, (), AllowList()) == ()


def test_what_no_program_can_read_is_told_with_its_page(tmp_path: Path) -> None:
    """With the document when it is read, its likely signature too; alone, without that guess, for one read before."""
    source = resources.path("samples", "offert-skannad.pdf")
    result = run(tasks.read_document, source, source.name, tmp_path, None)
    assert isinstance(result, ReadResult)
    on_pages = tuple((page, part) for page, part in result.unread if part.kind is not RegionKind.UNSEEN)
    assert [(page, part.kind) for page, part in on_pages] == [(0, RegionKind.SCAN), (0, RegionKind.SIGNATURE)]
    assert run(tasks.regions, tmp_path / result.pdf) == on_pages[:1]


def test_a_file_that_is_no_pdf_is_refused_by_its_code(tmp_path: Path) -> None:
    """The importers' refusals come through the wall as themselves."""
    source = tmp_path / "brev.pdf"
    source.write_bytes(b"<html>hej</html>")
    with pytest.raises(NotAPdf):
        run(tasks.read_document, source, "brev.pdf", tmp_path, None)


def mark(number: int, finding: Finding) -> PlannedMark:
    """An accepted mark for a finding."""
    return PlannedMark(number, finding.page, finding.rects, MarkKind.TEXT, text=finding.text)


def test_a_copy_is_masked_proven_and_tried_again(tmp_path: Path) -> None:
    """Burn gives a passed proof, the second child agrees; a file that is not the proven one is not confirmed."""
    result = read(tmp_path, "Personnr 194408139089")
    working, copy = tmp_path / result.pdf, tmp_path / "copy.pdf"
    found = run(tasks.find, tmp_path / result.words, (), AllowList())
    plan = RedactionPlan(result.working.sha256, tuple(mark(n, f) for n, f in enumerate(found, 1)))
    proof = run(tasks.burn, working, plan, copy)
    assert proof.passed
    assert all(check.passed for check in run(tasks.verify, copy, proof))
    run(tasks.confirm, copy, proof)
    with pytest.raises(StillReadable) as caught:
        run(tasks.confirm, working, proof)
    assert caught.value.parameters["check"] == "hash"


def test_a_paper_is_written(tmp_path: Path) -> None:
    """Our own papers are made in a child too."""
    target = tmp_path / "paper.pdf"
    assert run(tasks.write_pdf, Document("Besked", (paragraph("Hej."),)), target, "2026-11-23T09:12:00Z") == 1
    assert target.read_bytes().startswith(b"%PDF-")


def test_naming_the_tasks_opens_no_document() -> None:
    """The program may import the jobs; no library that opens documents comes with them."""
    program = (
        "import sys, app.jobs.tasks, app.jobs.renderer, app.jobs.line\n"
        "print(sorted({'pymupdf', 'pikepdf', 'pypdfium2', 'docx', 'PySide6', 'sqlalchemy'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[]"
