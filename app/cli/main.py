"""The words of the command line, and the one place where errors become exit codes."""

from __future__ import annotations

import argparse
import io
import multiprocessing
import sys
import traceback
from collections.abc import Sequence

from app import kept_faults, messages
from app.domain.errors import Refused
from app.texts import _
from redaction.errors import DocumentError
from resources import BadCatalogue

from . import (
    about,
    backup,
    cases,
    catalogue,
    evaluate,
    files,
    import_files,
    keys,
    letters,
    log,
    office,
    overview,
    reissue,
    retention,
    setup,
)
from .console import say

DONE, REFUSED, WRONG_USE, FAULT = 0, 1, 2, 3


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="utlamna", description=_("From a request for public documents to served copies.")
    )
    top.add_argument("--debug", action="store_true", help=_("show the traceback of a fault of ours"))
    words = top.add_subparsers(dest="word", metavar=_("WORD"))
    setup.add_words(words)
    cases.add_words(words)
    log.add_words(words)
    catalogue.add_words(words)
    office.add_words(words)
    overview.add_words(words)
    retention.add_words(words)
    backup.add_words(words)
    keys.add_words(words)
    letters.add_words(words)
    import_files.add_words(words)
    files.add_words(words)
    reissue.add_words(words)
    evaluate.add_words(words)
    about.add_words(words)
    return top


def _utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    multiprocessing.freeze_support()
    _utf8()
    top = parser()
    try:
        arguments = top.parse_args(words)
    except SystemExit as end:
        return int(end.code or 0)
    if not hasattr(arguments, "run"):
        top.print_help()
        return DONE
    try:
        return int(arguments.run(arguments) or DONE)
    except (Refused, DocumentError) as error:
        say(messages.of(error))
        return REFUSED
    except KeyboardInterrupt:
        say(_("Stopped. What was finished is kept."))
        return REFUSED
    except BrokenPipeError:
        return REFUSED
    except BadCatalogue as error:  # no personal data: it names a row of ours
        say(str(error))
        return FAULT
    except Exception as error:  # the top: a fault of ours is one sentence, never a traceback in a clerk's face
        kept_faults.keep(error)
        if arguments.debug:
            traceback.print_exc()
        say(messages.sentence("fault") + f" ({type(error).__name__})")
        return FAULT
