"""Nobody reads a hidden number in a file: two truths that differ in hidden numbers alone make the same files, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nap.facts import Period
from nap.plan import Plan
from nap.releases.building import build
from nap.releases.release import Kind, Release
from nap.releases.writing import files
from nap.results import Audience, compute
from nap.results.hiding import Past, hide, shown
from tests.attack.named import HOMICIDES, homicides, victims
from tests.attack.rows import own_by_product
from tests.releases.making import TITLE

BUILT = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
YEAR, AS_OF = Period.parse("2022"), date(2022, 12, 31)
OTHERWISE = HOMICIDES | {"KG-B": (4, 4), "KG-Y": (3, 11), "KG-N": (3, 7), "KG-O": (2, 17)}
"""Other women and men in the hidden cells; regions, the country and everything that is shown are the same."""


def told(plan: Plan, table: Mapping[str, tuple[int, int]], kind: Kind, previous: Release | None = None) -> Release:
    """The release of that table as its readers get it."""
    observations = victims(table)
    results = compute(plan, observations, AS_OF)
    own = own_by_product(plan, observations, AS_OF)
    past = [Past.of(results, hide(plan, results, own=own).hidden, own)] if previous else []
    pattern = hide(plan, results, own=own, past=past)
    about = {"title": TITLE, "texts": {}, "asked": 9, "accepted": 9, "base_url": "https://monitor.example.org"}
    rows = shown(plan, results, pattern, Audience.parse(kind.value))
    number = 2 if previous else 1
    return build(plan, rows, number=number, kind=kind, period=YEAR, as_of=AS_OF, previous=previous, **about)


def in_russian() -> Plan:
    return replace(homicides(), languages=("ru",))


@pytest.mark.parametrize("kind", list(Kind))
def test_other_hidden_numbers_make_the_same_files(kind: Kind) -> None:
    plan = in_russian()
    one, other = (files(told(plan, table, kind), BUILT) for table in (HOMICIDES, OTHERWISE))
    assert [path for path in one if one[path] != other.get(path)] == []
    assert one.keys() == other.keys()


def test_a_number_that_is_shown_does_change_them() -> None:
    plan, moved = in_russian(), HOMICIDES | {"KG-C": (12, 51)}
    one, other = (files(told(plan, table, Kind.FORUM), BUILT) for table in (HOMICIDES, moved))
    assert {"figures.csv", "release.json", "ru/release.xlsx", "ru/index.html"} <= {
        path for path in one if one[path] != other[path]
    }


def test_what_has_changed_since_the_last_release_tells_nothing_hidden_either() -> None:
    plan = in_russian()
    first = told(plan, HOMICIDES, Kind.FORUM)
    one, other = (files(told(plan, table, Kind.FORUM, first), BUILT) for table in (HOMICIDES, OTHERWISE))
    assert [path for path in one if one[path] != other[path]] == []
