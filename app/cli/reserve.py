"""The command line's word for handing out under a reservation (förbehåll, OSL 10:14)."""

from __future__ import annotations

from typing import Any

from app.domain.errors import Refused
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.services.delivering import reservations
from app.services.delivering.reservations import NewReservation
from app.services.office import organisation
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, say, table
from .on_request import on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case reserve``."""
    told = _("hand out to one known recipient under a reservation, or list the groups it can be made for")
    word = on_request(steps, "reserve", _reserve, told)
    word.add_argument("--recipient", default="", metavar=_("NAME"), help=_("who gets the information"))
    word.add_argument("--text", default="", help=_("what the recipient may not do"))
    word.add_argument(
        "--group", action="append", default=[], metavar=_("ID=WHY"),
        help=_("a group of information, and why the reservation removes the harm for it"),
    )  # fmt: skip
    word.add_argument(
        "--own", action="append", default=[], type=int, metavar=_("ID"),
        help=_("a group whose secrecy protects the recipient herself (OSL 12:1)"),
    )  # fmt: skip
    word.add_argument("--withdraw", action="store_true", help=_("take back a reservation that has not left"))


def _reserve(workspace: Workspace, _passwords: Passwords, arguments: Any) -> int:
    request_id = request_id_of(workspace, arguments.number)
    rows = workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))
    under = {d.id for d in rows if workspace.ask(reservations.of, d.id) is not None}
    if arguments.withdraw:
        made = [d.id for d in rows if d.id in under]
        if not made:
            raise Refused("reservation-gone")
        workspace.do(reservations.withdraw, made[-1])
        return 0
    left = [d.id for d in rows if d.state is DeliveryState.RELEASED and d.id not in under]
    if not left:
        raise Refused("answer-first")
    if arguments.group:
        new = NewReservation(arguments.recipient, arguments.text, _chosen(arguments.group), frozenset(arguments.own))
        print(workspace.do(reservations.reserve, left[-1], new))
        say(_("A delivery is prepared for this recipient alone. Look it through and hand it out."))
    else:
        _list(workspace, left[-1])
    return 0


def _chosen(written: list[str]) -> dict[int, str]:
    """The groups by number, each with why. Raises Refused where one is no number."""
    pairs = [text.partition("=") for text in written]
    if not all(number.strip().isdecimal() for number, _equals, _why in pairs):
        raise Refused("reservation-blanket")
    return {int(number): why for number, _equals, why in pairs}


def _list(workspace: Workspace, delivery_id: DeliveryId) -> None:
    labels = organisation.groups()
    lines = [
        (g.assessment.id, g.assessment.provision, labels.get(g.assessment.group, g.assessment.group), g.masks,
         _("yes") if g.possible else _("no, there is no test of harm"))
        for g in workspace.ask(reservations.groups, delivery_id)
    ]  # fmt: skip
    header = (_("No."), _("Provision"), _("Held back"), _("Masks"), _("Reservation possible"))
    print(table(header, lines, frozenset({0, 3})))
