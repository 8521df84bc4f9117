"""Partners put on record by coordinators: returns due, templates, checks, coverage and results follow; nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from nap import monitor
from nap.facts import Period, Result
from nap.monitor import House, PartnerRefused, PartnerTyped, PersonRefused, current
from nap.monitor.house import at_noon
from nap.monitor.knowing import as_known
from nap.monitor.partners import PARTNER_FAULTS
from nap.monitor.persons import invite
from nap.plan.register import as_filed
from nap.returns.tags import INDICATOR, REGION
from nap.words import known
from tests.monitor.building import COORDINATOR, FORUM, H1, H2, PLAN_FILE, WPN, a_house, a_workbook, an_acceptance, somebody
from tests.monitor.revising import a_version

NAMES = {"en": "Red Crescent", "ru": "Красный Полумесяц", "ky": "Кызыл Жарым ай"}
NEW = PartnerTyped("RCK", NAMES, ("KG-T",), ("2.2",), since="2026-H2")
WHY = "Agreement of 3 November"
OTHER = somebody(*COORDINATOR.roles, person="aida@example.org")


def faults(act: Callable[[], object]) -> list[str]:
    with pytest.raises(PartnerRefused) as caught:
        act()
    return [fault.code for fault in caught.value.faults]


def changed(house: House, code: str = "WPN", **said: object) -> PartnerTyped:
    line = monitor.partner_line(COORDINATOR, house, code)
    typed = PartnerTyped(code, line.name, line.regions, line.indicators)
    return replace(typed, **said)  # type: ignore[arg-type]


def due(house: House) -> set[tuple[str, str]]:
    return {(one.partner, str(one.period)) for one in monitor.due_returns(COORDINATOR, house)}


def rows(house: House, partner: str, period: Period = H2) -> set[tuple[str, str]]:
    """Indicator and region of every row of the template."""
    book = openpyxl.load_workbook(io.BytesIO(monitor.template(COORDINATOR, house, partner, period, "en").data))
    found = set()
    for sheet in book.worksheets:
        tags: dict[str, int] = {}
        for row in sheet.iter_rows(values_only=True):
            texts = {str(value): place for place, value in enumerate(row) if value is not None}
            if {INDICATOR, REGION} <= texts.keys():
                tags = texts
            elif tags and row[tags[INDICATOR]] and row[tags[REGION]]:
                found.add((str(row[tags[INDICATOR]]), str(row[tags[REGION]])))
    return found


def squares(house: House, partner: str) -> dict[str, str]:
    found = monitor.coverage(COORDINATOR, house).squares
    return {str(one.period): one.state for one in found if one.partner == partner}


def total(house: House, indicator: str, region: str) -> Result:
    found = monitor.results_for(FORUM, house, indicators=[indicator], parts=False)
    return next(one for one in found if (one.region, one.period) == (region, H1))


def test_every_fault_has_words() -> None:
    assert [code for code in PARTNER_FAULTS if not known(f"partners.fault.{code}")] == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_needed"), ("x" * 501, "reason_too_long"), ("asked by +996 555 123456", "reason_personal")],
)
def test_a_reason_is_needed_that_can_stay(quick_house: House, reason: str, code: str) -> None:
    assert faults(lambda: monitor.add_partner(COORDINATOR, quick_house, NEW, reason)) == [code]
    assert current(quick_house) is quick_house


def test_a_code_twice_is_refused_and_nothing_is_kept(quick_house: House) -> None:
    before = quick_house.store.version()
    assert faults(lambda: monitor.add_partner(COORDINATOR, quick_house, replace(NEW, code="WPN"), WHY)) == ["code_twice"]
    monitor.add_partner(COORDINATOR, quick_house, NEW, WHY)
    again = replace(NEW, name={language: f"{name} 2" for language, name in NAMES.items()})
    # Somebody else, who does not know of it yet.
    assert faults(lambda: monitor.add_partner(OTHER, quick_house, again, WHY)) == ["code_twice"]
    assert quick_house.store.version() == before + 1


def test_what_is_no_period_and_what_is_personal_is_told(quick_house: House) -> None:
    assert faults(lambda: monitor.add_partner(COORDINATOR, quick_house, replace(NEW, since="spring"), WHY)) == ["no_period"]
    personal = replace(NEW, name=NAMES | {"en": "Aid 21503199012345"})
    assert faults(lambda: monitor.add_partner(COORDINATOR, quick_house, personal, WHY)) == ["name_personal"]


def test_an_added_partner_sends_counts_and_is_expected(quick_house: House) -> None:
    assert monitor.add_partner(COORDINATOR, quick_house, replace(NEW, since="2026-H1"), WHY) == 1
    house = current(quick_house)
    assert house is not quick_house
    assert current(house) is house
    assert due(house) - due(quick_house) == {("RCK", "2026-H1"), ("RCK", "2026-H2")}
    assert rows(house, "RCK") == {("2.2", "KG-T")}
    assert set(squares(house, "RCK")) == {"2026-H1", "2026-H2"}
    (rck,) = (one for one in monitor.demo_people(house) if one.partner == "RCK")
    sent = monitor.send(rck, house, a_workbook(house, "RCK", H1), "rck.xlsx")
    assert sent.receipt is not None
    monitor.accept(COORDINATOR, house, sent.receipt.id)
    assert total(house, "2.2", "KG-T").value == 21
    assert squares(house, "RCK")["2026-H1"] == "accepted"


def test_accounts_are_for_partners_on_record(quick_house: House) -> None:
    person = monitor.NewPerson("rck@example.org", "Somebody", frozenset({"partner"}), "RCK")
    with pytest.raises(PersonRefused) as caught:
        invite(COORDINATOR, quick_house, person)
    assert caught.value.code == "unknown_partner"
    monitor.add_partner(COORDINATOR, quick_house, NEW, WHY)
    assert invite(COORDINATOR, current(quick_house), person).person == "rck@example.org"


def test_a_region_more_from_a_period_on(quick_house: House) -> None:
    an_acceptance(quick_house)
    typed = changed(quick_house, regions=("KG-J", "KG-O", "KG-B", "KG-T"), since="2026-H2")
    monitor.change_partner(COORDINATOR, quick_house, typed, WHY)
    house = current(quick_house)
    assert rows(house, "WPN", H1) == rows(quick_house, "WPN", H1)
    assert rows(house, "WPN", H2) - rows(quick_house, "WPN", H2) == {
        (code, "KG-T") for code, region in rows(house, "WPN", H2) if region == "KG-B"
    }
    covered = monitor.expected_of(COORDINATOR, house, "WPN")
    assert {str(one.period) for one in covered if one.region == "KG-T"} <= {"2026-H2", "2026"} | {"2026-Q3", "2026-Q4"}


def test_a_place_that_went_to_another_partner_is_not_counted_twice(quick_house: House) -> None:
    blank = a_workbook(quick_house, "WPN", H2)  # made while Osh was still its own
    monitor.change_partner(COORDINATOR, quick_house, changed(quick_house, regions=("KG-J", "KG-B"), since="2026-H2"), WHY)
    house = current(quick_house)
    later = monitor.check(WPN, house, blank, "en")
    assert {(one.code, one.case) for one in later.findings if one.severity == "error"} == {("unknown-region", "not-yours")}
    assert "KG-O" not in {one.region for one in later.observations}
    earlier = monitor.check(WPN, house, a_workbook(quick_house, "WPN", H1), "en")
    assert "KG-O" in {one.region for one in earlier.observations}


def test_an_indicator_less_is_not_asked_and_what_was_accepted_counts(quick_house: House) -> None:
    an_acceptance(quick_house)
    before = total(quick_house, "2.2", "KG-B")
    line = monitor.partner_line(COORDINATOR, quick_house, "WPN")
    less = tuple(code for code in line.indicators if code != "2.2")
    monitor.change_partner(COORDINATOR, quick_house, changed(quick_house, indicators=less, since="2026-H2"), WHY)
    house = current(quick_house)
    assert ("2.2", "KG-B") in rows(house, "WPN", H1)
    assert ("2.2", "KG-B") not in rows(house, "WPN", H2)
    after = total(house, "2.2", "KG-B")
    assert (after.value, after.expected, after.reported) == (before.value, before.expected, before.reported)


def test_figures_of_an_indicator_that_was_taken_away_are_not_counted(quick_house: House) -> None:
    blank = a_workbook(quick_house, "WPN", H2)  # made while the indicator was still its own
    line = monitor.partner_line(COORDINATOR, quick_house, "WPN")
    less = tuple(code for code in line.indicators if code not in ("2.2", "2.6"))
    monitor.change_partner(COORDINATOR, quick_house, changed(quick_house, indicators=less, since="2026-H2"), WHY)
    later = monitor.check(WPN, current(quick_house), blank, "en")
    wrong = [one for one in later.findings if one.severity == "error"]
    assert {(one.code, one.case, one.indicator) for one in wrong} == {("unknown-indicator", "not-yours", "2.2")}
    assert "2.2" not in {one.indicator for one in later.observations}


def test_a_partner_that_ends_is_asked_up_to_then_and_stays_in_the_figures(quick_house: House) -> None:
    blank = a_workbook(quick_house, "WPN", H2)
    an_acceptance(quick_house)
    before = total(quick_house, "2.2", "KG-B")
    assert faults(lambda: monitor.remove_partner(COORDINATOR, quick_house, "WPN", WHY)) == ["has_returns"]
    assert faults(lambda: monitor.end_partner(COORDINATOR, quick_house, "WPN", "2025-H2", WHY)) == ["later_returns"]
    monitor.end_partner(COORDINATOR, quick_house, "WPN", "2026-H1", WHY)
    house = current(quick_house)
    assert {period for partner, period in due(house) if partner == "WPN"} == {"2025-H1", "2025-H2", "2026-H1"}
    with pytest.raises(monitor.Unknown):
        monitor.template(COORDINATOR, house, "WPN", H2, "en")
    assert total(house, "2.2", "KG-B").value == before.value
    assert squares(house, "WPN") == {name: how for name, how in squares(quick_house, "WPN").items() if name <= "2026-H1"}
    refused = monitor.check(WPN, house, blank, "en")
    assert [(one.code, one.case) for one in refused.findings] == [("wrong-partner", "not-asked")]
    assert monitor.my_returns(WPN, house) != ()


def test_whoever_was_taken_out_is_unknown_and_comes_back(quick_house: House) -> None:
    blank = a_workbook(quick_house, "PBF", H1)
    monitor.remove_partner(COORDINATOR, quick_house, "PBF", WHY)
    house = current(quick_house)
    assert [one.code for one in monitor.check(COORDINATOR, house, blank, "en").findings] == ["wrong-partner"]
    assert monitor.partner_line(COORDINATOR, house, "PBF").state == "removed"
    monitor.bring_back(COORDINATOR, house, "PBF", WHY)
    back = current(house)
    assert monitor.partner_line(COORDINATOR, back, "PBF").state == "asked"
    assert monitor.check(COORDINATOR, back, blank, "en").verdict != "refused"
    assert back.plan == quick_house.plan


def test_two_coordinators_at_once_the_second_is_told_by_whom(quick_house: House) -> None:
    typed = changed(quick_house, regions=("KG-J", "KG-O"))
    monitor.change_partner(OTHER, quick_house, typed, WHY, seen=0)
    before = quick_house.store.version()
    with pytest.raises(PartnerRefused) as caught:
        monitor.end_partner(COORDINATOR, quick_house, "WPN", "2026-H1", WHY, seen=0)
    assert (caught.value.faults[0].code, caught.value.person) == ("changed_meanwhile", "aida@example.org")
    assert quick_house.store.version() == before
    monitor.end_partner(COORDINATOR, current(quick_house), "WPN", "2026-H1", WHY, seen=1)


def test_a_house_that_was_open_already_takes_it_up(quick_house: House) -> None:
    other = a_house(quick_house.settings.database_url)
    monitor.add_partner(COORDINATOR, quick_house, NEW, WHY)
    taken = current(other)
    assert taken.plan.partner("RCK") is not None
    assert taken.plan == current(quick_house).plan
    assert a_house(quick_house.settings.database_url).plan == taken.plan
    assert taken.memory is not other.memory
    for each in (other, taken):
        assert each.plan.sha256 == quick_house.plan.sha256


def test_results_are_computed_anew_when_the_register_changes(quick_house: House) -> None:
    an_acceptance(quick_house)
    before = total(quick_house, "2.2", "KG")
    monitor.add_partner(COORDINATOR, quick_house, replace(NEW, since="2026-H1"), WHY)
    after = total(current(quick_house), "2.2", "KG")
    assert after.expected == (before.expected or 0) + 1
    assert total(quick_house, "2.2", "KG").expected == before.expected


def test_what_changed_the_board_names_the_partner_and_why(quick_house: House) -> None:
    monitor.add_partner(COORDINATOR, quick_house, replace(NEW, since="2026-H1"), WHY)
    house = current(quick_house)
    (cause,) = monitor.causes_since(COORDINATOR, house, date(2026, 6, 30))
    assert (cause.act, cause.partner, cause.reason) == ("partner_added", "RCK", WHY)


def test_looking_back_shows_the_partners_of_that_day(quick_house: House) -> None:
    an_acceptance(quick_house)
    house = at_noon(quick_house, date(2026, 12, 1))
    monitor.add_partner(COORDINATOR, house, NEW, WHY)
    house = at_noon(current(house), date(2026, 12, 5))
    assert as_known(house, date(2026, 11, 30)).plan.partner("RCK") is None
    assert as_known(house, date(2026, 12, 1)).plan.partner("RCK") is not None


def test_another_version_of_the_plan_keeps_the_entries_on_top(quick_house: House, tmp_path: Path) -> None:
    blank = a_workbook(quick_house, "WPN", H1)
    monitor.add_partner(COORDINATOR, quick_house, replace(NEW, since="2026-H1"), WHY)
    house = current(quick_house)
    of_rck = a_workbook(house, "RCK", H1)
    monitor.adopt_plan(COORDINATOR, house, WHY, file=a_version(tmp_path, 2, ("value: 600", "value: 700")))
    house = current(house)
    assert (house.plan.version, house.plan.partner("RCK") is not None) == (2, True)
    assert as_filed(house.plan).partner("RCK") is None
    assert {version: plan.partner("RCK") is not None for (_, version), plan in house.plans.items()} == {1: True, 2: True}
    for data in (blank, of_rck):  # both are of the first version
        assert monitor.check(COORDINATOR, house, data, "en").verdict != "refused"
    assert monitor.compare_plan(COORDINATOR, house, PLAN_FILE).state == "older"


def test_the_history_says_who_when_why_and_what(quick_house: House) -> None:
    monitor.change_partner(COORDINATOR, quick_house, changed(quick_house, regions=("KG-J", "KG-T"), since="2026-H2"), WHY)
    house = current(quick_house)
    monitor.end_partner(OTHER, house, "WPN", "2027-H1", "The project ends")
    ended, moved = monitor.partner_history(COORDINATOR, current(house), "WPN")
    assert (ended.act, ended.person, str(ended.until), ended.reason) == ("end", "aida@example.org", "2027-H1", "The project ends")
    assert (moved.act, moved.more_regions, moved.fewer_regions, moved.reason) == ("change", ("KG-T",), ("KG-O", "KG-B"), WHY)
    assert (moved.more_indicators, moved.fewer_indicators, moved.renamed) == ((), (), False)
    trace = next(one for one in monitor.trail(COORDINATOR, house) if one.act == "partner_changed")
    assert trace.facts == {"partner": "WPN", "since": "2026-H2", "reason": WHY}


def test_the_list_tells_what_each_owes_next(quick_house: House) -> None:
    an_acceptance(quick_house)
    lines = {one.code: one for one in monitor.partner_lines(COORDINATOR, quick_house)}
    assert list(lines) == [one.code for one in quick_house.plan.partners]
    assert str(lines["WPN"].next.period) == "2025-H1"  # type: ignore[union-attr]
    assert lines["WPN"].next.rows > 0  # type: ignore[union-attr]
    assert all(one.differs == () and one.seen == 0 for one in lines.values())


def test_an_empty_installation_that_is_no_demo_takes_partners(tmp_path: Path) -> None:
    house = a_house(f"sqlite:///{tmp_path / 'nap.sqlite'}", demo=False)
    assert {one.state for one in monitor.partner_lines(monitor.operator(), house)} == {"asked"}
    monitor.add_partner(monitor.operator(), house, NEW, WHY)
    assert not monitor.installation(house).demo
    assert monitor.installation(house).begun
    assert monitor.partner_line(monitor.operator(), current(house), "RCK").state == "asked"
    monitor.close(house)
