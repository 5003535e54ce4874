"""A folder that is watched: which new files in it are whole, which are still being written, and whether it is there.

Nothing is opened but to see that nobody writes it, nothing is moved, and nothing is taken in: a person does that.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

QUIET = 2.0
"""Seconds for which a file must not have changed."""
MOST = 200
"""So many files are told at once."""

_HALF = (".part", ".partial", ".crdownload", ".tmp", ".temp", ".download", ".filepart")
_RESIDUE = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the folder gave: the files that are whole, how many are not yet, whether it could be looked at."""

    files: tuple[Path, ...] = ()
    half: int = 0
    there: bool = True


class WatchedFolder:
    """A folder with what is known of it.

    Args:
        folder: where files come; folders in it are left alone.
        since: seconds since 1970; what lay there before is not new.
        known: marks of files that were seen to, as ``mark`` gives them.
        clock: tells the seconds since 1970.
    """

    def __init__(
        self, folder: Path, since: float, known: Iterable[str] = (), clock: Callable[[], float] = time.time
    ) -> None:
        self.folder = folder
        self._since = since
        self._known = set(known)
        self._clock = clock
        self._last: dict[str, str] = {}

    def look(self) -> Seen:
        """Looks once; a file is whole when it is as it was at the look before, and nobody writes it."""
        now, whole, half = self._clock(), list[Path](), 0
        stands: dict[str, str] = {}
        try:
            with os.scandir(self.folder) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if not entry.is_file(follow_symlinks=False) or _is_residue(entry.name):
                        continue
                    about = entry.stat(follow_symlinks=False)
                    changed = max(about.st_mtime, about.st_ctime)
                    key = _key(entry.name, about)
                    if changed < self._since or key in self._known:
                        continue
                    stands[entry.name] = key
                    still = self._last.get(entry.name) == key and abs(now - changed) >= QUIET
                    if still and about.st_size and _free(Path(entry.path)) and not _is_half(entry.name):
                        whole.append(Path(entry.path))
                    else:
                        half += 1
        except OSError:
            return Seen(there=False)
        self._last = stands
        return Seen(tuple(whole[:MOST]), half)

    def seen_to(self, files: Iterable[Path]) -> None:
        """These are no news any more, as they are now."""
        for file in files:
            if (mark := self.mark(file)) is not None:
                self._known.add(mark)

    def mark(self, file: Path) -> str | None:
        """What a file of the folder is known again by, without its name in it; None for another one."""
        try:
            return _key(file.name, file.stat()) if file.parent == self.folder else None
        except OSError:
            return None

    @property
    def known(self) -> tuple[str, ...]:
        """The marks of what was seen to and still lies there, to be kept for the next start."""
        try:
            with os.scandir(self.folder) as entries:
                there = {_key(e.name, e.stat(follow_symlinks=False)) for e in entries if e.is_file()}
        except OSError:
            return tuple(sorted(self._known))
        return tuple(sorted(self._known & there))


def _key(name: str, about: os.stat_result) -> str:
    return hashlib.sha256(f"{name}\n{about.st_size}\n{about.st_mtime_ns}".encode("utf-8", "replace")).hexdigest()[:24]


def _is_residue(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _RESIDUE


def _is_half(name: str) -> bool:
    return name.lower().endswith(_HALF)


def _free(file: Path) -> bool:
    """Whether it can be read: on Windows a program that still writes a file lets nobody else open it."""
    try:
        with file.open("rb"):
            return True
    except OSError:
        return False
