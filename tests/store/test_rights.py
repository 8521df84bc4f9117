"""Nobody else of the machine reads a store, whatever the process that makes it gives to its files by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from nap.monitor.workroom import workroom
from nap.store.engine import make_engine, writing
from nap.store.migrate import copy_before

pytestmark = pytest.mark.skipif(os.name != "posix", reason="RIGHTS OF ANOTHER KIND HERE: that nobody else reads is not proved")


@pytest.fixture(autouse=True)
def for_everybody() -> Iterator[None]:
    """As most machines are: what a process makes everybody may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return [each.name for each in (folder, *folder.rglob("*")) if each.stat().st_mode & 0o077]


def test_a_new_store_and_what_stands_beside_it_are_ours_alone(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'run' / 'nap.sqlite'}")
    with writing(engine) as transaction:
        transaction.execute(sa.text("CREATE TABLE survivors (number INTEGER)"))
        names = {each.name for each in (tmp_path / "run").iterdir()}
        assert names >= {"nap.sqlite", "nap.sqlite-wal", "nap.sqlite-shm"}
        assert open_to_others(tmp_path / "run") == []
    engine.dispose()


def test_the_copy_before_an_upgrade_is_ours_alone(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'run' / 'nap.sqlite'}")
    with writing(engine) as transaction:
        transaction.execute(sa.text("CREATE TABLE survivors (number INTEGER)"))
    (tmp_path / "run").chmod(0o755)  # as an operator may have it
    assert copy_before(engine, "0001") is not None
    assert open_to_others(tmp_path / "run") == ["run"]
    engine.dispose()


def test_rights_that_an_operator_gave_stay(tmp_path: Path) -> None:
    file = tmp_path / "nap.sqlite"
    file.touch()
    file.chmod(0o640)
    with make_engine(f"sqlite:///{file}").begin() as connection:
        connection.execute(sa.text("CREATE TABLE notes (text TEXT)"))
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_place_that_cannot_be_written_to_is_said_by_the_database_as_before(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'run' / 'nap.sqlite'}")
    (tmp_path / "run").rmdir()
    with pytest.raises(sa.exc.OperationalError, match="unable to open"):
        engine.connect()


def test_a_folder_that_is_made_for_work_is_ours_alone(tmp_path: Path) -> None:
    with workroom(tmp_path / "run") as room:
        (room / "opened.zip").write_bytes(b"x")
        assert open_to_others(tmp_path / "run") == ["opened.zip"]  # within a folder nobody else enters
