"""The history stage through every door: what a check knows of earlier returns, and of whom it may know nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from nap.facts import Observation, Period
from nap.monitor import Denied, House, Viewer, accept, check, hide_now, return_detail, send, send_back, submit, undo
from nap.monitor.remembered import Remembered
from nap.monitor.sending import keep
from nap.plan import Plan
from nap.returns.check import Checked
from nap.returns.past import Past
from tests.monitor.building import (
    COORDINATOR,
    DONOR,
    FORUM,
    H1,
    H2,
    MIA,
    WPN,
    a_workbook,
    an_acceptance,
    kept,
    second_coordinator,
)

CODES = {"already-accepted", "large-jump", "copied-unchanged", "given-by-others", "history-not-checked", "check-failed"}


def said(checked: Checked) -> list[tuple[str, str]]:
    return [(each.code, each.case) for each in checked.findings if each.code in CODES]


def past(
    house: House, viewer: Viewer = WPN, partner: str = "WPN", period: Period = H2, *codes: str, plan: Plan | None = None
) -> Past:
    return Remembered(viewer, house).past(plan or house.plan, partner, period, codes or ("2.2",))


def accepted_of(house: House, partner: str, code: str, region: str, value: int, period: Period = H1, data: bytes = b"x") -> None:
    """An accepted return of that organisation with one figure, sent by a coordinator."""
    observation = Observation(partner, code, region, period, value=Decimal(value))
    checked = Checked("clean", house.plan, partner, period, "ky", 1, (observation,))
    with house.store.writing() as transaction:
        receipt = keep(transaction, COORDINATOR, house, data, "r.xlsx", checked, "no line").receipt
    assert receipt is not None
    submit(COORDINATOR, house, receipt.id, "no line")
    accept(second_coordinator(house), house, receipt.id)


# --- of whom nothing may be known


@pytest.mark.parametrize("viewer", [MIA, FORUM, DONOR])
def test_the_past_of_an_organisation_is_for_its_own_returns_only(quick_house: House, viewer: Viewer) -> None:
    an_acceptance(quick_house)
    with pytest.raises(Denied):
        past(quick_house, viewer)


def test_nothing_is_known_of_others_where_people_are_counted(quick_house: House) -> None:
    accepted_of(quick_house, "MIA", "2.1", "KG-B", 40)
    found = past(quick_house, WPN, "WPN", H1, "2.1")
    assert found == Past()


def test_of_others_no_more_than_bare_figures_and_places_is_known(quick_house: House) -> None:
    plan = quick_house.plan
    shared = replace(
        plan, indicators=tuple(replace(one, partners="max") if one.code == "2.2" else one for one in plan.indicators)
    )
    accepted_of(quick_house, "MIA", "2.2", "KG-B", 40)
    found = past(quick_house, WPN, "WPN", H1, "2.2", plan=shared)
    assert found == Past(elsewhere={("2.2", H1, ""): [Decimal(40)]}, shared=frozenset({("2.2", "KG-B", H1)}))


def changed(plan: Plan, code: str, **values: object) -> Plan:
    """The plan with one indicator changed; without it if nothing is given."""
    others = [replace(one, **values) if one.code == code else one for one in plan.indicators]  # type: ignore[arg-type]
    return replace(plan, indicators=tuple(one for one in others if values or one.code != code))


def test_nothing_is_known_of_others_where_a_public_indicator_counts_people(quick_house: House) -> None:
    counting = changed(quick_house.plan, "2.2", partners="max", counts="people")
    house = replace(quick_house, plan=counting)
    accepted_of(house, "MIA", "2.2", "KG-B", 40)
    assert past(house, WPN, "WPN", H1, "2.2") == Past()


@pytest.mark.parametrize("since", [{"sensitivity": "sensitive"}, {"sensitivity": "people"}, {"counts": "people"}, {}])
def test_a_file_of_an_older_plan_is_told_no_more_of_others_than_the_plan_in_force_allows(
    quick_house: House, since: dict[str, str]
) -> None:
    older = changed(quick_house.plan, "2.2", partners="max")
    accepted_of(quick_house, "MIA", "2.2", "KG-B", 40)
    house = replace(quick_house, plan=changed(older, "2.2", **since))
    assert past(quick_house, WPN, "WPN", H1, "2.2", plan=older) != Past()
    assert past(house, WPN, "WPN", H1, "2.2", plan=older) == Past()


@pytest.mark.parametrize("thing", [{"indicator": "2.2"}, {"region": "KG-B"}])
def test_nothing_is_known_of_others_that_is_hidden_at_once_and_everything_of_oneself(
    quick_house: House, thing: dict[str, str]
) -> None:
    house = replace(quick_house, plan=changed(quick_house.plan, "2.2", partners="max"))
    accepted_of(house, "MIA", "2.2", "KG-B", 40)
    an_acceptance(house, data=b"own")
    assert past(house, WPN, "WPN", H1).shared
    hide_now(COORDINATOR, house, "threatened", **thing)
    found = past(house, WPN, "WPN", H1)
    assert (found.elsewhere, found.shared) == ({}, frozenset())
    assert found.own["2.2", "KG-B", H1][""].value == 21
    assert past(house, COORDINATOR, "WPN", H1).shared


# --- what counts, and what does not


def test_only_what_is_accepted_is_remembered(quick_house: House) -> None:
    kept(quick_house)
    assert past(quick_house) == Past()
    first = an_acceptance(quick_house, data=b"two", value=21)
    assert past(quick_house).series["2.2", "KG-B"][""][0].value == 21
    undo(COORDINATOR, quick_house, first.id, "wrong file")
    send_back(COORDINATOR, quick_house, first.id, "wrong file")
    assert past(quick_house) == Past()


def test_the_version_that_counts_is_remembered_and_no_earlier_one(house: House) -> None:
    an_acceptance(house, data=b"one", value=21)
    an_acceptance(house, data=b"two", value=22)
    assert [each.value for each in past(house).series["2.2", "KG-B"][""]] == [22]
    same = past(house, WPN, "WPN", H1)
    assert (same.series, same.version, same.own["2.2", "KG-B", H1][""].value) == ({}, 2, 22)


def test_later_periods_and_long_ago_are_left_out(quick_house: House) -> None:
    for year, data in (("2014", b"a"), ("2027-H1", b"b"), ("2024", b"c")):
        an_acceptance(quick_house, data=data, period=Period.parse(year))
    assert [str(each.period) for each in past(quick_house).series["2.2", "KG-B"][""]] == ["2024"]


def test_only_the_indicators_of_the_file_are_read(quick_house: House) -> None:
    an_acceptance(quick_house)
    assert past(quick_house, WPN, "WPN", H2, "2.1").series == {}


def test_an_indicator_remembers_the_one_it_continues(quick_house: House) -> None:
    an_acceptance(quick_house)
    plan = quick_house.plan
    changed = replace(plan.indicator("2.3"), successor_of="2.2")  # type: ignore[type-var]
    joined = replace(plan, indicators=tuple(changed if one.code == "2.3" else one for one in plan.indicators))
    assert ("2.3", "KG-B") in past(quick_house, WPN, "WPN", H2, "2.3", plan=joined).series
    broken = replace(changed, comparable=False, valid_from=date(2026, 7, 1))
    apart = replace(plan, indicators=tuple(broken if one.code == "2.3" else one for one in plan.indicators))
    assert past(quick_house, WPN, "WPN", H2, "2.3", plan=apart).series == {}


# --- through the doors


def test_a_correction_is_told_at_every_door_and_its_reason_reaches_the_reviewer(quick_house: House) -> None:
    first = send(WPN, quick_house, a_workbook(quick_house, "WPN", H1, 5), "one.xlsx")
    assert said(first.checked) == []
    assert first.receipt is not None
    accept(COORDINATOR, quick_house, first.receipt.id)
    again = a_workbook(quick_house, "WPN", H1, 6)
    assert said(check(WPN, quick_house, again)) == [("already-accepted", "several")]
    second = send(WPN, quick_house, again, "two.xlsx", because="One committee was counted in Osh by mistake")
    assert second.receipt is not None
    assert (second.receipt.status, second.receipt.verdict) == ("submitted", "warnings")
    detail = return_detail(COORDINATOR, quick_house, second.receipt.id)
    assert [one.text for one in detail.answers] == ["One committee was counted in Osh by mistake"]
    assert ("already-accepted", "several") in [(each.code, each.case) for each in detail.findings]


def test_a_coordinator_who_sends_for_a_partner_is_told_the_partners_past(quick_house: House) -> None:
    an_acceptance(quick_house, value=5)
    data = a_workbook(quick_house, "WPN", H1, 60)
    assert said(check(COORDINATOR, quick_house, data)) == said(check(WPN, quick_house, data))
    assert ("already-accepted", "") in said(check(COORDINATOR, quick_house, data))


def test_the_next_period_is_compared_with_the_accepted_one(quick_house: House) -> None:
    an_acceptance(quick_house, value=7)
    later = replace(quick_house, today=lambda: date(2027, 1, 10))
    assert ("large-jump", "up") in said(check(WPN, later, a_workbook(later, "WPN", H2, 60)))
    assert said(check(WPN, later, a_workbook(later, "WPN", H2, 9))) == []


def test_a_workbook_with_figures_of_another_organisation_is_refused_before_anything_is_remembered(quick_house: House) -> None:
    an_acceptance(quick_house)
    book = openpyxl.load_workbook(io.BytesIO(a_workbook(quick_house, "WPN", H1, 60)))
    stream = io.BytesIO()
    book.save(stream)
    found = check(MIA, quick_house, stream.getvalue())
    assert (found.verdict, said(found)) == ("refused", [])
