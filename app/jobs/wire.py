"""What may cross the wall between a child and us: values of named modules, and nothing that could run.

A child opens hostile documents. What it sends is unpickled with a list of what may be in it, so that a child
taken over by a document cannot make the program call anything.
"""

from __future__ import annotations

import io
import pickle
from enum import Enum
from typing import Any, Protocol

VALUES = frozenset(
    {
        "app.jobs.reports",
        "app.jobs.results",
        "redaction.alike",
        "redaction.content",
        "redaction.files",
        "redaction.findings",
        "redaction.geometry",
        "redaction.marks",
        "redaction.plan",
        "redaction.prints",
        "redaction.report",
        "redaction.sought",
        "redaction.words",
    }
)
"""Modules of pure values: importing them loads no machine, making them does nothing."""

_PLAIN = frozenset({("builtins", "set"), ("builtins", "frozenset")})


class Pipe(Protocol):
    """The end of a pipe that a child writes to, of any system."""

    def recv_bytes(self) -> bytes:
        """The next message, whole."""


class NotAValue(Exception):
    """A child sent something that is not on the list."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN and (module not in VALUES or not name.isidentifier()):
            raise NotAValue
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise NotAValue
        return found


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """A member of an enumeration by its class and value; before Python 3.11.4 it would be a call of getattr."""
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


def pack(value: object) -> bytes:
    """A value as bytes for the pipe."""
    packed = io.BytesIO()
    _Writer(packed, protocol=5).dump(value)
    return packed.getvalue()


def unpack(content: bytes) -> Any:
    """The value that a child packed. Raises NotAValue, or what pickle raises for bytes that are none."""
    return _Reader(io.BytesIO(content)).load()


def receive(reports: Pipe) -> Any:
    """The next value from a child. Raises EOFError or OSError where the child is gone, NotAValue."""
    return unpack(reports.recv_bytes())
