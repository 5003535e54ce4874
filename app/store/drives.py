"""Whether a folder lies on a network drive, where SQLite's locks and write-ahead log cannot be trusted.

Source: https://sqlite.org/wal.html ("all processes using a database must be on the same host computer") and
https://sqlite.org/howtocorrupt.html section 2.1.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

NETWORK = frozenset(
    {
        "9p",
        "afp",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.cifs",
        "fuse.curlftpfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "gfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
    }
)
"""File system types (the third word of a line of /proc/mounts) that reach another computer."""

_DRIVE_REMOTE = 4


def _unescaped(word: str) -> str:
    # /proc/mounts writes space, tab, newline and backslash as octal, see fstab(5).
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        word = word.replace(code, char)
    return word


def type_of(folder: str, mounts: str) -> str:
    """The file system type of an absolute folder by the text of /proc/mounts; "" where no line covers it."""
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = _unescaped(words[1])
        covers = folder == point or folder.startswith(point.rstrip("/") + "/")
        # A later mount on the same point hides an earlier one.
        if covers and len(point) >= len(best):
            best, kind = point, words[2]
    return kind


def mount_points(mounts: str) -> tuple[str, ...]:
    """The places where something is mounted, by the text of /proc/mounts."""
    lines = (line.split(" ") for line in mounts.splitlines())
    return tuple(_unescaped(words[1]) for words in lines if len(words) >= 3)


def is_unc(folder: str) -> bool:
    """Whether a Windows path names another computer (``\\\\server\\share``, ``\\\\?\\UNC\\server\\share``)."""
    path = folder.replace("/", "\\")
    if path.upper().startswith("\\\\?\\UNC\\"):
        return True
    return path.startswith("\\\\") and not path.startswith(("\\\\?\\", "\\\\.\\"))


def _on_windows(folder: str) -> bool:  # pragma: no cover
    if is_unc(folder):
        return True
    root = os.path.splitdrive(folder)[0].removeprefix("\\\\?\\") + "\\"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows alone
    return bool(kernel.GetDriveTypeW(root) == _DRIVE_REMOTE)


def on_network(folder: Path) -> bool:
    """Whether the folder (it need not exist yet) lies on a network drive; False where that cannot be told."""
    path = str(folder.resolve())
    if sys.platform == "win32":  # pragma: no cover
        return _on_windows(path)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return type_of(path, mounts) in NETWORK
