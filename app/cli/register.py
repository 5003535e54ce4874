"""The command line's words on the register: ``diary`` for the office, ``case register`` and ``case subject``."""

from __future__ import annotations

import calendar
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app import diary
from app.domain.errors import Refused
from app.domain.ids import RegisterEntryId, RegisterHoldId, RequestId
from app.domain.local_time import local_day
from app.domain.register import Direction, Held, Party
from app.services.cases import registration
from app.services.keeping import register
from app.services.keeping.register import DiaryRow, NewEntry
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import on_request, request_id_of

BY_HAND = (Party.NOBODY, Party.REQUESTER, Party.PRIVATE, Party.NAMED)


def add_words(words: Any, steps: Any) -> None:
    """Adds ``diary``, ``case register`` and ``case subject``."""
    shown = on_request(words, "diary", _diary, _("the diary of a period, whole or as the public view"), number=False)
    shown.add_argument("--from", dest="start", type=date.fromisoformat, metavar=_("DAY"))
    shown.add_argument("--to", dest="end", type=date.fromisoformat, metavar=_("DAY"))
    shown.add_argument("--month", type=_month, metavar="2026-03", help=_("all days of a month"))
    shown.add_argument("--public", action="store_true", help=_("without what is left out under OSL 5:2"))
    for suffix in ("csv", "xlsx", "pdf"):
        shown.add_argument(f"--{suffix}", type=Path, metavar=_("FILE"), help=_("write it to this file"))
    akt = on_request(steps, "register", _register, _("a request's documents in the register; add, strike, hold"))
    what = akt.add_mutually_exclusive_group()
    by_hand = ", ".join(kind.code for kind in register.kinds().values() if kind.by_hand)
    what.add_argument("--add", metavar=_("KIND"), help=by_hand)
    what.add_argument("--strike", type=int, metavar=_("NO"), help=_("strike an entry that was wrong"))
    what.add_argument("--hold", choices=[h.value for h in Held], help=_("hold this back from the public view"))
    what.add_argument("--lift", type=int, metavar=_("ID"), help=_("show again what was held back"))
    akt.add_argument("--direction", choices=[d.value for d in Direction], default=Direction.DRAWN_UP.value)
    akt.add_argument("--on", type=date.fromisoformat, metavar=_("DAY"), help=_("the day (else today)"))
    akt.add_argument("--party", choices=[p.value for p in BY_HAND], default=Party.NOBODY.value)
    akt.add_argument("--name", default="", help=_("with --party private or named: who it is"))
    akt.add_argument("--subject", default="", help=_("a neutral line without personal data"))
    akt.add_argument("--form", default="", choices=["", *register.forms()])
    akt.add_argument("--confirmed", action="store_true", help=_("the subject names nobody, though it seems so"))
    akt.add_argument("--reason", default="", help=_("with --strike: why"))
    akt.add_argument("--entry", type=int, metavar=_("NO"), help=_("with --hold: this entry alone"))
    akt.add_argument("--provision", default="", help=_("with --hold: the provision of secrecy"))
    subject = on_request(steps, "subject", _subject, _("write the diary's subject of a request anew"))
    subject.add_argument("subject", metavar=_("TEXT"))
    subject.add_argument("--confirmed", action="store_true", help=_("the subject names nobody, though it seems so"))


def _month(text: str) -> tuple[date, date]:
    year, _dash, month = text.partition("-")
    first = date(int(year), int(month), 1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _diary(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    start, end = arguments.month or (arguments.start, arguments.end)
    files = [file for file in (arguments.csv, arguments.xlsx, arguments.pdf) if file is not None]
    for file in files:
        diary.write(workspace, file, start, end, public=arguments.public)
        print(file)
    if not files:
        rows = workspace.ask(partial(register.diary, public=arguments.public), start, end)
        print(table(diary.header(), [diary.cells(row) for row in rows]) if rows else _("The diary is empty."))


def _register(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.add:
        new = NewEntry(
            kind=arguments.add,
            direction=Direction(arguments.direction),
            on=arguments.on or local_day(workspace.clock()),
            party=Party(arguments.party),
            name=arguments.name,
            subject=arguments.subject,
            form=arguments.form,
            confirmed=arguments.confirmed,
        )
        workspace.do(register.add, request_id, new)
    elif arguments.strike is not None:
        workspace.do(register.strike, _entry(workspace, request_id, arguments.strike), arguments.reason)
    elif arguments.hold:
        entry = None if arguments.entry is None else _entry(workspace, request_id, arguments.entry)
        workspace.do(register.hold, request_id, Held(arguments.hold), arguments.provision, entry)
    elif arguments.lift is not None:
        workspace.do(register.lift, RegisterHoldId(arguments.lift))
    _show(workspace, request_id)


def _entry(workspace: Workspace, request_id: RequestId, number: int) -> RegisterEntryId:
    """The request's entry of this number. Raises Refused where there is none."""
    found = workspace.ask(lambda reader: reader.register_entries.first(request_id=request_id, number=number))
    if found is None:
        raise Refused("document-missing", number=number)
    return found.id


def _show(workspace: Workspace, request_id: RequestId) -> None:
    rows = workspace.ask(register.of_request, request_id)
    header = (_("No."), diary.header()[0], *diary.header()[2:], _("Form"), _("Held back"))
    print(table(header, [_line(row) for row in rows], frozenset({0})))
    for kept in workspace.ask(register.holds, request_id):
        if kept.lifted_at is None:
            print(f"{kept.id}\t{kept.part.value}\t{kept.provision}\t{local_day(kept.decided_at)}")


def _line(row: DiaryRow) -> tuple[object, ...]:
    held = ", ".join(sorted(part.value for part in row.held)) or (_("struck") if row.struck else "")
    words = register.direction_words(row.direction)
    return row.number, row.on, words, row.kind, row.party, row.subject, row.form, held


def _subject(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    workspace.do(registration.change_subject, request_id, arguments.subject, confirmed=arguments.confirmed)
    print(arguments.subject)
