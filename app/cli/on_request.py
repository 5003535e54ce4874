"""What every word on a request shares: workspace, user, registry number, and the documents by their numbers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from app.domain.errors import Refused
from app.domain.ids import DeliveryId, RequestId
from app.domain.requests import LEFT, Document
from app.texts import _
from app.workspace import Workspace

from .console import Passwords, signed_in

Command = Callable[[Workspace, Passwords, Any], int | None]


def on_request(words: Any, name: str, run: Command, summary: str, *, number: bool = True) -> argparse.ArgumentParser:
    """Adds a word that is said to a workspace by a person who signs in, on a request where ``number``."""
    made: argparse.ArgumentParser = words.add_parser(name, help=summary, description=summary)
    made.add_argument(
        "--workspace", metavar=_("FOLDER"), help=_("the workspace (else UTLAMNA_WORKSPACE, else your own)")
    )
    made.add_argument("--user", metavar=_("NAME"), help=_("who you are; the password is asked for, or read from stdin"))
    if number:
        made.add_argument("number", metavar=_("NUMBER"), help=_("registry number, or its end"))

    def signed(arguments: Any) -> int | None:
        workspace, passwords = signed_in(arguments)
        try:
            return run(workspace, passwords, arguments)
        finally:
            workspace.close()

    made.set_defaults(run=signed)
    return made


def request_id_of(workspace: Workspace, number: str) -> RequestId:
    """The request with this registry number, or whose number ends so. Raises Refused where there is not just one."""
    rows = workspace.ask(lambda reader: reader.requests.where())
    hits = [r for r in rows if r.registry_number == number] or [r for r in rows if r.registry_number.endswith(number)]
    if len(hits) != 1:
        raise Refused("request-missing", number=number)
    return hits[0].id


def current_delivery(workspace: Workspace, number: str) -> DeliveryId:
    """The delivery of the request of this number that is being prepared, else its last one."""
    request_id = request_id_of(workspace, number)
    parts = workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))
    waiting = [part for part in parts if part.state not in LEFT]
    return (waiting or list(parts))[-1].id


def document_of(workspace: Workspace, request_id: RequestId, number: int) -> Document:
    """The request's document of this number. Raises Refused where there is none."""
    found = workspace.ask(lambda reader: reader.documents.first(request_id=request_id, number=number))
    if found is None:
        raise Refused("document-missing", number=number)
    return found
