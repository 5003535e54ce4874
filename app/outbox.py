"""What could not be sent since the server was lost: kept on this machine, sealed, until it has been sent once.

The key lies in the database and is read at sign-in, so what waits here can be read only by who can reach both.
"""

from __future__ import annotations

import binascii
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.keys.ring import Ring, TextBroken, new_key
from app.store.unit import Unit
from app.writing import refusal

FOLDER = "waiting"
KEY = "waiting-key"
"""Setting in which the key lies."""
PLACE = "waiting.line"
REMEMBERED = timedelta(days=90)
"""For so long it is known of a deed that it was done; what waited longer is asked about by nobody."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A deed that waits: its token, when it was done (UTC, ISO), its name and what it was given.

    ``seen`` is the newest row of the log that was shown then. ``held`` is why it was not taken when it was sent: the
    code of a refusal and its parameters; None: it has not been sent yet.
    """

    token: str
    at: str
    deed: str
    given: list[Any]
    seen: int | None = None
    held: tuple[str, dict[str, Any]] | None = None


def key_of(unit: Unit) -> bytes:
    """The key of what waits on the office's machines, drawn when it is first needed; asked for at each sign-in."""
    unit.forget_sent(unit.now - REMEMBERED)
    kept = unit.setting(KEY)
    if not kept:
        kept = binascii.b2a_hex(new_key()).decode()
        unit.set_setting(KEY, kept)
    return binascii.a2b_hex(kept)


class Outbox:
    """What waits of the person signed in, oldest first. Usable by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._file: Path | None = None
        self._ring: Ring | None = None
        self._rows: tuple[Waiting, ...] = ()

    def open(self, person_id: int, key: bytes) -> None:
        """Reads what waits of a person. What cannot be read (another database's) is left where it lies, aside."""
        self._ring, self._file = Ring({1: key}), self._folder / str(person_id)
        self._rows = ()
        if self._file.is_file():
            try:
                lines = self._file.read_text(encoding="utf-8").splitlines()
                self._rows = tuple(_row(self._ring.read(line, PLACE)) for line in lines)
            except (TextBroken, ValueError, OSError):
                with suppress(OSError):
                    self._file.replace(self._file.with_suffix(".unread"))

    def close(self) -> None:
        """Nobody is signed in."""
        self._file = self._ring = None
        self._rows = ()

    def rows(self) -> tuple[Waiting, ...]:
        """All that waits."""
        return self._rows

    def put(self, row: Waiting) -> None:
        """Keeps a deed, in the place of one with the same token. Raises Refused where the disk does not take it."""
        rest = [kept for kept in self._rows if kept.token != row.token]
        at = next((at for at, kept in enumerate(self._rows) if kept.token == row.token), len(rest))
        self._write((*rest[:at], row, *rest[at:]))

    def drop(self, token: str) -> None:
        """It was sent, or its writer leaves it. Raises Refused where the disk does not take that."""
        self._write(tuple(row for row in self._rows if row.token != token))

    def _write(self, rows: tuple[Waiting, ...]) -> None:
        assert self._file is not None
        assert self._ring is not None
        try:
            if not rows:
                self._file.unlink(missing_ok=True)
            else:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                part = self._file.with_suffix(".part")
                with part.open("w", encoding="utf-8") as file:
                    for row in rows:
                        file.write(self._ring.seal(json.dumps(asdict(row)), PLACE) + "\n")
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(self._file)
        except OSError as error:
            raise refusal(error, self._folder) from error
        self._rows = rows


def _row(text: str) -> Waiting:
    raw = json.loads(text)
    held = raw.pop("held")
    return Waiting(**raw, held=None if held is None else (held[0], held[1]))
