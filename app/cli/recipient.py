"""The command line's word for the test of OSL 21:7 on what a delivery leaves in sight."""

from __future__ import annotations

from typing import Any

from app.services.assessing import recipient, recipient_left
from app.services.cases import questions
from app.services.writing.times import minute
from app.store.unit import Reader
from app.texts import _, ngettext
from app.workspace import Workspace

from .console import Passwords
from .on_request import current_delivery, on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case recipient``."""
    summary = _("say what is known of the recipient's use (OSL 21:7), or show it")
    word = on_request(steps, "recipient", _recipient, summary)
    word.add_argument("--none-known", action="store_true", help=_("no concrete circumstance is known"))
    word.add_argument("--circumstance", help=_("the circumstance that is known"))
    word.add_argument("--rule", default="", help=_("the rule that would be broken"))
    word.add_argument("--asks", action="store_true", help=_("a question to the requester is justified"))
    word.add_argument("--ask", action="store_true", help=_("put that question to the requester"))
    word.add_argument("--take-back", action="store_true", help=_("take back what was said"))


def _recipient(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    if arguments.take_back:
        workspace.do(recipient.take_back, delivery_id)
    elif arguments.circumstance is not None:
        workspace.do(recipient.name, delivery_id, arguments.circumstance, arguments.rule, asks=arguments.asks)
    elif arguments.none_known:
        workspace.do(recipient.none_known, delivery_id)
    if arguments.ask:
        new = workspace.ask(recipient.question, delivery_id)
        workspace.do(questions.ask, request_id_of(workspace, arguments.number), new)
    print(workspace.ask(_shown, delivery_id))


def _shown(reader: Reader, delivery_id: int) -> str:
    count = recipient_left.remaining(reader, delivery_id)
    left = ngettext("{count} personal datum is left in sight.", "{count} personal data are left in sight.", count)
    found = recipient_left.of(reader, delivery_id)
    if found is None:
        return " ".join((left.format(count=count), _("Nobody has tested them by OSL 21:7.")))
    said = found.circumstance or _("No concrete circumstance is known.")
    return "\n".join((left.format(count=count), said, found.rule, minute(found.given_at))).replace("\n\n", "\n")
