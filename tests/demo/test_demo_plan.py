"""The demo plan: complete, in three languages, showing every kind of indicator, and honest about what is assumed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nap.plan import load_plan, owed, return_periods
from nap.settings import ROOT

TYPES = {
    "count",
    "stock",
    "percentage",
    "rate",
    "ratio",
    "money",
    "index",
    "milestone",
    "ordinal",
    "list",
    "narrative",
    "cascade",
}
KAZAKH = re.compile("[қғұіһәҚҒҰІҺӘ]")


def texts(plan):
    for thing in (*plan.partners, *plan.objectives, *plan.measures, *plan.indicators):
        for name in ("name", "title", "definition", "unit", "numerator", "denominator", "verification"):
            if found := getattr(thing, name, None):
                yield thing.code, name, found


def test_the_plan_has_neither_faults_nor_warnings():
    plan, faults = load_plan(ROOT / "indicators.yaml")
    assert plan is not None
    assert faults == ()


def test_it_says_that_it_is_illustrative(plan):
    assert plan.status == "illustrative"
    assert all(target.hypothetical for indicator in plan.indicators for target in indicator.targets)
    assert all(
        target.hypothetical for indicator in plan.indicators for each in indicator.regional_targets.values() for target in each
    )


def test_partners_that_are_played_say_so_in_every_language(plan):
    for partner in plan.partners:
        if partner.code != "NSC":
            assert "(demo)" in partner.name["en"], partner.code
            assert all("(демо)" in partner.name[lang] for lang in ("ru", "ky")), partner.code


def test_every_baseline_names_its_source_or_is_the_zero_at_the_start(plan):
    for indicator in plan.indicators:
        base = indicator.baseline
        assert base is None or base.source or (base.value == 0 and base.date == date(2024, 12, 31)), indicator.code


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("type", TYPES),
        ("direction", {"increase", "decrease", "maintain", "none"}),
        ("accumulation", {"flow", "ytd", "since_start", "snapshot"}),
        ("partners", {"sum", "max", "lead_only", "list", "none"}),
        ("regions", {"sum", "pooled", "none", "national_row"}),
        ("sensitivity", {"public", "people", "sensitive"}),
        ("objective", {"O1", "O2", "O3"}),
    ],
)
def test_every_kind_occurs(plan, name, kinds):
    assert {getattr(indicator, name) for indicator in plan.indicators} == kinds


def test_there_are_enough_indicators_and_measures(plan):
    assert len(plan.indicators) >= 42
    assert len(plan.measures) >= 12
    assert all(measure.lead and (measure.deadline or measure.continuous) for measure in plan.measures)


def test_every_text_differs_between_the_languages(plan):
    for code, name, text in texts(plan):
        assert set(text) == {"en", "ru", "ky"}, (code, name)
        assert len(set(text.values())) == 3 or name == "unit", (code, name, text)


def test_kyrgyz_has_no_letters_of_other_languages_and_english_no_cyrillic(plan):
    for code, name, text in texts(plan):
        assert not KAZAKH.search(text["ky"]), (code, name)
        assert not re.search("[а-яёөүң]", text["en"], re.IGNORECASE), (code, name)
        assert not re.search("[өүң]", text["ru"], re.IGNORECASE), (code, name)


def test_kyrgyz_texts_hold_no_russian_words(plan):
    russian = re.compile(r"\b(и|не|на|для|по|из|что|или|от|за|с|об?)\b|[щъ]", re.IGNORECASE)
    for code, name, text in texts(plan):
        assert not russian.search(text["ky"]), (code, name, text["ky"])


def test_figures_about_survivors_callers_and_monitors_are_sensitive(plan):
    risky = re.compile(
        r"survivor|victims of family|family violence|hotline|protection order|registration to sentence|^monitors", re.IGNORECASE
    )
    found = [indicator for indicator in plan.indicators if risky.search(indicator.title["en"])]
    assert len(found) >= 8
    assert {indicator.sensitivity for indicator in found} == {"sensitive"}


def test_whatever_counts_people_by_name_of_no_official_share_is_protected(plan):
    for indicator in plan.indicators:
        if indicator.counts == "people" and indicator.type in {"count", "stock"}:
            assert indicator.sensitivity in {"people", "sensitive"}, indicator.code


def test_ethnicity_is_never_asked(plan):
    asked = {breakdown.by for indicator in plan.indicators for breakdown in indicator.breakdowns}
    assert asked == {"sex", "age", "participant", "origin", "protected"}


def test_a_return_is_small_enough_to_be_filled_by_hand(plan):
    for partner in plan.partners:
        for period in return_periods(plan):
            rows = len(owed(plan, partner.code, period))
            assert 1 <= rows <= (60 if partner.code == "NSC" else 35), (partner.code, period, rows)


def test_every_region_of_the_country_is_somebodys(plan):
    ngos = {"WPN", "WSC", "FWN", "OWI", "NWN", "CRA"}
    served = {region for partner in plan.partners if partner.code in ngos for region in partner.regions}
    assert {region.code for region in plan.regions.level("region")} <= served
