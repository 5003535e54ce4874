"""The document plan: its rows as the company decided them, what is due, and purging a request as one deed.

Nothing is purged while a request, a decision or an appeal runs, nor what a running request asks for (law.md 7.4). The
diary and the log stay; so does a row of the purge log with hashes and no content.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from app.domain.decisions import OVER
from app.domain.errors import Blocked, Blocker, Refused
from app.domain.events import RequestPurged, RetentionSet, WorkingCopiesRemoved
from app.domain.ids import PurgeId, RequestId
from app.domain.local_time import local_day
from app.domain.log import Head
from app.domain.people import Person, Right
from app.domain.requests import MADE_ELSEWHERE, Request, Track
from app.domain.retention import LOG, CaseClass, CountedFrom, PlanRow, Purge
from app.store import audit_log, belongings
from app.store.unit import Reader, Unit
from resources import each, table

CATALOGUE = ("catalogues", "retention.toml")
DECIDED = "retention-plan"
"""The setting that holds the company's decisions on rows."""


def may_archive(person: Person) -> None:
    """Raises Refused where the person may not remove a year of the log."""
    if not person.may(Right.ADMINISTER):
        raise Refused("right-missing", right=Right.ADMINISTER.value)


def remove_log_year(unit: Unit, year: int) -> Head:
    """Removes the oldest year of the log, which must be over; its head stays, so the rest verifies.

    Raises Refused (right-missing, log-year-open, log-year-not-oldest, log-broken).
    """
    unit.require(Right.ADMINISTER)
    return unit.remove_log_year(year)


# -- the plan ----------------------------------------------------------------------------------------------------------


@cache
def proposed() -> dict[str, PlanRow]:
    """The catalogue's rows by id. Raises BadCatalogue where one cannot be used, or a kind of request has none."""
    rows = {row.id: row for row in each(_row, "row", *CATALOGUE)}
    missing = {*CaseClass, LOG} - rows.keys()
    if missing:
        raise KeyError(*missing)
    return rows


def _row(raw: dict[str, Any]) -> PlanRow:
    years = None if raw.get("keep") else int(raw["years"])
    started = CountedFrom(raw["counted_from"])
    return PlanRow(raw["id"], raw["label"], years, started, raw["source"], raw["confidence"])


def plan(reader: Reader) -> dict[str, PlanRow]:
    """The plan as it holds: the catalogue's rows with what the company has decided."""
    decided = json.loads(reader.setting(DECIDED, "{}"))
    return {name: _decided(row, decided.get(name)) for name, row in proposed().items()}


def _decided(row: PlanRow, said: dict[str, Any] | None) -> PlanRow:
    if said is None:
        return row
    started = CountedFrom(said["counted_from"])
    return replace(row, years=said["years"], counted_from=started, decided_by=said["decided_by"])


def decide_row(unit: Unit, row_id: str, years: int | None, counted_from: CountedFrom, decided_by: str) -> None:
    """Enters the company's decision on a row: how long (None: for good), and the paper it rests on.

    Raises Refused where there is no such row, no paper is named, or the years are none.
    """
    unit.require(Right.ADMINISTER)
    if row_id not in proposed() or not decided_by.strip() or (years is not None and not 0 <= years <= 100):
        raise Refused("retention-row")
    decided = json.loads(unit.setting(DECIDED, "{}"))
    words = " ".join(decided_by.split())
    decided[row_id] = {"years": years, "counted_from": counted_from.value, "decided_by": words}
    unit.set_setting(DECIDED, json.dumps(decided, ensure_ascii=False, sort_keys=True))
    unit.record(RetentionSet(row_id, -1 if years is None else years, counted_from.value))


# -- what is due -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """A closed request, the row it falls under, the first day on which it may go, and what holds it now."""

    request: Request
    row: PlanRow
    day: date | None
    held: tuple[Blocker, ...]


def class_of(reader: Reader, request: Request) -> CaseClass:
    """What a request is to the plan; the longest-lived kind wins."""
    decisions = reader.decisions.where(request_id=request.id)
    if any(d.appealed_on is not None for d in decisions):
        return CaseClass.APPEALED
    if any(d.decided_at is not None for d in decisions):
        return CaseClass.DECIDED
    if request.track is Track.OWN_DATA:
        return CaseClass.OWN_DATA
    if any(part.refused for part in reader.deliveries.where(request_id=request.id)):
        return CaseClass.REFUSED
    documents = [d.id for d in reader.documents.where(request_id=request.id)]
    masked = any(copy.marks for copy in reader.copies.among("document_id", documents))
    return CaseClass.PART if masked else CaseClass.WHOLE


def due(reader: Reader, today: date) -> tuple[Due, ...]:
    """The closed requests that are not purged, those that may go first, then by day."""
    gone = {purge.request_id for purge in reader.purges.where()}
    rows = [r for r in reader.requests.where() if r.closed_at is not None and r.id not in gone]
    found = [of_request(reader, row, today) for row in rows]
    return tuple(sorted(found, key=lambda d: (bool(d.held), d.day or date.max, d.request.id)))


def of_request(reader: Reader, request: Request, today: date) -> Due:
    """How a request stands to the plan on a day."""
    row = plan(reader)[class_of(reader, request)]
    day = None if request.closed_at is None else row.due(local_day(request.closed_at))
    return Due(request, row, day, tuple(_held(reader, request, row, day, today)))


def _held(reader: Reader, request: Request, row: PlanRow, day: date | None, today: date) -> list[Blocker]:
    held = []
    if request.closed_at is None:
        held.append(Blocker("request-open"))
    if any(d.state not in OVER for d in reader.decisions.where(request_id=request.id)):
        held.append(Blocker("appeal-runs"))
    asked = _asked_for(reader, request)
    if asked:
        held.append(Blocker("documents-asked-for", asked))
    if not row.decided_by:
        held.append(Blocker("retention-undecided"))
    if row.years is None:
        held.append(Blocker("retention-kept"))
    elif day is not None and today < day:
        held.append(Blocker("retention-runs"))
    return held


def _asked_for(reader: Reader, request: Request) -> int:
    """How many documents of running requests are the same files as this one's, or share its letter."""
    running = {r.id for r in reader.requests.where() if r.id != request.id and _runs(reader, r)}
    mine = belongings.files(reader.connection, request.id)
    same = sum(d.source_sha256 in mine for d in reader.documents.among("request_id", running))
    family = {request.id, request.split_from} - {None}
    return same + sum(r.id in running and bool({r.id, r.split_from} & family) for r in reader.requests.where())


def _runs(reader: Reader, request: Request) -> bool:
    over = all(d.state in OVER for d in reader.decisions.where(request_id=request.id))
    return request.closed_at is None or not over


def log_years_due(reader: Reader, today: date) -> tuple[int, ...]:
    """The years of the log whose time is over by the plan; they are exported and removed, oldest first."""
    row = plan(reader)[LOG]
    days = ((year, row.due(date(year, 12, 31))) for year in audit_log.years(reader.connection))
    return tuple(year for year, day in days if day is not None and day <= today)


# -- deeds -------------------------------------------------------------------------------------------------------------


def drop_working_copies(unit: Unit, request_id: RequestId) -> None:
    """With the closing go findings, undo and the working files; the original, marks, copies and papers stay.

    A working PDF that another program made stays too: the marks stand on it, and it cannot be made again.

    The files themselves leave the vault after the commit (``sweep``). What goes is in the catalogue.
    """
    unit.require(Right.REGISTER)
    removes = frozenset(table(*CATALOGUE)["closing"]["remove"])
    rows, leaving = 0, set[str]()
    for document in unit.documents.where(request_id=request_id):
        if "findings" in removes:
            rows += unit.findings.remove(document.id)
        if "changes" in removes:
            rows += unit.changes.remove(document.id) + unit.kept_sets.remove(document_id=document.id)
        if "working" in removes and document.working_sha256 and document.importer not in MADE_ELSEWHERE:
            leaving.add(document.working_sha256)
        if "words" in removes and document.words_sha256:
            leaving.add(document.words_sha256)
            unit.documents.save(replace(document, words_sha256=None))
    rows += unit.drafts.remove(request_id=request_id)
    unit.leave(leaving)
    if rows or leaving:
        unit.record(WorkingCopiesRemoved(request_id, rows, len(leaving)))


def purge(unit: Unit, request_id: RequestId) -> PurgeId:
    """Purges a closed request by the plan: its rows go in this transaction, its files after the commit (``sweep``).

    Raises Refused where the person may not, or it is purged already; Blocked with all that holds it.
    """
    actor = unit.require(Right.ADMINISTER)
    if unit.purges.count(request_id=request_id):
        raise Refused("request-purged")
    found = of_request(unit, unit.requests.get(request_id), local_day(unit.now))
    if found.held:
        raise Blocked("purge", found.held)
    assert found.day is not None
    assert found.row.years is not None
    leaving = belongings.files(unit.connection, request_id)
    rows = belongings.remove(unit.connection, request_id)
    unit.leave(leaving)
    purge_id = PurgeId(
        unit.purges.add(
            Purge(
                id=PurgeId(0),
                request_id=request_id,
                plan_row=found.row.id,
                years=found.row.years,
                counted_from=found.row.counted_from.value,
                decided_by=found.row.decided_by,
                due_on=found.day,
                purged_by=actor.id,
                purged_at=unit.now,
                rows=rows,
                sha256s=tuple(sorted(leaving)),
            )
        )
    )
    unit.record(RequestPurged(request_id, found.row.id, rows, len(leaving)))
    return purge_id


def leaving(reader: Reader) -> int:
    """How many files are on their way out of the vault."""
    return reader.leaving_files.count()
