"""The command line's word that watches a folder for a request: tells what is new there, and takes it in if asked to."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from app import long_work, messages
from app.domain.errors import Refused
from app.domain.ids import RequestId
from app.texts import _
from app.watching import QUIET, WatchedFolder
from app.workspace import Workspace

from .console import Passwords, ProgressLine, say
from .on_request import on_request, request_id_of

wait = time.sleep


def add_word(steps: Any) -> None:
    """Adds ``case watch``."""
    told = _("watch a folder for new files until it is stopped (Ctrl+C); they are told, and taken in with --take")
    watch = on_request(steps, "watch", _watch, told)
    watch.add_argument("folder", type=Path, metavar=_("FOLDER"))
    watch.add_argument("--take", action="store_true", help=_("take the new files in"))
    watch.add_argument("--all", action="store_true", help=_("also those that lie there already"))
    watch.add_argument("--once", action="store_true", help=_("look once, and end"))


def _watch(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    since = 0.0 if arguments.all or arguments.once else time.time()
    watched = WatchedFolder(arguments.folder.absolute(), since)
    there, failed = True, 0
    if not watched.look().there:
        raise Refused("folder-unreachable", folder=str(arguments.folder))
    try:
        while True:
            wait(QUIET)
            seen = watched.look()
            if seen.there is not there:
                there = seen.there
                told = _("The folder is there again.") if there else _("The folder cannot be reached.")
                say(told)
            for file in seen.files:
                failed |= _new(workspace, request_id, file, arguments.take)
            watched.seen_to(seen.files)
            if arguments.once:
                return failed
    except KeyboardInterrupt:
        return failed


def _new(workspace: Workspace, request_id: RequestId, file: Path, take: bool) -> int:
    """Tells of a file, or takes it in; 1 where that failed."""
    if not take:
        print(file)
        return 0
    try:
        with ProgressLine(file.name) as line:
            document = long_work.take_in(workspace, request_id, file, progress=line)
    except Refused as error:
        say(f"{file.name}: {messages.of(error)}")
        return 1
    if long_work.unreadable(document):
        say(f"{file.name}: {messages.failure(document.failure)}")
    print(f"{document.number}\t{document.state.value}\t{document.pages}\t{document.title}")
    return int(long_work.unreadable(document))
