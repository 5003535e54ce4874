"""The last faults of the program on this machine: when, of what kind, where in the code; never the words of one.

What an exception says may hold personal data, and a path names a user of the computer. What is kept is a name of ours
or of Python's, and file, line and function of code. Nothing but the standard library is read before there is a fault.
"""

from __future__ import annotations

import json
import os
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import resources

FOLDER = "UTLAMNA_FAULTS"
"""Names a folder other than the user's own for logs."""
MOST = 40
"""So many faults are kept, and so many places of each."""
_ROOT = Path(resources.__file__).parent.parent
_OURS = frozenset({"app", "redaction", "resources", "ui"})
_TOLD = re.compile(r"[A-Za-z_]\w{0,60} in [\w.<>-]{1,60}:\d{1,6}")
"""What a child's fault says of itself, and nothing else: a kind and a place."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the minute in UTC, the kinds from the one caught to its first cause, the places outermost first."""

    at: str
    kinds: tuple[str, ...]
    places: tuple[str, ...]


def keep(error: BaseException) -> None:
    """Keeps what may be kept of a fault; where that cannot be written nothing is said, for a fault is being told."""
    made = Fault(f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z", tuple(_kinds(error)), tuple(_places(error)))
    with suppress(OSError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(asdict(fault)) for fault in (*last(), made)][-MOST:]
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(file)


def last() -> tuple[Fault, ...]:
    """The faults that are kept, the oldest first; what cannot be read is left out."""
    found = []
    with suppress(OSError):
        for line in _file().read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError, TypeError, KeyError):
                row = json.loads(line)
                found.append(Fault(row["at"], tuple(row["kinds"]), tuple(row["places"])))
    return tuple(found)


def _file() -> Path:
    named = os.environ.get(FOLDER)
    if named:
        return Path(named) / "faults.jsonl"
    from platformdirs import user_log_path

    return user_log_path("utlamna", appauthor=False) / "faults.jsonl"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and its causes, each once."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _kinds(error: BaseException) -> Iterator[str]:
    for one in _chain(error):
        told = str(one) if type(one).__name__ == "ChildFault" else ""
        yield type(one).__name__ + (f" ({told})" if _TOLD.fullmatch(told) else "")


def _places(error: BaseException) -> Iterator[str]:
    frames = [frame for one in _chain(error) for frame in traceback.extract_tb(one.__traceback__)]
    for frame in frames[-MOST:]:
        yield f"{_name(frame.filename)}:{frame.lineno} {frame.name}"


def _name(filename: str) -> str:
    """A file of ours by its path in the house, another by its last name."""
    path = Path(filename)
    with suppress(ValueError):
        path = path.relative_to(_ROOT)
    return path.as_posix() if not path.is_absolute() and path.parts[:1] and path.parts[0] in _OURS else path.name
