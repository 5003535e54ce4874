"""The command line's words on files; they neither need nor make a workspace."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import messages, writing
from app.domain.errors import Refused
from app.jobs import process, reading, tasks
from app.services.delivering import proof_paper
from app.texts import _
from redaction.detectors import detect
from redaction.detectors.allow import AllowList
from redaction.findings import Band, Finding, Span, band_of

from . import inputs, marks_file
from .console import ProgressLine, say

BANDS = {"säker": (Band.SURE,), "trolig": (Band.SURE, Band.LIKELY), "möjlig": tuple(Band)}
"""What each wish shows: its own band and the surer ones."""


def add_words(words: Any) -> None:
    """Adds the words on files."""
    find = words.add_parser("find", help=_("find personal data in a file or in lines of text"))
    find.add_argument("file", type=Path, nargs="?")
    find.add_argument("--json", type=Path, metavar="F")
    find.add_argument(
        "--jsonl", action="store_true", help=_("lines of {id, text} on stdin, lines of {id, spans} on stdout")
    )
    find.add_argument("--band", choices=list(BANDS), default="trolig")
    find.add_argument("--password-stdin", action="store_true")
    find.set_defaults(run=_find)
    mask = words.add_parser("mask", help=_("mask a PDF and prove it"))
    mask.add_argument("source", type=Path)
    mask.add_argument("target", type=Path)
    mask.add_argument("--marks", type=Path, required=True, metavar="M.json")
    mask.add_argument("--proof", type=Path, metavar="P.json")
    mask.add_argument("--proof-page", type=Path, metavar="P.pdf", help=_("the proof as a paper for a reader"))
    mask.add_argument("--password-stdin", action="store_true")
    mask.set_defaults(run=_mask)
    verify = words.add_parser("verify", help=_("check a masked file against its proof"))
    verify.add_argument("file", type=Path)
    verify.add_argument("--proof", type=Path, required=True, metavar="P.json")
    verify.set_defaults(run=_verify)


def _line(span: Span) -> list[object]:
    return [span.start, span.end, span.category, round(span.score, 3)]


def _find(arguments: Any) -> int | None:
    bands = BANDS[arguments.band]
    if arguments.jsonl == (arguments.file is not None):
        say(_("Name a file, or give --jsonl."))
        return 2
    if arguments.jsonl:
        for line in sys.stdin.buffer if sys.stdin is not None else ():
            if line.strip():
                print(json.dumps(_found(line, bands)), flush=True)
        return None
    source = inputs.existing(arguments.file)
    writing.distinct([source], [arguments.json])
    with (
        tempfile.TemporaryDirectory(prefix="utlamna-", ignore_cleanup_errors=True) as folder,
        ProgressLine(source.name) as line,
    ):
        password = inputs.password(arguments)
        read = reading.document(source, source.name, Path(folder), password, progress=line)
        words = Path(folder) / read.words
        found = process.run(tasks.find, words, (), AllowList(), progress=line)
    shown = [f for f in found if f.band in bands]
    if arguments.json:
        body = json.dumps({"findings": [_finding(f) for f in shown]}, ensure_ascii=False, indent=1)
        writing.put([(arguments.json, body)])
    else:
        for finding in shown:
            print(f"{finding.page + 1}\t{finding.category}\t{finding.score:.2f}\t{' '.join(finding.text.split())}")
    return None


def _found(line: bytes, bands: tuple[Band, ...]) -> dict[str, object]:
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused("line-not-json") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise Refused("line-not-json")
    found = (span for span in detect(asked["text"]) if band_of(span.score, span.category) in bands)
    return {"id": asked.get("id"), "spans": [_line(span) for span in found]}


def _finding(finding: Finding) -> dict[str, object]:
    return asdict(finding) | {"band": finding.band.value}


def _mask(arguments: Any) -> None:
    source = inputs.existing(arguments.source)
    writing.distinct([source, arguments.marks], [arguments.target, arguments.proof, arguments.proof_page])
    raw = marks_file.load(inputs.existing(arguments.marks))
    plan = marks_file.plan(process.run(tasks.digest, source), raw)
    with tempfile.TemporaryDirectory(prefix="utlamna-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.pdf"
        with ProgressLine(source.name) as line:
            proof = process.run(tasks.burn, source, plan, copy, inputs.password(arguments), progress=line)
        made: list[tuple[Path, Path | str]] = [(arguments.target, copy)]
        if arguments.proof:
            made.append((arguments.proof, proof.to_json()))
        if arguments.proof_page:
            paper = Path(folder) / "proof.pdf"
            process.run(tasks.write_pdf, proof_paper.paper(proof, arguments.target.name), paper, proof.made_at)
            made.append((arguments.proof_page, paper))
        writing.put(made)
    if proof.terms_absent:
        say(_("Found nowhere: {count} terms").format(count=len(proof.terms_absent)))
    print(arguments.target)


def _verify(arguments: Any) -> int:
    output = inputs.existing(arguments.file)
    proof = inputs.proof(arguments.proof)
    checks = process.run(tasks.verify, output, proof)
    for check in checks:
        print(f"{'ok' if check.passed else 'FAILED'}\t{check.name}\t{check.found}")
    failed = next((check for check in checks if not check.passed), None)
    if failed is None and checks:
        return 0
    say(messages.sentence("proof-mismatch", {"check": failed.name if failed else "–"}))
    return 1
