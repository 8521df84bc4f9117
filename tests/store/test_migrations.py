"""The schema: made as described, on both databases; a failing step leaves nothing; the file is copied before."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from nap.store import NewerSchema, Store, open_store
from nap.store.engine import make_engine
from nap.store.migrate import MIGRATIONS, head, migrate, revision
from nap.store.tables import metadata

BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("people", sa.Column("nickname", sa.Text))
    op.execute("INSERT INTO half_done VALUES (1)")
    raise RuntimeError("the power went")
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Our migrations and one more that fails half-way."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "0002_broken.py").write_text(BROKEN)
    return folder


def tables_of(address: str) -> set[str]:
    engine = make_engine(address)
    found = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_a_failing_step_leaves_nothing_behind(address: str, broken: Path) -> None:
    engine, before = make_engine(address), tables_of(address)
    with pytest.raises(RuntimeError, match="the power went"):
        migrate(engine, broken)
    assert tables_of(address) == before
    assert "nickname" not in {column["name"] for column in sa.inspect(engine).get_columns("people")}
    assert revision(engine) == "0001"
    engine.dispose()


def test_a_first_start_that_fails_leaves_an_empty_database(empty_address: str, broken: Path) -> None:
    engine = make_engine(empty_address)
    with pytest.raises(RuntimeError, match="the power went"):
        migrate(engine, broken)
    assert tables_of(empty_address) == set()
    engine.dispose()


def test_the_tables_are_those_the_code_describes(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": False}), metadata) == []


def test_the_newest_file_name_is_the_head_of_the_chain() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert head() == ScriptDirectory.from_config(config).get_current_head()


def test_a_store_of_a_later_monitor_is_not_touched(store: Store) -> None:
    with store.writing() as transaction:
        transaction.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerSchema) as caught:
        migrate(store.engine)
    assert caught.value.revision == "9999"


def test_an_sqlite_file_is_copied_before_it_is_changed(migrated_file: Path, tmp_path: Path, broken: Path) -> None:
    file = tmp_path / "nap.sqlite"
    shutil.copy(migrated_file, file)
    engine = make_engine(f"sqlite:///{file}")
    with pytest.raises(RuntimeError):
        migrate(engine, broken)
    engine.dispose()
    copy = f"sqlite:///{file}.before-leaving-0001"
    assert tables_of(copy) == tables_of(f"sqlite:///{file}") > {"returns", "audit"}


def test_two_who_open_an_empty_database_at_once_both_succeed(empty_address: str) -> None:
    problems: list[BaseException] = []

    def open_it() -> None:
        try:
            open_store(empty_address).close()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=open_it) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert "returns" in tables_of(empty_address)


def test_sqlite_keeps_its_promises(migrated_file: Path) -> None:
    engine = make_engine(f"sqlite:///{migrated_file}")
    with engine.connect() as connection:
        asked = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "synchronous")}
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
    assert asked == {"foreign_keys": 1, "synchronous": 2}
