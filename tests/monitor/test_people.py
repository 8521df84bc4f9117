"""The people of an installation: what a coordinator may do to their accounts, and what nobody may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nap import monitor
from nap.monitor import AccountState, Denied, House, NotNow, PersonRefused, Role, Unknown, Viewer, close, operator
from nap.monitor.house import installation
from nap.plan import Plan
from tests.hashing import quick_hashes
from tests.monitor.accounts_made import (
    AIDA,
    BEK,
    GOOD,
    HERE,
    account,
    acts,
    coordinator,
    invited,
    joined,
    later,
    new,
    outcome,
    trail,
    viewer,
)
from tests.monitor.building import CLOCK, COORDINATOR, a_house

__all__ = ["quick_hashes"]
pytestmark = pytest.mark.usefixtures("quick_hashes")


def changed(
    house: House, who: Viewer, email: str = AIDA, seen: monitor.Account | None = None, **other: object
) -> monitor.Account:
    """Change what is named, leave the rest as it is."""
    now = account(house, email)
    form = {
        "name": now.name,
        "roles": frozenset(map(str, now.roles)),
        "partner": now.partner or "",
        "language": now.language or "",
    }
    return monitor.change_person(who, house, email, **(form | other), seen=seen or now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "code", "found"),
    [
        ({"email": "aida"}, "bad_email", "aida"),
        ({"email": "aida@demo"}, "bad_email", "aida@demo"),
        ({"email": "<b>" + "x" * 5000}, "bad_email", "<b>" + "x" * 117),
        ({"email": "aida@x.org\r\nBcc: b@x.org"}, "bad_email", "aida@x.org  Bcc: b@x.org"),
        ({"name": ""}, "bad_name", ""),
        ({"name": "<b>Айда</b>"}, "bad_name", "<b>Айда</b>"),
        ({"name": "=1+1"}, "bad_name", "=1+1"),
        ({"roles": frozenset()}, "no_role", ""),
        ({"roles": frozenset({"forum", "admin"})}, "unknown_role", "admin"),
        ({"roles": frozenset({"partner"})}, "no_partner", ""),
        ({"partner": "XXX"}, "unknown_partner", "XXX"),
        ({"partner": "wpn"}, "unknown_partner", "wpn"),
        ({"language": "fr"}, "unknown_language", "fr"),
    ],
)
def test_whoever_does_not_fit_the_plan_is_not_invited(
    quick_house: House, typed: dict[str, object], code: str, found: str
) -> None:
    before = acts(quick_house)
    with pytest.raises(PersonRefused) as caught:
        monitor.invite(operator(), quick_house, replace(new(), **typed))  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.found) == (code, found)
    assert bool(caught.value.there) == (code not in {"bad_email", "bad_name"})
    assert (acts(quick_house), [one.demo for one in monitor.people(operator(), quick_house)].count(False)) == (before, 0)


def test_nobody_is_invited_twice_in_whatever_case_nor_after_leaving(quick_house: House) -> None:
    invited(quick_house)
    for _ in range(2):
        with pytest.raises(PersonRefused) as caught:
            invited(quick_house, " AIDA@Example.ORG")
        assert (caught.value.code, caught.value.found) == ("exists", AIDA)
        monitor.disable_person(operator(), quick_house, AIDA, "left")


def test_an_account_goes_through_its_states(house: House) -> None:
    secret = invited(house, AIDA, "partner", "donor", partner="WPN", language="")
    known = account(house)
    assert (known.name, known.roles, known.partner, known.language) == ("Айда Бекова", {Role.PARTNER, Role.DONOR}, "WPN", None)
    assert (known.state, known.password, known.invited_by, known.invited) == (AccountState.INVITED, False, "operator", CLOCK)
    assert (known.link_ends, known.last_seen) == (CLOCK + timedelta(days=7), None)
    assert account(later(house, timedelta(days=8))).state is AccountState.LAPSED
    monitor.set_password(house, secret, GOOD, GOOD, HERE)
    known = account(house)
    assert (known.state, known.password, known.link_ends, known.last_seen) == (AccountState.ACTIVE, True, None, CLOCK)
    monitor.disable_person(operator(), house, AIDA, "left")
    assert account(house).state is AccountState.DISABLED


def test_whoever_has_not_come_yet_is_no_second_coordinator(quick_house: House) -> None:
    invited(quick_house, AIDA, "coordinator")
    quick_house = replace(quick_house, settings=replace(quick_house.settings, demo=False))
    first = coordinator(quick_house)
    with pytest.raises(PersonRefused, match="last_coordinator"):
        monitor.disable_person(operator(), quick_house, first.person, "left")


def test_people_are_listed_by_name_and_those_of_the_demo_last(quick_house: House) -> None:
    invited(quick_house, BEK, name="азамат")
    invited(quick_house, AIDA, name="Айгерим")
    listed = monitor.people(COORDINATOR, quick_house)
    assert [one.name for one in listed[:2]] == ["азамат", "Айгерим"]
    assert {one.person for one in listed if one.demo} == {one.person for one in monitor.demo_people(quick_house)}
    assert all(one.demo for one in listed[2:])
    assert {one.state for one in listed if one.demo} == {AccountState.ACTIVE}


@pytest.mark.parametrize("email", ["wpn@demo", "Coordinator@DEMO"])
def test_demo_people_cannot_be_changed(quick_house: House, email: str) -> None:
    seen = account(quick_house, email.lower())
    for act in (
        lambda: monitor.disable_person(operator(), quick_house, email, "left"),
        lambda: monitor.enable_person(operator(), quick_house, email),
        lambda: monitor.new_link(operator(), quick_house, email),
        lambda: monitor.end_sessions(operator(), quick_house, email),
        lambda: changed(quick_house, operator(), seen.person, name="Somebody"),
    ):
        with pytest.raises(PersonRefused, match="demo"):
            act()


def test_somebody_there_is_not_is_not_found(quick_house: House) -> None:
    for email in ("stranger@example.org", "", "x" * 5000):
        for act in (monitor.enable_person, monitor.new_link, monitor.end_sessions):
            with pytest.raises(Unknown):
                act(operator(), quick_house, email)


def test_roles_and_organisation_change_at_the_next_request(house: House) -> None:
    token = joined(house)
    after = changed(house, COORDINATOR, roles=frozenset({"partner"}), partner="MIA", language="ru", name="  Айда  Б. ")
    assert (after.roles, after.partner, after.language, after.name) == ({Role.PARTNER}, "MIA", "ru", "Айда Б.")
    seen = viewer(house, token)
    assert (seen.roles, seen.partner, seen.language, seen.name) == ({Role.PARTNER}, "MIA", "ru", "Айда Б.")
    event = trail(house)[-1]
    assert (event.person, event.act) == (COORDINATOR.person, "person_changed")
    facts = {"whom": AIDA, "roles_before": "forum", "roles": "partner", "partner_before": "", "partner": "MIA"}
    assert {name: event.facts[name] for name in facts} == facts
    assert "Айда" not in repr(event.facts)


def test_nothing_changed_is_nothing_on_record(quick_house: House) -> None:
    joined(quick_house)
    before = acts(quick_house)
    changed(quick_house, operator())
    assert acts(quick_house) == before


@pytest.mark.parametrize(
    ("typed", "code"),
    [({"roles": frozenset({"partner"})}, "no_partner"), ({"partner": "XXX"}, "unknown_partner"), ({"name": " "}, "bad_name")],
)
def test_a_change_that_does_not_fit_the_plan_is_not_made(quick_house: House, typed: dict[str, object], code: str) -> None:
    joined(quick_house)
    before = account(quick_house)
    with pytest.raises(PersonRefused, match=code):
        changed(quick_house, operator(), **typed)
    assert account(quick_house) == before


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(quick_house: House) -> None:
    joined(quick_house)
    seen = account(quick_house)
    changed(quick_house, operator(), roles=frozenset({"donor"}))
    with pytest.raises(PersonRefused, match="changed_meanwhile"):
        changed(quick_house, COORDINATOR, seen=seen, name="Айда Б.")
    seen = account(quick_house)
    monitor.disable_person(operator(), quick_house, AIDA, "left")
    with pytest.raises(PersonRefused, match="changed_meanwhile"):
        changed(quick_house, COORDINATOR, seen=seen, name="Айда Б.")


def test_that_somebody_was_here_meanwhile_is_no_change(quick_house: House) -> None:
    secret = invited(quick_house)
    seen = account(quick_house)
    monitor.set_password(quick_house, secret, GOOD, GOOD, HERE)
    assert changed(quick_house, COORDINATOR, seen=seen, name="Айда Б.").state is AccountState.ACTIVE


def test_a_disabled_person_is_out_at_once_and_comes_back_with_the_password_there_was(house: House) -> None:
    token = joined(house)
    link = monitor.new_link(operator(), house, AIDA)
    monitor.forgot_password(house, AIDA, HERE)
    monitor.disable_person(COORDINATOR, house, AIDA, " moved \x00 away ")
    assert monitor.viewer_of(house, token) is None
    assert outcome(lambda: monitor.sign_in(house, AIDA, GOOD, HERE)) == "wrong"
    assert account(house).asked is None
    event = next(one for one in trail(house) if one.act == "person_disabled")
    assert (event.facts["whom"], event.facts["reason"]) == (AIDA, "moved away")
    monitor.enable_person(COORDINATOR, house, AIDA)
    assert monitor.viewer_of(house, token) is None
    with pytest.raises(monitor.LinkRefused):
        monitor.bidden(house, link.secret)
    assert outcome(lambda: monitor.sign_in(house, AIDA, GOOD, HERE)) == "in"


def test_disabling_and_enabling_twice_is_once_on_record(quick_house: House) -> None:
    joined(quick_house)
    before = len(acts(quick_house))
    for act in (
        lambda: monitor.disable_person(operator(), quick_house, AIDA, ""),
        lambda: monitor.enable_person(operator(), quick_house, AIDA),
    ):
        act()
        act()
    assert acts(quick_house)[before:] == [("operator", "person_disabled"), ("operator", "person_enabled")]


@pytest.mark.parametrize(("reason", "code"), [("x" * 1001, "reason_too_long"), ("call +996 555 123 456", "reason_personal")])
def test_a_reason_unfit_for_the_trail_disables_nobody(quick_house: House, reason: str, code: str) -> None:
    joined(quick_house)
    with pytest.raises(NotNow, match=code):
        monitor.disable_person(operator(), quick_house, AIDA, reason)
    assert account(quick_house).state is AccountState.ACTIVE


def test_a_disabled_account_gets_no_link(quick_house: House) -> None:
    joined(quick_house)
    monitor.disable_person(operator(), quick_house, AIDA, "left")
    with pytest.raises(PersonRefused, match="not_active"):
        monitor.new_link(operator(), quick_house, AIDA)


def test_whose_organisation_has_left_the_plan_is_not_let_in_again(quick_house: House) -> None:
    joined(quick_house, AIDA, "partner", partner="WPN")
    monitor.disable_person(operator(), quick_house, AIDA, "left")
    without = replace(quick_house, plan=without_partner(quick_house.plan, "WPN"))
    with pytest.raises(PersonRefused) as caught:
        monitor.enable_person(operator(), without, AIDA)
    assert (caught.value.code, caught.value.found, "MIA" in caught.value.there) == ("unknown_partner", "WPN", True)
    changed(without, operator(), partner="MIA")
    monitor.enable_person(operator(), without, AIDA)
    assert account(without).state is AccountState.ACTIVE


def without_partner(plan: Plan, code: str) -> Plan:
    return replace(plan, partners=tuple(one for one in plan.partners if one.code != code))


def test_nobody_disables_or_demotes_oneself(quick_house: House) -> None:
    me = coordinator(quick_house)
    with pytest.raises(PersonRefused, match="oneself"):
        monitor.disable_person(me, quick_house, me.person, "tired")
    with pytest.raises(PersonRefused, match="oneself"):
        changed(quick_house, me, me.person, roles=frozenset({"forum"}))
    assert changed(quick_house, me, me.person, roles=frozenset({"forum", "coordinator"})).roles == {Role.FORUM, Role.COORDINATOR}


def test_a_coordinator_does_not_leave_her_organisation_by_herself_to_decide_about_its_returns(quick_house: House) -> None:
    me = coordinator(quick_house)
    changed(quick_house, me, me.person, roles=frozenset({"partner", "coordinator"}), partner="WPN")
    for organisation in ("", "MIA"):
        with pytest.raises(PersonRefused, match="own_organisation"):
            changed(quick_house, me, me.person, roles=frozenset({"coordinator"}), partner=organisation)
    changed(quick_house, COORDINATOR, me.person, roles=frozenset({"coordinator"}), partner="")


def test_the_last_coordinator_stays_one(address: str) -> None:
    house = a_house(address, demo=False)
    me = coordinator(house)
    for act in (
        lambda: monitor.disable_person(operator(), house, me.person, "left"),
        lambda: changed(house, operator(), me.person, roles=frozenset({"forum"})),
    ):
        with pytest.raises(PersonRefused, match="last_coordinator"):
            act()
    joined(house, AIDA, "coordinator")
    monitor.disable_person(operator(), house, me.person, "left")
    assert monitor.viewer_of(house, "") is None
    close(house)


def test_whoever_was_disabled_a_moment_ago_disables_nobody(quick_house: House) -> None:
    me = coordinator(quick_house)
    joined(quick_house)
    seen = account(quick_house)
    monitor.disable_person(operator(), quick_house, me.person, "left")
    for act in (
        lambda: monitor.invite(me, quick_house, new("new@example.org")),
        lambda: monitor.disable_person(me, quick_house, AIDA, "revenge"),
        lambda: monitor.new_link(me, quick_house, AIDA),
        lambda: monitor.end_sessions(me, quick_house, AIDA),
        lambda: monitor.enable_person(me, quick_house, AIDA),
        lambda: changed(quick_house, me, seen=seen, name="Hidden"),
    ):
        with pytest.raises(Denied):
            act()


def test_ending_a_persons_sessions_leaves_those_of_others(house: House) -> None:
    tokens = [joined(house), monitor.sign_in(house, AIDA, GOOD, HERE)]
    other = joined(house, BEK)
    assert monitor.end_sessions(COORDINATOR, house, AIDA) == 2
    assert monitor.end_sessions(COORDINATOR, house, AIDA) == 0
    assert [monitor.viewer_of(house, token) for token in tokens] == [None, None]
    assert monitor.viewer_of(house, other) is not None
    assert acts(house).count((COORDINATOR.person, "sessions_ended")) == 1


def test_the_first_invitation_makes_a_real_installation_of_a_new_store(quick_house: House) -> None:
    real = replace(quick_house, settings=replace(quick_house.settings, demo=False))
    invited(real, AIDA, "coordinator")
    assert installation(quick_house) == (False, None, True)
    assert monitor.demo_people(quick_house) == ()


def test_an_invitation_into_a_demo_leaves_the_demo_to_be_told(quick_house: House) -> None:
    invited(quick_house)
    assert not installation(quick_house).begun
