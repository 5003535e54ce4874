"""The command line's words on keys: ``keys status|recovery|rotate|export`` by the administrator, and what a lost key
needs, ``keys recover|import``, by whoever has the paper or the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import key_work
from app.domain.local_time import local_day
from app.keys import recovery
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, out, say, table
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds ``keys`` with its steps."""
    keys = words.add_parser("keys", help=_("the keys that everything is sealed by"))
    steps = keys.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    on_request(steps, "status", _status, _("where the key lies, and whether a recovery key is on paper"), number=False)
    told = _("a new recovery key, which is typed back from the paper and kept nowhere")
    on_request(steps, "recovery", _recovery, told, number=False)
    on_request(steps, "rotate", _rotate, _("a new key for everything; goes on where it was stopped"), number=False)
    told = _("another key for the workspace and all in it, when the paper, a key file or a computer was stolen")
    on_request(steps, "change", _change, told, number=False)
    export = on_request(steps, "export", _export, _("write the key to a file, for another computer"), number=False)
    export.add_argument("file", type=Path, metavar=_("FILE"))
    back = steps.add_parser("recover", help=_("put the key back on this computer by the recovery key"))
    back.set_defaults(run=_recover)
    bring = steps.add_parser("import", help=_("put the key on this computer out of a key file"))
    bring.add_argument("file", type=Path, metavar=_("FILE"))
    bring.set_defaults(run=_import)
    for word in (back, bring):
        word.add_argument("--workspace", type=Path, metavar=_("FOLDER"))


def _status(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    status = workspace.store.keys.status()
    day = local_day(status.recovery_at).isoformat() if status.recovery_at else _("never")
    rows = [
        (_("The key lies"), key_work.where(status.place)),
        (_("Recovery key written down"), day),
        (_("Key in use"), f"{status.number}, {local_day(status.made_at).isoformat()}"),
        (_("Everything under it"), _("yes") if status.whole else _("no, run: utlamna keys rotate")),
    ]
    out(table(("", ""), rows))
    if key_work.needs_paper(status):
        say(_("Write a recovery key down: utlamna keys recovery"))


def _recovery(workspace: Workspace, passwords: Passwords, _arguments: Any) -> None:
    shown = recovery.new()
    out(shown)
    say(_("Write it on paper and lock the paper up. It is kept nowhere, and the earlier one opens nothing any more."))
    key_work.confirm(workspace, shown, passwords.next(_("Type it back from the paper")))
    say(_("The recovery key is in use."))


def _rotate(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    with ProgressLine() as line:
        number = key_work.rotate(workspace, line)
    out(str(number))


def _change(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    with ProgressLine() as line:
        key_work.change(workspace, line)
    say(_("The earlier key opens this workspace no more. Write a new recovery key down: utlamna keys recovery"))
    say(_("Other computers need the new key: utlamna keys export FILE here, utlamna keys import FILE there."))


def _export(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    key_work.export(workspace, arguments.file)
    say(_("Whoever has this file can read everything. Keep it apart from the workspace and its backups."))


def _recover(arguments: Any) -> None:
    out(key_work.where(key_work.recover(arguments.workspace, Passwords().next(_("The recovery key")))))


def _import(arguments: Any) -> None:
    out(key_work.where(key_work.bring(arguments.workspace, arguments.file)))
