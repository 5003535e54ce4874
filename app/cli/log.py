"""The command line's words on the decision log: ``log verify`` and ``log archive``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app import long_work
from app.domain.log import Head
from app.services import queries
from app.services.keeping import retention
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, opened, say
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds ``log``."""
    log = words.add_parser("log", help=_("the decision log"))
    steps = log.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    verify = steps.add_parser("verify", help=_("check the chain"))
    verify.add_argument("--workspace", metavar=_("FOLDER"))
    verify.add_argument("--head", metavar="N:HASH", type=_head, help=_("a head that was printed earlier"))
    verify.set_defaults(run=_verify_log)
    archive = on_request(steps, "archive", _archive_log, _("export an old year of the log and remove it"), number=False)
    archive.add_argument("year", type=int, metavar=_("YEAR"))
    archive.add_argument("--to", type=Path, required=True, help=_("the file that the year's rows are written to"))


def _head(text: str) -> Head:
    seq, _colon, digest = text.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise argparse.ArgumentTypeError(_("a head looks like 120:3f…, number and 64 characters"))
    return Head(int(seq), digest.lower())


def _archive_log(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    retention.may_archive(workspace.signed_in)
    long_work.export_log_year(workspace, arguments.year, arguments.to)
    print(workspace.do(retention.remove_log_year, arguments.year))


def _verify_log(arguments: Any) -> int:
    workspace = opened(arguments)
    try:
        verdict = workspace.ask(queries.verify_log, arguments.head)
    finally:
        workspace.close()
    if verdict.whole:
        print(_("The chain is whole: {rows} rows, head {head}").format(rows=verdict.rows, head=verdict.head))
        return 0
    where = _("row {seq}").format(seq=verdict.broken_seq) if verdict.broken_seq is not None else _("the head")
    say(_("The chain does not hold at {where}: {reason}").format(where=where, reason=verdict.reason))
    return 1
