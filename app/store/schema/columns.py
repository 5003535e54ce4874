"""The kinds of columns, and how domain values lie in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import astuple
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import operators

from app.domain.decisions import Scope
from app.domain.fees import Rates
from app.domain.mark_sets import KeptMark, Place
from app.domain.people import Role
from app.domain.sums import Cell, Withheld
from app.keys.ring import Ring
from redaction.files import Hidden
from redaction.geometry import Rect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """A time in UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Enumerated(TypeDecorator[StrEnum]):
    """A member of a StrEnum, kept as its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To the member's value; what is no member is refused."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """To the member."""
        return None if value is None else self.kind(value)


class Secret(TypeDecorator[Any]):
    """Text that lies sealed; ``place`` ("table.column") is what each is bound to.

    The same words never look the same twice, so a database can neither compare nor sort them: whoever tries is told.
    """

    impl = Text
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[Any]):
        """Asks no more than whether there is a text."""

        def operate(self, op: Any, *other: Any, **how: Any) -> Any:
            """Refuses what would be answered wrongly."""
            if op not in (operators.is_, operators.is_not):
                raise TypeError("sealed words are compared after they were read, not in the database")
            return super().operate(op, *other, **how)

    comparator_factory = Comparator

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To what is kept."""
        text, ring = self.written(value), ring_of(dialect)
        return text if text is None or ring is None else ring.seal(text, self.place)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """From what is kept; the short way, as ten thousand texts are read when a long document is opened."""
        place, understood = self.place, self.understood

        def process(value: str | None) -> Any:
            ring = ring_of(dialect) if value else None
            return understood(value if ring is None or value is None else ring.read(value, place))

        return process

    def written(self, value: Any) -> str | None:
        """The text for a value of the domain."""
        raise NotImplementedError

    def understood(self, text: str | None) -> Any:
        """The value of the domain for a text."""
        raise NotImplementedError


def ring_of(dialect: Dialect) -> Ring | None:
    """The keys by which a database's words are read; None while its schema is being made or changed."""
    ring: Ring | None = getattr(dialect, "utlamna_ring", None)
    return ring


def give_ring(dialect: Dialect, ring: Ring) -> None:
    """From now on everything that an engine of this dialect reads and writes of words goes by these keys."""
    dialect.utlamna_ring = ring  # type: ignore[attr-defined]


class Words(Secret):
    """Text that came from outside; what no database can keep (NUL, half a surrogate pair) becomes U+FFFD."""

    cache_ok = True

    def written(self, value: str | None) -> str | None:
        """Text that every database keeps."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)

    def understood(self, text: str | None) -> str | None:
        """The text as it is."""
        return text


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class SecretJson(Secret):
    """As ``Json``, of a value that holds words."""

    cache_ok = True

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any] = list, place: str = "") -> None:
        super().__init__(place)
        self.read, self.write = read, write

    def written(self, value: Any) -> str | None:
        """JSON in ASCII, without blanks."""
        return None if value is None else json.dumps(self.write(value), separators=(",", ":"))

    def understood(self, text: str | None) -> Any:
        """The domain's value from JSON."""
        return None if text is None else self.read(json.loads(text))


class Json(TypeDecorator[Any]):
    """A value kept as JSON text, turned into a domain value by ``read``; it holds codes and numbers, no words."""

    impl = Text
    cache_ok = True

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any] = list) -> None:
        super().__init__()
        self.read, self.write = read, write

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To JSON in ASCII, without blanks."""
        return None if value is None else json.dumps(self.write(value), separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From JSON to the domain's value."""
        return None if value is None else self.read(json.loads(value))


def read_rects(raw: list[list[float]]) -> tuple[Rect, ...]:
    """Rectangles (page space) from their corners."""
    return tuple(Rect(*r) for r in raw)


def read_kept(raw: list[list[Any]]) -> tuple[KeptMark, ...]:
    """The marks of a kept set from their values."""
    return tuple(KeptMark(mark_id, page, read_rects(rects), *rest) for mark_id, page, rects, *rest in raw)


def read_places(raw: list[list[Any]]) -> tuple[Place, ...]:
    """Places from a page and its rectangles each."""
    return tuple((page, read_rects(rects)) for page, rects in raw)


def write_kept(value: tuple[KeptMark, ...]) -> list[list[Any]]:
    """The values of the marks of a kept set."""
    return [list(astuple(mark)) for mark in value]


def read_hidden(raw: list[list[Any]]) -> tuple[Hidden, ...]:
    """What pages do not show, from kinds and counts."""
    return tuple(Hidden(kind, count) for kind, count in raw)


def write_hidden(value: tuple[Hidden, ...]) -> list[list[Any]]:
    """Kinds and counts of what pages do not show."""
    return [[h.kind, h.count] for h in value]


def read_roles(raw: list[str]) -> frozenset[Role]:
    """Roles from their codes."""
    return frozenset(Role(r) for r in raw)


def read_scopes(raw: list[str]) -> frozenset[Scope]:
    """Scopes from their codes."""
    return frozenset(Scope(r) for r in raw)


def read_rates(raw: list[int]) -> Rates:
    """A tariff's rates from their numbers."""
    return Rates(*raw)


def write_rates(value: Rates) -> list[int]:
    """The numbers of a tariff's rates."""
    return [value.free_pages, value.base_page, value.base_fee, value.per_page]


def read_path(raw: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Answers from pairs of question and answer."""
    return tuple(tuple(step) for step in raw)


def read_cell(raw: list[Any]) -> Cell:
    """A cell of a compilation from its four values."""
    group, count, amount, held = raw
    return Cell(group, count, None if amount is None else Decimal(amount), Withheld(held))


def read_cells(raw: list[list[Any]]) -> tuple[Cell, ...]:
    """The cells of a compilation."""
    return tuple(read_cell(one) for one in raw)


def write_cell(cell: Cell) -> list[Any]:
    """The four values of a cell."""
    return [cell.group, cell.count, None if cell.amount is None else str(cell.amount), cell.held.value]


def same(raw: Any) -> Any:
    """The value as it is."""
    return raw


EMPTY = text("''")
"""What stands in a column of words that came later, in the rows that were there before it."""


def own_id() -> Column[int]:
    """A row's own number, given by the database."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def version() -> Column[int]:
    """How often the row was changed."""
    return Column("version", Integer, nullable=False)


def ref(name: str, target: str, *, null: bool = False, cascade: bool = False) -> Column[int]:
    """The number of another row (``null``: or none; ``cascade``: the row goes with it), indexed."""
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(name, Integer, key, nullable=null, index=True)
