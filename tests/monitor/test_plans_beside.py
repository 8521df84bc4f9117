"""Two plans in one installation: the earlier one stays what it was, is read like the one in force, and takes nothing new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nap import monitor
from nap.monitor import House, Unknown
from nap.people import Role
from tests.monitor.building import CLOCK, COORDINATOR, DONOR, FORUM, WPN, settings, somebody
from tests.monitor.releasing import CONTENT, begun, everybody_given, given, plan_text, published, quick_files

OLD, NEW = "nap-2026", "nap-2027"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plan files; an indicator of the second continues one of the first."""
    text = plan_text()
    (id,) = [line.split()[1] for line in text.splitlines() if line.startswith("  id:")]
    (tmp_path / "old.yaml").write_text(text.replace(f"id: {id}", f"id: {OLD}", 1))
    continued = text.replace(f"id: {id}", f"id: {NEW}", 1).replace(
        "code: '3.5'", f"code: '3.5'\n    successor_of: '{OLD}:3.5'", 1
    )
    assert f"successor_of: '{OLD}:3.5'" in continued
    (tmp_path / "new.yaml").write_text(continued)
    return tmp_path


def opened(folder: Path, file: str) -> House:
    return monitor.open_house(settings(f"sqlite:///{folder / 'nap.sqlite'}", plan_file=folder / file), now=lambda: CLOCK)


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    """The second plan in force; for the first one a return was accepted."""
    before = opened(folder, "old.yaml")
    given(before, "WPN", 40)
    monitor.close(before)
    now = opened(folder, "new.yaml")
    yield now
    monitor.close(now)


def test_where_there_is_one_plan_there_is_no_other(folder: Path) -> None:
    alone = opened(folder, "old.yaml")
    assert monitor.other_plans(FORUM, alone) == ()
    assert monitor.plan_house(FORUM, alone, OLD) is alone
    with pytest.raises(Unknown):
        monitor.plan_house(FORUM, alone, "no-such-plan")
    monitor.close(alone)


def test_the_earlier_plan_keeps_its_figures_and_the_new_one_begins_empty(house: House) -> None:
    assert [plan.id for plan in monitor.other_plans(DONOR, house)] == [OLD]
    old = monitor.plan_house(FORUM, house, OLD)
    told = [one for one in monitor.results_for(FORUM, old, indicators=["3.5"]) if one.value is not None]
    assert told
    assert old.plan.id == OLD
    assert [one for one in monitor.results_for(FORUM, house, indicators=["3.5"]) if one.value is not None] == []
    assert monitor.browse(FORUM, old).board().plan is old.plan


def test_every_reader_may_look_back_also_one_whose_organisation_is_not_in_that_plan(house: House) -> None:
    old = monitor.plan_house(FORUM, house, OLD)
    newcomer = somebody(Role.PARTNER, partner="XYZ")
    for viewer in (FORUM, WPN, COORDINATOR, newcomer):
        assert monitor.browse(viewer, old).board().totals
    assert [plan.id for plan in monitor.other_plans(FORUM, old)] == [OLD]
    assert monitor.plan_house(FORUM, old, NEW) is house


def test_nothing_new_comes_into_it(house: House) -> None:
    old = monitor.plan_house(COORDINATOR, house, OLD)
    assert old.only_read
    (line,) = monitor.all_returns(COORDINATOR, old)
    with pytest.raises(RuntimeError):
        monitor.undo(COORDINATOR, old, line.receipt.id, "by mistake")
    with pytest.raises(RuntimeError):
        monitor.receive(WPN, old, b"anything", "file.xlsx")


def test_an_indicator_leads_to_the_one_it_continues_and_back(house: House) -> None:
    new, old = house.plan.indicator("3.5"), monitor.plan_house(FORUM, house, OLD)
    assert new is not None
    found = monitor.continues_from(FORUM, house, new)
    assert found is not None
    assert (found[0].id, found[1].code) == (OLD, "3.5")
    assert [(plan.id, one.code) for plan, one in monitor.continued_in(FORUM, old, "3.5")] == [(NEW, "3.5")]
    assert monitor.continued_in(FORUM, house, "3.5") == ()
    assert monitor.continues_from(FORUM, house, replace(new, successor_of=None)) is None
    assert monitor.continues_from(FORUM, house, replace(new, successor_of="gone:3.5")) is None


def test_looking_back_within_the_earlier_plan(house: House) -> None:
    old = monitor.plan_house(FORUM, house, OLD)
    then = monitor.as_known(old, house.today().replace(month=1))
    assert (then.plan.id, then.as_it_is) == (OLD, house)
    monitor.downloaded(FORUM, then, "result_table", about="figure.csv")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)


def released(house: House) -> int:
    everybody_given(house)
    content = replace(CONTENT, visible="everybody")
    return published(house, begun(house, content)).number


@pytest.mark.usefixtures("quick")
def test_a_release_keeps_its_number_and_address_when_the_next_plan_comes_into_force(folder: Path) -> None:
    before = opened(folder, "old.yaml")
    first = released(before)
    file = monitor.released_file(before, None, first, "donor", "figures.csv")
    monitor.close(before)
    now = opened(folder, "new.yaml")
    second = released(now)
    assert (first, second) == (1, 2)
    assert monitor.released_file(now, None, first, "donor", "figures.csv") == file
    assert [one.release.number for one in monitor.listed_releases(now, None)] == [2, 1]
    assert monitor.release_data(now, first).plan.id == OLD
    assert [one.release.number for one in monitor.shown_releases(FORUM, monitor.plan_house(FORUM, now, OLD))] == [first]
    assert [one.release.number for one in monitor.shown_releases(FORUM, now)] == [second]
    monitor.close(now)


@pytest.mark.usefixtures("quick")
def test_a_link_to_a_release_of_the_earlier_plan_goes_on_working_and_one_to_its_draft_does_not(folder: Path) -> None:
    before = opened(folder, "old.yaml")
    until = before.today().replace(month=12)
    shared = monitor.make_share_link(COORDINATOR, before, released(before), until, "Ministry")
    previewed = monitor.make_share_link(COORDINATOR, before, begun(before, agreed=()), until, "Ministry", purpose="preview")
    monitor.close(before)
    now = opened(folder, "new.yaml")
    begun(now, agreed=())
    begun(now, agreed=())
    assert monitor.shared_file(now, shared.secret, "figures.csv", "::1").plan == OLD
    with pytest.raises(monitor.NotServed):
        monitor.previewed_file(now, previewed.secret, "figures.csv", "::1")
    monitor.close(now)
