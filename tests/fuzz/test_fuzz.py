"""Spoilt workbooks, as many as there is time for: 200 with fixed numbers, 20,000 with `--long`. Each answer keeps every law."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from nap.returns import check as checking
from tests.fuzz.laws import checked, holds
from tests.fuzz.running import file_number, run
from tests.fuzz.seeds import seeds, the_plan

SAMPLE, FULL, IN_THE_WORKER = 200, 20_000, 6


@pytest.fixture(autouse=True)
def no_word_of_double_names() -> Iterator[None]:
    """The writing of archives with double names is on purpose."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


def test_no_spoilt_workbook_breaks_a_law(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    is_long = request.config.getoption("--long")
    first, count = (time.time_ns() % 10**9, FULL) if is_long else (0, SAMPLE)
    tally = run(first, count, tmp_path)
    print(tally.told())
    assert not tally.broken, tally.told()
    assert {"refused", "errors", "clean"} <= set(tally.verdicts)
    assert tally.files == count


def test_the_real_worker_gives_the_same_answers() -> None:
    for number in range(IN_THE_WORKER):
        _, data = file_number(number)
        assert checked(data, the_plan(), safely=True) == checked(data, the_plan())


def test_the_laws_notice_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(checking, "find_tables", fails)
    tally = run(0, 3 * len(seeds()), tmp_path)
    ((told, *files),) = tally.broken.values()
    assert "unexpected-failure" in told
    assert len(list(tmp_path.glob("*.xlsx"))) == len(files)


def test_sound_workbooks_keep_the_laws_too() -> None:
    for _, data in seeds():
        holds(checked(data, the_plan()), the_plan())


def test_the_same_number_is_the_same_file() -> None:
    assert file_number(7) == file_number(7)
    assert file_number(7) != file_number(7 + len(seeds()))
