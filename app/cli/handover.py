"""The command line's word that hands a released package over, lists how it was, and notes when it was received."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from app import handing_over, sticks
from app.domain.handover import Form, Handover, Way
from app.domain.requests import DeliveryState
from app.handing_over import Order
from app.services.delivering import handovers
from app.services.writing.times import minute
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, ProgressLine, say, table
from .on_request import on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case handover``."""
    word = on_request(steps, "handover", _handover, _("hand the released package over, or show how it was"))
    word.add_argument("--way", choices=[way.value for way in Way], help=_("where it goes; else what was done is shown"))
    word.add_argument("--form", choices=[form.value for form in Form], default="", help=_("locked: a password is made"))
    where = _("the folder or memory stick; of a mail, where its draft lies")
    word.add_argument("--to", type=Path, metavar=_("FOLDER"), help=where)
    word.add_argument("--address", default="", help=_("where it went, only where the requester has said it"))
    word.add_argument("--beside", action="store_true", help=_("I have seen that other things lie in the folder"))
    word.add_argument("--sticks", action="store_true", help=_("show the memory sticks that are plugged in"))
    word.add_argument("--received", type=int, metavar=_("NO"), help=_("note when this handing over was received"))
    word.add_argument("--day", type=_day, help=_("the day it was received (without it the note is taken back)"))


def _handover(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = workspace.ask(_released, request_id_of(workspace, arguments.number))
    if arguments.sticks:
        rows = [(stick.path, stick.name, stick.free // 1_000_000) for stick in sticks.sticks()]
        none = _("No memory stick is plugged in.")
        print(table((_("Where"), _("Name"), _("Free MB")), rows, frozenset({2})) if rows else none)
        return
    if arguments.received is not None:
        workspace.do(handovers.received, arguments.received, arguments.day)
    elif arguments.way:
        way = Way(arguments.way)
        form = Form(arguments.form) if arguments.form else (Form.PAPER if way in (Way.POST, Way.VISIT) else Form.ZIP)
        order = Order(way, form, arguments.to, arguments.address, arguments.beside)
        with ProgressLine() as line:
            made = handing_over.hand_over(workspace, delivery_id, order, line)
        print(made.place or "")
        print(made.digest)
        if made.password:
            told = _("The password, to be said over another channel. It is shown this once: {password}")
            say(told.format(password=made.password))
        if way is Way.STICK:
            say(_("Have the system eject the stick before you pull it out."))
        return
    rows_ = [_row(row) for row in workspace.ask(handovers.of, delivery_id)]
    header = (_("No."), _("When"), _("How"), _("Form"), _("Files"), _("Hash"), _("Address"), _("Received"))
    print(table(header, rows_, frozenset({0, 4})) if rows_ else _("Nothing has been handed over yet."))


def _released(reader: Reader, request_id: int) -> Any:
    """The request's last released delivery, else its last one."""
    parts = reader.deliveries.where(request_id=request_id)
    left = [part for part in parts if part.state is DeliveryState.RELEASED]
    return (left or list(parts))[-1].id


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a day looks like 2026-12-31")) from None


def _row(row: Handover) -> tuple[object, ...]:
    at = minute(row.given_at)
    return row.id, at, row.way.value, row.form.value, row.files, row.digest[:12], row.address, row.received_on or ""
