"""The log as files: of a request, and of a year that leaves."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path

from app import writing
from app.domain.ids import RequestId
from app.jobs import process, tasks
from app.services.writing import papers
from app.store import audit_log
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace
from redaction import content


def write_log(workspace: Workspace, request_id: RequestId, folder: Path) -> tuple[Path, Path]:
    """Writes the request's log as PDF and JSON into a folder."""
    now = workspace.clock()

    def asked(reader: Reader) -> tuple[content.Document, str]:
        rows, head = tuple(audit_log.rows(reader.connection, request_id)), reader.log_head()
        raw = [
            {
                "seq": r.seq,
                "at": r.at,
                "actor": r.actor_id,
                "event": r.event,
                "payload": r.payload,
                "previous_hash": r.previous_hash,
                "hash": r.hash,
            }
            for r in rows
        ]
        body = {"format": "utlamna-log-1", "request": request_id, "head": str(head), "rows": raw}
        return papers.log(reader, request_id, rows, now, head), json.dumps(body, ensure_ascii=False, indent=1)

    paper, text = workspace.ask(asked)
    pdf, plain = folder / (_("Log") + ".pdf"), folder / (_("Log") + ".json")
    process.run(tasks.write_pdf, paper, pdf, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    plain.write_text(text, encoding="utf-8")
    return pdf, plain


def export_log_year(workspace: Workspace, year: int, target: Path) -> int:
    """Writes a year of the log as JSON lines to a new file; gives how many rows. Raises Refused."""
    part = target.with_name(target.name + ".part")

    def asked(reader: Reader) -> int:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            return sum(file.write(line + "\n") > 0 for line in audit_log.export_segment(reader.connection, year))

    try:
        count = workspace.ask(asked)
        part.replace(target)
    except OSError as error:
        raise writing.refusal(error, target.parent) from error
    return count
