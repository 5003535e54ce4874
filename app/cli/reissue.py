"""The command line's words for making a copy again and comparing it: from files, and from a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import reissue
from app.jobs import process, tasks
from app.reissue import Reissued
from app.services.delivering.proof_paper import stretches
from app.texts import N_, _
from app.workspace import Workspace

from . import inputs, marks_file
from .console import Passwords, ProgressLine, say
from .on_request import document_of, on_request, request_id_of

WAYS = {
    "source": N_("it is another original"),
    "plan": N_("it is another plan"),
    "pages": N_("the number of pages"),
    "sizes": N_("the size of pages"),
    "words": N_("the words"),
    "looks": N_("the looks"),
    "bytes": N_("only in how it is written; a reader sees no difference"),
}
"""In what two copies differ, by code."""


def add_words(words: Any) -> None:
    """Adds ``reissue``."""
    again = words.add_parser("reissue", help=_("make a masked copy again and compare it with the one that left"))
    again.add_argument("source", type=Path)
    again.add_argument("--marks", type=Path, required=True, metavar="M.json")
    again.add_argument("--against", type=Path, required=True, metavar="OUT.pdf", help=_("the copy that left"))
    again.add_argument("--proof", type=Path, metavar="P.json", help=_("its proof: date and versions of then"))
    again.add_argument("--password-stdin", action="store_true")
    again.set_defaults(run=_files)


def add_word(steps: Any) -> None:
    """Adds ``case reissue``."""
    again = on_request(steps, "reissue", _document, _("make a document's copy again and compare it with the one kept"))
    again.add_argument("document", type=int, help=_("the document's number in the request"))


def _files(arguments: Any) -> int:
    source, against = inputs.existing(arguments.source), inputs.existing(arguments.against)
    plan = marks_file.plan(process.run(tasks.digest, source), marks_file.load(inputs.existing(arguments.marks)))
    proof = inputs.proof(arguments.proof) if arguments.proof else None
    with ProgressLine(source.name) as line:
        return _told(reissue.of_files(source, plan, against, proof, inputs.password(arguments), line))


def _document(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    document = document_of(workspace, request_id_of(workspace, arguments.number), arguments.document)
    with ProgressLine(document.title) as line:
        return _told(reissue.of_document(workspace, document, line))


def _told(made: Reissued) -> int:
    """Says versions first, then the outcome; 0 where the copies are the same."""
    for name, then, now in made.engines:
        print(f"engine\t{name}\t{then or '–'}\t{now or '–'}")
    if not made.differences:
        print(f"identical\t{made.sha256}")
        return 0
    for difference in made.differences:
        print(f"differs\t{difference.code}\t{stretches(difference.pages)}".rstrip())
    ways = ", ".join(_(WAYS[difference.code]) for difference in made.differences)
    if made.engines:
        say(_("Other versions are at work than when the copy was made; the same bytes cannot be expected."))
    say(_("The copy made again differs from the one that left: {ways}.").format(ways=ways))
    return 1
