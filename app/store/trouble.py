"""The one place that turns a database's errors into refusals that a user can do something about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.domain.errors import Refused
from app.keys.ring import TextBroken

_SQLITE = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_BUSY: "database-busy",
    sqlite3.SQLITE_LOCKED: "database-busy",
    sqlite3.SQLITE_CANTOPEN: "database-lost",
    sqlite3.SQLITE_IOERR: "database-lost",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-damaged",
}
"""Primary result codes (the low byte of the extended ones), https://sqlite.org/rescode.html."""

_POSTGRESQL = (
    ("53100", "disk-full"),
    ("53300", "database-busy"),
    ("25006", "read-only"),
    ("55P03", "database-busy"),
    ("40", "database-busy"),
    ("57014", "database-busy"),
    ("28", "database-login"),
    ("3D", "database-login"),
    ("42501", "database-login"),
    ("08", "database-lost"),
    ("57P", "database-lost"),
    ("58", "database-lost"),
    ("XX001", "database-damaged"),
    ("XX002", "database-damaged"),
)
"""Beginnings of SQLSTATEs, first match wins (PostgreSQL manual, appendix A)."""


_LOGIN = ("authentication failed", "does not exist", "pg_hba.conf")
"""What the server says when it lets nobody in; a connection that was never made has no SQLSTATE."""


def code_of(error: BaseException) -> str | None:
    """The refusal's code for an error of a database driver; None where it is a fault of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return _SQLITE.get(number & 0xFF)
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return next((code for beginning, code in _POSTGRESQL if state.startswith(beginning)), None)
    if type(error).__name__ in ("OperationalError", "ConnectionTimeout"):
        # Errors without a number come from the client: the server was not reached, or went away.
        return "database-login" if any(words in str(error) for words in _LOGIN) else "database-lost"
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Raises Refused for what is the world's trouble; everything else passes unchanged."""
    try:
        yield
    except TextBroken as error:
        raise Refused("database-damaged") from error
    except PoolTimeout as error:
        raise Refused("database-busy") from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = code_of(cause) if cause is not None else None
        if code is None:
            raise
        raise Refused(code) from error
