"""The command line's words on files; they neither need nor make a workspace."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.domain.errors import Refused
from app.exporters.package import safe_name
from app.jobs import process, tasks
from app.texts import _
from redaction import report
from redaction.detectors import detect
from redaction.detectors.allow import AllowList
from redaction.findings import Band, Finding, Span, band_of
from redaction.geometry import Rect, normal
from redaction.marks import MarkKind
from redaction.plan import PlannedMark, RedactionPlan

from .console import Passwords, ProgressLine, say

BANDS = {"säker": (Band.SURE,), "trolig": (Band.SURE, Band.LIKELY), "möjlig": tuple(Band)}
"""What each wish shows: its own band and the surer ones."""


def add_words(words: Any) -> None:
    """Adds the words on files."""
    take = words.add_parser("import", help=_("make the working PDF of a file"))
    take.add_argument("file", type=Path)
    take.add_argument("out", type=Path, help=_("a name ending in .pdf, or an existing folder"))
    take.add_argument("--report", type=Path, metavar="R.json")
    take.add_argument("--no-ocr", action="store_true", help=_("do not read pictures"))
    take.add_argument("--password-stdin", action="store_true")
    take.set_defaults(run=_import)
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
    mask.add_argument("--password-stdin", action="store_true")
    mask.set_defaults(run=_mask)
    verify = words.add_parser("verify", help=_("check a masked file against its proof"))
    verify.add_argument("file", type=Path)
    verify.add_argument("--proof", type=Path, required=True, metavar="P.json")
    verify.set_defaults(run=_verify)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise Refused("file-vanished")
    return path


def _password(arguments: Any) -> str | None:
    return Passwords().next(_("The document's password")) if arguments.password_stdin else None


def _write(target: Path, text: str) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused("folder-read-only", folder=str(target.parent)) from error


def _move(source: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(source.read_bytes())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused("folder-read-only", folder=str(target.parent)) from error


def _import(arguments: Any) -> None:
    source = _existing(arguments.file)
    into_folder = arguments.out.is_dir()
    if not into_folder and arguments.out.suffix.casefold() != ".pdf":
        raise Refused("out-not-pdf")
    target = arguments.out / (safe_name(source.stem) + ".pdf") if into_folder else arguments.out
    with tempfile.TemporaryDirectory(prefix="utlamna-", ignore_cleanup_errors=True) as folder:
        with ProgressLine(source.name) as line:
            read = process.run(
                tasks.read_document, source, source.name, Path(folder), _password(arguments), progress=line
            )
        _move(Path(folder) / read.pdf, target)
    working = read.working
    body = {
        "source": source.name,
        "media_type": read.media_type,
        "documents": [
            {
                "file": target.name,
                "sha256": working.sha256,
                "pages": len(working.pages),
                "importer": working.importer,
                "coverage": working.coverage,
                "hidden": {h.kind: h.count for h in working.hidden},
            }
        ],
    }
    if arguments.report:
        _write(arguments.report, json.dumps(body, ensure_ascii=False, indent=1))
    print(target)


def _line(span: Span) -> list[object]:
    return [span.start, span.end, span.category, round(span.score, 3)]


def _find(arguments: Any) -> int | None:
    bands = BANDS[arguments.band]
    if arguments.jsonl:
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(_found(line, bands), ensure_ascii=False), flush=False)
        return None
    if arguments.file is None:
        say(_("Name a file, or give --jsonl."))
        return 2
    source = _existing(arguments.file)
    with (
        tempfile.TemporaryDirectory(prefix="utlamna-", ignore_cleanup_errors=True) as folder,
        ProgressLine(source.name) as line,
    ):
        read = process.run(tasks.read_document, source, source.name, Path(folder), _password(arguments), progress=line)
        words = Path(folder) / read.words
        found = process.run(tasks.find, words, (), AllowList(), progress=line)
    shown = [f for f in found if f.band in bands]
    if arguments.json:
        _write(arguments.json, json.dumps({"findings": [_finding(f) for f in shown]}, ensure_ascii=False, indent=1))
    else:
        for finding in shown:
            print(f"{finding.page + 1}\t{finding.category}\t{finding.score:.2f}\t{' '.join(finding.text.split())}")
    return None


def _found(line: str, bands: tuple[Band, ...]) -> dict[str, object]:
    try:
        asked = json.loads(line)
        text = asked["text"]
        spans = detect(text)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("line-not-json") from error
    return {"id": asked.get("id"), "spans": [_line(s) for s in spans if band_of(s.score) in bands]}


def _finding(finding: Finding) -> dict[str, object]:
    return asdict(finding) | {"band": finding.band.value}


def _plan(source_sha256: str, raw: dict[str, Any]) -> RedactionPlan:
    terms = tuple(str(t) for t in raw.get("terms", ()) if str(t).strip())
    label = str(raw.get("label", ""))
    marks = []
    for number, region in enumerate(raw.get("regions", ()), start=1):
        rect = normal(*(float(v) for v in region["rect"]))
        marks.append(PlannedMark(number, int(region["page"]), (Rect(*rect),), MarkKind.AREA, label))
    return RedactionPlan(source_sha256, tuple(marks), terms, bool(raw.get("hide_lengths", False)), label)


def _mask(arguments: Any) -> None:
    source = _existing(arguments.source)
    try:
        raw = json.loads(_existing(arguments.marks).read_text(encoding="utf-8-sig"))
        plan = _plan(process.run(tasks.digest, source), raw)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("marks-not-understood") from error
    if source.resolve() == arguments.target.resolve():
        raise Refused("same-file")
    with tempfile.TemporaryDirectory(prefix="utlamna-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.pdf"
        with ProgressLine(source.name) as line:
            proof = process.run(tasks.burn, source, plan, copy, _password(arguments), progress=line)
        _move(copy, arguments.target)
    if arguments.proof:
        _write(arguments.proof, proof.to_json())
    if proof.terms_absent:
        say(_("Found nowhere: {count} terms").format(count=len(proof.terms_absent)))
    print(arguments.target)


def _verify(arguments: Any) -> int:
    output = _existing(arguments.file)
    try:
        proof = report.proof_from_json(_existing(arguments.proof).read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused("not-a-proof") from error
    checks = process.run(tasks.verify, output, proof)
    for check in checks:
        print(f"{'ok' if check.passed else 'FAILED'}\t{check.name}\t{check.found}")
    return 0 if all(check.passed for check in checks) else 1
