"""Bringing a changed plan into force: a coordinator's act, with a reason; refused where it would change what was promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nap import monitor
from nap.facts import Result, Status
from nap.monitor import House, NotAdopted, PlanProblem
from nap.monitor.house import at_noon
from nap.monitor.problems import NOT_ADOPTED
from nap.plan import Target
from nap.plan.revisions import Revision
from nap.store import audit
from nap.words import known
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, WPN, a_draft, a_house, a_workbook, an_acceptance
from tests.monitor.revising import SOURCE, TARGET, a_version

COMMITTEES = ("date: 2027-12-31, value: 40}", "date: 2027-12-31, value: 120}")
"""The target of indicator 2.2, committees at work, five times as far from its baseline of 20."""
FEW_ARE_ENOUGH = ("coverage: 0.80", "coverage: 0.01")
WHY = "Decision of the coordinating council of 12 May"


def refused(house: House, file: Path, reason: str = WHY, seen: str | None = None) -> str:
    before = house.store.version()
    with pytest.raises(NotAdopted) as caught:
        monitor.adopt_plan(COORDINATOR, house, reason, file=file, seen=seen)
    assert house.store.version() == before
    return caught.value.code


def test_every_refusal_has_words() -> None:
    assert [code for code in NOT_ADOPTED if not known(f"revisions.refused.{code}")] == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_needed"),
        (" \n", "reason_needed"),
        ("as agreed with +996 555 123456", "reason_personal"),
        ("as 21503199012345 asked", "reason_personal"),
        ("x" * 501, "reason_too_long"),
    ],
)
def test_a_reason_is_needed_that_everybody_may_read(quick_house: House, tmp_path: Path, reason: str, code: str) -> None:
    assert refused(quick_house, a_version(tmp_path, 2), reason) == code


def test_a_version_that_is_not_higher_is_refused(quick_house: House, tmp_path: Path) -> None:
    assert refused(quick_house, a_version(tmp_path, 1)) == "in_force"
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=a_version(tmp_path, 3))
    house = monitor.current(quick_house)
    assert refused(house, a_version(tmp_path, 1)) == "older"
    assert refused(house, a_version(tmp_path, 2)) == "older"
    assert refused(house, a_version(tmp_path, 3)) == "in_force"


def test_other_contents_under_an_adopted_version_are_refused(quick_house: House, tmp_path: Path) -> None:
    with pytest.raises(PlanProblem) as caught:
        monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=a_version(tmp_path, 1, (TARGET, "value: 60")))
    assert caught.value.code == "changed"


def test_a_plan_with_faults_is_refused_with_all_of_them(quick_house: House, tmp_path: Path) -> None:
    file = a_version(tmp_path, 2, ("objective: O1", "objective: O9"))
    with pytest.raises(PlanProblem) as caught:
        monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=file)
    assert caught.value.faults == monitor.compare_plan(COORDINATOR, quick_house, file).faults != ()
    with pytest.raises(PlanProblem):
        monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=tmp_path / "nothing.yaml")


def test_another_plan_is_refused(quick_house: House, tmp_path: Path) -> None:
    assert refused(quick_house, a_version(tmp_path, 2, ("id: kg-example\n", "id: kg-next\n"))) == "other_plan"


def test_what_was_not_shown_is_not_adopted(quick_house: House, tmp_path: Path) -> None:
    shown = monitor.compare_plan(COORDINATOR, quick_house, a_version(tmp_path, 2)).plan
    assert shown is not None
    meanwhile = a_version(tmp_path, 2, (TARGET, "value: 60"))
    assert refused(quick_house, meanwhile, seen=shown.sha256) == "changed_meanwhile"


def test_of_two_coordinators_with_two_files_the_second_is_told(quick_house: House, tmp_path: Path) -> None:
    mine, theirs = a_version(tmp_path, 2), a_version(tmp_path, 3)
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=theirs)
    assert refused(quick_house, mine) == "older"


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (lambda folder: a_version(folder, 1), "in_force"),
        (lambda folder: a_version(folder, 2, (TARGET, "value: 60")), "waits"),
        (lambda folder: a_version(folder, 1, (TARGET, "value: 60")), "changed"),
        (lambda folder: a_version(folder, 2, ("id: kg-example\n", "id: kg-next\n")), "other"),
        (lambda folder: a_version(folder, 2, ("objective: O1", "objective: O9")), "faults"),
        (lambda folder: folder / "nothing.yaml", "faults"),
    ],
)
def test_how_a_file_stands_to_the_plan_in_force(
    quick_house: House, tmp_path: Path, make: Callable[[Path], Path], state: str
) -> None:
    compared = monitor.compare_plan(COORDINATOR, quick_house, make(tmp_path))
    assert compared.state == state
    assert known(f"revisions.state.{state}")
    assert (compared.plan is None) == (state == "faults")
    assert bool(compared.revisions) == (state == "waits")


def test_a_file_written_again_is_read_again(quick_house: House, tmp_path: Path) -> None:
    assert monitor.compare_plan(COORDINATOR, quick_house, a_version(tmp_path, 2)).revisions == ()
    again = a_version(tmp_path, 2, (TARGET, "value: 6000"))
    (found,) = monitor.compare_plan(COORDINATOR, quick_house, again).revisions
    assert isinstance(found.new, Target)
    assert (found.indicator, found.new.value) == ("2.1", Decimal(6000))


def test_who_when_and_why_stand_in_the_trail(house: House, tmp_path: Path) -> None:
    done = monitor.adopt_plan(COORDINATOR, house, f" {WHY} ", file=a_version(tmp_path, 2))
    with house.store.reading() as transaction:
        event = audit.events(transaction)[-1]
    assert (event.person, event.act, event.plan) == ("coordinator@demo", "adopt_plan", "kg-example")
    assert event.facts == {"version": "2", "reason": WHY, "sha256": monitor.current(house).plan.sha256}
    assert event.at == done.at == house.moment()
    assert monitor.audit_verify(house) == (None, 2)


def test_another_process_takes_the_new_version_without_a_restart(address: str, house: House, tmp_path: Path) -> None:
    assert monitor.current(house) is house
    other = a_house(address)
    monitor.adopt_plan(COORDINATOR, other, WHY, file=a_version(tmp_path, 2, (TARGET, "value: 60")))
    monitor.close(other)
    new = monitor.current(house)
    assert (house.plan.version, new.plan.version) == (1, 2)
    assert new.memory is not house.memory
    assert monitor.current(new) is new
    assert set(new.plans) == {("kg-example", 1), ("kg-example", 2)}


def test_results_are_assessed_with_the_version_in_force(quick_house: House, tmp_path: Path) -> None:
    an_acceptance(quick_house)

    def country(house: House) -> Result:
        found = monitor.results_for(FORUM, house, indicators=["2.2"])
        (one,) = (row for row in found if (row.region, row.period, row.breakdown) == ("KG", H1, ""))
        return one

    def adopted(house: House, version: int, *changes: tuple[str, str]) -> House:
        monitor.adopt_plan(COORDINATOR, house, WHY, file=a_version(tmp_path, version, *changes))
        return monitor.current(house)

    rated = adopted(quick_house, 2, FEW_ARE_ENOUGH)
    revised = adopted(rated, 3, FEW_ARE_ENOUGH, COMMITTEES)
    paths = [country(house).expected_value for house in (rated, revised)]
    assert country(quick_house).status is Status.PARTIAL
    longer, shorter = (each - 20 for each in reversed(paths) if each is not None)
    assert round(longer, 20) == round(5 * shorter, 20)  # from the baseline of 20 the way is five times as long


def test_a_return_is_read_with_the_version_it_was_made_from(quick_house: House, tmp_path: Path) -> None:
    made_before = a_workbook(quick_house, "WPN", H1, 12)
    gone = SOURCE[SOURCE.index("  - code: '2.2'") : SOURCE.index("  - code: '2.3'")]
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=a_version(tmp_path, 2, (gone, "")))
    house = monitor.current(quick_house)
    old = monitor.check(WPN, house, made_before)
    assert (old.plan.version, {one.indicator for one in old.observations} >= {"2.2"}) == (1, True)  # type: ignore[union-attr]
    new = monitor.check(WPN, house, monitor.template(WPN, house, "WPN", H1, "ky").data)
    assert new.plan.version == 2  # type: ignore[union-attr]
    a_draft(house)
    assert all(row.indicator != "2.2" for row in monitor.results_for(FORUM, house))


def test_everybody_reads_what_was_revised_and_why_but_only_coordinators_by_whom(quick_house: House, tmp_path: Path) -> None:
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=a_version(tmp_path, 2, COMMITTEES))
    monitor.adopt_plan(COORDINATOR, monitor.current(quick_house), "A remark", file=a_version(tmp_path, 3, COMMITTEES))
    house = monitor.current(quick_house)
    target = Target(date(2027, 12, 31), Decimal(40))
    revised = Revision("target", target, Target(date(2027, 12, 31), Decimal(120)), "2.2")
    for viewer in (FORUM, DONOR, WPN):
        told = [(one.version, one.person, one.reason, one.revisions) for one in monitor.adoptions(viewer, house)]
        assert told == [(1, "", "", ()), (2, "", WHY, (revised,)), (3, "", "A remark", ())]
    assert [one.person for one in monitor.adoptions(COORDINATOR, house)] == ["system", "coordinator@demo", "coordinator@demo"]
    (history,) = monitor.goal_history(COORDINATOR, house, "2.2", "KG")
    assert (history.version, history.person, history.revisions) == (2, "coordinator@demo", (revised,))
    assert monitor.goal_history(COORDINATOR, house, "2.2", "KG-B") == (history,)
    assert monitor.goal_history(FORUM, house, "2.1", "KG") == ()


def test_a_regions_goals_have_a_history_of_their_own(quick_house: House, tmp_path: Path) -> None:
    changed = (
        "regional_targets: {KG-B: [{date: 2027-12-31, value: 36}]}",
        "regional_targets: {KG-B: [{date: 2027-12-31, value: 35}]}",
    )
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=a_version(tmp_path, 2, changed))
    house = monitor.current(quick_house)
    (history,) = monitor.goal_history(FORUM, house, "1.1", "KG-B")
    assert [(one.what, one.at) for one in history.revisions] == [("target", "KG-B")]
    assert monitor.goal_history(FORUM, house, "1.1", "KG") == monitor.goal_history(FORUM, house, "1.1", "KG-J") == ()


def test_a_later_adoption_is_not_known_on_an_earlier_day(quick_house: House, tmp_path: Path) -> None:
    later = at_noon(quick_house, date(2026, 12, 1))
    monitor.adopt_plan(COORDINATOR, later, WHY, file=a_version(tmp_path, 2, COMMITTEES))
    house = at_noon(monitor.current(later), date(2026, 12, 2))
    known_on = {day: monitor.adoptions(FORUM, monitor.as_known(house, date(2026, *day))) for day in ((11, 30), (12, 1), (12, 2))}
    assert {day: [one.version for one in found] for day, found in known_on.items()} == {
        (11, 30): [1],
        (12, 1): [1, 2],
        (12, 2): [1, 2],
    }
