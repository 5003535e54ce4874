"""Memory sticks and other drives that can be taken out of the machine, with the room on them."""

from __future__ import annotations

import ctypes
import shutil
import string
import sys
from dataclasses import dataclass
from pathlib import Path

from app.store.drives import mount_points

_DRIVE_REMOVABLE = 2
UNDER = ("/run/media/", "/media/")
"""Where desktops mount what is plugged in (udisks2)."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A drive: where it is reached, what it is called, and how many bytes are free on it."""

    path: Path
    name: str
    free: int


def sticks() -> tuple[Stick, ...]:
    """The drives that are plugged in now and can be read; one that is pulled out meanwhile is left out."""
    found = []
    for place in _on_windows() if sys.platform == "win32" else _mounted():
        try:
            free = shutil.disk_usage(place).free
        except OSError:
            continue
        found.append(Stick(place, place.name or str(place), free))
    return tuple(found)


def _mounted() -> list[Path]:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    return [Path(point) for point in mount_points(mounts) if point.startswith(UNDER)]


def _on_windows() -> list[Path]:  # pragma: no cover
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows alone
    letters = kernel.GetLogicalDrives()
    roots = [f"{letter}:\\" for at, letter in enumerate(string.ascii_uppercase) if letters >> at & 1]
    return [Path(root) for root in roots if kernel.GetDriveTypeW(root) == _DRIVE_REMOVABLE]
