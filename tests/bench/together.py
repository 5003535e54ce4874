"""Twenty people on one PostgreSQL: what a deed takes, how soon the others hear of it, and that none is lost."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg

from app.domain.people import Role
from app.services import queries
from app.services.office import people
from app.services.office.people import NewPerson
from tests import postgres
from tests.bench.colleagues import name_of
from tests.bench.figure import Figure, folder
from tests.builders import PASSWORD, SVEN, Office, an_office

PEOPLE, PROCESSES = 20, 5
seconds = 60.0
"""How long they work; the issue's figure is of ten minutes (``--minutes 10``)."""

TOLD = {
    "accept": "mark-accepted",
    "reject": "mark-rejected",
    "comment": "mark-commented",
    "rename": "document-renamed",
    "note": "search-noted",
    "assess": "assessment-written",
}
"""Each deed and the row of the log that tells of it."""


def twenty_people() -> tuple[Figure, ...]:
    """The 95th percentile of a deed, and of the time until the others' programs have heard; raw: a bare commit."""
    with folder() as place, postgres.running_server(**postgres.AS_DELIVERED) as server:
        url = server.url(server.new_database())
        office = _office(place, url)
        before = _told(office)
        results, bare = _worked(place, url)
        done = [one for process in results for one in process]
        lost = _lost(done, _told(office) - before)
        verdict = office.workspace.ask(queries.verify_log)
        office.workspace.close()
    ms = sorted(value for one in done for value in one["ms"])
    heard = sorted(value for one in done for value in one["heard_ms"])
    errors = Counter(error for one in done for error in one["errors"])
    asked = sum(one["asked"] for one in done)
    note = f"{len(ms)} deeds in {seconds:.0f} s, {lost} lost, {sum(errors.values())} errors {dict(errors) or ''}, "
    note += f"{asked} asked whose holds, chain {'whole' if verdict.whole else 'BROKEN'}, "
    read = sorted(value for one in done for value in one["asked_ms"])
    worked = statistics.median(value for one in done for value in one["worked_ms"])
    note += f"median {statistics.median(ms):.1f}, of it processor {worked:.1f}, the list read p95 {_p95(read):.1f}"
    raw = _p95(bare)
    told_note = f"median {statistics.median(heard):.1f}, "
    told = "from the deed's beginning to the bus of nineteen others"
    wrong = lost or errors or not verdict.whole
    return (
        Figure("twenty: deed p95", _p95(ms), raw, 0 if wrong else 50, "bare PostgreSQL commit p95", note=note),
        Figure("twenty: heard p95", _p95(heard), raw, 1000, "bare PostgreSQL commit p95", note=told_note + told),
    )


def _p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0.0


def _office(place: Path, url: str) -> Office:
    """A request with everybody's document and one of each person's; forty marks and one assessment in each delivery."""
    os.environ["UTLAMNA_DATABASE_URL"], os.environ["UTLAMNA_VAULT"] = url, str(place / "vault")
    office = an_office(place, url, place / "vault")
    clock = office.workspace.clock
    office.workspace.clock = lambda: max(clock(), clock())
    office.as_(SVEN)
    for number in range(PEOPLE):
        roles = frozenset({Role.REGISTRAR, Role.HANDLER})
        office.workspace.do(people.add, NewPerson(name_of(number), "handläggare", roles, PASSWORD))
    office.as_(name_of(0))
    for number in range(PEOPLE + 1):
        request_id, _delivery, document_id = office.masked()
        document_id = office.document(request_id, title=f"Klagomål {number}")
        office.findings(document_id, [f"ord {at}" for at in range(40)])
    return office


def _told(office: Office) -> Counter[str]:
    with office.workspace.store.read() as reader:
        return Counter(row.event for row in reader.log_after(0, 1_000_000))


def _lost(done: list[dict[str, Any]], told: Counter[str]) -> int:
    """How many deeds were done and are not in the log, or are there twice."""
    counted: Counter[str] = Counter()
    for one in done:
        counted.update(one["deeds"])
    return sum(abs(counted[deed] - told[event]) for deed, event in TOLD.items())


def _worked(place: Path, url: str) -> tuple[list[list[dict[str, Any]]], list[float]]:
    """What each process tells, and the milliseconds of bare commits that were made meanwhile."""
    each = PEOPLE // PROCESSES
    words = [sys.executable, "-m", "tests.bench.colleagues", str(place)]
    crew = [
        subprocess.Popen(
            [*words, str(at * each), str(each), str(seconds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for at in range(PROCESSES)
    ]
    for process in crew:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            raise RuntimeError("a colleague did not come")
    bare: list[float] = []
    over = threading.Event()
    beside = threading.Thread(target=_bare_commits, args=(url, over, bare))
    beside.start()
    for process in crew:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    results = [json.loads(process.communicate()[0]) for process in crew]
    over.set()
    beside.join()
    return results, bare


def _bare_commits(url: str, over: threading.Event, ms: list[float]) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE bare (text text)")
        while not over.wait(0.2):
            begun = time.perf_counter()
            connection.execute("INSERT INTO bare VALUES ('x')")
            ms.append((time.perf_counter() - begun) * 1000)
