"""Writes the table of verdicts: ``python -m tests.redaction.adversary [docs/leak-report.md] [names...]``."""

from __future__ import annotations

import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from redaction.mask import ENGINES

from . import CASES, verdict
from .verdict import Verdict


def run(names: list[str]) -> dict[str, tuple[str, Verdict]]:
    """The verdict on each case, with what the case is about."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            case = CASES[name](Path(folder))
            try:
                found[name] = case.why, verdict.of(case, Path(folder) / "out.pdf")
            except Exception as error:  # a crash is a verdict too
                found[name] = case.why, Verdict("crash", f"{type(error).__name__}: {error}")
    return found


def table(found: dict[str, tuple[str, Verdict]]) -> str:
    """The report as Markdown."""
    count = {w: sum(v.word == w for _, v in found.values()) for w in ("clean", "leak", "refused", "lost", "crash")}
    raster = sum(v.raster > 0 for _, v in found.values())
    lines = [
        "# Leak report",
        "",
        "Written by `python -m tests.redaction.adversary docs/leak-report.md`. Each file holds a secret in one",
        "hiding place; it was made without the engine, masked, and attacked with other libraries (pdfium, qpdf,",
        "fontTools, raw bytes). How other tools do on the same files: [leak-report-peers.md](leak-report-peers.md).",
        "",
        "Engines: " + ", ".join(f"{name} {version(name)}" for name in ENGINES),
        "",
        f"{len(found)} files: {count['clean']} clean, {count['leak']} leak, {count['refused']} refused, "
        f"{count['lost']} with something lost, {count['crash']} crashed; in {raster} files a page became a picture.",
        "",
        "| case | hiding place | verdict | pages as pictures | detail |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {n} | {why} | {v.word} | {v.raster or ''} | {v.detail} |" for n, (why, v) in sorted(found.items())]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """Runs all cases, or those named, and writes or prints the report."""
    target = Path(arguments[0]) if arguments and arguments[0].endswith(".md") else None
    names = arguments[1 if target else 0 :] or list(CASES)
    start = time.perf_counter()
    report = table(run(names))
    if target:
        target.write_text(report, encoding="utf-8")
    else:
        print("\n".join(x for x in report.splitlines() if "| clean |  |" not in x))
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
