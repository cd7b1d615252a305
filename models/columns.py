"""Column types that every table shares."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Identity, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """`timestamptz` that refuses naive datetimes and gives back UTC."""

    impl = TIMESTAMP(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Let aware datetimes through.

        Raises:
            ValueError: the datetime has no time zone.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give UTC, whatever the session's zone is."""
        return None if value is None else value.astimezone(UTC)


class Choice(TypeDecorator[StrEnum]):
    """An enumeration kept as text, so that the database can be read without the code."""

    impl = Text
    cache_ok = True

    def __init__(self, values: type[StrEnum]) -> None:
        super().__init__()
        self.values = values

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Store the value, refusing what the enumeration does not know."""
        return None if value is None else self.values(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Give the enumeration's member back."""
        return None if value is None else self.values(value)


def identity() -> Column[Any]:
    """A primary key the database numbers itself, from 1."""
    return Column(BigInteger, Identity(always=False), primary_key=True)


def instant(*, nullable: bool = False) -> Column[Any]:
    """A point in time (aware; stored as UTC)."""
    return Column(Instant, nullable=nullable)


def instants() -> Column[Any]:
    """Points in time, none at first."""
    return Column(ARRAY(TIMESTAMP(timezone=True)), nullable=False, server_default="{}")


def text(*, nullable: bool = False) -> Column[Any]:
    """Words of any length."""
    return Column(Text, nullable=nullable)


def choice(values: type[StrEnum]) -> Column[Any]:
    """One value of an enumeration; pair it with the check of `one_of`."""
    return Column(Choice(values), nullable=False)


def json(*, nullable: bool = False) -> Column[Any]:
    """A JSON object."""
    return Column(JSONB(none_as_null=True), nullable=nullable)


def one_of(column: str, values: type[StrEnum]) -> str:
    """The SQL of a check that `column` holds one of an enumeration's values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
