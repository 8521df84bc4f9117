"""Opening the house: the plan is kept whole at first use, a silent change is refused, a store decides once what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from nap import monitor
from nap.monitor import House, Installation, NotNow, PlanProblem, close, open_house
from nap.monitor.house import DEMO_TODAY
from nap.plan import Fault, load
from nap.plan.draft import Draft, fault
from nap.store import audit, installations
from nap.store.migrate import head
from tests.monitor.building import COORDINATOR, PLAN_FILE, WPN, a_draft, a_house, settings

SOURCE = PLAN_FILE.read_text(encoding="utf-8")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(SOURCE, encoding="utf-8")
    return file


def test_a_plan_with_faults_does_not_open(address: str, plan_file: Path) -> None:
    plan_file.write_text(SOURCE.replace("objective: O1", "objective: O9"), encoding="utf-8")
    with pytest.raises(PlanProblem) as caught:
        open_house(settings(address, plan_file=plan_file))
    assert caught.value.code == "faults"
    assert {fault.severity for fault in caught.value.faults} >= {"error"}


def test_a_changed_file_under_an_unchanged_version_is_refused(address: str, plan_file: Path) -> None:
    close(open_house(settings(address, plan_file=plan_file)))
    plan_file.write_text(SOURCE.replace("value: 600", "value: 60"), encoding="utf-8")
    with pytest.raises(PlanProblem) as caught:
        open_house(settings(address, plan_file=plan_file))
    assert (caught.value.code, caught.value.faults) == ("changed", ())


def test_a_new_version_of_the_file_waits_for_a_person(address: str, plan_file: Path) -> None:
    close(open_house(settings(address, plan_file=plan_file)))
    plan_file.write_text(SOURCE.replace("version: 1\n", "version: 2\n").replace("value: 600", "value: 60"), encoding="utf-8")
    house = open_house(settings(address, plan_file=plan_file))
    assert house.plan.version == 1
    assert list(house.plans) == [("kg-example", 1)]
    assert house.plan.indicator("2.1").targets[0].value == 600  # type: ignore[union-attr]
    close(house)


def test_an_adopted_version_stays_in_force_whatever_the_file_says(address: str, plan_file: Path) -> None:
    house = open_house(settings(address, plan_file=plan_file))
    newer = plan_file.with_name("newer.yaml")
    newer.write_text(SOURCE.replace("version: 1\n", "version: 2\n").replace("value: 600", "value: 60"), encoding="utf-8")
    monitor.adopt_plan(COORDINATOR, house, "decided on 12 May", file=newer)
    close(house)
    house = open_house(settings(address, plan_file=plan_file))
    assert house.plan.version == 2
    target = {version: plan.indicator("2.1").targets[0].value for (_, version), plan in house.plans.items()}  # type: ignore[union-attr]
    assert target == {1: 600, 2: 60}
    close(house)


def stricter(draft: Draft) -> Iterator[Fault]:
    """A check that a later release of the monitor makes, and that the example plan does not stand."""
    yield fault("target-missing", draft.file)


def test_a_check_made_later_does_not_lock_the_house(address: str, plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(settings(address, plan_file=plan_file))
    newer = plan_file.with_name("newer.yaml")
    newer.write_text(SOURCE.replace("version: 1\n", "version: 2\n"), encoding="utf-8")
    monitor.adopt_plan(COORDINATOR, house, "decided on 12 May", file=newer)
    kept = monitor.current(house).plans
    close(house)
    monkeypatch.setattr(load, "check", stricter)
    house = open_house(settings(address, plan_file=plan_file))
    assert (house.plan.version, house.plans, len(kept)) == (2, kept, 2)
    close(house)


def test_a_check_made_later_holds_for_what_was_not_adopted(
    address: str, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(open_house(settings(address, plan_file=plan_file)))
    plan_file.write_text(SOURCE.replace("version: 1\n", "version: 2\n"), encoding="utf-8")
    monkeypatch.setattr(load, "check", stricter)
    with pytest.raises(PlanProblem) as caught:
        open_house(settings(address, plan_file=plan_file))
    assert [fault.code for fault in caught.value.faults] == ["target-missing"]


def test_another_plan_begins_beside_the_first_one(address: str, plan_file: Path) -> None:
    close(open_house(settings(address, plan_file=plan_file)))
    plan_file.write_text(SOURCE.replace("id: kg-example\n", "id: kg-next\n"), encoding="utf-8")
    house = open_house(settings(address, plan_file=plan_file))
    assert (house.plan.id, sorted(house.plans)) == ("kg-next", [("kg-example", 1), ("kg-next", 1)])
    close(house)


def test_the_plan_is_kept_whole_and_once(address: str) -> None:
    for _ in range(2):
        house = a_house(address)
        with house.store.reading() as transaction:
            (kept,) = installations.stored_plans(transaction).values()
            acts = [event.act for event in audit.events(transaction)]
        close(house)
    assert kept.source == PLAN_FILE.read_bytes()
    assert kept.sha256 == house.plan.sha256
    assert acts == ["adopt_plan"]


def test_an_empty_store_is_what_the_settings_make_of_it(address: str) -> None:
    house = a_house(address)
    assert monitor.installation(house) == Installation(True, DEMO_TODAY, False)
    assert house.today() == DEMO_TODAY
    close(house)
    house = a_house(address, demo=False)
    assert monitor.installation(house) == Installation(False, None, False)
    assert house.today() == date(2026, 11, 20)
    close(house)


def test_the_first_return_decides_what_the_store_is(address: str) -> None:
    house = a_house(address)
    a_draft(house)
    close(house)
    house = a_house(address, demo=False)
    assert monitor.installation(house) == Installation(True, DEMO_TODAY, True)
    assert (house.today(), monitor.demo_people(house)) == (DEMO_TODAY, ())
    close(house)


def test_a_store_in_use_cannot_be_started_afresh(house: House) -> None:
    a_draft(house)
    with pytest.raises(NotNow, match="not_empty"):
        monitor.start_empty(house)


def test_that_a_real_installation_began_is_on_record(house: House) -> None:
    monitor.start_empty(house)
    last = monitor.trail(monitor.operator(), house)[0]
    assert (last.act, last.person, last.origin, last.at) == ("begin", "operator", "cli", house.now())


def test_a_store_started_for_real_has_no_demo(address: str) -> None:
    house = a_house(address)
    monitor.start_empty(house)
    with pytest.raises(NotNow, match="not_empty"):
        monitor.start_empty(house)
    with pytest.raises(NotNow, match="not_demo"):
        monitor.fill_demo(house)
    close(house)
    house = a_house(address)
    assert monitor.installation(house) == Installation(False, None, True)
    assert (house.today(), monitor.demo_people(house)) == (date(2026, 11, 20), ())
    close(house)


def test_the_day_is_that_of_the_plans_time_zone(address: str) -> None:
    late_in_the_evening = datetime(2026, 3, 1, 19, 30, tzinfo=UTC)
    house = open_house(settings(address, demo=False), now=lambda: late_in_the_evening)
    assert house.today() == date(2026, 3, 2)  # half past one in Bishkek
    assert house.moment() == late_in_the_evening
    close(house)


def test_health_tells_how_it_stands_and_nothing_else(house: House) -> None:
    before = monitor.health(house)
    a_draft(house)
    after = monitor.health(house)
    assert set(after) == {"status", "demo", "store", "plan"}
    assert after["status"] == "ok"
    assert after["plan"] == {"id": "kg-example", "version": 1}
    sizes = [kept["store"] for kept in (before, after)]
    assert [(one["version"], one["returns"], one["schema"]) for one in sizes] == [(1, 0, head()), (2, 1, head())]  # type: ignore[index]
    assert "wpn" not in str(after).lower()


def test_the_trail_tells_who_did_what(quick_house: House) -> None:
    receipt = monitor.submit(WPN, quick_house, a_draft(quick_house).id)
    monitor.send_back(COORDINATOR, quick_house, receipt.id, "Osh looks wrong")
    with quick_house.store.reading() as transaction:
        told = [(event.person, event.act, event.status) for event in audit.events(transaction)]
    assert told == [
        ("system", "adopt_plan", None),
        ("wpn@demo", "receive", "draft"),
        ("wpn@demo", "submit", "submitted"),
        ("coordinator@demo", "send_back", "returned"),
    ]
    assert monitor.audit_verify(quick_house) == (None, 4)
