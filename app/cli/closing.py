"""The command line's words that close a request, archive it, and make working copies again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import archive, purging
from app.domain.requests import RequestState
from app.services.keeping import closing
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, say
from .on_request import on_request, request_id_of
from .retention import checklist


def add_words(steps: Any) -> None:
    """Adds ``case archive``, ``case restore`` and ``case close``."""
    package = on_request(steps, "archive", _archive, _("write the archive package of an answered request"))
    package.add_argument("out", type=Path, metavar=_("OUT"), help=_("a new folder, or a file that ends in .zip"))
    again = on_request(
        steps, "restore", _restore, _("make the working copies again of a request that was opened again")
    )
    again.add_argument(
        "--password-stdin", action="store_true", help=_("the document's password is the next line of stdin")
    )
    close = on_request(steps, "close", _close, _("close an answered request"))
    close.add_argument("--list", action="store_true", help=_("only show the closing list"))


def _close(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    for line in checklist(workspace.ask(closing.points_of, request_id, workspace.clock())):
        say(line)
    if arguments.list:
        return
    purging.close(workspace, request_id)
    print(RequestState.CLOSED.value)
    print(_("Log head: {head}").format(head=workspace.ask(lambda reader: reader.log_head())))


def _archive(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    with ProgressLine() as line:
        made = archive.write(workspace, request_id_of(workspace, arguments.number), arguments.out, line)
    print(made.place)
    print(_("{public} files in the public part, {inner} in the inner").format(public=made.public, inner=made.inner))


def _restore(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    password = passwords.next(_("The document's password")) if arguments.password_stdin else None
    with ProgressLine() as line:
        print(purging.restore(workspace, request_id_of(workspace, arguments.number), line, password))
