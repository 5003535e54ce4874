"""The backup of a large office: its memory must not grow with what there is to back up, only its time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

from argon2 import PasswordHasher

from app import backup, bootstrap
from app.domain.ids import DocumentId
from app.domain.requests import Document, DocumentState
from app.services.office import people
from app.store.unit import Unit
from tests import keys
from tests.bench.figure import Figure, folder
from tests.builders import PASSWORD, SVEN, an_office

FEW, MANY = 1_000, 10_000
SIZE = 100_000
"""Bytes of a document's file."""


def backed_up() -> tuple[Figure, ...]:
    """Ten thousand documents of 100 kB in a sealed vault; raw: the same files copied by the standard library."""
    keys.give()
    memory: dict[int, float] = {}
    for count in (FEW, MANY):
        with folder() as place:
            _office(place / "office", count)
            memory[count], seconds = _measured(place)
            begun = time.perf_counter()
            shutil.copytree(place / "office" / "vault", place / "copied")
            copied = time.perf_counter() - begun
    total = MANY * SIZE / 1e6
    note = f"{total / seconds:.0f} MB/s, written and read back; the copy alone {total / copied:.0f} MB/s"
    grown = memory[MANY] - memory[FEW]
    return (
        Figure("backup", seconds, copied, 120, "files copied", "s", note),
        Figure("backup grows", grown, memory[FEW], 32, f"whole process, {FEW} documents", "MB", f"{MANY} documents"),
    )


def _office(place: Path, count: int) -> None:
    """An office with so many documents; nothing is synced while it is made."""
    with mock.patch.object(os, "fsync"), mock.patch.object(people, "_hasher", _quick):
        office = an_office(place)
        request_id = office.request()
        delivery_id = office.delivery(request_id)
        noise = os.urandom(SIZE - 8)
        files = [office.workspace.vault.put_bytes(number.to_bytes(8) + noise) for number in range(count)]

        def add(unit: Unit) -> None:
            for number, sha256 in enumerate(files, start=1):
                words = (f"Handling {number}", "fil.pdf", "application/pdf")
                ids = (DocumentId(0), request_id, delivery_id)
                unit.documents.add(Document(*ids, number, *words, SIZE, sha256, DocumentState.WAITING))

        office.workspace.do(add)
        office.workspace.close()


def _quick() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def _measured(place: Path) -> tuple[float, float]:
    """The most that a process held that makes the backup (MB), and how long that took (seconds)."""
    words = [sys.executable, "-m", "tests.bench.backing_up", str(place)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def main(place: Path) -> None:
    """Makes the backup and tells what it cost."""
    import resource

    with mock.patch.object(people, "_hasher", _quick):
        workspace = bootstrap.open_workspace(place / "office")
        workspace.sign_in(SVEN, PASSWORD)
    begun = time.perf_counter()
    backup.write(workspace, place / "backup.zip")
    seconds = time.perf_counter() - begun
    workspace.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{peak:.1f} {seconds:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
