"""The diary as a file to hand out: CSV, XLSX or PDF/A of the rows that a view shows, and of nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from app import writing
from app.domain.errors import Refused
from app.domain.register import Held
from app.jobs import process, tasks
from app.services.keeping import register
from app.services.keeping.register import DiaryRow
from app.services.office import organisation
from app.services.writing import papers, times
from app.store.unit import Reader
from app.texts import _
from app.workspace import Workspace
from redaction import content
from redaction.content import Note, Table

FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet would take for the beginning of a formula."""


def header() -> tuple[str, ...]:
    """The names of the columns."""
    return (_("Date"), _("Reg. no."), _("Direction"), _("Kind of document"), _("Sender or receiver"), _("Subject"))


def cells(row: DiaryRow) -> tuple[str, ...]:
    """A row of the diary as words; what is left out says so, by the paragraph that allows it."""
    left = _("Left out (OSL 5:2)")
    party = row.party or (left if Held.PARTY in row.held else "")
    subject = row.subject or (left if Held.SUBJECT in row.held else "")
    return (row.on.isoformat(), row.reference, register.direction_words(row.direction), row.kind, party, subject)


def period(start: date | None, end: date | None) -> str:
    """The days of a diary in words."""
    if start is None and end is None:
        return _("All days")
    return _("{start} to {end}").format(start=start or "…", end=end or "…")


def write(
    workspace: Workspace, target: Path, start: date | None = None, end: date | None = None, *, public: bool = True
) -> int:
    """Writes the diary of these days to a file whose suffix says how; gives how many rows.

    Raises Refused for another suffix (``diary-format``) or where the file cannot be written.
    """
    makers = {".csv": _csv, ".xlsx": _xlsx, ".pdf": _pdf}
    make = makers.get(target.suffix.lower())
    if make is None:
        raise Refused("diary-format")
    rows = workspace.ask(partial(register.diary, public=public), start, end)
    with workspace.vault.workspace() as folder:
        made = folder / f"diary{target.suffix.lower()}"
        make(workspace, rows, (start, end), made, public)
        writing.put([(target, made)])
    return len(rows)


Days = tuple[date | None, date | None]


def _csv(_workspace: Workspace, rows: Sequence[DiaryRow], _days: Days, made: Path, _public: bool) -> None:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(header())
    writer.writerows([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells(row)] for row in rows)
    made.write_text(held.getvalue(), encoding="utf-8-sig", newline="")


def _xlsx(_workspace: Workspace, rows: Sequence[DiaryRow], _days: Days, made: Path, _public: bool) -> None:
    process.run(tasks.write_sheet, _("Diary"), header(), [cells(row) for row in rows], made)


def _pdf(workspace: Workspace, rows: Sequence[DiaryRow], days: Days, made: Path, public: bool) -> None:
    now = workspace.clock()
    paper = workspace.ask(document, rows, days, now, public)
    process.run(tasks.write_pdf, paper, made, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def document(reader: Reader, rows: Sequence[DiaryRow], days: Days, at: datetime, public: bool) -> content.Document:
    """The diary as a paper."""
    profile = organisation.profile(reader)
    told = _("This is the public view: what may be left out of it under OSL 5:2 is left out. Ask, and it is tried.")
    inner = _("This is the whole diary, for the house. It is not handed out untried.")
    table = Table(header(), tuple(cells(row) for row in rows), (5, 6, 5, 6, 6, 8))
    blocks: list[content.Block] = [Note(told if public else inner), table]
    if not rows:
        blocks[1] = content.paragraph(_("Nothing was entered in these days."))
    edges = papers.sender(profile, "", at)
    edges["reference"] = (period(*days), times.day(at))
    return content.Document(_("Diary"), tuple(blocks), **edges)
