"""Papers for the desk, which nobody outside gets: made on a new file of their own, whole or not at all."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from app import writing
from app.domain.ids import RequestId
from app.jobs import process, tasks
from app.services.writing import page_list
from app.workspace import Workspace
from redaction import content


def write_paper(workspace: Workspace, paper: content.Document, target: Path) -> Path:
    """Writes a paper as PDF. Raises Refused where the file cannot be written."""
    at = workspace.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with workspace.vault.workspace() as folder:
        made = folder / "paper.pdf"
        process.run(tasks.write_pdf, paper, made, at)
        writing.put([(target, made)])
    return target


def write_page_list(workspace: Workspace, request_id: RequestId, target: Path) -> Path:
    """Writes the list of pages of a request as PDF. Raises Refused where the file cannot be written."""
    return write_paper(workspace, workspace.ask(page_list.paper, request_id, workspace.clock()), target)
