"""The command line's words for fees: the form and the fee of a delivery, and the tariff."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.fees import Rates
from app.domain.ids import DeliveryId
from app.domain.local_time import local_day
from app.services.delivering import charging, fees
from app.services.delivering.charging import NewTariff
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, say, table
from .on_request import on_request, request_id_of


def add_words(words: Any, steps: Any) -> None:
    """Adds ``tariff`` and ``case fee``."""
    word = on_request(steps, "fee", _fee, _("the form of handing out and its fee"))
    what = word.add_mutually_exclusive_group()
    what.add_argument("--form", choices=list(fees.forms()), help=_("hand out in this form"))
    what.add_argument("--waive", metavar=_("WHY"), help=_("take no fee, for this reason (empty: take that back)"))
    what.add_argument("--in-advance", metavar=_("WHY"), help=_("decide that it is paid first; password again"))
    what.add_argument("--paid", type=date.fromisoformat, metavar=_("DAY"), help=_("the fee was paid"))
    word.add_argument("--note", default="", help=_("with --paid: how it was paid; no name is needed"))
    made = words.add_parser("tariff", help=_("what copies cost"))
    parts = made.add_subparsers(dest="step", metavar=_("STEP"), required=True)
    on_request(parts, "list", _tariffs, _("the editions of the tariff"), number=False)
    add = on_request(parts, "add", _add, _("enter a tariff that was decided"), number=False)
    add.add_argument("--name", required=True)
    add.add_argument("--by", required=True, help=_("who decided it"))
    add.add_argument("--on", type=date.fromisoformat, required=True, metavar=_("DAY"))
    add.add_argument("--reg", required=True, metavar=_("NUMBER"), help=_("registry number of the decision"))
    add.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar=_("DAY"))
    told = _("pages that are free, pages in the first fee, that fee, and the fee for each further page")
    for kind in ("--paper", "--electronic"):
        add.add_argument(kind, type=int, nargs=4, default=(0, 0, 0, 0), metavar="N", help=told)


def _fee(workspace: Workspace, passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    delivery_id = DeliveryId(workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))[-1].id)
    if arguments.form:
        workspace.do(charging.choose_form, delivery_id, arguments.form)
    elif arguments.waive is not None:
        workspace.do(charging.waive, delivery_id, arguments.waive)
    elif arguments.in_advance is not None:
        again = passwords.next(_("Password for {name}, again").format(name=workspace.signed_in.name))
        workspace.do(charging.in_advance, delivery_id, arguments.in_advance, again)
    elif arguments.paid:
        workspace.do(charging.paid, delivery_id, arguments.paid, arguments.note)
    owed = workspace.ask(fees.owed, delivery_id)
    print(owed.fee)
    say(f"{owed.form.label}: {owed.form.says} {owed.form.source} ({owed.form.confidence}).")
    for words in fees.words(owed):
        say(words)
    return 0


def _tariffs(workspace: Workspace, _passwords: Passwords, _arguments: Any) -> None:
    today = local_day(workspace.clock())
    now = workspace.ask(fees.tariff, today).id
    lines = [
        (
            t.id,
            f"{t.name} *" if t.id == now else t.name,
            t.valid_from if t.id else "–",
            fees.rates_words(t.paper),
            fees.rates_words(t.electronic),
            ", ".join(part for part in (t.decided_by, t.decided_on, t.registry_number) if part) or "–",
        )
        for t in workspace.ask(fees.tariffs)
    ]
    header = (_("No."), _("Tariff"), _("From"), _("Paper"), _("Electronic"), _("Decided"))
    print(table(header, lines, frozenset({0})))


def _add(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    paper, electronic = Rates(*arguments.paper), Rates(*arguments.electronic)
    decided = (arguments.by, arguments.on, arguments.reg)
    print(workspace.do(charging.change_tariff, NewTariff(arguments.name, paper, electronic, *decided, arguments.start)))
