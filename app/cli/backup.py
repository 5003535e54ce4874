"""The command line's words on backups: ``backup FILE``, ``backup --to FOLDER``, ``restore FILE FOLDER``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from app import backup, bootstrap
from app.backup_file import Backup
from app.domain.errors import Refused
from app.services.keeping import backups
from app.texts import _, ngettext
from app.workspace import Workspace

from .console import Passwords, ProgressLine, out, say
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds ``backup`` and ``restore``."""
    told = _("put the whole workspace in one file, and read it back")
    made = on_request(words, "backup", _backup, told, number=False)
    made.add_argument("file", type=Path, nargs="?", metavar=_("FILE"))
    made.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("a file named by the time, in this folder"))
    made.add_argument("--keep", type=int, metavar="N", help=_("leave only the N newest of this workspace there"))
    made.add_argument("--days", type=int, metavar="N", help=_("ask for a new backup after so many days; makes none"))
    back = words.add_parser("restore", help=_("make a workspace of a backup, in a new folder"))
    back.add_argument("file", type=Path, metavar=_("FILE"))
    back.add_argument("folder", type=Path, metavar=_("FOLDER"))
    server = _("put the rows in the empty database of UTLAMNA_DATABASE_URL, and the vault in FOLDER")
    back.add_argument("--to-server", action="store_true", help=server)
    vault = _("where the files lie of a backup from before an upgrade")
    back.add_argument("--vault", type=Path, metavar=_("FOLDER"), help=vault)
    back.set_defaults(run=_restore)


def _backup(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if arguments.days is not None:
        workspace.do(backups.set_days, arguments.days)
        return
    if (arguments.file is None) == (arguments.to is None) or (arguments.keep is not None and arguments.to is None):
        raise Refused("backup-where")
    with ProgressLine((arguments.file or arguments.to).name) as line:
        if arguments.to is None:
            found = backup.write(workspace, arguments.file, line)
        else:
            target, found = backup.write_to(workspace, arguments.to, arguments.keep, line)
            out(str(target))
    out(_told(found))


def _restore(arguments: Any) -> None:
    server = os.environ.get("UTLAMNA_DATABASE_URL") if arguments.to_server else None
    if arguments.to_server and not server:
        raise Refused("database-not-named")
    with ProgressLine(arguments.file.name) as line:
        found = backup.restore(arguments.file, arguments.folder, line, server, arguments.vault)
    out(_told(found))
    if server:
        say(_("Set UTLAMNA_VAULT to {folder}.").format(folder=arguments.folder.absolute() / bootstrap.VAULT))


def _told(found: Backup) -> str:
    told = ngettext("{count} file, the log ends at {head}", "{count} files, the log ends at {head}", found.files)
    return told.format(count=found.files, head=found.head)
