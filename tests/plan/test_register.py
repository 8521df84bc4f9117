"""Partners on record fold into the plan: what is asked of whom, and when; the file itself stays what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from nap.facts import Period
from nap.plan import Plan, load_plan, owed, return_periods
from nap.plan.entering import REGISTER_FAULTS, faults_of
from nap.plan.register import ADD, BRING_BACK, CHANGE, END, REMOVE, Entry, as_filed, differences, fold, last_task
from nap.results.coverage import owed_cells

PLAN_FILE = Path(__file__).parents[1] / "samples" / "example-plan.yaml"
LOADED, _ = load_plan(PLAN_FILE)
assert LOADED is not None
PLAN: Plan = LOADED
KNOWN = tuple(indicator.code for indicator in PLAN.indicators)
NAMES = {"en": "Red Crescent", "ru": "Красный Полумесяц", "ky": "Кызыл Жарым ай"}
H = {str(period): period for period in return_periods(PLAN)}


def entry(code: str, act: str, **said: object) -> Entry:
    return replace(Entry(code, act, known=KNOWN), **said)  # type: ignore[arg-type]


NEW = entry("RCK", ADD, name=NAMES, regions=("KG-B",), indicators=("2.2",), since=H["2026-H1"])


def rows(plan: Plan, partner: str, period: str) -> set[tuple[str, str]]:
    return {(one.indicator, one.region) for one in owed(plan, partner, H[period])}


def said_of(code: str, **changed: object) -> Entry:
    return replace(last_task(PLAN, (), code), act=CHANGE, **changed)  # type: ignore[arg-type]


def codes(plan: Plan, made: Entry, *before: Entry, sent: tuple[Period, ...] = ()) -> list[str]:
    return [fault.code for fault in faults_of(plan, before, made, sent)]


def test_without_entries_the_plan_is_that_of_its_file() -> None:
    assert fold(PLAN, ()) is PLAN
    assert as_filed(PLAN) is PLAN


def test_an_entry_that_says_what_the_file_says_changes_nothing() -> None:
    assert fold(PLAN, [said_of("WPN")]) is PLAN


def test_an_added_partner_is_asked_from_its_first_return_period_on() -> None:
    plan = fold(PLAN, [NEW])
    assert rows(plan, "RCK", "2025-H2") == set()
    assert rows(plan, "RCK", "2026-H1") == {("2.2", "KG-B")}
    assert [one.code for one in plan.partners][-1] == "RCK"
    assert "RCK" in plan.indicator("2.2").reported_by  # type: ignore[union-attr]
    assert "RCK" not in plan.indicator("2.1").reported_by  # type: ignore[union-attr]


def test_a_region_more_is_asked_from_then_on_and_not_before() -> None:
    more = said_of("WPN", regions=("KG-J", "KG-O", "KG-B", "KG-T"), since=H["2026-H2"])
    plan = fold(PLAN, [more])
    assert rows(plan, "WPN", "2026-H1") == rows(PLAN, "WPN", "2026-H1")
    assert ("2.2", "KG-T") in rows(plan, "WPN", "2026-H2")
    assert plan.partner("WPN").regions == ("KG-J", "KG-O", "KG-B", "KG-T")  # type: ignore[union-attr]


def test_an_indicator_less_was_still_asked_before() -> None:
    less = said_of("WPN", indicators=tuple(code for code in last_task(PLAN, (), "WPN").indicators if code != "2.2"))
    plan = fold(PLAN, [replace(less, since=H["2026-H2"])])
    assert any(code == "2.2" for code, _ in rows(plan, "WPN", "2026-H1"))
    assert not any(code == "2.2" for code, _ in rows(plan, "WPN", "2026-H2"))
    always = fold(PLAN, [less])
    assert not any(code == "2.2" for code, _ in rows(always, "WPN", "2026-H1"))
    assert "WPN" not in always.indicator("2.2").reported_by  # type: ignore[union-attr]


def test_an_ended_partner_is_asked_up_to_its_last_period_and_stays_in_the_plan() -> None:
    plan = fold(PLAN, [entry("WPN", END, until=H["2026-H1"])])
    assert rows(plan, "WPN", "2026-H1") == rows(PLAN, "WPN", "2026-H1") != set()
    assert rows(plan, "WPN", "2026-H2") == set()
    assert plan.partner("WPN") is not None


def test_whoever_comes_back_was_not_asked_in_between() -> None:
    gone = entry("WPN", END, until=H["2025-H1"])
    back = replace(said_of("WPN"), act=BRING_BACK, since=H["2026-H2"])
    plan = fold(PLAN, [gone, back])
    assert rows(plan, "WPN", "2025-H1")
    assert not rows(plan, "WPN", "2026-H1")
    assert rows(plan, "WPN", "2026-H2")
    as_if_never = fold(PLAN, [gone, replace(back, since=None)])
    assert as_if_never == PLAN


def test_a_change_keeps_the_time_in_which_nothing_was_asked() -> None:
    gone, back = entry("WPN", END, until=H["2025-H1"]), replace(said_of("WPN"), act=BRING_BACK, since=H["2026-H1"])
    plan = fold(PLAN, [gone, back, said_of("WPN", regions=("KG-B",))])
    assert not rows(plan, "WPN", "2025-H2")
    assert {region for _, region in rows(plan, "WPN", "2025-H1") | rows(plan, "WPN", "2026-H1")} == {"KG-B"}


def test_another_name_changes_nothing_of_what_is_asked() -> None:
    plan = fold(PLAN, [said_of("WPN", name=NAMES, since=H["2026-H2"])])
    assert plan.partner("WPN") == replace(PLAN.partner("WPN"), name=NAMES)  # type: ignore[type-var]
    assert plan.indicators == PLAN.indicators
    assert differences(plan, plan.partner("WPN")) == ("name",)  # type: ignore[arg-type]


def test_whoever_was_never_meant_to_be_there_is_gone_and_can_come_back() -> None:
    plan = fold(PLAN, [entry("WPN", REMOVE)])
    assert plan.partner("WPN") is None
    assert all("WPN" not in indicator.reported_by for indicator in plan.indicators)
    back = replace(last_task(plan, [entry("WPN", REMOVE)], "WPN"), act=BRING_BACK)
    assert rows(fold(PLAN, [entry("WPN", REMOVE), back]), "WPN", "2026-H1") == rows(PLAN, "WPN", "2026-H1")


def test_the_fold_has_its_own_word_and_the_file_keeps_its_hash() -> None:
    one, same, other = fold(PLAN, [NEW]), fold(PLAN, [NEW]), fold(PLAN, [replace(NEW, regions=("KG-J",))])
    assert one == same
    assert hash(one) == hash(same)
    assert len({PLAN, one, other}) == 3
    assert one.sha256 == PLAN.sha256
    assert as_filed(one) is PLAN
    assert fold(one, ()) is PLAN
    assert owed_cells(PLAN, 2026) != owed_cells(one, 2026) != owed_cells(other, 2026)


def test_indicators_that_came_after_an_entry_follow_the_file() -> None:
    later = said_of("WPN", known=tuple(code for code in KNOWN if code != "2.2"), indicators=("2.1",))
    assert set(last_task(fold(PLAN, [later]), [later], "WPN").indicators) == {"2.1", "2.2"}


def test_what_a_version_of_the_plan_does_not_have_is_left_out_there() -> None:
    older = replace(PLAN, indicators=tuple(one for one in PLAN.indicators if one.code != "2.2"))
    plan = fold(older, [replace(NEW, indicators=("2.1", "2.2"), regions=("KG-B", "KG-XX"))])
    assert plan.partner("RCK").terms[0].indicators == ("2.1",)  # type: ignore[union-attr]
    assert plan.partner("RCK").regions == ("KG-B",)  # type: ignore[union-attr]


def test_a_partner_that_a_later_file_drops_is_gone_whatever_was_changed_of_it() -> None:
    dropped = replace(PLAN, partners=tuple(one for one in PLAN.partners if one.code != "PBF"))
    assert fold(dropped, [said_of("PBF", regions=("KG-B",)), entry("PBF", END, until=H["2026-H1"])]).partner("PBF") is None
    assert fold(dropped, [NEW]).partner("RCK") is not None


def test_in_what_a_partner_differs_from_the_file() -> None:
    plan = fold(PLAN, [NEW, said_of("WPN", regions=("KG-B",)), entry("PBF", END, until=H["2026-H1"])])
    told = {one.code: differences(plan, one) for one in plan.partners}
    assert told == {"WPN": ("regions",), "MIA": (), "CEC": (), "NSC": (), "PBF": ("time",), "RCK": ("added",)}


FAULTY: Mapping[str, tuple[Entry, str]] = {
    "no code": (replace(NEW, code=""), "code_missing"),
    "small letters": (replace(NEW, code="rck"), "code_shape"),
    "a space": (replace(NEW, code="RED CRESCENT"), "code_shape"),
    "an endless code": (replace(NEW, code="R" * 21), "code_long"),
    "a code twice": (replace(NEW, code="WPN"), "code_twice"),
    "a code in other letters": (replace(NEW, code="Wpn"), "code_like"),
    "a name less": (replace(NEW, name={"en": "Red Crescent", "ru": "Красный Полумесяц"}), "name_missing"),
    "an endless name": (replace(NEW, name=NAMES | {"ky": "а" * 201}), "name_long"),
    "somebody's name": (replace(NEW, name=NAMES | {"en": "national statistical committee"}), "name_taken"),
    "no region": (replace(NEW, regions=()), "no_regions"),
    "an unknown region": (replace(NEW, regions=("KG-XX",)), "unknown_region"),
    "no indicator": (replace(NEW, indicators=()), "no_indicators"),
    "an unknown indicator": (replace(NEW, indicators=("9.9",)), "unknown_indicator"),
    "a period of another length": (replace(NEW, since=Period(2026)), "unknown_period"),
    "a period after the plan": (replace(NEW, since=Period.parse("2031-H1")), "unknown_period"),
    "an end before the beginning": (replace(NEW, since=H["2026-H2"], until=H["2026-H1"]), "until_before_since"),
    "an end without a day": (entry("WPN", END), "until_missing"),
    "nobody there": (replace(said_of("WPN"), code="NOBODY"), "unknown_partner"),
    "a lead without its indicator": (said_of("CEC", indicators=("2.2",)), "lead_taken"),
    "a lead that ends": (entry("CEC", END, until=H["2025-H2"]), "leads"),
    "a lead that vanishes": (entry("CEC", REMOVE), "leads"),
    "back though never gone": (replace(said_of("WPN"), act=BRING_BACK), "not_ended"),
    "nothing new": (said_of("WPN"), "nothing_changed"),
}


@pytest.mark.parametrize("wrong", FAULTY)
def test_what_is_wrong_with_an_entry_is_told(wrong: str) -> None:
    made, code = FAULTY[wrong]
    assert code in codes(PLAN, made)
    assert code in REGISTER_FAULTS


def test_all_faults_are_told_at_once() -> None:
    made = replace(NEW, code="rck", name={}, regions=("KG-XX",), indicators=("9.9",))
    assert codes(PLAN, made) == ["code_shape", *["name_missing"] * 3, "unknown_region", "unknown_indicator"]


def test_a_place_whose_level_the_indicator_does_not_take() -> None:
    of_regions = [replace(one, levels=("region",)) if one.code == "2.2" else one for one in PLAN.indicators]
    plan = replace(PLAN, indicators=tuple(of_regions))
    assert codes(plan, replace(NEW, regions=("KG",))) == ["region_level"]
    assert codes(plan, replace(NEW, regions=("KG", "KG-B"))) == []
    # What the file asks in vain already is the file's affair: whoever only renames the partner is not held up by it.
    assert codes(plan, replace(last_task(plan, (), "MIA"), act=CHANGE, name=NAMES)) == []


def test_a_partner_with_returns_can_end_after_them_and_not_vanish() -> None:
    sent = (H["2025-H2"], H["2026-H1"])
    assert codes(PLAN, entry("WPN", REMOVE), sent=sent) == ["has_returns"]
    assert codes(PLAN, entry("WPN", END, until=H["2025-H2"]), sent=sent) == ["later_returns"]
    assert codes(PLAN, entry("WPN", END, until=H["2026-H1"]), sent=sent) == []
    assert codes(PLAN, entry("WPN", REMOVE)) == []


def test_a_change_after_the_end_is_refused_and_coming_back_is_after_it() -> None:
    gone = entry("WPN", END, until=H["2026-H1"])
    assert codes(PLAN, said_of("WPN", regions=("KG-B",), since=H["2026-H2"]), gone) == ["after_end"]
    assert codes(PLAN, replace(said_of("WPN"), act=BRING_BACK, since=H["2026-H1"]), gone) == ["not_asked_yet"]
    assert codes(PLAN, replace(said_of("WPN"), act=BRING_BACK, since=H["2026-H2"]), gone) == []


REGIONS = st.lists(st.sampled_from(["KG-B", "KG-J", "KG-O", "KG-T", "KG"]), min_size=1, unique=True).map(tuple)
REPORTED = st.lists(st.sampled_from([one.code for one in PLAN.indicators]), min_size=1, unique=True).map(tuple)
PERIODS = st.none() | st.sampled_from(list(H.values()))
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(["WPN", "PBF", "RCK"]),
        st.sampled_from([ADD, CHANGE, END, REMOVE, BRING_BACK]),
        st.just(NAMES),
        REGIONS,
        REPORTED,
        st.just(KNOWN),
        PERIODS,
        PERIODS,
    ),
    max_size=6,
)


@given(ENTRIES)
def test_whatever_was_entered_terms_follow_one_another_and_the_rest_is_untouched(drawn: list[Entry]) -> None:
    entries: list[Entry] = []
    for one in drawn:
        if not faults_of(PLAN, entries, one):
            entries.append(one)
    plan = fold(PLAN, entries)
    for partner in plan.partners:
        for period in H.values():
            assert sum(term.holds(period) for term in partner.terms) <= 1
        for indicator in plan.indicators:
            reports = [term for term in partner.terms if indicator.code in term.indicators]
            if partner.terms:
                assert (partner.code in indicator.reported_by) == bool(reports)
    for code in ("MIA", "CEC", "NSC"):
        assert [owed(plan, code, period) for period in H.values()] == [owed(PLAN, code, period) for period in H.values()]
    assert fold(plan, entries) == plan


@given(ENTRIES, PERIODS)
def test_a_later_entry_never_changes_what_was_asked_before_it_holds(drawn: list[Entry], since: Period | None) -> None:
    start = since or H["2026-H1"]
    entries: list[Entry] = []
    for one in drawn:
        if not faults_of(PLAN, entries, one):
            entries.append(one)
    before = fold(PLAN, entries)
    made = replace(last_task(before, entries, "WPN"), act=CHANGE, regions=("KG-T",), since=start)
    if faults_of(PLAN, entries, made):
        return
    after = fold(PLAN, [*entries, made])
    for period in (one for one in H.values() if one < start):
        assert owed(after, "WPN", period) == owed(before, "WPN", period)
