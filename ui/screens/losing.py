"""What a change takes with it is named before it is made: review, signature, copies and papers of a delivery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.requests import DeliveryState
from app.services.queries import DeliveryView
from app.texts import _, ngettext

from .asking import Asking


def lost(workspace: Any, part: DeliveryView) -> str:
    """What falls when the delivery is changed now, and what is done again then; "" where nothing falls."""
    gone = []
    if part.signature is not None:
        gone.append(_("the signature of {name}").format(name=_name(workspace, part.signature.signed_by)))
    elif part.delivery.state is DeliveryState.LEGAL_REVIEW:
        gone.append(_("the place in review"))
    copies = sum(row.copy is not None for row in part.documents)
    if copies:
        gone.append(ngettext("{count} masked copy", "{count} masked copies", copies).format(count=copies))
    elif part.papers:
        gone.append(_("the letter and the lists"))
    if not gone or part.delivery.state is DeliveryState.RELEASED:
        return ""
    return _("A change takes with it {what}: it is sent to review and made again.").format(what=_(" and ").join(gone))


def ask_first(
    asking: Asking, workspace: Any, part: DeliveryView, verb: str, deed: Callable[[], object], words: str = ""
) -> None:
    """Does the deed, or first asks where something falls with it; ``words`` name what goes in any case."""
    asked = " ".join(said for said in (words, lost(workspace, part)) if said)
    if asked:
        asking.ask(asked, verb, lambda _written: deed())
    else:
        deed()


def _name(workspace: Any, person_id: int) -> str:
    name: str = workspace.ask(lambda reader: reader.people.get(person_id)).name
    return name
