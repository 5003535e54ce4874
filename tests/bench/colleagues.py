"""Some of the twenty people of the bench, in a process of their own: each does deeds with a thought between them.

``python -m tests.bench.colleagues FOLDER FIRST COUNT SECONDS``; a line of JSON tells what was done.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app import bootstrap, later
from app.domain.errors import Changed, Refused
from app.domain.ids import DocumentId, MarkId, RequestId
from app.domain.requests import DocumentState
from app.following import follow
from app.services import queries
from app.services.assessing import assessment
from app.services.cases import intake, notes
from app.services.marking import review, reviewing
from tests.builders import PASSWORD, answers

THOUGHT = (2.0, 6.0)
"""Seconds between two deeds of one person, who is in a hurry."""
LOOK_EACH = 10
"""After so many deeds the list of requests is read anew."""
GROUNDS = ("OSL 21:7", "OSL 21:1", "OSL 31:16")


def name_of(number: int) -> str:
    """The person of this number."""
    return f"Person {number:02d}"


@dataclass
class Done:
    """What one person has done: ms of each deed and of processor in it, deeds by kind, questions and errors."""

    ms: list[float] = field(default_factory=list)
    worked_ms: list[float] = field(default_factory=list)
    asked_ms: list[float] = field(default_factory=list)
    deeds: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    errors: list[str] = field(default_factory=list)
    heard_ms: list[float] = field(default_factory=list)


class Colleague:
    """One person with a program of their own, who works in two documents: one of their own, one of everybody's."""

    def __init__(self, folder: Path, number: int) -> None:
        self.done = Done()
        self.workspace = bootstrap.open_workspace(folder, post=self._told)
        self.workspace.sign_in(name_of(number), PASSWORD)
        self._random = random.Random(number)
        rows = self.workspace.ask(lambda reader: reader.documents.where(state=DocumentState.REVIEW))
        self._mine, self._all = rows[1 + number % (len(rows) - 1)], rows[0]
        self._texts = 0
        self._heard = 0

    def work(self, until: float) -> None:
        """Until this moment of the monotonic clock, followed as a window is."""
        over = threading.Event()
        following = threading.Thread(target=follow, args=(self.workspace, over), daemon=True)
        following.start()
        while self.workspace.heard_to is None:
            time.sleep(0.05)
        self._heard = self.workspace.heard_to
        while time.monotonic() < until:
            self._one()
            time.sleep(self._random.uniform(*THOUGHT))
        time.sleep(1.5)  # so that the last deeds of the others are heard
        over.set()
        following.join()
        self.workspace.close()

    def _told(self, call: Callable[[], None]) -> None:
        """A window's thread would be told now: how old is what is told?"""
        call()
        heard_to = self.workspace.heard_to
        if heard_to is None or not self._heard or heard_to <= self._heard:
            return
        now, before, self._heard = datetime.now().astimezone(), self._heard, heard_to
        with suppress(Refused), self.workspace.store.read() as reader:
            rows = reader.log_after(before, 500)
        self.done.heard_ms += [(now - datetime.fromisoformat(row.at)).total_seconds() * 1000 for row in rows]

    def _one(self) -> None:
        name, deed = self._random.choice(self._deeds())
        begun, worked = time.perf_counter(), time.thread_time()
        try:
            with self.workspace.seeing(self.workspace.heard_to):
                deed()
        except Changed:
            self.done.asked += 1  # whose holds would be asked
            return
        except Refused as refused:
            self.done.errors.append(f"{name}: {refused.code}")
            return
        except Exception as error:
            self.done.errors.append(f"{name}: {type(error).__name__}")
            return
        self.done.ms.append((time.perf_counter() - begun) * 1000)
        self.done.worked_ms.append((time.thread_time() - worked) * 1000)
        self.done.deeds[name] = self.done.deeds.get(name, 0) + 1
        if len(self.done.ms) % LOOK_EACH:
            return
        begun = time.perf_counter()
        self.workspace.ask(queries.requests, self.workspace.clock())
        self.done.asked_ms.append((time.perf_counter() - begun) * 1000)

    def _deeds(self) -> list[tuple[str, Callable[[], Any]]]:
        document = self._random.choice((self._mine, self._all))
        marks = self.workspace.ask(lambda reader: reader.marks.of(document.id))
        mark = self._random.choice(marks)
        mark_id, seen = MarkId(mark.id), {MarkId(mark.id): mark.version}
        self._texts += 1
        return [
            ("accept", lambda: self._send(review.accept, [mark_id], self._random.choice(GROUNDS), seen)),
            ("reject", lambda: self._send(review.reject, [mark_id], "i tjänst", seen)),
            ("comment", lambda: self._send(reviewing.comment, mark_id, f"Se {self._texts}")),
            ("rename", lambda: self.workspace.do(intake.rename, DocumentId(document.id), f"Klagomål {self._texts}")),
            ("note", lambda: self.workspace.do(notes.searched, RequestId(document.request_id), "Arkivet", "inget")),
            ("draft", lambda: later.keep_draft(self.workspace, None, "bench", "ord " * self._texts)),
            ("assess", lambda: self._assess(document.delivery_id)),
        ]

    def _send(self, command: Callable[..., Any], *args: Any) -> None:
        later.send(self.workspace, command, *args)

    def _assess(self, delivery_id: Any) -> None:
        (row, *_rest) = self.workspace.ask(lambda reader: reader.assessments.where(delivery_id=delivery_id))
        said = answers(harm=f"Oönskade säljsamtal {self._texts}.")
        self._send(assessment.write, delivery_id, said, row.id, row.version)


def main(folder: Path, first: int, count: int, seconds: float) -> None:
    """So many people, from this number on."""
    colleagues = [Colleague(folder, number) for number in range(first, first + count)]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=colleague.work, args=(until,)) for colleague in colleagues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps([vars(colleague.done) for colleague in colleagues]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
