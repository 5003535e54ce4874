"""The command line's words on the catalogue of provisions: ``utlamna catalogue list|show|export|import|sign ...``."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from app import law_paper, messages, writing
from app.domain import catalogue
from app.domain.errors import Refused
from app.domain.local_time import local_day
from app.domain.provisions import Provision
from app.services.office import catalogue_words, editions, organisation
from app.store.unit import Reader, Unit
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, out, say, table
from .on_request import on_request


def add_words(words: Any) -> None:
    """Adds the words on the catalogue."""
    told = _("the catalogue of provisions, its editions and their signatures")
    top = words.add_parser("catalogue", help=told, description=told)
    steps = top.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    listed = on_request(steps, "list", _list, _("the provisions, as they hold now"), number=False)
    listed.add_argument("--search", nargs="+", default=[], metavar=_("WORD"), help=_("only rows with all these words"))
    listed.add_argument("--unsigned", action="store_true", help=_("only rows that no jurist has signed"))
    listed.add_argument("--json", action="store_true", help=_("every field, as JSON"))
    shown = on_request(steps, "show", _show, _("one provision with all its fields"), number=False)
    shown.add_argument("provision", metavar=_("PROVISION"))
    on_request(steps, "editions", _editions, _("the editions: who made them, when and why"), number=False)
    exported = on_request(steps, "export", _export, _("write an edition as a TOML file"), number=False)
    exported.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("else to stdout"))
    imported = on_request(steps, "import", _import, _("take the rows of a TOML file in"), number=False)
    imported.add_argument("file", type=Path, metavar=_("FILE"))
    retired = on_request(steps, "retire", _retire, _("let a provision carry no new masks"), number=False)
    retired.add_argument("provision", metavar=_("PROVISION"))
    retired.add_argument("--reason", required=True, help=_("why it is retired"))
    for word in (imported, retired):
        word.add_argument("--note", default="", help=_("save a new edition with this note; else the changes wait"))
    for name, run, what in (
        ("undo", _undo, _("take back the last change that waits")),
        ("redo", _redo, _("take the last undone change up again")),
    ):
        on_request(steps, name, run, what, number=False)
    saved = on_request(steps, "save", _save, _("make the changes that wait a new edition"), number=False)
    saved.add_argument("--note", required=True, help=_("what was changed and why"))
    signed = on_request(steps, "sign", _sign, _("sign provisions as a legal reviewer"), number=False)
    signed.add_argument("provisions", nargs="*", metavar=_("PROVISION"), help=_("else all that are not signed"))
    differing = on_request(steps, "diff", _diff, _("what reads otherwise in another edition"), number=False)
    differing.add_argument("old", type=int, metavar=_("EDITION"))
    differing.add_argument("new", type=int, nargs="?", metavar=_("EDITION"), help=_("else the changes that wait"))
    page = on_request(steps, "page", _page, _("the page for a jurist, as PDF"), number=False)
    page.add_argument("file", type=Path, metavar=_("FILE"))
    brought = on_request(steps, "brought", _brought, _("rows that a newer program brings"), number=False)
    brought.add_argument("--take", metavar=_("PROVISION"), help=_("take this row into the changes that wait"))
    brought.add_argument("--leave", metavar=_("PROVISION"), help=_("leave this row as it is here"))
    for word in (exported, listed):
        word.add_argument("--edition", type=int, metavar=_("EDITION"), help=_("an earlier edition"))


def _list(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    rows = list(workspace.ask(organisation.provisions, arguments.edition).values())
    if arguments.unsigned:
        rows = list(editions.unsigned(rows))
    rows = [row for row in rows if catalogue.has(row, arguments.search)]
    if arguments.json:
        out(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1, default=str))
        return
    header = (_("Provision"), _("Heading"), _("Requisite"), _("Confidence"), _("Reviewed by"), _("Open doubt"))
    out(table(header, [_row(row) for row in rows]))
    say(workspace.ask(organisation.catalogue_banner))


def _row(row: Provision) -> tuple[object, ...]:
    name = _("{provision} (retired)").format(provision=row.id) if row.retired else row.id
    reviewed = f"{row.reviewed_by}, {row.reviewed_on}" if row.reviewed_by else "–"
    return name, row.heading, row.requisite, row.confidence, reviewed, row.doubt


def _show(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    row = workspace.ask(editions.draft).get(arguments.provision)
    if row is None:
        raise Refused("provision-unknown", provision=arguments.provision)
    for field in fields(Provision):
        value = catalogue_words.value(row, field.name)
        if value:
            out(f"{messages.row_field(field.name)}: {value.replace(chr(10), chr(10) + '    ')}")


def _editions(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    kept = workspace.ask(editions.history)
    rows = [(e.number, local_day(e.made_at), who or _("the program"), e.signed or "", e.note, e.sha256[:12])
            for e, who in kept]  # fmt: skip
    header = (_("Edition"), _("Day"), _("By"), _("Signed rows"), _("Note"), _("Hash"))
    out(table(header, rows, frozenset({0, 3})))


def _export(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    text = workspace.ask(editions.exported, arguments.edition)
    if arguments.file is None:
        out(text.rstrip("\n"))
        return
    writing.put([(arguments.file, text)])


def _import(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if not arguments.file.is_file():
        raise Refused("file-vanished")
    text = editions.text_of(arguments.file.read_bytes())
    out(str(workspace.do(_taken, text, arguments.note)))


def _taken(unit: Unit, text: str, note: str) -> int:
    count = editions.take_in(unit, text)
    if note:
        editions.save(unit, note)
    return count


def _retire(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    workspace.do(_retired, arguments.provision, arguments.reason, arguments.note)


def _retired(unit: Unit, provision_id: str, reason: str, note: str) -> None:
    editions.retire(unit, provision_id, reason)
    if note:
        editions.save(unit, note)


def _undo(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    out(str(workspace.do(editions.undo)))


def _redo(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    out(str(workspace.do(editions.redo)))


def _save(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    out(str(workspace.do(editions.save, arguments.note)))


def _sign(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    newest = workspace.ask(lambda reader: reader.editions.newest())
    rows = workspace.ask(organisation.provisions)
    for name in arguments.provisions:
        if name not in rows:
            raise Refused("provision-unknown", provision=name)
    wanted = arguments.provisions or list(rows)
    password = passwords.next(_("Password to sign with"))
    out(str(workspace.do(editions.sign, wanted, newest.sha256, password)))


def _diff(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    for one in workspace.ask(editions.differences, arguments.old, arguments.new):
        out(f"{one.after.id}, {messages.row_field(one.field)}")
        for sign, row in (("-", one.before), ("+", one.after)):
            for line in catalogue_words.value(row, one.field).splitlines():
                out(f"  {sign} {line}")


def _page(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    law_paper.write(workspace, arguments.file)


def _brought(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    if arguments.take:
        workspace.do(editions.take, arguments.take)
    if arguments.leave:
        workspace.do(editions.decline, arguments.leave)
    for offer in workspace.ask(_offers):
        out(offer)


def _offers(reader: Reader) -> list[str]:
    return [f"{offer.theirs.id} {offer.theirs.heading}" for offer in editions.offers(reader)]
