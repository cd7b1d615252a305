"""Alembic's entry: runs on the connection that `bot.schema` hands over."""

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401 - registers the tables


def ours(name: str | None, kind: str, parents: object) -> bool:
    """PgQueuer looks after its own tables."""
    del parents
    return not (kind == "table" and name is not None and name.startswith("pgqueuer"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_name=ours,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
