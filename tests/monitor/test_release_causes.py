"""What happened to returns since a release: told apart by figure, kept as JSON, read back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given as for_all, strategies as st

from nap.facts import Period
from nap.monitor import House, close, undo
from nap.monitor.counting import Counting
from nap.monitor.release_causes import causes_between, causes_kept, kept_causes, kept_shares, shares_kept
from nap.releases.moving import Causes
from nap.store.counted import Share
from tests.monitor.building import COORDINATOR, H1
from tests.monitor.releasing import a_sensitive_house, given

PERIODS = st.sampled_from([Period.parse(each) for each in ("2025", "2025-H1", "2026-Q2", "2026-03")])
CODES = st.text("ABK-1.", min_size=1, max_size=4)
ROWS = st.frozensets(st.tuples(CODES, CODES, PERIODS), max_size=3)
SHARES = st.lists(st.builds(Share, CODES, ROWS, st.none() | ROWS), max_size=4)
KINDS = st.lists(st.sampled_from(["new_returns", "corrected"]), min_size=1, unique=True).map(tuple)
CAUSES = st.dictionaries(st.tuples(CODES, CODES, PERIODS, st.sampled_from(["", "sex=F"])), KINDS, max_size=5)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = a_sensitive_house(tmp_path)
    yield opened
    close(opened)


def counting(house: House) -> tuple[Share, ...]:
    with house.store.reading() as transaction:
        return Counting(transaction, house).shares


def causes(
    house: House, then: tuple[Share, ...], was: frozenset[str] = frozenset(), held: frozenset[str] = frozenset()
) -> dict[str, tuple[str, ...]]:
    """By indicator, in Batken."""
    with house.store.reading() as transaction:
        found = causes_between(transaction, house.plan, (then, was), (Counting(transaction, house).shares, held))
    assert {place[1:] for place in found} <= {("KG-B", H1, "")}
    return {place[0]: kinds for place, kinds in found.items()}


def test_nothing_happened_where_the_same_returns_count(house: House) -> None:
    given(house, "WPN", 40)
    assert causes(house, counting(house)) == {}


def test_a_figure_of_somebody_who_had_said_nothing_is_new(house: House) -> None:
    given(house, "WPN", 40)
    then = counting(house)
    given(house, "CEC", 50)
    assert causes(house, then) == {"2.2": ("new_returns",), "3.5": ("new_returns",)}


def test_another_figure_of_the_same_partner_is_a_correction(house: House) -> None:
    given(house, "WPN", 40)
    then = counting(house)
    given(house, "WPN", 41, b"two")
    assert causes(house, then) == {"2.2": ("corrected",), "3.5": ("corrected",)}


def test_a_new_version_that_says_the_same_changes_nothing(house: House) -> None:
    given(house, "WPN", 40)
    then = counting(house)
    given(house, "WPN", 40, b"two")
    assert causes(house, then) == {}


def test_what_counts_no_more_is_told(house: House) -> None:
    id = given(house, "WPN", 40)
    then = counting(house)
    undo(COORDINATOR, house, id, "sent by mistake")
    assert causes(house, then) == {"2.2": ("withdrawn_return",), "3.5": ("withdrawn_return",)}


def test_what_is_held_back_since_concerns_sensitive_figures_alone(house: House) -> None:
    given(house, "WPN", 40)
    then = counting(house)
    assert causes(house, then, held=frozenset({"WPN"})) == {"2.2": ("withdrawn_return",)}
    assert causes(house, then, was=frozenset({"WPN"})) == {"2.2": ("new_returns",)}


@for_all(SHARES)
def test_what_counted_is_read_back_as_it_was_kept(shares: list[Share]) -> None:
    assert list(shares_kept(json.loads(json.dumps(kept_shares(shares))))) == shares


@for_all(CAUSES)
def test_causes_are_read_back_as_they_were_kept(found: Causes) -> None:
    assert causes_kept(json.loads(json.dumps(kept_causes(found)))) == found
