"""Other tools on the same files: ``python -m tests.redaction.adversary.peers docs/leak-report-peers.md [names...]``.

Each peer that is a package gets an environment of its own, made with pip in a folder that goes afterwards, since their
pins contradict one another; one that does not install is left out and said. All are asked for the case's terms and
areas, in what they call their strictest way, and judged by the same attacker as ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pypdfium2

from redaction.geometry import Rect
from redaction.opening import open_structure, space_of_object

from . import CASES, attacker, verdict
from .sheet import Case

PATIENCE = 60.0
"""Seconds that a peer may take for a file."""

Boxes = list[tuple[int, Rect]]
Tool = Callable[[Case, Path], None]

READS = """
import json, sys
job = json.load(sys.stdin)
source, target, terms, boxes = job["source"], job["target"], job["terms"], job["boxes"]
"""
"""How each script gets its work: ``boxes`` are [page from 0, [x0, y0, x1, y1]] in MuPDF space."""

BLANKOUT = """
import asyncio, io, pathlib
from starlette.datastructures import UploadFile
from redactpdf.main import redact_apply
options = {"image_regions": "ignore"}
payload = {"rects": [dict(zip(("page", "x0", "y0", "x1", "y1"), (page, *box))) for page, box in boxes],
           "searches": [{"query": t, "options": {"whole_word": False}} for t in terms], "options": options}
file = UploadFile(io.BytesIO(pathlib.Path(source).read_bytes()))
answer = asyncio.run(redact_apply(file, json.dumps(payload)))
if answer.status_code != 200:
    sys.exit("refused")
pathlib.Path(target).write_bytes(answer.body)
"""

PDFBLAH = """
import pathlib, shutil, subprocess
tool = str(pathlib.Path(sys.executable).parent / "pdfblah")
shutil.copy(source, target)
for term in terms:
    command = [tool, "--find", term, "--replace", "", "--scope", "all", "--ci"]
    subprocess.run([*command, "--strip-metadata", target, target + ".next"], capture_output=True)
    pathlib.Path(target + ".next").replace(target)
"""

PDFREDACTCLI = """
import pathlib, subprocess
command = [str(pathlib.Path(sys.executable).parent / "pdfredact"), source, target]
command += [word for term in terms for word in ("-t", term)]
command += [word for page, box in boxes for word in ("--box", "%d:%s" % (page + 1, ",".join(map(str, box))))]
subprocess.run(command, check=True, capture_output=True)
"""

PDF_REDACTOR = """
import re, pdf_redactor
options = pdf_redactor.RedactorOptions()
options.input_stream, options.output_stream = open(source, "rb"), open(target, "wb")
options.metadata_filters = {"ALL": [lambda value: None]}
options.xmp_filters = [lambda xml: None]
options.content_filters = [(re.compile(r"\\\\s*".join(map(re.escape, t.split())), re.I), lambda m: "?") for t in terms]
pdf_redactor.redactor(options)
options.output_stream.close()
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A peer that comes as a package: what pip is asked for, and the script that uses it. ``areas``: whether it takes
    areas; one that does not is judged on terms alone."""

    pip: tuple[str, ...]
    script: str
    areas: bool


PACKAGES = {
    "blankout": Package(("blankout",), BLANKOUT, areas=True),
    "pdfblah": Package(("pdfblah",), PDFBLAH, areas=False),
    "pdfredactcli": Package(("pdfredactcli",), PDFREDACTCLI, areas=True),
    "pdf-redactor": Package(("pdf-redactor",), PDF_REDACTOR, areas=False),
}


def boxes(case: Case) -> Boxes:
    """The case's areas as MuPDF takes them."""
    if not case.regions:
        return []
    with open_structure(case.path, case.password) as pdf:
        spaces = [space_of_object(page.obj) for page in pdf.pages]
    return [(page, spaces[page].to_mupdf(Rect(*box))) for page, box in case.regions]


def _opened(case: Case) -> pymupdf.Document:
    document = pymupdf.open(case.path, filetype="pdf")
    if document.needs_pass:
        document.authenticate(case.password or "")
    return document


def _marked(case: Case, document: pymupdf.Document) -> pymupdf.Document:
    for page in document:
        for term in case.terms:
            for quad in page.search_for(term, quads=True):
                page.add_redact_annot(quad, fill=(0, 0, 0))
        for _, box in (b for b in boxes(case) if b[0] == page.number):
            page.add_redact_annot(pymupdf.Rect(box), fill=(0, 0, 0))
        page.apply_redactions(images=2, graphics=2, text=0)
    return document


def plain(case: Case, target: Path) -> None:
    """PyMuPDF: search, redact, apply, save."""
    with _opened(case) as document:
        _marked(case, document).save(target, garbage=2, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE)


def scrubbed(case: Case, target: Path) -> None:
    """PyMuPDF: the same, and scrub() before it is saved."""
    with _opened(case) as document:
        marked = _marked(case, document)
        marked.scrub()
        marked.save(target, garbage=2, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE)


def pictured(case: Case, target: Path) -> None:
    """The same, and every page turned into a picture of 200 dots per inch by pdfium."""
    between = target.with_suffix(".between.pdf")
    plain(case, between)
    shown = pypdfium2.PdfDocument(between)
    try:
        pictures = [page.render(scale=200 / 72).to_pil() for page in shown]
        pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    finally:
        shown.close()


OURSELVES: dict[str, Tool] = {
    "PyMuPDF": plain, "PyMuPDF + scrub": scrubbed, "PyMuPDF, pages as pictures": pictured,
}  # fmt: skip


def _by_package(python: Path, package: Package) -> Tool:
    def run(case: Case, target: Path) -> None:
        job = {"source": str(case.path), "target": str(target), "terms": case.terms, "boxes": boxes(case)}
        command = [str(python), "-c", READS + package.script]
        asked = json.dumps(job)
        subprocess.run(command, input=asked, text=True, check=True, capture_output=True, timeout=PATIENCE)

    return run


def installed(folder: Path) -> Iterable[tuple[str, Package, Tool]]:
    """The packages that pip could install, each in an environment in ``folder``."""
    for name, package in PACKAGES.items():
        place = folder / name
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        got = subprocess.run([str(python), "-m", "pip", "install", "--quiet", *package.pip], check=False)
        if got.returncode == 0:
            shown = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"
            said = subprocess.run([str(python), "-c", shown, name], check=True, capture_output=True, text=True)
            yield f"{name} {said.stdout.strip()}", package, _by_package(python, package)


def judged(case: Case, tool: Tool, target: Path) -> str:
    """What came of the case: clean, leak, refused or lost."""
    target.unlink(missing_ok=True)
    try:
        tool(case, target)
        if not target.is_file():
            return "refused"
    except Exception:  # whatever a peer dies of, nothing came out
        return "refused"
    try:
        if attacker.leaks(case, target):
            return "leak"
        return "lost" if verdict.losses(case, target) else "clean"
    except Exception:  # a file that no reader opens
        return "lost"


def run(names: list[str]) -> dict[str, dict[str, str]]:
    """By peer and case: the verdict. An area that a peer cannot take is no case of its."""
    found: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tools = [(name, True, tool) for name, tool in OURSELVES.items()]
        tools += [(name, p.areas, tool) for name, p, tool in installed(Path(folder) / "peers")]
        target = Path(folder) / "out.pdf"
        for name in names:
            case = CASES[name](Path(folder))
            for peer, areas, tool in tools:
                if areas or not case.regions:
                    found.setdefault(peer, {})[name] = judged(case, tool, target)
    return found


WORDS = ("clean", "leak", "refused", "lost")


def report(found: dict[str, dict[str, str]]) -> str:
    """The tables as Markdown."""
    lines = [
        "# The same files through other tools",
        "",
        "Written by `python -m tests.redaction.adversary.peers docs/leak-report-peers.md`; ours are in",
        "[leak-report.md](leak-report.md). The same files, terms, areas and attacker. *Lost*: no leak, and a word, its",
        "place, a picture or a page is gone that should stay; *refused*: no file came out.",
        "",
        "| tool | files | clean | leak | refused | lost |",
        "|---|---|---|---|---|---|",
    ]
    for peer, verdicts in found.items():
        counts = [sum(v == word for v in verdicts.values()) for word in WORDS]
        lines.append(f"| {peer} | {len(verdicts)} | " + " | ".join(map(str, counts)) + " |")
    lines += ["", "| case | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    cases = sorted({name for verdicts in found.values() for name in verdicts})
    lines += [f"| {c} | " + " | ".join(v.get(c, "") for v in found.values()) + " |" for c in cases]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(report(run(sys.argv[2:] or list(CASES))), encoding="utf-8")
