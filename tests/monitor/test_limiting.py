"""Limits are a law: whatever is tried in whatever order, no window holds more failures than it may."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, strategies as st

from nap.monitor import House, close
from nap.monitor.limiting import WINDOW, count, limits, network_of, take_back
from nap.store import tables as t
from tests.monitor.building import CLOCK, a_house

PAIR, ADDRESS, ANYWHERE = 2, 3, 4
RIGHT = 9
Try = tuple[int, str, str, int]
"""Minutes after the one before, for whom, from where, and whether it is the right one (RIGHT)."""
TRIES = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from("ab"), st.sampled_from(["10.0.0.1", "10.0.0.2", "10.0.0.3"]), st.integers(0, 9)),
    min_size=12,
    max_size=18,
)


@pytest.fixture(scope="module")
def counting(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all examples."""
    path = tmp_path_factory.mktemp("limits") / "nap.sqlite"
    shutil.copy(migrated_file, path)
    opened = a_house(f"sqlite:///{path}")
    yield opened
    close(opened)


@given(tries=TRIES)
def test_as_many_failures_as_allowed_and_no_more(counting: House, tries: list[Try]) -> None:
    """Beside a list of the failures there were: what is limited is counted anew for each try."""
    _empty(counting)
    now, failures = CLOCK, list[tuple[datetime, str, str]]()
    for minutes, account, origin, luck in tries:
        now += timedelta(minutes=minutes)
        failures = [one for one in failures if now - one[0] < WINDOW]
        waits = _waits(failures, now, account, origin)
        house = replace(counting, now=lambda now=now: now)
        limited = limits("act", account, origin, PAIR, ADDRESS, ANYWHERE)
        with house.store.writing() as transaction:
            slowed = count(transaction, house, limited)
            assert (slowed.minutes if slowed else 0) == waits
            if slowed is None and luck == RIGHT:
                take_back(transaction, limited)
        if not waits:
            failures = _after(failures, (now, account, origin), luck == RIGHT)


def _waits(failures: list[tuple[datetime, str, str]], now: datetime, account: str, origin: str) -> int:
    """Minutes until every limit would let another one through."""
    of_pair = [at for at, who, where in failures if (who, where) == (account, origin)]
    of_address = [at for at, _, where in failures if where == origin]
    of_account = [at for at, who, _ in failures if who == account]
    full = [(of_pair, PAIR), (of_address, ADDRESS), (of_account, ANYWHERE)]
    ends = [sorted(moments)[-most] + WINDOW - now for moments, most in full if len(moments) >= most]
    return max((int(end / timedelta(minutes=1)) for end in ends), default=0)


def _after(
    failures: list[tuple[datetime, str, str]], made: tuple[datetime, str, str], right: bool
) -> list[tuple[datetime, str, str]]:
    return [one for one in failures if one[1:] != made[1:]] if right else [*failures, made]


def _empty(house: House) -> None:
    with house.store.writing() as transaction:
        transaction.execute(sa.delete(t.attempts))


@pytest.mark.parametrize(
    ("origin", "network"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:0:7:1::9", "2001:db8::/56"),
        ("2001:db8:0:107:1::9", "2001:db8:0:100::/56"),
        ("cli", "cli"),
        ("", ""),
        ("10.0.0.1, 10.0.0.2", "10.0.0.1, 10.0.0.2"),
    ],
)
def test_what_counts_as_one_address(origin: str, network: str) -> None:
    assert network_of(origin) == network


def test_no_key_tells_whom_it_is_about() -> None:
    keys = [limit.key for limit in limits("act", "aida@example.org", "10.0.0.1", 1, 1, 1)]
    assert len(set(keys)) == 3
    assert all(len(key) == 64 and "aida" not in key for key in keys)
    assert not set(keys) & {limit.key for limit in limits("other", "aida@example.org", "10.0.0.1", 1, 1, 1)}


@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=5), min_size=4, max_size=4))
def test_different_people_never_share_a_limit(parts: list[str]) -> None:
    first, second = (limits("act", account, origin, 1, 1, 1)[0].key for account, origin in (parts[:2], parts[2:]))
    assert (first == second) == ((parts[0], network_of(parts[1])) == (parts[2], network_of(parts[3])))


def test_of_two_limits_that_are_reached_the_longer_wait_is_told(counting: House) -> None:
    _empty(counting)
    found = []
    for minute, account in ((0, "b"), (4, "a"), (5, "a"), (6, "a")):
        house = replace(counting, now=lambda minute=minute: CLOCK + timedelta(minutes=minute))
        with house.store.writing() as transaction:
            found.append(count(transaction, house, limits("act", account, "10.0.0.1", PAIR, ADDRESS, ANYWHERE)))
    assert [slowed.minutes if slowed else 0 for slowed in found] == [0, 0, 0, 13]
