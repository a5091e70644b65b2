"""What Alembic runs: the steps, within the transaction of whoever called."""

from alembic import context

from data.contest.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,  # the caller's transaction holds them all
)
context.run_migrations()
