"""How deep a workspace's folder may lie: where Windows takes no path beyond 260 characters, and anywhere for SQLite.

Windows takes longer ones only where its administrator has switched them on (LongPathsEnabled) and the program asks for
them, as the packed one does. Source: https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.domain.errors import Refused

LONGEST = 259
"""Characters of a path, its end not counted."""
BELOW = 150
"""Characters that the longest path in a workspace has after its folder: a file with a long name in a package, whose
folder is called by a registry number of 40 characters at most."""
DEEPEST = LONGEST - BELOW
DATABASE = 450
"""Bytes of a folder's path beyond which SQLite opens no file in it; it takes 512 for a file and what it puts beside."""


def long_paths() -> bool:
    """Whether this system takes paths of any length."""
    if sys.platform != "win32":
        return True
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False


def check(folder: Path, takes_long: bool | None = None) -> None:
    """Raises Refused where a file of a workspace in this folder could not be reached later."""
    takes_long = long_paths() if takes_long is None else takes_long
    length, most = (len(os.fsencode(folder)), DATABASE) if takes_long else (len(str(folder)), DEEPEST)
    if length > most:
        raise Refused("folder-too-deep", folder=str(folder), most=most)
