"""Every file of a folder as working PDFs, while nobody looks: two at a time, no question asked, a sum at the end.

Beside the results lies a journal until all is done: after a stop at any moment the same command goes on where it was,
and makes nothing twice.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import folders, intake_words, messages, writing
from app.domain.intake_sum import Fate, FileFate, fate_of
from app.jobs import process
from app.texts import _
from redaction.errors import DocumentError
from redaction.words import RegionKind

from .console import ProgressLine, say

AT_ONCE = 2
WORK = ".utlamna-import"
"""The folder in that of the results which holds the journal and what is being made; it goes at the end."""

Report = dict[str, object]
Made = list[tuple[Path, Path | str]]
Read = Callable[[Path, Path, Path], tuple[Report, Made]]
"""Reads a file in a folder of its own, for a target; gives the report and where each PDF shall lie."""


@dataclass
class Journal:
    """What is done, by the title of each file: its report, and before that the names its PDFs are given."""

    folder: Path
    done: dict[str, Report] = field(default_factory=dict)
    begun: dict[str, list[str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self.folder / "journal.jsonl"

    def read(self) -> None:
        """Takes up what an earlier run left; a line that was half written does not count."""
        if not self.file.is_file():
            return
        for line in self.file.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                row = json.loads(line)
                (self.done if "report" in row else self.begun)[row["title"]] = row.get("report", row.get("puts"))
            except (ValueError, KeyError, TypeError):
                continue

    def write(self, **row: object) -> None:
        """Adds a line, on the disk before it returns."""
        with self._lock, self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


class Intake:
    """The files of a folder on their way into another one."""

    def __init__(self, out: Path, read: Read) -> None:
        self._out, self._read = out, read
        self._work = out / WORK
        self._journal = Journal(self._work)
        self._stopped = threading.Event()
        self._names = threading.Lock()
        self._taken_names: set[str] = set()

    def run(self, named: Sequence[folders.Named], safe: Callable[[str], str]) -> list[Report]:
        """Takes in all of them; gives their reports in order. Raises KeyboardInterrupt; what was finished is kept."""
        self._work.mkdir(exist_ok=True)
        self._journal.read()
        for entry in self._work.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            with ProgressLine(_("Files")) as line:
                futures = [pool.submit(self._one, number, one, safe) for number, one in enumerate(named)]
                reports = []
                for done, future in enumerate(futures):
                    line(done, len(futures), "read")
                    reports.append(future.result())
        except BaseException:
            self._stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        pool.shutdown()
        shutil.rmtree(self._work, ignore_errors=True)
        return reports

    def _one(self, number: int, named: folders.Named, safe: Callable[[str], str]) -> Report:
        """Takes in one file, or gives what an earlier run made of it."""
        title = str(named.path)
        known = self._journal.done.get(title)
        if known is not None:
            return known
        for name in self._journal.begun.get(title, ()):  # an earlier run was stopped while it put these there
            (self._out / name).unlink(missing_ok=True)
        place = self._work / str(number)
        place.mkdir()
        try:
            with process.called_off_by(self._stopped.is_set):
                report, made = self._read(named.path, place, self._target(safe(named.title.replace("/", " - "))))
            self._journal.write(title=title, puts=[path.name for path, _pdf in made])
            writing.put(made)
        except DocumentError as error:
            say(f"{named.title}: {messages.of(error)}")
            report = {"source": named.path.name, "failure": error.code, **error.parameters, "why": messages.of(error)}
        finally:
            shutil.rmtree(place, ignore_errors=True)
        self._journal.write(title=title, report=report)
        return report

    def _target(self, stem: str) -> Path:
        """A name in the folder that neither a file has nor another of those at work."""
        with self._names:
            name, number = stem, 1
            while name in self._taken_names or (self._out / f"{name}.pdf").exists():
                number += 1
                name = f"{stem} ({number})"
            self._taken_names.add(name)
        return self._out / f"{name}.pdf"


def fates(reports: Sequence[Report]) -> list[FileFate]:
    """What became of each file."""
    return list(map(_fate, reports))


def _fate(report: Report) -> FileFate:
    name = str(report["source"])
    if "failure" in report:
        return FileFate(name, fate_of(str(report["failure"])), str(report["why"]))
    rows: Any = report["documents"]
    read = [row for row in rows if "failure" not in row]
    late = sum(row.get("unread", {}).get(RegionKind.LATE.value, 0) for row in read)
    return FileFate(name, Fate.TAKEN, documents=len(read), pages=sum(row["pages"] for row in read), late=late)


def summary(reports: Sequence[Report]) -> Iterator[str]:
    """The sum in words."""
    return intake_words.lines(fates(reports))

