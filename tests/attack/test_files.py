"""Nobody reads a hidden number in a file: two truths that differ in hidden numbers alone make the same files, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nap.facts import Observation, Period
from nap.monitor import House, accept, close, release_files, submit
from nap.monitor.sending import keep
from nap.plan import Plan
from nap.releases.building import build
from nap.releases.release import Kind, Release
from nap.releases.writing import files
from nap.results import Audience, compute
from nap.results.hiding import Past, hide, shown
from tests.attack.named import HOMICIDES, homicides, victims
from tests.attack.rows import own_by_product
from tests.monitor.building import COORDINATOR, H1, a_check
from tests.monitor.releasing import PARTNERS, a_sensitive_house, begun, published
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
    about: Any = {"title": TITLE, "texts": {}, "asked": 9, "accepted": 9, "base_url": "https://monitor.example.org"}
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
    changed = {path for path in one if one[path] != other[path]}
    assert {"figures.csv", "release.json", "ru/release.xlsx", "ru/indicator-1.1.html"} <= changed


def test_what_has_changed_since_the_last_release_tells_nothing_hidden_either() -> None:
    plan = in_russian()
    first = told(plan, HOMICIDES, Kind.FORUM)
    one, other = (files(told(plan, table, Kind.FORUM, first), BUILT) for table in (HOMICIDES, OTHERWISE))
    assert [path for path in one if one[path] != other[path]] == []


Sent = Mapping[str, tuple[int, int, int]]
"""By organisation survivors, women and men trained."""
ONE: Sent = {"WPN": (40, 57, 3), "MIA": (60, 30, 30), "CEC": (50, 20, 20)}
OTHER: Sent = {"WPN": (55, 56, 4), "MIA": (45, 30, 30), "CEC": (50, 21, 19)}


def sent(house: House, partner: str, survivors: int, women: int, men: int) -> None:
    """A return of that partner for Batken, accepted."""
    here = partial(Observation, partner, region="KG-B", period=H1)
    said = [here("2.2", value=Decimal(survivors)), here("3.5", numerator=Decimal(100), denominator=Decimal(10))]
    for key, value in (("", women + men), ("sex=F", women), ("sex=M", men), ("sex=_U", 0)):
        said.append(here("2.1", breakdown=key, value=Decimal(value)))
    with house.store.writing() as transaction:
        checked = replace(a_check(house, partner), observations=tuple(said))
        draft = keep(transaction, PARTNERS[partner], house, b"one", "return.xlsx", checked, "").receipt
    assert draft is not None
    accept(COORDINATOR, house, submit(PARTNERS[partner], house, draft.id).id)


def published_by_a_house(folder: Path, values: Sent) -> dict[str, bytes]:
    """All files of a release out of a store with these returns, for donors and for the forum."""
    folder.mkdir()
    house = a_sensitive_house(folder)
    try:
        for partner, numbers in values.items():
            sent(house, partner, *numbers)
        number = published(house, begun(house)).number
        found = {kind: release_files(COORDINATOR, house, number, kind.value) for kind in Kind}
        return {f"{kind.value}/{path}": data for kind, several in found.items() for path, data in several.items()}
    finally:
        close(house)


def test_a_house_with_other_returns_behind_the_same_totals_publishes_the_same_files(tmp_path: Path) -> None:
    one, other = (published_by_a_house(tmp_path / name, sent) for name, sent in (("one", ONE), ("other", OTHER)))
    assert [path for path in one if one[path] != other.get(path)] == []
    assert one.keys() == other.keys()
