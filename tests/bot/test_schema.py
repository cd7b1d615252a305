"""Migrations and the check that a process and its database belong together."""

import asyncio

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot import database, queue, schema
from bot.schema import SchemaError


async def test_migrating_twice_or_at_once_is_harmless(empty_url: str) -> None:
    await asyncio.gather(*(schema.migrate(empty_url) for _ in range(4)))
    await schema.migrate(empty_url)

    await schema.check(empty_url)


async def test_an_empty_database_is_told_how_to_be_filled(empty_url: str) -> None:
    with pytest.raises(SchemaError, match=r"empty\. Run: python -m bot migrate"):
        await schema.check(empty_url)


async def test_a_newer_schema_stops_the_process_and_the_migration(url: str) -> None:
    connection = await database.connect(url)
    await connection.execute("UPDATE alembic_version SET version_num = '9999'")
    await connection.close()

    for attempt in (schema.check, schema.migrate):
        with pytest.raises(SchemaError, match=r"\(9999\) is newer"):
            await attempt(url)


async def test_a_queue_of_another_version_is_said_to_be_so(url: str) -> None:
    connection = await database.connect(url)
    await connection.execute("ALTER TABLE pgqueuer DROP COLUMN attempts")
    with pytest.raises(SchemaError, match="queue's tables"):
        await schema.check(url)

    await schema.migrate(url)
    await schema.check(url)
    assert await queue.is_current(connection)
    await connection.close()


async def test_the_migrations_make_the_tables_of_the_code(url: str) -> None:
    def differences(connection: Connection) -> None:
        config = schema.config(connection)
        command.check(config)  # raises when a revision is missing
        scripts = ScriptDirectory.from_config(config)
        assert schema.head() == scripts.get_current_head()
        assert schema.known() == {one.revision for one in scripts.walk_revisions()}

    async with database.engine(url, size=1) as engine, engine.connect() as connection:
        await connection.run_sync(differences)


@pytest.mark.parametrize(
    "form",
    [
        "postgres://postgres@/{name}?host={host}",
        "postgresql://postgres@/{name}?host={host}",
        "postgresql+asyncpg://postgres@/{name}?host={host}",
        "postgresql://postgres@/{name}?host={host}&sslmode=prefer",
        "postgresql://postgres:ignored@/{name}?host={host}&sslmode=disable",
    ],
)
async def test_every_form_of_database_url_is_accepted(url: str, form: str) -> None:
    name, _, host = (
        url.rpartition("/postgres:@/")[2].partition("?host=") if "@/" in url else ("", "", "")
    )
    name, host = url.split("@/")[1].split("?host=")

    await schema.check(form.format(name=name, host=host))


async def test_nobody_waits_for_a_lock_longer_than_wecom_waits_for_an_answer(url: str) -> None:
    async with database.engine(url, size=1) as engine, engine.connect() as connection:
        for _ in range(2):  # as it was opened, and as it comes back from the pool
            found = await connection.execute(text("SHOW lock_timeout"))
            assert found.scalar_one() == "3500ms"
            await connection.rollback()
