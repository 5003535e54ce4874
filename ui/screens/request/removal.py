"""Asks before a document leaves the request, and what shall become of those that came in it."""

from __future__ import annotations

from collections.abc import Callable

from app.services.queries import DocumentRow
from app.texts import _, ngettext

from ... import wording
from ..asking import Asking


def ask(
    asking: Asking, row: DocumentRow, members: int, take_out: Callable[[bool], object], lost: str = ""
) -> None:
    """Asks in place; ``take_out`` is told whether the ``members`` that came in the document go with it.

    ``lost`` says what else falls with it.
    """
    words = _("Take {title} out of the request? {masks} go with it.").format(
        title=row.document.title, masks=wording.masks(row.tally.accepted)
    )
    words = f"{words} {lost}".strip()
    if not members:
        asking.ask(words, _("Take out"), lambda _said: take_out(False))
        return
    came = ngettext(
        "{count} document came in it. Esc leaves both.", "{count} documents came in it. Esc leaves all.", members
    ).format(count=members)
    alone = (_("This one alone"), lambda: take_out(False))
    asking.ask(f"{words} {came}", _("Take all of it out"), lambda _said: take_out(True), otherwise=alone)
