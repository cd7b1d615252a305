"""Objects of our tables straight from rows, at the cost of the rows: the ORM's own loading and the
classes' constructors cost ten times as much, and most of what is read is only looked at."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import SQLModel

from models.columns import Choice

T = TypeVar("T", bound=SQLModel)


@lru_cache
def columns(model: type[SQLModel]) -> str:
    """Every column of a table, as `made` wants them to be selected."""
    return ", ".join(
        f"{column.name}::text AS {column.name}" if isinstance(column.type, JSONB) else column.name
        for column in inspect(model).columns
    )


def made(model: type[T], rows: Iterable[asyncpg.Record]) -> list[T]:
    """One object a row; no session knows them until one is told."""
    new = inspect(model).class_manager.new_instance
    convert = _converters(model)
    found: list[T] = []
    for row in rows:
        one: T = new()
        values = one.__dict__
        values.update(row)
        for name, conversion in convert:
            if values[name] is not None:
                values[name] = conversion(values[name])
        found.append(one)
    return found


@lru_cache
def _converters(model: type[SQLModel]) -> list[tuple[str, Callable[[Any], Any]]]:
    """What the driver gives otherwise than the table's class: enumerations and JSON, both as text."""
    return [
        (column.name, column.type.values if isinstance(column.type, Choice) else json.loads)
        for column in inspect(model).columns
        if isinstance(column.type, Choice | JSONB)
    ]
