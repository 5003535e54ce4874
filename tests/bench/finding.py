"""Finding: all detectors beside raw word extraction, and a thousand pages taken in, read and searched."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import resources
from app.jobs import process, tasks
from redaction.detectors import AllowList, detect
from redaction.detectors.persons.model import read_model
from tests.bench import office_pdf, raw
from tests.bench.figure import Figure, folder, median

PAPERS = Path(__file__).resolve().parents[1] / "redaction" / "persons_third.jsonl"
PAGES = 1000
MOST_PER_MB, MOST_LOAD, MOST_MODELS, MOST_TIMES = 1000.0, 300.0, 15.0, 4.0
"""Milliseconds of processor for a megabyte, to load; megabytes of models and lists; times raw's wall time."""


def detectors() -> tuple[Figure, ...]:
    """A megabyte of ordinary office text, warm, on one core; the time to load, and the size of models and lists."""
    with folder() as place:
        office_pdf.make(place / "text.pdf", 50)
        texts, raw_ms = raw.texts(place / "text.pdf")
    papers = [text for text in map(_text, PAPERS.read_text(encoding="utf-8").splitlines()) if text.count("\n") > 4]
    texts += papers
    size = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    for text in texts:
        detect(text)
    found = median(lambda: _processor(lambda: [detect(text) for text in texts]), 5)
    speed = f"{size / found * 1e3:.2f} MB/s"
    files = sum(file.stat().st_size for file in resources.path("models").iterdir()) / 1e6
    return (
        Figure("find 1 MB", found / size, raw_ms / size, MOST_PER_MB, "raw words", note=speed),
        Figure("find: load", median(lambda: _processor(read_model)), 0.0, MOST_LOAD, "nothing"),
        Figure("find: models", files, 0.0, MOST_MODELS, "nothing", "MB"),
    )


def pages() -> tuple[Figure, ...]:
    """A thousand text pages from the original to the findings, in as many children as we use; raw in one."""
    with folder() as place:
        source = place / "source.pdf"
        office_pdf.make(source, PAGES)
        plain = _wall(lambda: process.run(raw.words, source))
        found: list[int] = []
        ours = _wall(lambda: found.append(_read_and_find(source, place)))
    return (Figure("read and find", ours, plain, MOST_TIMES * plain, "raw words", note=f"{found[0]} found"),)


def _read_and_find(source: Path, place: Path) -> int:
    result = process.run(tasks.read_document, source, source.name, place, None)
    return len(process.run(tasks.find, place / result.words, (), AllowList()))


def _text(line: str) -> str:
    return str(json.loads(line)["text"])


def _processor(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _wall(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
