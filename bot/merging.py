"""Several notices in one message, when a person would get too many messages.

Which ones go together is written down before the message is sent, so that every further try says
the same and WeCom's duplicate check holds. A card that goes along, or takes others along, becomes
its words; replacements of cards are no messages, and neither go along nor stand in the way.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy import RowMapping, bindparam, text

from bot.database import Sessions
from bot.present import PRESENT
from models.columns import Instant
from models.sql import run

log = structlog.get_logger()

ALONE = {"reply", "welcome", "qr", "takeover", "handback"}
"""Kinds that go with nothing else: answers, and what is more than words."""

_PART_WAYS = text("""
    UPDATE outbox SET merged_into = NULL
    WHERE merged_into = :id AND (:all OR id = ANY(CAST(:ids AS bigint[])))
""")
_MERGEABLE = text(f"""
    SELECT id, text, kind, cause, updates, merged_into = :id AS carried,
           (not_before IS NULL OR not_before <= :now) AS due,
           (not_after IS NULL OR not_after > :now) AND
           (revision IS NULL OR revision = {PRESENT}) AS helps
    FROM outbox o
    WHERE person_id = :person AND state = 'waiting' AND id > :id
      AND (merged_into IS NULL OR merged_into = :id)
    ORDER BY id LIMIT 100
""").bindparams(bindparam("now", type_=Instant))  # noqa: S608 - ours
_MERGE = text("""
    UPDATE outbox SET merged_into = nullif(CAST(:id AS bigint), id), card = NULL, task_id = NULL
    WHERE id = :id OR id = ANY(CAST(:ids AS bigint[]))
""")


class Merging:
    """Joins what waits for one person."""

    def __init__(self, sessions: Sessions, now: Callable[[], datetime]) -> None:
        self.sessions = sessions
        self.now = now

    async def merge(self, row: RowMapping, fits: Callable[[Sequence[str]], bool]) -> list[str]:
        """Texts that go out in this row's message, in order; the same ones at every try, except
        for what has become untrue. Replies, which are not checked for duplicates, stay alone."""
        async with self.sessions() as session, session.begin():
            found = await run(
                session, _MERGEABLE, id=row["id"], person=row["person_id"], now=self.now()
            )
            others = found.mappings().all()
            if row["carries"]:
                rest = [other for other in others if other["carried"] and other["helps"]]
                gone = [other["id"] for other in others if other["carried"] and not other["helps"]]
                await run(session, _PART_WAYS, id=row["id"], all=False, ids=gone)
            else:
                rest = _next(row, others, fits)
                if rest:
                    await run(session, _MERGE, id=row["id"], ids=[other["id"] for other in rest])
        if rest:
            log.info(
                "several in one message",
                action="outbox.merged",
                rows=[other["id"] for other in rest],
                causes=[other["cause"] for other in rest],
            )
        return [row["text"], *(other["text"] for other in rest)]

    async def part_ways(self, row: int) -> None:
        """Its message will not be sent; what it would have carried is on its own again."""
        async with self.sessions() as session, session.begin():
            await run(session, _PART_WAYS, id=row, all=True, ids=[])


def _next(
    row: RowMapping, others: Sequence[RowMapping], fits: Callable[[Sequence[str]], bool]
) -> list[RowMapping]:
    """What may go out together with this row: the notices right after it, as far as they fit."""
    rest: list[RowMapping] = []
    for other in others:
        if not other["helps"] or other["updates"]:
            continue  # dropped when its turn comes, or seen to then
        texts = [row["text"], *(one["text"] for one in rest), other["text"]]
        if other["kind"] in ALONE or not other["due"] or not fits(texts):
            break
        rest.append(other)
    return rest


def may_go_along(row: RowMapping) -> bool:
    """Answers stay alone, and so does what has been tried alone: its try may have arrived."""
    return bool(row["kind"] not in ALONE and row["attempts"] == 1)
