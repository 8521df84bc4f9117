"""The schema: made as described, on both databases; a failing step leaves nothing; the file is copied before."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from nap.store import NewerSchema, Store, migrate as steps, open_store, returns
from nap.store.audit import START, append
from nap.store.chain import examine
from nap.store.engine import make_engine, writing
from nap.store.migrate import MIGRATIONS, head, migrate, revision
from nap.store.tables import audit as audit_table, metadata, plans
from tests.store.samples import NOON, PLAN

BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{head}"


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
    (folder / "versions" / "9000_broken.py").write_text(BROKEN.replace("{head}", head()))
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
    assert revision(engine) == head()
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
    copy = f"sqlite:///{file}.before-leaving-{head()}"
    assert tables_of(copy) == tables_of(f"sqlite:///{file}") > {"returns", "audit"}


def test_who_comes_late_to_an_upgrade_leaves_the_copy_of_who_made_it(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes find old tables; the second gets its turn when they are new, and would copy those over the old ones."""
    file = tmp_path / "nap.sqlite"
    shutil.copy(migrated_file, file)
    copy = Path(f"{file}.before-leaving-0009")
    copy.write_bytes(b"the tables as they were")
    monkeypatch.setattr(steps, "revision", lambda _: "0009")
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    assert copy.read_bytes() == b"the tables as they were"


@pytest.fixture
def first_tables(tmp_path: Path) -> Path:
    """The migrations as they were when there was only the first."""
    folder = tmp_path / "first"
    shutil.copytree(MIGRATIONS, folder, ignore=lambda _, names: [name for name in names if name[:4].isdigit() and name > "0002"])
    return folder


def test_a_return_kept_before_what_was_typed_was_kept_is_read_as_it_was(empty_address: str, first_tables: Path) -> None:
    engine = make_engine(empty_address)
    migrate(engine, first_tables)
    assert revision(engine) == "0001"
    with writing(engine) as transaction:
        row = {"plan": PLAN.plan, "version": 1, "sha256": PLAN.sha256, "source": PLAN.source, "adopted": NOON}
        transaction.execute(sa.insert(plans).values(row))
        for statement in OLD_RETURN:
            transaction.execute(sa.text(statement))
    engine.dispose()
    store = open_store(empty_address)
    with store.reading() as transaction:
        (figure,) = returns.contents(transaction, "old").observations
    store.close()
    assert (figure.indicator, figure.value, figure.place, figure.typed) == ("2.1", Decimal("12.50"), None, ())


@pytest.mark.parametrize("events", [0, 1, 5])
def test_the_chain_of_a_store_from_before_its_head_was_kept_is_taken_over_whole(
    empty_address: str, first_tables: Path, events: int
) -> None:
    engine = make_engine(empty_address)
    migrate(engine, first_tables)
    with writing(engine) as transaction:
        for row in old_events(events):
            transaction.execute(sa.insert(audit_table).values(row))
    engine.dispose()
    store = open_store(empty_address)
    with store.writing() as transaction:
        assert (before := examine(transaction)).broken is None
        assert append(transaction, NOON, "x", "look", PLAN.plan) == events + 1
        after = examine(transaction)
    store.close()
    assert (before.count, after.count, after.broken) == (events, events + 1, None)


def old_events(count: int) -> list[dict[str, object]]:
    """Events as they were always written: each hash is of the one before and of the event as JSON."""
    previous, rows = START, list[dict[str, object]]()
    for number in range(1, count + 1):
        about = {"number": number, "person": "wpn@demo", "act": "look", "plan": "kg-example", "return_id": None, "status": None}
        content = {**about, "at": NOON.isoformat(timespec="microseconds"), "facts": {"reason": "ө"}}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sha256 = hashlib.sha256((previous + text).encode()).hexdigest()
        rows.append({**about, "at": NOON, "facts": '{"reason":"ө"}', "previous": previous, "sha256": sha256})
        previous = sha256
    return rows


OLD_RETURN = (
    "INSERT INTO returns (id, plan, plan_version, partner, period, version, sha256, filename, received, late, person, language,"
    " verdict, rows, nothing_to_report, errors, warnings) VALUES ('old', 'kg-example', 1, 'WPN', '2026-H1', 1, 'x', 'x.xlsx',"
    " '2026-07-01T00:00:00.000000+00:00', false, 'wpn@demo', 'ky', 'clean', 1, false, 0, 0)",
    "INSERT INTO observations (plan, return_id, number, partner, indicator, region, period, breakdown, value, state, quality,"
    " source) VALUES ('kg-example', 'old', 1, 'WPN', '2.1', 'KG-B', '2026-H1', '', '12.50', '', '', '')",
)


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
