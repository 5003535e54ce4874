"""The command line's words that send a delivery to review, sign it and hand it out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app import long_work, residual_check
from app.domain.errors import Refused
from app.domain.ids import DeliveryId
from app.domain.requests import DeliveryState
from app.services.delivering import delivery as deliveries
from app.services.delivering import sign_off
from app.texts import _
from app.workspace import Workspace

from . import reviewing
from .console import Passwords, ProgressLine, say
from .on_request import current_delivery, on_request


def add_words(steps: Any) -> None:
    """Adds ``case sign`` and ``case release``."""
    sign = on_request(steps, "sign", _sign, _("send to review, or sign as the second person"))
    sign.add_argument("--submit", action="store_true", help=_("send it to legal review"))
    sign.add_argument("--back", metavar=_("COMMENT"), help=_("return it with a comment"))
    release = on_request(steps, "release", _release, _("make the copies and hand out"))
    release.add_argument("--to", type=Path, help=_("the folder for the package"))
    release.add_argument("--way", default="", help=_("how it is handed over"))
    told = _("how many documents you have seen leave without a single mask")
    release.add_argument("--unmasked", type=int, default=0, metavar=_("COUNT"), help=told)
    for word, what in (
        ("refuse", _("choose: hand nothing out (the clerk's refusal)")),
        ("final", _("choose: this delivery finishes the answer")),
        ("hide-lengths", _("choose: all masks of text have one width")),
        ("stamped", _("choose: every page bears registry number, document number and page")),
    ):
        release.add_argument(f"--{word}", action=argparse.BooleanOptionalAction, default=None, help=what)
    release.add_argument(
        "--copies-only", action="store_true", help=_("make and prove the copies, hand nothing out yet")
    )


def _sign(workspace: Workspace, passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    if arguments.submit:
        residual_check.submit(workspace, delivery_id)
        reviewing.tell_open(workspace, delivery_id)
    elif arguments.back:
        workspace.do(sign_off.send_back, delivery_id, arguments.back)
    else:
        seen = workspace.ask(deliveries.plan_hash, delivery_id)
        say(_("You sign the plan {hash}.").format(hash=seen))
        name = workspace.signed_in.name
        workspace.do(
            sign_off.sign, delivery_id, seen, passwords.next(_("Password for {name}, again").format(name=name))
        )
    print(workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state.value)


def _release(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    state = workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    chosen = {
        "refused": arguments.refuse,
        "final": arguments.final,
        "hide_lengths": arguments.hide_lengths,
        "stamped": arguments.stamped,
    }
    if any(choice is not None for choice in chosen.values()):
        workspace.do(deliveries.choose, delivery_id, **chosen)
        return
    with ProgressLine() as line:
        if state not in (DeliveryState.READY, DeliveryState.RELEASED):
            long_work.make_copies(workspace, delivery_id, line)
        if arguments.copies_only:
            return
        _seen(workspace, delivery_id, arguments.unmasked)
        made = long_work.release(workspace, delivery_id, arguments.way, arguments.to, line)
    print(made.package)
    print(made.archive)
    print(made.inner)


def _seen(workspace: Workspace, delivery_id: DeliveryId, said: int) -> None:
    """Raises Refused while it is not said how many documents leave without a mask."""
    without = workspace.ask(deliveries.unmasked, delivery_id)
    state = workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    if len(without) != said and state is not DeliveryState.RELEASED:
        raise Refused("unmasked-unseen", count=len(without), pages=sum(document.pages for document in without))
