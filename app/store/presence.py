"""Who is where now: each open window says so again and again, and is forgotten when it has fallen silent.

It needs no place in the log's order, so no command waits for it. On PostgreSQL the server's clock counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from . import schema
from .watch import announce

SILENT = timedelta(seconds=25)
"""After so long without a word a window counts as closed."""


@dataclass(frozen=True, slots=True)
class Here:
    """An open window: whose, where, since when, and the request and document it shows since ``here_since``."""

    token: str
    person_id: int
    machine: str
    since: datetime
    of_request: int | None
    of_document: int | None
    here_since: datetime


class Presences:
    """The open windows. ``now`` is the time (UTC) that counts for all of them."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        served = connection.dialect.name == "postgresql"
        self.now = connection.execute(select(func.clock_timestamp())).scalar_one() if served else now

    def beat(self, here: Here) -> None:
        """Says that the window is there; whoever waits is told where it went somewhere else, or is new."""
        table = schema.presence
        places = {"of_request": here.of_request, "of_document": here.of_document, "here_since": here.here_since}
        mine = table.c.token == here.token
        before = self._connection.execute(select(table.c.of_request, table.c.of_document).where(mine)).first()
        if before is None:
            kept = {"token": here.token, "person_id": here.person_id, "machine": here.machine, "since": here.since}
            self._connection.execute(delete(table).where(table.c.beat_at < self.now - SILENT))
            self._connection.execute(insert(table).values(beat_at=self.now, **kept, **places))
        else:
            self._connection.execute(update(table).where(mine).values(beat_at=self.now, **places))
        if before is None or tuple(before) != (here.of_request, here.of_document):
            announce(self._connection)

    def leave(self, token: str) -> None:
        """The window is closed, or nobody is signed in there any more."""
        if self._connection.execute(delete(schema.presence).where(schema.presence.c.token == token)).rowcount:
            announce(self._connection)

    def living(self) -> tuple[Here, ...]:
        """The windows that are open now, the oldest first."""
        table = schema.presence
        names = [table.c[name] for name in Here.__dataclass_fields__]
        heard = select(*names).where(table.c.beat_at > self.now - SILENT).order_by(table.c.since, table.c.token)
        return tuple(Here(*row) for row in self._connection.execute(heard))
