"""Letters as files: written in a child process, then read back by an engine that did not write them.

What is read is held against the masked words once more, so that nothing which layout or edges add can tell them.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from app.domain import reasons
from app.domain.errors import Refused
from app.jobs import process, tasks
from app.services import letters
from app.store.unit import Reader
from app.workspace import Workspace
from redaction import content, matching
from redaction.marks import Mark

SHORTEST = 6
"""Folded letters of a masked text that is looked for on a page as a whole; a shorter one stands across two columns."""


def write_pdf(
    workspace: Workspace, paper: content.Document, target: Path, request_id: int, delivery_id: int | None = None
) -> None:
    """Writes a letter as PDF/A to ``target``, a new file.

    Raises Refused, and leaves no file, where its pages hold words that are masked in the delivery (else in the whole
    request) and are not the receiver's own.
    """

    def asked(reader: Reader) -> tuple[list[Mark], str]:
        return letters.masked(reader, request_id, delivery_id), letters.own_words(reader, request_id)

    masks, own = workspace.ask(asked)
    stamp = workspace.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    process.run(tasks.write_pdf, paper, target, stamp)
    told = tells(process.run(tasks.printed, target), masks) - tells("\n".join((own, *paper.addressee)), masks)
    if told:
        target.unlink()
        raise Refused("paper-tells")


def tells(printed: str, masks: list[Mark]) -> frozenset[int]:
    """The ids of the masks whose words stand on printed pages."""
    return reasons.told(printed, [mark for mark in masks if len(matching.term(mark.text).text) >= SHORTEST])
