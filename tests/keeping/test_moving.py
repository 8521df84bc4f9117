"""A store is taken from one database to another: all of it, proved, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings as how, strategies as st

from nap.cli import main
from nap.monitor import House, NotCopied, move, operator
from nap.settings import Settings
from nap.store import audit, chain, moving, open_store, tables as t
from nap.store.canonical import Count, count, count_all, line, names, tables
from nap.store.engine import make_engine, reading, writing
from nap.store.migrate import migrate
from nap.store.tables import metadata
from tests.keeping.random_rows import Rows

NOW = datetime(2026, 11, 15, 9, tzinfo=UTC)


def contents(url: str) -> dict[str, Any]:
    """Every table counted and hashed."""
    engine = make_engine(url)
    with reading(engine) as connection:
        found = count_all(connection)
    engine.dispose()
    return dict(found)


def put_aside(house: House) -> dict[str, Any]:
    """What stands in the house's store."""
    with house.store.reading() as transaction:
        return dict(count_all(transaction))


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(NotCopied) as caught:
        act()
    return caught.value.code


def test_a_store_that_holds_anything_is_left_as_it_is(demo: House, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    store = open_store(url)
    with store.writing() as transaction:
        audit.append(transaction, NOW, "somebody", "begin", "plan")
    store.close()
    before = contents(url)
    assert refused(lambda: move(operator(), demo, url)) == "not_empty"
    assert contents(url) == before


def test_tables_of_another_program_are_left_alone(demo: House, tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    before = file.read_bytes()
    assert refused(lambda: move(operator(), demo, f"sqlite:///{file}")) == "not_ours"
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("elsewhere", "address"),
        ("postgresql://u@h/n", "address"),
        ("mysql://u@h/n", "address"),
        ("sqlite://", "address"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/nothing", "unreachable"),
    ],
)
def test_what_is_no_address_and_who_does_not_answer_is_told(demo: House, url: str, code: str) -> None:
    assert refused(lambda: move(operator(), demo, url)) == code


def test_a_file_that_is_no_database_is_left_as_it_is(demo: House, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all, " * 500)
    assert refused(lambda: move(operator(), demo, f"sqlite:///{file}")) == "no_database"
    assert file.read_text() == "Dear all, " * 500


def test_a_store_is_not_moved_onto_itself(demo: House, settings: Settings) -> None:
    assert refused(lambda: move(operator(), demo, settings.database_url)) == "same"


def test_what_was_written_by_a_later_version_is_left_alone(demo: House, tmp_path: Path, migrated_file: Path) -> None:
    file = tmp_path / "later.sqlite"
    file.write_bytes(migrated_file.read_bytes())
    with closing(sqlite3.connect(file)) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()
    assert refused(lambda: move(operator(), demo, f"sqlite:///{file}")) == "newer"


def test_a_row_that_changes_on_its_way_takes_everything_back(
    demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = moving._put

    def dropping(here: Any, table: sa.Table, rows: list[Any]) -> None:
        put(here, table, rows[:-1] if table is t.observations else rows)

    monkeypatch.setattr(moving, "_put", dropping)
    folder = tmp_path / "new" / "place"
    assert refused(lambda: move(operator(), demo, f"sqlite:///{folder / 'nap.sqlite'}")) == "differs"
    assert not folder.parent.exists()


def test_what_is_written_meanwhile_takes_everything_back_and_says_so(
    demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proved = moving._proved

    def slowly(*about: Any) -> Any:
        with demo.store.writing() as transaction:
            audit.append(transaction, NOW, "somebody", "sign_in", demo.plan.id)
        return proved(*about)

    monkeypatch.setattr(moving, "_proved", slowly)
    file = tmp_path / "nap.sqlite"
    assert refused(lambda: move(operator(), demo, f"sqlite:///{file}")) == "written_meanwhile"
    assert not file.exists()


def test_text_that_the_other_database_cannot_hold_takes_everything_back(demo: House, empty_postgres: str) -> None:
    with demo.store.writing() as transaction:
        transaction.execute(sa.update(t.returns).values(filename="a\0b"))
    assert refused(lambda: move(operator(), demo, empty_postgres)) == "unfit"
    assert {each.rows for name, each in contents(empty_postgres).items() if name != "audit_head"} == {0}


def test_an_audit_trail_that_was_broken_before_arrives_as_it_was_and_is_told(demo: House, tmp_path: Path) -> None:
    with demo.store.writing() as transaction:
        transaction.execute(sa.text("DROP TRIGGER audit_no_update"))
        transaction.execute(sa.update(t.audit).where(t.audit.c.number == 7).values(person="nobody"))
    assert move(operator(), demo, f"sqlite:///{tmp_path / 'nap.sqlite'}").fault == "altered"


def test_the_demo_goes_to_postgresql_and_back_and_is_the_same(
    demo: House, empty_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NAP_DATA", str(demo.settings.data))
    before, back = put_aside(demo), f"sqlite:///{tmp_path / 'back.sqlite'}"
    assert main(["move", empty_postgres]) == 0
    told = capsys.readouterr().out
    assert all(each.sha256[:16] in told for each in before.values() if each.rows)
    assert "NAP_DATABASE_URL" in told
    assert put_aside(demo) == before
    monkeypatch.setenv("NAP_DATABASE_URL", empty_postgres)
    assert main(["move", back, "--json"]) == 0
    after = contents(back)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"audit", "audit_head"}  # how it came here is on record, twice
    store = open_store(back)
    with store.reading() as transaction:
        events = audit.events(transaction)
        assert [event.act for event in events[-2:]] == ["store_moved", "store_moved"]
        assert not chain.examine(transaction).fault
    store.close()


@pytest.fixture(scope="module")
def two_ways(
    postgres: str, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[sa.Engine, str, Path]]:
    """An engine on PostgreSQL, the address of a second database there, a folder."""
    from tests.store.databases import make_database

    url = make_database(postgres, "rows_on_their_way")
    engine = make_engine(url)
    migrate(engine)
    yield engine, url, tmp_path_factory.mktemp("rows")
    engine.dispose()


@how(max_examples=max(how.get_profile("sample").max_examples // 5, 4))
@given(seed=st.integers(0, 2**32))
def test_random_rows_of_every_table_survive_the_way_to_postgresql_and_back(
    two_ways: tuple[sa.Engine, str, Path], migrated_file: Path, seed: int
) -> None:
    there, _, folder = two_ways
    first, second = (_copy_of(migrated_file, folder / f"{name}.sqlite") for name in ("first", "second"))
    with writing(first) as connection:
        Rows(seed).fill(connection)
        for number in range(seed % 4):
            audit.append(connection, NOW, f"п{number}", "act", "plan", why="=1+1 \U0010ffff")
    _empty(there)
    out = moving.copy_store(first, there)
    back = moving.copy_store(there, second)
    with reading(first) as connection:
        assert out.tables == back.tables == count_all(connection)
    assert out.chain == back.chain
    for engine in (first, second):
        engine.dispose()


def _copy_of(migrated: Path, file: Path) -> sa.Engine:
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    file.write_bytes(migrated.read_bytes())
    return make_engine(f"sqlite:///{file}")


def _empty(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("TRUNCATE " + ", ".join(f'"{name}"' for name in metadata.tables))
        connection.execute(sa.insert(t.audit_head), {"id": 1, "number": 0, "sha256": audit.START})


def test_figures_of_the_same_value_are_told_alike_whatever_their_exponent() -> None:
    assert line([Decimal("1E+2")]) == line([Decimal("100")])
    assert line([Decimal("-0.00")]) == line([Decimal("0.00")])
    assert line([Decimal("1.50")]) != line([Decimal("1.5")])


def test_every_table_is_copied_after_those_it_points_to_and_none_points_to_itself() -> None:
    seen: set[str] = set()
    for table in tables():
        assert {each.column.table.name for each in table.foreign_keys} <= seen
        seen.add(table.name)
    assert seen == set(metadata.tables)


def test_the_hash_of_a_table_can_be_made_again_by_its_description(demo: House) -> None:
    import hashlib
    import json

    with demo.store.reading() as transaction:
        found = count(transaction, t.notes)
        columns = sorted(column.name for column in t.notes.columns)
        kept = transaction.execute(sa.select(*(t.notes.c[name] for name in columns)).order_by("plan", "return_id", "number"))
        lines = [columns, *map(list, kept)]
    text = "".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n" for each in lines)
    assert (found.rows, found.sha256) == (len(lines) - 1, hashlib.sha256(text.encode()).hexdigest())
    assert names(t.notes) == tuple(columns)
    assert Count(t.notes).counted().rows == 0
