"""A start that is refused: a later program's tables end every command with a sentence, a database that is away is tried again."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Nap

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [("people", "list"), ("serve",), ("backup", "elsewhere.zip"), ("audit", "verify"), ("remind",)],
    ids=lambda command: command[0],
)
def test_tables_of_a_later_program_end_a_command_with_a_sentence(demo_nap: Nap, tmp_path: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(tmp_path / "run/nap.sqlite")) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()
    done = demo_nap(*command)
    assert (done.status, "later version of the program" in done.err, done.out) == (2, True, "")


def test_a_server_whose_database_is_away_ends_with_a_status_of_its_own(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run/nap.sqlite").mkdir()
    monkeypatch.setattr(os, "environ", dict(os.environ))
    done = nap("serve")
    assert (done.status, "Traceback" in done.err, done.err.count("\n")) == (75, False, 1)


@pytest.mark.parametrize("unit", ["nap.service", "nap@.service"])
def test_that_status_is_tried_again_however_often_and_that_of_wrong_settings_never(unit: str) -> None:
    lines = (ROOT / "deploy/systemd" / unit).read_text(encoding="utf-8").splitlines()
    assert {"Restart=on-failure", "RestartPreventExitStatus=2", "StartLimitIntervalSec=0"} <= set(lines)
