"""How much a database holds: its kind, its size, and the number of rows in each table."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from .schema import metadata

_SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def of(connection: Connection) -> tuple[str, str, int]:
    """The kind of database with its version, the revision of its schema, and its size in bytes."""
    dialect = connection.dialect
    numbers = ".".join(str(number) for number in dialect.server_version_info or ())
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    size = connection.execute(text(_SIZE[dialect.name])).scalar()
    return f"{dialect.name} {numbers}", str(revision), int(size or 0)


def rows(connection: Connection) -> dict[str, int]:
    """The number of rows in each table of ours."""
    count = select(func.count())
    found = ((table.name, connection.execute(count.select_from(table))) for table in metadata.sorted_tables)
    return {name: int(answer.scalar() or 0) for name, answer in found}
