"""An older database gets the columns that were added since; nothing is ever taken away or changed."""

from __future__ import annotations

from sqlalchemy import Column, Connection, inspect
from sqlalchemy.schema import CreateColumn

from guidance.errors import GuidanceError
from guidance.models import Base


def add_missing_columns(connection: Connection) -> None:
    """Add to each table the columns it lacks, empty or with their server default.

    Raises GuidanceError for a new column that an old row cannot do without: give it `nullable` or a `server_default`.
    """
    known = inspect(connection)
    for table in Base.metadata.sorted_tables:
        there = {column["name"] for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                _add(connection, column)


def _add(connection: Connection, column: Column[object]) -> None:
    if not column.nullable and column.server_default is None:
        raise GuidanceError(
            f"Column {column.table.name}.{column.name} is new and must be filled, but older rows have nothing for it; "
            "make it nullable or give it a server_default."
        )
    table = connection.dialect.identifier_preparer.format_table(column.table)
    definition = CreateColumn(column).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {definition}")
