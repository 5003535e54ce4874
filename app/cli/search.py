"""The command line's word for searching a request's documents and masking what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import long_work, messages
from app.domain.errors import Refused
from app.services.cases import registration
from app.services.marking import search
from app.services.marking.search import Place, Places
from app.texts import N_, _
from app.workspace import Workspace
from redaction.detectors import Term
from redaction.sought import SECONDS, Expression, Lines, Listed, Near, Query

from .console import Passwords, ProgressLine, say, table
from .on_request import document_of, on_request, request_id_of

_FLAGS = N_(
    "Expressions: ^ and $ are the ends of lines, . does not match a line break without --across, case does not matter "
    "without --case; dashes, blanks and digits of all kinds are read as the plain ones. A document that takes more "
    "than {seconds} s is told and left."
)


def add_word(steps: Any) -> None:
    """Adds ``case search``."""
    word = on_request(steps, "search", _search, _("search the documents, and mask what was found"))
    word.epilog = _(_FLAGS).format(seconds=round(SECONDS))
    what = word.add_mutually_exclusive_group(required=True)
    what.add_argument("--words", nargs="+", metavar=_("TEXT"), help=_("any of these words or phrases"))
    what.add_argument(
        "--list", type=Path, metavar=_("FILE"), help=_("a list: term;provision;category;parts (CSV, XLSX)")
    )
    what.add_argument("--expression", metavar=_("EXPRESSION"), help=_("a regular expression"))
    what.add_argument("--near", nargs=3, metavar=("A", "B", "N"), help=_("A with at most N words between it and B"))
    what.add_argument("--lines", nargs=2, metavar=("X", "Y"), help=_("from the line with X to the line with Y"))
    word.add_argument("--parts", action="store_true", help=_("also inside longer words"))
    word.add_argument("--case", action="store_true", help=_("capital and small letters are different"))
    word.add_argument("--across", action="store_true", help=_("in an expression . matches line breaks too"))
    word.add_argument("--alone", action="store_true", help=_("with --near: only A, not what stands between"))
    word.add_argument("--document", type=int, help=_("only in this document"))
    word.add_argument("--mark", action="store_true", help=_("mask what was found and is not judged"))
    word.add_argument("--only", type=int, nargs="+", metavar=_("ROW"), help=_("with --mark: only these rows"))
    word.add_argument("--provision", default="", help=_("the provision where the list names none"))
    word.add_argument("--category", default="", help=_("the category where the list names none"))
    word.add_argument("--watch", action="store_true", help=_("with --list: put it on the request's list instead"))


def _search(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    query = _query(workspace, arguments)
    if arguments.watch and isinstance(query, Listed):
        print(workspace.do(registration.watch_all, request_id, query.terms))
        return 0
    only = None if arguments.document is None else document_of(workspace, request_id, arguments.document).id
    with ProgressLine() as line:
        sought = long_work.seek(workspace, request_id, query, only, line)
    if arguments.mark:
        chosen = _chosen(workspace.ask(search.places, sought), arguments.only)
        hits = [place.hit for place in chosen]
        workspace.do(search.mark, request_id, hits, arguments.provision, arguments.category)
    found = workspace.ask(search.places, sought)
    _tell(found)
    return int(bool(found.slow))


def _query(workspace: Workspace, arguments: Any) -> Query:
    if arguments.list is not None:
        listed = long_work.read_terms(workspace, arguments.list)
        for fault in listed.faults:
            say(_("Row {row}: {what}").format(row=fault.row, what=messages.sentence(fault.code)))
        if listed.faults:
            raise Refused("list-faults", count=len(listed.faults))
        return Listed(listed.terms, arguments.case)
    if arguments.expression is not None:
        return Expression(arguments.expression, arguments.case, arguments.across)
    if arguments.near is not None:
        first, second, words = arguments.near
        if not words.isdigit():
            raise Refused("near-far", most=search.MOST_WORDS)
        return Near(first, second, int(words), arguments.alone)
    if arguments.lines is not None:
        return Lines(*arguments.lines)
    return Listed(tuple(Term(text, "", None, arguments.parts) for text in arguments.words), arguments.case)


def _chosen(found: Places, only: Sequence[int] | None) -> list[Place]:
    """The places to mask: those of these rows, else all that nobody has judged. Raises Refused for a row not there."""
    if only is None:
        return [row for row in found.rows if row.wanted]
    for row in only:
        if not 1 <= row <= len(found.rows):
            raise Refused("row-missing", number=row)
    return [found.rows[row - 1] for row in only]


def _tell(found: Places) -> None:
    rows = [
        (at, place.document.number, place.hit.page + 1, messages.stands(place.stands), _around(place))
        for at, place in enumerate(found.rows, 1)
    ]
    header = (_("Row"), _("No."), _("Page"), _("State"), _("Text"))
    print(table(header, rows, frozenset({0, 1, 2})) if rows else _("Nothing was found."))
    say(messages.hits(len(found.rows), found.masked, found.more))
    for document, page in found.slow:
        say(messages.slow(document.number, page))


def _around(place: Place) -> str:
    hit = place.hit
    text = " ".join(hit.text.split())
    return f"{hit.before[-20:]}[{text}]{hit.after[:20]}".strip()
