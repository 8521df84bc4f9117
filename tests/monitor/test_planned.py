"""What a plan file would change is told before it is adopted: orphans first, then results, templates, returns under way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nap import monitor
from nap.charts.planned import effects_told, orphan_told
from nap.facts import Result, Status
from nap.monitor import House, NotAdopted, PlanEffects, PlanUpload
from tests.monitor.building import COORDINATOR, H1, H2, WPN, a_draft, a_house, an_acceptance
from tests.monitor.revising import SOURCE, a_version

WHY = "Decision of the coordinating council of 12 May"
COMMITTEES = ("date: 2027-12-31, value: 40}", "date: 2027-12-31, value: 120}")
FEW_ARE_ENOUGH = ("coverage: 0.80", "coverage: 0.01")
GONE = (SOURCE[SOURCE.index("  - code: '2.2'") : SOURCE.index("  - code: '2.3'")], "")
ENDED = ("  - code: '2.2'\n", "  - code: '2.2'\n    valid_to: 2026-06-30\n")


def upload(folder: Path, version: int, *changes: tuple[str, str]) -> PlanUpload:
    return PlanUpload("matrix of May.yaml", a_version(folder, version, *changes).read_bytes())


def effects(house: House, file: PlanUpload) -> PlanEffects:
    compared = monitor.compare_plan(COORDINATOR, house, file)
    assert compared.plan is not None, compared.faults
    return monitor.plan_effects(COORDINATOR, house, compared.plan)


def refused(house: House, file: PlanUpload, seen: str | None = None) -> NotAdopted:
    before = house.store.version()
    with pytest.raises(NotAdopted) as caught:
        monitor.adopt_plan(COORDINATOR, house, WHY, file=file, seen=seen)
    assert house.store.version() == before
    return caught.value


def test_a_plan_that_would_orphan_accepted_figures_is_refused_and_says_what_to_do(quick_house: House, tmp_path: Path) -> None:
    accepted = an_acceptance(quick_house)
    file = upload(tmp_path, 2, GONE)
    (orphan,) = effects(quick_house, file).orphans
    assert (orphan.kind, orphan.indicator, orphan.figures) == ("indicator", "2.2", 1)
    assert (orphan.accepted, orphan.waiting) == ((accepted.id,), ())
    assert refused(quick_house, file).orphans == (orphan,)
    assert "valid_to" in orphan_told("en", quick_house.plan, orphan).do
    assert any("valid_to" in line for line in effects_told("ky", quick_house.plan, effects(quick_house, file)))


def test_what_waits_for_a_decision_is_no_less_an_orphan_but_a_draft_is_only_told(quick_house: House, tmp_path: Path) -> None:
    draft = a_draft(quick_house)
    file = upload(tmp_path, 2, GONE)
    told = effects(quick_house, file)
    assert told.orphans == ()
    assert [(one.id, one.status, one.lost) for one in told.under_way] == [(draft.id, "draft", ("2.2",))]
    monitor.submit(WPN, quick_house, draft.id)
    (orphan,) = effects(quick_house, file).orphans
    assert (orphan.accepted, orphan.waiting) == ((), (draft.id,))
    assert refused(quick_house, file).code == "orphans"


def test_an_indicator_that_ends_properly_leaves_no_orphan(quick_house: House, tmp_path: Path) -> None:
    an_acceptance(quick_house)
    file = upload(tmp_path, 2, ENDED)
    assert effects(quick_house, file).orphans == ()
    assert monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=file).version == 2


def test_templates_of_open_periods_tell_which_rows_come_and_go(quick_house: House, tmp_path: Path) -> None:
    told = effects(quick_house, upload(tmp_path, 2, ENDED)).asked
    assert {one.period for one in told} >= {H2}
    assert H1 not in {one.period for one in told}  # its returns were due in July
    assert all(set(one.go) == {"2.2"} and not one.appear for one in told)
    assert {one.partner for one in told} >= {"WPN"}


def test_results_are_told_as_adopting_makes_them(quick_house: House, tmp_path: Path) -> None:
    an_acceptance(quick_house)
    file = upload(tmp_path, 2, FEW_ARE_ENOUGH, COMMITTEES)
    told = effects(quick_house, file)
    before = _country(quick_house)
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=file)
    after = _country(monitor.current(quick_house))
    assert before.status is Status.PARTIAL is not after.status
    assert [(one.before, one.after) for one in told.changed if _is_country(one.one)] == [(before, after)]
    counted = {(old, new): count for old, new, count in told.statuses}
    assert counted[before.status, after.status] >= 1
    assert sum(counted.values()) == sum(
        1 for one in told.changed if one.before and one.after and one.before.status is not one.after.status
    )


def test_an_unchanged_plan_changes_nothing(quick_house: House, tmp_path: Path) -> None:
    an_acceptance(quick_house)
    assert effects(quick_house, upload(tmp_path, 2)) == PlanEffects()


def test_figures_that_come_to_be_shown_or_hidden_are_counted(quick_house: House, tmp_path: Path) -> None:
    an_acceptance(quick_house, value=3)
    hidden = ("  - code: '2.2'\n", "  - code: '2.2'\n    sensitivity: people\n")
    (veiled,) = effects(quick_house, upload(tmp_path, 2, hidden)).veiled
    assert (veiled.indicator, veiled.shown) == ("2.2", 0)
    assert veiled.hidden > 0
    monitor.adopt_plan(COORDINATOR, quick_house, WHY, file=upload(tmp_path, 2, hidden))
    (back,) = effects(monitor.current(quick_house), upload(tmp_path, 3)).veiled
    assert (back.hidden, back.shown) == (0, veiled.hidden)


def test_what_was_not_shown_is_not_adopted_from_bytes_either(quick_house: House, tmp_path: Path) -> None:
    shown = monitor.compare_plan(COORDINATOR, quick_house, upload(tmp_path, 2)).plan
    assert shown is not None
    assert refused(quick_house, upload(tmp_path, 2, COMMITTEES), seen=shown.sha256).code == "changed_meanwhile"


def test_two_files_of_one_version_are_not_mixed_up(quick_house: House, tmp_path: Path) -> None:
    waits = replace(quick_house, settings=replace(quick_house.settings, plan_file=a_version(tmp_path, 2, COMMITTEES)))
    assert refused(waits, PlanUpload("other.yaml", SOURCE.replace("version: 1", "version: 2").encode())).code == "file_waits"


def test_what_was_adopted_from_bytes_holds_after_a_restart_whatever_the_file_says(address: str, tmp_path: Path) -> None:
    house = a_house(address)
    monitor.adopt_plan(COORDINATOR, house, WHY, file=upload(tmp_path, 2, COMMITTEES))
    monitor.close(house)
    again = a_house(address)
    assert again.plan.version == 2
    assert monitor.compare_plan(COORDINATOR, again).state == "older"
    assert monitor.plan_file(COORDINATOR, again).data == a_version(tmp_path, 2, COMMITTEES).read_bytes()
    monitor.close(again)


def _country(house: House) -> Result:
    (found,) = (one for one in monitor.results_for(COORDINATOR, house, indicators=["2.2"]) if _is_country(one))
    return found


def _is_country(one: Result) -> bool:
    return (one.indicator, one.region, one.period, one.breakdown) == ("2.2", "KG", H1, "")


def test_years_that_begin_in_another_month_are_another_plan(quick_house: House, tmp_path: Path) -> None:
    file = upload(tmp_path, 2, ("frequency: half_year,", "frequency: half_year, year_begins: 4,"))
    assert effects(quick_house, file).orphans == ()
    assert refused(quick_house, file).code == "other_calendar"
