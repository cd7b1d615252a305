"""How names sound: `lilei`, `li lei` and `ll` find 李雷, tones dropped.

`person.pinyin` keeps it. It is worked out when somebody is first looked for by sound, for everybody
not worked out yet: the library takes 50 MB and most processes never need it.
"""

import re
import unicodedata
from importlib import import_module

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.people import like, named
from interviews.understanding.loading import quietly
from interviews.understanding.plain import simplified
from models import Person
from models.sql import Rows, rows_of

_LATIN = re.compile(r"[a-zà-ɏ][a-zà-ɏ' -]*", re.IGNORECASE)
_HAN = re.compile("[一-龥]")
_SOUNDS = text("string_to_array(pinyin, ' ') && CAST(:wanted AS text[])")
_UNHEARD = """
    SELECT id, name FROM person
    WHERE pinyin IS NULL AND forgotten_at IS NULL AND name ~ '[一-龥]' ORDER BY id LIMIT 5000
"""
_IN_LATIN = """
    SELECT id, name FROM person WHERE octet_length(name) = char_length(name) AND forgotten_at IS NULL
"""
# Whoever speaks just now holds their own row; theirs is written down another time.
_HEARD = """
    UPDATE person SET pinyin = n.pinyin
    FROM unnest($1::bigint[], $2::text[]) AS n (id, pinyin)
    WHERE person.id = n.id AND person.id = ANY(ARRAY(
        SELECT id FROM person WHERE id = ANY($1::bigint[]) ORDER BY id
        FOR NO KEY UPDATE SKIP LOCKED
    ))
"""


def sound(name: str) -> str:
    """`lilei ll` for 李雷: all of it, and the first letters."""
    with quietly():
        syllables: list[str] = import_module("pypinyin").lazy_pinyin(name)
    heard = [re.sub(r"[^a-z]", "", one.lower()) for one in syllables]
    return f"{''.join(heard)} {''.join(one[:1] for one in heard)}"


def sounds_like(name: str, written: str) -> bool:
    """Whether it is the whole name in Latin letters, in either order: Li Lei, lei li."""
    ways = _ways(written)
    return bool(ways) and sound(name).split()[0] in ways


async def meant(session: AsyncSession, written: str) -> list[Person]:
    """Whom a name may mean: that name or account exactly; else a part of one; else its sound."""
    found = await named(session, written)
    if not found and len(written.strip()) > written.isascii():
        found = await like(session, written)
    found = found or await sounding(session, written)
    plainly = written if found else simplified(written)  # 韓梅梅 for 韩梅梅
    return found if plainly == written else await meant(session, plainly)


async def sounding(session: AsyncSession, written: str) -> list[Person]:
    """People whose name sounds like what is written in Latin letters; at most ten."""
    wanted = _ways(written)
    if max(map(len, wanted), default=0) < 2:
        return []
    await hear(await rows_of(session))
    heard = await session.exec(
        select(Person)
        .where(col(Person.pinyin).is_not(None), col(Person.forgotten_at).is_(None))
        .where(_SOUNDS.bindparams(wanted=sorted(wanted)))
        .order_by(col(Person.id))
        .limit(10)
    )
    return list(heard.all())


async def alike(session: AsyncSession, name: str) -> list[Person]:
    """Whose whole name is this one in the other spelling: Chen Chen for 陈晨, and 陈晨 for Chen Chen."""
    if ways := _ways(name):
        return [
            one
            for one in await sounding(session, name)
            if (one.pinyin or " ").split(" ")[0] in ways
        ]
    found = await (await rows_of(session)).fetch(_IN_LATIN)
    if not found or _HAN.search(name) is None:
        return []
    heard = sound(name).split()[0]
    same = [row["id"] for row in found if heard in _ways(row["name"])]
    people = await session.exec(
        select(Person).where(col(Person.id).in_(same)).order_by(col(Person.id))
    )
    return list(people.all())


async def hear(rows: Rows) -> None:
    """Work out how the names sound of which it is not known yet."""
    unheard = await rows.fetch(_UNHEARD)
    if unheard:
        ids = [row["id"] for row in unheard]
        await rows.execute(_HEARD, ids, [sound(row["name"]) for row in unheard])


def _ways(written: str) -> set[str]:
    """The Latin letters of a name, in either order: Lei Li is 李雷 too."""
    if _LATIN.fullmatch(written.strip()) is None:
        return set()
    flat = unicodedata.normalize("NFD", written.lower())
    words = re.findall("[a-z]+", "".join(c for c in flat if not unicodedata.combining(c)))
    return {"".join(words), "".join(reversed(words))}
