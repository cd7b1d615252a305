"""What the log tells of an exception: its kind and where it came from, not what it says.

An exception's message may quote anything: what somebody wrote, a row of the database, an address
with a token in it. Kinds, places and codes are ours or a library's, and enough to find a bug.
"""

import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, TypeAlias

import asyncpg

from bot.settings import ROOT

ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]

MOST = 40
"""Places of one exception, the innermost ones."""
_NUMBERS = ("errno", "code")
_NAMES = ("sqlstate", "table_name", "column_name", "constraint_name")
"""What PostgreSQL says in words of the schema; its `detail` holds what is in the row."""


def told(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """The exception, then whatever led to it: for the log as JSON."""
    return [
        {"type": kind(error), **_codes(error), "at": _places(error)}
        for error in _with_causes(exc_info[1])
    ]


def written(exc_info: ExcInfo) -> str:
    """The same for the log as text."""
    return "\n".join(
        "\n  ".join((f"{'caused by ' if number else ''}{_named(error)}", *_places(error)))
        for number, error in enumerate(_with_causes(exc_info[1]))
    )


def brief(error: BaseException) -> str:
    """An exception and its first cause: `… from asyncpg.exceptions.CannotConnectNowError
    sqlstate=57P03`."""
    names = [_named(one) for one in _with_causes(error)]
    return names[0] if len(names) == 1 else f"{names[0]} from {names[-1]}"


def kind(error: BaseException) -> str:
    """The class of an exception by its full name."""
    found = type(error)
    return (
        found.__name__ if found.__module__ == "builtins" else f"{found.__module__}.{found.__name__}"
    )


def _named(error: BaseException) -> str:
    return " ".join((kind(error), *(f"{name}={value}" for name, value in _codes(error).items())))


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    """As Python would print them, the last one first; members of a group after the group."""
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        one = left.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            left += one.exceptions
        left.append(one.__cause__ or (None if one.__suppress_context__ else one.__context__))


def _codes(error: BaseException) -> dict[str, int | str]:
    found = {name: getattr(error, name, None) for name in _NUMBERS}
    codes: dict[str, int | str] = {k: v for k, v in found.items() if isinstance(v, int)}
    if isinstance(error, asyncpg.PostgresError):
        names = {name: getattr(error, name, None) for name in _NAMES}
        codes |= {k: v for k, v in names.items() if isinstance(v, str)}
    return codes


def _places(error: BaseException) -> list[str]:
    frames = [*traceback.walk_tb(error.__traceback__)][-MOST:]
    return [f"{_file(f.f_code.co_filename)}:{line} in {f.f_code.co_name}" for f, line in frames]


def _file(path: str) -> str:
    return path.rpartition("site-packages/")[2].removeprefix(f"{ROOT}/")
