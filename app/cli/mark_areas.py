"""The command line's ways to mask all of a page but a part, and the place of an area on every page."""

from __future__ import annotations

from typing import Any

from app import long_work
from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.domain.requests import Document
from app.services.marking import areas
from app.texts import _
from app.workspace import Workspace
from redaction.geometry import PageBox, normal


def add_options(mark: Any) -> None:
    """Adds ``--keep`` and ``--every-page`` to ``case mark``."""
    mark.add_argument(
        "--keep",
        type=float,
        nargs=5,
        metavar=("PAGE", "X0", "Y0", "X1", "Y1"),
        help=_("mask all of a page but this part; pages from 1, points"),
    )
    mark.add_argument("--every-page", type=int, metavar=_("ID"), help=_("mask the place of this area on every page"))


def box_of(workspace: Workspace, document: Document, page: int) -> PageBox:
    """The size of a page (from 0). Raises Refused where the document has no such page."""
    if not 0 <= page < document.pages or document.words_sha256 is None:
        raise Refused("page-missing", page=page + 1)
    return long_work.page_text(workspace, document, page).box


def mask(workspace: Workspace, document: Document, arguments: Any) -> None:
    """Does what the options ask for, each in its own step."""
    if arguments.keep:
        page, *corners = arguments.keep
        if not page.is_integer():
            raise Refused("page-missing", page=str(page))
        if not arguments.provision:
            raise Refused("provision-unknown", provision="–")
        box = box_of(workspace, document, int(page) - 1)
        workspace.do(areas.keep_only, document.id, int(page) - 1, box, normal(*corners), arguments.provision)
    if arguments.every_page is not None:
        mine = workspace.ask(lambda reader: reader.marks.of(document.id))
        if arguments.every_page not in {mark.id for mark in mine}:
            raise Refused("mark-missing", number=arguments.every_page)
        boxes = {page: box_of(workspace, document, page) for page in range(document.pages)}
        workspace.do(areas.on_every_page, MarkId(arguments.every_page), boxes)
