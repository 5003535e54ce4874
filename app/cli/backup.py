"""The command line's words on backups: ``backup FILE``, ``restore FILE FOLDER``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import backup
from app.backup import Backup
from app.texts import _, ngettext
from app.workspace import Workspace

from .console import Passwords, ProgressLine
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds ``backup`` and ``restore``."""
    told = _("put the whole workspace in one file, and read it back")
    made = on_request(words, "backup", _backup, told, number=False)
    made.add_argument("file", type=Path, metavar=_("FILE"))
    back = words.add_parser("restore", help=_("make a workspace of a backup, in a new folder"))
    back.add_argument("file", type=Path, metavar=_("FILE"))
    back.add_argument("folder", type=Path, metavar=_("FOLDER"))
    back.set_defaults(run=_restore)


def _backup(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    with ProgressLine(arguments.file.name) as line:
        found = backup.write(workspace, arguments.file, line)
    print(_told(found))


def _restore(arguments: Any) -> None:
    print(_told(backup.restore(arguments.file, arguments.folder)))


def _told(found: Backup) -> str:
    told = ngettext("{count} file, the log ends at {head}", "{count} files, the log ends at {head}", found.files)
    return told.format(count=found.files, head=found.head)
