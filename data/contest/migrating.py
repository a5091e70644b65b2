"""Bring a store to the version of this app: Alembic's migrations, one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from data.contest.errors import ContestError
from data.contest.store import SCHEMA_LOCK, Store


def bring_up_to_date(store: Store) -> None:
    """Make the tables, or change them as this version has them; nothing where they are so.

    Raises:
        ContestError: the store was made by a newer version of the app.
    """
    with store.engine.connect() as con:
        if store.is_sqlite:
            con.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            con.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK})
        config = configured(con)
        script = ScriptDirectory.from_config(config)
        found = MigrationContext.configure(con).get_current_revision()
        known = {one.revision for one in script.walk_revisions()}
        if found is not None and found not in known:
            raise ContestError(
                f"Penyimpanan lomba dibuat oleh versi aplikasi yang lebih baru ({found}); pasang"
                " versi itu, atau pulihkan cadangan."
            )
        if found != script.get_current_head():
            command.upgrade(config, "head")
        con.commit()


def configured(con: Connection) -> Config:
    """Alembic's settings for one connection; there is no file of them."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = con
    return config
