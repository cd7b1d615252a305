"""The PostgreSQL under the benchmarks: durable as in production, with its statements counted."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from bot import embedded

# What an operator would give it; durability stays as it is delivered.
_SETTINGS = {
    "shared_preload_libraries": "pg_stat_statements",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_connections": "200",
}
# Whatever only begins, ends or prepares work is transaction control, not a statement of ours.
_COUNT = """
    SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
    WHERE d.datname = current_database() AND query NOT LIKE '%pg_stat_statements%'
      AND query !~* '^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|START TRANSACTION)'
"""


@contextmanager
def postgres() -> Iterator[str]:
    """A server of this run's own on the disk; gives the URL of its database `postgres`."""
    with tempfile.TemporaryDirectory(prefix="mianyue-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # as root the server runs as another user
        data = Path(folder) / "data"
        with embedded.postgres(data) as url:
            asyncio.run(_set_up(url))
        with embedded.postgres(data) as url:  # the second start reads the settings
            yield url


async def _set_up(url: str) -> None:
    connection = await asyncpg.connect(url)
    for name, value in _SETTINGS.items():
        await connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    await connection.close()


class Statements:
    """Counts the statements of one database, transaction control left out."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def reset(self) -> None:
        """Begin anew."""
        connection = await asyncpg.connect(self.url)
        await connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        await connection.execute("SELECT pg_stat_statements_reset()")
        await connection.close()

    async def count(self) -> int:
        """Statements since then."""
        connection = await asyncpg.connect(self.url)
        found: int = await connection.fetchval(_COUNT)
        await connection.close()
        return found
