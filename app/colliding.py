"""Two at once: a deed that writes over what a colleague has said since one last looked is not done, and told."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import ChangedMeanwhile, MarkChanged
from app.domain.local_time import local
from app.domain.log_events import event_of
from app.domain.overwriting import said_of
from app.store.unit import Unit

MOST = 5_000
"""Rows of the log that are looked through; who has looked away for longer is asked by nobody."""


def check(unit: Unit, seen: int) -> None:
    """Compares what the deed has said with what others said after the row ``seen`` of the log.

    Raises MarkChanged for a mark, ChangedMeanwhile for all else; the deed is rolled back then.
    """
    mine = {said for event in unit.events for said in said_of(event)}
    if not mine:
        return
    for row in reversed(unit.log_after(seen, MOST)):
        if row.actor_id in (None, unit.actor.id):
            continue
        both = said_of(event_of(row)) & mine
        if both:
            who = unit.people.get(row.actor_id).name
            when = f"{local(datetime.fromisoformat(row.at)):%H.%M}"
            marks = [said[1] for said in both if said[0] == "mark"]
            raise MarkChanged(marks[0], who, when) if marks else ChangedMeanwhile(who, when, row.seq)
