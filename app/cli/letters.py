"""The command line's words on letters: ``utlamna letters list|show|export|use|back|preview``, ``case letter``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import letter_work
from app.domain.ids import RequestId
from app.domain.local_time import local_day
from app.services.writing import letter_fields, letter_templates, letters
from app.services.writing.letter_templates import TemplateRow
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, out, say, table
from .on_request import on_request, request_id_of


def add_words(words: Any) -> None:
    """Adds the words on letters."""
    told = _("the letters and their templates, which the office edits in Word")
    steps = words.add_parser("letters", help=told, description=told).add_subparsers(
        dest="step", metavar=_("STEP"), required=True
    )
    on_request(steps, "list", _list, _("the letters, and which template each is made from"), number=False)
    shown = on_request(steps, "show", _show, _("a letter's fields, cases and rules, and its template"), number=False)
    exported = on_request(steps, "export", _export, _("write a letter's template as a Word file"), number=False)
    used = on_request(steps, "use", _use, _("use a Word file as a letter's template"), number=False)
    back = on_request(steps, "back", _back, _("use the template that ships again"), number=False)
    seen = on_request(steps, "preview", _preview, _("write letters with invented values as PDF"), number=False)
    seen.add_argument("folder", type=Path, metavar=_("FOLDER"))
    seen.add_argument("letters", nargs="*", metavar=_("LETTER"), help=_("else all of them"))
    seen.add_argument("--template", type=Path, metavar=_("FILE"), help=_("from this Word file (one letter alone)"))
    seen.add_argument("--case", action="append", default=[], metavar=_("CASE"), help=_("only what stands in this case"))
    for word in (shown, exported, used, back):
        word.add_argument("letter", metavar=_("LETTER"))
    for word in (exported, used):
        word.add_argument("file", type=Path, metavar=_("FILE"))


def add_case_words(steps: Any) -> None:
    """Adds ``case letter``: the letters that are written by themselves on a request."""
    word = on_request(steps, "letter", _letter, _("write a letter, or list what it needs and what there is"))
    word.add_argument("letter", nargs="?", metavar=_("LETTER"))
    word.add_argument("--set", nargs=2, action="append", default=[], metavar=(_("FIELD"), _("TEXT")),
                      help=_("what a field says"))  # fmt: skip
    word.add_argument("--case", action="append", default=[], metavar=_("CASE"), help=_("a case that holds"))
    word.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("where PDF and Word file are written too"))
    word.add_argument("--trial", action="store_true", help=_("with --to: only look, keep and register nothing"))


def _letter(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.letter is None:
        _written(workspace, request_id)
        return
    if not (arguments.set or arguments.to):
        form = workspace.ask(letter_fields.form, request_id, arguments.letter, workspace.signed_in.name)
        rows = [(name, form.first(name), letters.fields()[name].label) for name in form.typed]
        out(table((_("Field"), _("Begins with"), _("What it is")), rows) if rows else _("Nothing has to be typed."))
        return
    values, keep = dict(arguments.set), not arguments.trial
    for path in letter_work.write(
        workspace, request_id, arguments.letter, values, arguments.case, keep, arguments.to
    ):
        out(str(path))


def _written(workspace: Workspace, request_id: RequestId) -> None:
    rows = workspace.ask(lambda reader: reader.letters.where(request_id=request_id))
    names = letters.kinds()
    lines = [(row.id, local_day(row.written_at), names[row.kind].label, row.template) for row in rows]
    out(table((_("No."), _("Day"), _("What it is"), _("Template")), lines, frozenset({0})))
    say(", ".join(kind.code for kind in letter_fields.writable()))


def _list(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    rows = [(row.kind.code, row.kind.label, _used(row)) for row in workspace.ask(letter_templates.rows)]
    out(table((_("Letter"), _("What it is"), _("Template")), rows))


def _used(row: TemplateRow) -> str:
    if row.own is None:
        return _("the one that ships")
    words = _("our own, number {number}, {name} {day}")
    return words.format(number=row.own.number, name=row.taken_by, day=local_day(row.own.taken_at))


def _show(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    kind = letter_templates.known(arguments.letter)
    own = workspace.ask(letters.own_template, kind.code)
    out(own.text if own else letters.shipped_text(kind.code))
    lines = [
        (f"{{{f.name}}}", _("must be there") if f.name in kind.must else "", f.label) for f in kind.fields.values()
    ]
    say(table((_("Field"), "", _("What it is")), lines))
    if kind.cases:
        say(_("Cases: {cases}").format(cases=", ".join(f"[{case}]" for case in kind.cases)))
    if kind.source:
        say(f"{kind.source} ({kind.confidence}).")


def _export(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    letter_work.export(workspace, arguments.letter, arguments.file)
    out(str(arguments.file))


def _use(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    out(str(letter_work.use(workspace, arguments.letter, arguments.file)))


def _back(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    workspace.do(letter_templates.back, arguments.letter)


def _preview(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for code in arguments.letters or letters.kinds():
        target = arguments.folder / f"{code}.pdf"
        letter_work.preview(workspace, code, target, arguments.template, arguments.case)
        out(str(target))
