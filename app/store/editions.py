"""The editions of the catalogue of provisions: added one after the other, never changed."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from app.domain.errors import Gone

from . import schema
from .records import Edition
from .rows import Rows


class Editions:
    """Editions by number; the text of each is read apart, as only few are ever needed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection, schema.catalogue_edition, Edition)
        self._table = schema.catalogue_edition
        self._met: dict[int, Edition] = {}

    def all(self) -> tuple[Edition, ...]:
        """All editions, oldest first."""
        return self._rows.where()

    def newest(self) -> Edition:
        """The edition that holds now. Every store has one since it was made."""
        return self.get(int(self._connection.execute(select(func.max(self._table.c.number))).scalar_one()))

    def get(self, number: int) -> Edition:
        """The edition of this number. Raises Gone where there is none."""
        if number not in self._met:
            found = self._rows.first(number=number)
            if found is None:
                raise Gone("catalogue_edition")
            self._met[number] = found
        return self._met[number]

    def text(self, number: int) -> str:
        """Its rows as TOML. Raises Gone where there is no such edition."""
        self.get(number)
        return str(self._connection.execute(select(self._table.c.text).where(self._table.c.number == number)).scalar())

    def add(self, edition: Edition, text: str) -> None:
        """Adds an edition with its text."""
        self._rows.add(edition, text=text)
