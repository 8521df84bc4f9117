"""The demo workbooks: each is what the story says, holds what the tables say, and names where every figure comes from."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from nap.facts import Period, Severity
from nap.plan import due_date, return_periods
from nap.results import compute
from nap.settings import ROOT

DEMO = ROOT / "data" / "demo"
TODAY = date(2026, 11, 15)


def accepted(story, checked):
    """The observations that count: the last accepted version of each return."""
    kept = {}
    for entry in story:
        if entry["events"][-1]["act"] == "accept":
            kept[entry["partner"], entry["period"]] = checked[entry["file"]].observations
    return [observation for each in kept.values() for observation in each]


def acts(entry):
    return [event["act"] for event in entry["events"]]


# --- what would be wrong


def test_a_figure_without_a_row_in_the_template_is_refused(make, plan, story):
    entry = next(each for each in story if each["file"] == "PBF-2025-H1.xlsx")
    line = dict.fromkeys(
        ("total", "numerator", "denominator", "level", "parts", "state", "quality", "source", "comment", "explanation"), ""
    )
    stray = {**line, "file": entry["file"], "indicator": "1.20", "region": "KG-O", "period": "2025-H1", "total": "3"}
    with pytest.raises(ValueError, match="no row"):
        make.workbook(plan, entry, make.Tables({entry["file"]: [stray]}, {}, {}))


def test_the_draft_shows_errors_a_partner_really_makes(checked):
    findings = [each for each in checked["CRA-2026-H1.xlsx"].findings if each.severity is Severity.ERROR]
    assert {(each.code, each.case) for each in findings} >= {
        ("not-a-number", "more-than"),
        ("not-a-number", "range"),
        ("parts-exceed-total", ""),
    }


# --- the workbooks


def test_every_workbook_has_the_verdict_the_story_expects(story, checked):
    assert {entry["file"]: checked[entry["file"]].verdict for entry in story} == {
        entry["file"]: entry["expect"] for entry in story
    }


def test_every_workbook_is_of_the_partner_and_period_of_the_story(story, checked):
    for entry in story:
        found = checked[entry["file"]]
        assert (found.partner, str(found.period), found.language) == (entry["partner"], entry["period"], entry["language"])


def test_the_workbooks_hold_exactly_the_figures_of_the_tables(make, story, checked):
    kept = make.tables()
    for entry in story:
        if entry["expect"] == "errors":
            continue
        read = {
            (each.indicator, each.region, str(each.period), each.breakdown): each for each in checked[entry["file"]].observations
        }
        for line in kept.figures.get(entry["file"], ()):
            key = (line["indicator"], line["region"], line["period"])
            typed = line["total"].replace(" ", "").replace(",", ".")
            if typed or line["level"]:
                assert read[(*key, "")].value == Decimal(typed or line["level"]), (entry["file"], key)
            if line["numerator"]:
                assert (read[(*key, "")].numerator, read[(*key, "")].denominator) == (
                    Decimal(line["numerator"]),
                    Decimal(line["denominator"]),
                )
            if line["state"]:
                assert read[(*key, "")].state == line["state"]
            parts = {name: Decimal(number) for name, _, number in (part.partition("=") for part in line["parts"].split())}
            assert {
                each.partition("=")[2]: found.value for (*place, each), found in read.items() if tuple(place) == key and each
            } == parts


def test_the_same_tables_make_the_same_bytes(make, plan, story):
    entry = next(each for each in story if each["file"] == "SPS-2025-H2.xlsx")
    assert make.workbook(plan, entry, make.tables()) == make.workbook(plan, entry, make.tables())


def test_the_folder_stays_small(story):
    files = sorted(DEMO.glob("*.xlsx"))
    assert [path.name for path in files] == sorted(entry["file"] for entry in story)
    assert len(files) < 90
    assert sum(path.stat().st_size for path in DEMO.iterdir() if path.is_file()) < 3_000_000


# --- where figures come from


def test_every_figure_names_its_source(checked):
    for name, found in checked.items():
        for each in found.observations:
            if not each.state:
                assert each.source, (name, each.indicator, each.region)


def test_figures_of_the_plans_years_are_marked_as_invented_unless_published(make, checked):
    published = Counter()
    for found in checked.values():
        for each in found.observations:
            if each.period.year < 2025 or each.state:
                assert each.source not in make.INVENTED.values()
            elif each.source != make.INVENTED[found.language]:
                published[each.indicator] += 1
    assert published == {"1.4": 1, "3.10": 1}


def test_official_statistics_are_never_invented(checked):
    for found in checked.values():
        if found.partner == "NSC":
            assert all(each.state == "no_data" for each in found.observations if each.period.year >= 2025)


def test_figures_the_source_calls_more_than_stay_more_than(checked):
    vague = {
        (each.indicator, each.value) for found in checked.values() for each in found.observations if each.quality == "more_than"
    }
    assert vague == {("2.9", Decimal(18)), ("2.19", Decimal(40000))}


def test_the_map_of_earlier_years_is_full(plan, checked):
    seen = defaultdict(set)
    for found in checked.values():
        for each in found.observations:
            if found.partner == "NSC" and each.breakdown == "" and not each.state:
                seen[each.indicator, each.period.year].add(each.region)
    everywhere = {region.code for region in plan.regions.level("region")} | {"KG"}
    for indicator, year in (("3.1", 2023), ("2.28", 2023), ("2.27", 2023), ("3.3", 2018), ("3.4", 2023)):
        assert seen[indicator, year] == everywhere
    assert everywhere - seen["3.3", 2023] == {"KG-Y", "KG-N"}


def test_published_homicides_keep_the_one_victim_no_region_has(checked):
    country, regions = {}, Counter()
    for found in checked.values():
        for each in found.observations:
            if each.indicator == "3.4" and each.breakdown == "" and not each.state:
                if each.region == "KG":
                    country[each.period.year] = each.value
                else:
                    regions[each.period.year] += each.value
    assert [year for year in sorted(country) if country[year] - regions[year] == 1] == [2016, 2018, 2021]
    assert all(country[year] - regions[year] in (0, 1) for year in country)


def test_items_stand_for_as_many_alerts_as_were_counted(checked):
    for name, found in checked.items():
        sent = sum(each.value for each in found.observations if each.indicator == "2.4" and each.breakdown == "step=SENT")
        assert sent == len(found.items), name


# --- the story


def test_nothing_happens_before_it_arrives_and_all_of_it_by_today(story):
    received = [entry["received"] for entry in story]
    assert received == sorted(received)
    for entry in story:
        days = [entry["received"], *(event["date"] for event in entry["events"]), TODAY]
        assert days == sorted(days)
        said = [act for act in acts(entry) if act != "override"]
        assert said in (["none"], ["submit"], ["submit", "accept"], ["submit", "send_back"])


def test_what_is_sent_back_has_a_reason_and_what_has_errors_stays_a_draft(story):
    for entry in story:
        assert (acts(entry) == ["none"]) == (entry["expect"] == "errors")
        assert all(event.get("reason") for event in entry["events"] if event["act"] == "send_back")


def test_there_is_one_of_each_turn_a_return_can_take(plan, story):
    last = {(entry["partner"], entry["period"]): acts(entry)[-1] for entry in story}
    assert Counter(last.values()) >= Counter({"accept": 50, "submit": 1, "send_back": 1, "none": 1})
    versions = Counter((entry["partner"], entry["period"]) for entry in story)
    assert sum(count > 1 for count in versions.values()) == 3
    sent = {(entry["partner"], entry["period"]) for entry in story}
    closed = [period for period in return_periods(plan) if due_date(plan, period) < TODAY]
    assert {(each.code, str(period)) for each in plan.partners for period in closed} - sent == {
        ("NWN", "2026-H1"),
        ("MLM", "2026-H1"),
    }


def test_some_returns_are_late(plan, story):
    late = {
        entry["file"]
        for entry in story
        if (period := Period.parse(entry["period"])).year > 2024 and entry["received"] > due_date(plan, period)
    }
    assert {"MES-2025-H1.xlsx", "NWN-2025-H2.xlsx", "MES-2026-H1.xlsx"} <= late
    assert len(late) < 10


def test_reviews_follow_within_a_fortnight(story):
    for entry in story:
        assert entry["events"][-1]["date"] - entry["received"] <= timedelta(days=14)


def test_every_status_appears_in_the_plans_years(plan, story, checked):
    results = compute(plan, accepted(story, checked), TODAY)
    shown = {str(each.status) for each in results if each.breakdown == "" and each.period.year >= 2025}
    wanted = "achieved on_track behind off_track regressing partial too_early no_data context not_assessable not_due"
    assert shown >= set(wanted.split())


def test_a_region_where_asking_was_not_safe_stays_without_a_figure(plan, story, checked):
    results = compute(plan, accepted(story, checked), TODAY, indicators=["3.11"])
    found = next(each for each in results if (each.region, str(each.period), each.breakdown) == ("KG-B", "2025-H2", ""))
    assert found.value is None
    assert found.reason == "not_safe"
