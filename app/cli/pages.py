"""The command line's word for the list of pages: where something is masked, left visible or not judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import long_work
from app.services.writing import page_list
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, table
from .on_request import on_request, request_id_of


def add_word(steps: Any) -> None:
    """Adds ``case pages``."""
    word = on_request(steps, "pages", _pages, _("list the pages: masks, left visible, not judged"))
    word.add_argument("--pdf", type=Path, metavar=_("FILE"), help=_("write it to this file"))


def _pages(workspace: Workspace, _passwords: Passwords, arguments: Any) -> None:
    request_id = request_id_of(workspace, arguments.number)
    if arguments.pdf is not None:
        print(long_work.write_page_list(workspace, request_id, arguments.pdf))
        return
    rows = workspace.ask(page_list.rows, request_id)
    head = (_("Document"), _("Page"), _("Masks"), _("Left visible"), _("Not judged"))
    cells = [(r.document.number, r.page + 1, r.masks, r.visible, r.waits) for r in rows]
    print(table(head, cells, frozenset(range(5))) if cells else _("Nothing is found or marked on any page."))
