"""The command line's word for whether more can be handed out."""

from __future__ import annotations

from typing import Any

from app import messages, overmasking
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, out, table
from .on_request import current_delivery, on_request


def add_word(steps: Any) -> None:
    """Adds ``case more``."""
    on_request(steps, "more", _more, _("can more be handed out? masks that may hide too much"))


def _more(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    delivery_id = current_delivery(workspace, arguments.number)
    documents = workspace.ask(lambda reader: reader.documents.where(delivery_id=delivery_id))
    numbers = {document.id: document.number for document in documents}
    found = overmasking.doubts(workspace, delivery_id)
    rows = [(messages.doubt(d), numbers[d.document_id], d.page + 1, d.mark_id, d.text) for d in found]
    header = (_("Why"), _("No."), _("Page"), _("Mark"), _("Text"))
    out(table(header, rows, frozenset({1, 2, 3})) if rows else _("Nothing looks masked for nothing."))
