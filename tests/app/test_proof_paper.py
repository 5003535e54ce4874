"""The proof as a paper: every code has its words, every outcome its sentence, and nothing that is masked is in it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import redaction
from app.services.delivering import proof_paper
from app.services.delivering.proof_words import CHECKS, DROPPED, PROGRAMS, REASONS
from redaction import content, mask, write
from redaction.burning import carriers
from redaction.geometry import Rect
from redaction.report import CheckResult, Proof, ProvenMark
from redaction.verify import CHECKS as DONE
from tests.redaction import reading

PROOF = Proof(
    "a" * 64,
    "b" * 64,
    "c" * 64,
    dict.fromkeys(PROGRAMS, "1.0"),
    tuple(CheckResult(name, True) for name, _ in DONE),
    (ProvenMark(1, 4, (Rect(0, 0, 9, 9),), "text", "PERSON", "OSL 21:1"), ProvenMark(2, 0, (), "area")),
    (2,),
    ("words-kept",),
    {"signatures": 1, "xfa": 1},
    pages=7,
    made_at="2026-11-27T23:30:00Z",
)


def told(proof: Proof, folder: Path) -> str:
    """All words of the paper, as pdfium reads them."""
    target = folder / "paper.pdf"
    write.pdf(proof_paper.paper(proof, "01 Handling.pdf", sender="Bolaget"), target, proof.made_at)
    return " ".join(" ".join(reading.pages(target)).replace("\u00a0", " ").split())


def test_every_code_has_words() -> None:
    """A lawyer never meets a code: checks, engines, reasons, and what the engine counts as left behind."""
    assert {name for name, _ in DONE} <= set(CHECKS)
    assert {*mask.ENGINES, "pdfium", "qpdf", "tesserocr", "Tesseract"} == set(PROGRAMS)
    assert {mask.STUCK, mask.SLANTED} == set(REASONS)
    tables = (carriers.CATALOG, carriers.NAME_TREES, carriers.PAGE, carriers._CODES)
    codes = {code for table in tables for code in table.values() if code} | set(_counted())
    assert codes - set(DROPPED) == set()


ROOMS = ("burning", "fonts", "pictures", "streams")
"""Folders of the engine that make a masked copy; what importers count is told elsewhere."""


def _counted() -> list[str]:
    """The codes that stand in the engine's source as ``dropped["code"]`` or ``found["code"]``."""
    engine = Path(redaction.__file__).parent
    files = (file for room in (".", *ROOMS) for file in (engine / room).glob("*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return [
        node.slice.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
        and ast.unparse(node.value).split(".")[-1] in ("dropped", "found")
    ]


def test_the_paper_tells_the_whole_proof(tmp_path: Path) -> None:
    """Result, file, each check, grounds with pages, pictures with reasons, what was left, hashes and versions."""
    said = told(PROOF, tmp_path)
    wanted = [
        f"Alla {len(DONE)} kontroller är godkända.", "01 Handling.pdf", "2026-11-28 00.30", "Namn på person",
        "OSL 21:1", "Sida 3: en kontroll hittade ännu något", "elektroniska underskrifter", "formulärets egna data",
        "b" * 64, "a" * 64, "c" * 64, "Tesseract", "utlamna verify",
    ]  # fmt: skip
    assert [words for words in wanted if words not in said] == []
    assert said.count("godkänt") == len(DONE)


def test_what_did_not_pass_is_said_first(tmp_path: Path) -> None:
    """A paper of a proof that failed cannot be taken for one that passed."""
    failed = CheckResult("marks-filled", False, 1, (0, 1, 2, 6))
    checks = (failed, CheckResult("read-at-marks", False, note="not-run:x"))
    paper = proof_paper.paper(replace(PROOF, checks=checks), "x.pdf")
    assert isinstance(paper.blocks[0], content.Note)
    assert paper.blocks[0].text.startswith("INTE BEVISAD")
    said = told(replace(PROOF, checks=checks), tmp_path)
    assert [words for words in ("UNDERKÄND", "Sidor: 1–3, 7.", "inte gjord") if words not in said] == []


@pytest.mark.parametrize(("claim", "words"), [("2b", "PDF/A-2b"), ("", "uppges inte vara PDF/A")])
def test_the_format_is_claimed_as_the_proof_claims_it(claim: str, words: str, tmp_path: Path) -> None:
    """PDF/A is said only where the copy validated."""
    assert words in told(replace(PROOF, pdfa=claim), tmp_path)


@pytest.mark.parametrize(
    ("pages", "words"), [((), ""), ((0,), "1"), ((0, 1, 2, 6), "1–3, 7"), (tuple(range(0, 60, 2)), "30 sidor")]
)
def test_pages_are_written_as_people_write_them(pages: tuple[int, ...], words: str) -> None:
    """Stretches, from 1; of very many only the count."""
    assert proof_paper.stretches(pages) == words
