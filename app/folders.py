"""Files that are named to be taken in: a folder stands for all that lies in it, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Refused

MOST = 10_000
"""So many files may be named at once."""

_RESIDUE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Named:
    """A file, and what it may be called: its path in the folder that was named, without its ending."""

    path: Path
    title: str


def files(named: Iterable[Path]) -> tuple[Named, ...]:
    """The files that are named, those of folders by name, folders in folders too; no link is followed.

    What programs leave for themselves in folders is left out. Raises Refused where a folder is empty, or there are more
    than ``MOST``.
    """
    found: list[Named] = []
    for path in named:
        before = len(found)
        for one in _of(path):
            found.append(one)
            if len(found) > MOST:
                raise Refused("files-too-many", limit=MOST)
        if len(found) == before:
            raise Refused("folder-empty")
    return tuple(found)


def _of(path: Path) -> Iterator[Named]:
    if not path.is_dir():
        yield Named(path, path.stem)
        return
    for folder, inner, names in os.walk(path, followlinks=False):
        inner.sort()
        for name in sorted(names):
            file = Path(folder) / name
            if name.lower() not in _RESIDUE and file.is_file() and not file.is_symlink():
                yield Named(file, file.relative_to(path).with_suffix("").as_posix())
