"""Figures beside their neighbours in one file: real slips are found, honest figures are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nap.facts import Finding, Severity
from nap.plan import Breakdown, Plan
from nap.returns import tags
from tests.returns.workbooks import Return, noted, only

YEAR_END = date(2026, 12, 31)
REGIONS = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
SAFE_2018 = (63.7, 46.2, 69.3, 71.9, 70.4, 73.3, 69.3, 31.2, 86.7)
SAFE_2023 = (73.9, 66.9, 73.6, 81.5, 85.3, 93.6, 45.9, 57.9, 99.9)
BEATING = {
    2014: (50.7, 15.5, 37.5, 34.8, 48.1, 36.5, 33.3, 18.2, 47.1),
    2018: (20.1, 30.4, 18.7, 31.4, 43.1, 22.3, 41.2, 16.5, 31.8),
}
INDEX_2018 = (42.6, 32.7, 19.5, 30.7, 27.9, 34.1, 35.5, 12.9, 38.3)
HOMICIDES = {
    2014: (320, (12, 39, 31, 14, 16, 11, 101, 76, 20)),
    2016: (267, (11, 30, 27, 6, 22, 8, 95, 55, 12)),
    2020: (172, (19, 31, 12, 7, 11, 5, 52, 30, 5)),
}


def changed(plan: Plan, code: str, **fields: object) -> Plan:
    """The plan with one indicator changed."""
    indicators = tuple(replace(one, **fields) if one.code == code else one for one in plan.indicators)  # type: ignore[arg-type]
    return replace(plan, sha256=f"{code}{sorted(fields.items())}", indicators=indicators)


def yearly(plan: Plan, total: object) -> Return:
    """A return of the statistical committee at the end of the year, for history and all regions."""
    made = Return(plan, "NSC", "2026-H2")
    made.put("3.3", "KG", tags.TOTAL, total)
    return made


def add(made: Return, indicator: str, rows: Mapping[str, object], period: str = "2026", **more: object) -> dict[str, int]:
    """A row for each region."""
    return {
        region: made.add_row((indicator, "KG"), adm_code=region, adm_name=None, date_period=period, value_total=value, **more)
        for region, value in rows.items()
    }


def by_region(values: Iterable[object]) -> dict[str, object]:
    return dict(zip(REGIONS, values, strict=True))


def found(made: Return) -> list[Finding]:
    return noted(made.check(today=YEAR_END))


def facts(finding: Finding) -> dict[str, object]:
    return dict(finding.facts)


# --- lost decimal points ---


OTHERS_10_3_1 = ("KG-B", "KG-J", "KG-Y", "KG-C", "KG-N", "KG-O")


@pytest.mark.parametrize(
    "typed, others, meant",
    [
        (50, (6.2, 4.4, 16.6, 9.0, 0.4, 7.7), "5"),
        (70, (6.2, 4.4, 16.6, 9.0, 0.4, 7.7), "7"),
        (19, (1.2, 2.4, 3.0, 0.4, 1.7, 3.3), "1.9"),
    ],
)
def test_the_shares_of_10_3_1_inside_the_range_are_asked_about(
    example_plan: Plan, typed: float, others: tuple[float, ...], meant: str
) -> None:
    made = yearly(example_plan, total=3.2)
    rows = add(made, "3.3", {"KG-T": typed, **dict(zip(OTHERS_10_3_1, others, strict=True))})
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.region, finding.severity) == ("lost-decimal", "KG-T", Severity.WARNING)
    assert finding.cells[0].endswith(str(rows["KG-T"]))
    assert facts(finding)["offer"] == meant


@pytest.mark.parametrize("typed", [946, 951, 950, 910])
def test_946_per_cent_is_told_once_whatever_follows_from_it(example_plan: Plan, typed: int) -> None:
    plan = changed(example_plan, "3.3", breakdowns=(Breakdown("position", ("LOW", "MIDDLE", "TOP"), complete=True),))
    made = yearly(plan, total=100)
    for tag, value in (("#value+position_low", 3.1), ("#value+position_middle", 2.3), ("#value+position_top", typed)):
        made.put("3.3", "KG", tag, value)
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, facts(finding)["number"]) == ("out-of-range", "shifted", Decimal(typed) / 10)


def test_a_share_far_below_places_that_agree_is_asked_about(example_plan: Plan) -> None:
    made = yearly(example_plan, total=57.9)
    add(made, "3.3", by_region((*SAFE_2018[:-1], 8.67)))
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, finding.region, facts(finding)["offer"]) == ("lost-decimal", "below", "KG-GO", "86.7")


def test_a_budget_typed_in_millions_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    amounts = {"KG-B": 5_400_000, "KG-J": 7_100_000, "KG-Y": 12_300_000, "KG-N": 28_400_000, "KG-O": 15.2}
    made.put("2.6", "KG", tags.TOTAL, 68_400_000)
    for part in ("budget", "community"):
        made.put("2.6", "KG", f"#value+origin_{part}", None)
    add(made, "2.6", amounts, "2026-H2")
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, facts(finding)["offer"]) == ("lost-decimal", "unit", "15200000")


def test_counts_may_differ_as_widely_as_regions_do(example_plan: Plan) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    made.put("2.2", "KG", tags.TOTAL, 8337)
    add(made, "2.2", by_region((211, 571, 598, 274, 261, 153, 2463, 3478, 328)), "2026-H2")
    assert found(made) == []


@pytest.mark.parametrize(
    "country, values", [(57.9, SAFE_2018), (69.9, SAFE_2023), (32.8, BEATING[2014]), (29.9, BEATING[2018]), (27.3, INDEX_2018)]
)
def test_real_figures_of_all_regions_are_not_asked_about(example_plan: Plan, country: float, values: tuple[float, ...]) -> None:
    made = yearly(example_plan, total=country)
    add(made, "3.3", by_region(values))
    assert found(made) == []


# --- zeros ---


def test_poverty_of_osh_city_is_no_zero(example_plan: Plan) -> None:
    made = yearly(example_plan, total=38.1)
    rows = add(made, "3.3", by_region((34.2, 45.3, 28.1, 43.8, 51.4, 39.6, 16.6, 21.4, 0)))
    (finding,) = [each for each in found(made) if each.code != "places-differ"]
    assert (finding.code, finding.case, finding.region) == ("constant-zero", "lone", "KG-GO")
    assert finding.cells[0].endswith(str(rows["KG-GO"]))


@pytest.mark.parametrize(
    "values", [(34.2, 45.3, 0, 43.8, 51.4, 39.6, 16.6, 21.4, 0), (1.2, 0.4, 0.9, 1.1, 0.7, 0.8, 1.0, 0.6, 0)]
)
def test_zero_among_other_zeros_or_tiny_shares_is_a_figure(example_plan: Plan, values: tuple[float, ...]) -> None:
    made = yearly(example_plan, total=0.9 if max(values) < 2 else 38.1)
    add(made, "3.3", by_region(values))
    assert found(made) == []


def test_a_return_of_nothing_but_zeros_is_asked_about_once(example_plan: Plan) -> None:
    made = Return(example_plan, "WPN")
    for sheet, columns, row in made.lines():
        for tag, column in columns.items():
            cell = sheet.cell(row, column)
            if tag.startswith("#value+") and isinstance(cell.value, int):
                cell.value = 1 if tag == tags.DENOMINATOR else 0
            elif tag == tags.LEVEL:
                cell.value = None
            elif tag == tags.STATE and sheet.cell(row, columns[tags.INDICATOR]).value in {"2.4", "2.5", "3.5"}:
                cell.value = "н/д"
        if sheet.cell(row, columns[tags.INDICATOR]).value == "3.5":
            for tag in (tags.NUMERATOR, tags.DENOMINATOR):
                sheet.cell(row, columns[tag]).value = None
    finding = only(made.check())
    assert (finding.code, finding.case, facts(finding)["rows"]) == ("constant-zero", "all", 12)
    made.put("2.2", "KG-J", tags.TOTAL, 4)
    assert noted(made.check()) == []


# --- copies ---


def test_a_row_equal_to_that_of_another_region_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan)
    for region in ("KG-J", "KG-O"):
        for tag, value in ((tags.TOTAL, 214), ("#value+f", 127), ("#value+m", 84), ("#value+u", 3)):
            made.put("2.1", region, tag, value)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.region) == ("copied-unchanged", "place", "KG-O")
    assert (facts(finding)["regions"], finding.cells[0]) == ("KG-J", made.where("2.1", "KG-O", tags.TOTAL)[1])


def test_small_and_round_figures_may_be_equal(example_plan: Plan) -> None:
    made = Return(example_plan)
    for region in ("KG-J", "KG-O", "KG-B"):
        for tag, value in ((tags.TOTAL, 45), ("#value+f", 25), ("#value+m", 20), ("#value+u", 0)):
            made.put("2.1", region, tag, value)
        made.put("2.2", region, tags.TOTAL, 12)
    assert noted(made.check()) == []


def test_a_place_whose_every_figure_is_that_of_another_is_one_finding_a_sheet(example_plan: Plan) -> None:
    made = Return(example_plan, "CEC", "2026-H2")
    for number, (indicator, tag) in enumerate(
        [("1.1", tags.NUMERATOR), ("2.2", tags.TOTAL), ("2.1", "#value+f"), ("2.6", tags.TOTAL), ("3.5", tags.NUMERATOR)]
    ):
        for order, region in enumerate(REGIONS):
            made.put(indicator, region, tag, 31 + number * 7 + (0 if region == "KG-N" else order * 11))
        made.put(indicator, "KG-B", tag, 31 + number * 7)
    for region in REGIONS:
        made.put("2.1", region, tags.TOTAL, None)
        for part in ("budget", "community"):
            made.put("2.6", region, f"#value+origin_{part}", None)
    findings = [each for each in found(made) if each.code == "copied-unchanged"]
    assert {(each.case, each.region, facts(each)["regions"]) for each in findings} == {("places", "KG-N", "KG-B")}
    assert len({each.sheet for each in findings}) == len(findings)


def test_the_national_row_of_2014_is_that_of_women_in_2013(example_plan: Plan) -> None:
    sexes = Breakdown("sex", ("F", "M"), complete=True)
    plan = changed(example_plan, "3.3", breakdowns=(sexes,), counts="people", valid_from=None)
    made = yearly(plan, total=94)
    made.put("3.3", "KG", "#value+f", 95.1)
    made.put("3.3", "KG", "#value+m", 92.3)
    add(made, "3.3", {"KG": 95.2}, "2013", value_f=96.013194, value_m=92.731402)
    rows = add(made, "3.3", {"KG": 96.013194}, "2014", value_f=95.752344, value_m=92.201127)
    findings = found(made)
    assert {(each.code, each.case) for each in findings} == {("total-outside-parts", ""), ("copied-unchanged", "row")}
    assert all(each.cells[0].endswith(str(rows["KG"])) for each in findings)
    copy = next(each for each in findings if each.code == "copied-unchanged")
    assert (facts(copy)["period"], facts(copy)["other"]) == ("2013", "3.3")


def test_one_long_figure_drawn_down_over_all_regions_is_asked_about_once(example_plan: Plan) -> None:
    made = Return(example_plan, "CEC", "2026-H2")
    for region in REGIONS:
        made.put("2.2", region, tags.TOTAL, 1247)
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, facts(finding)["rows"], len(finding.cells)) == ("copied-unchanged", "everywhere", 9, 9)


# --- places and periods inside one another ---


def homicides(plan: Plan, year: int, **country: object) -> tuple[Return, dict[str, int]]:
    total, values = HOMICIDES[year]
    made = Return(plan, "NSC", "2026-H2")
    rows = add(made, "2.2", {"KG": total}, str(year), **country)
    add(made, "2.2", by_region(values), str(year))
    return made, rows


@pytest.mark.parametrize("year", [2014, 2020])
def test_homicides_by_region_add_up_to_those_of_the_country(example_plan: Plan, year: int) -> None:
    made, _ = homicides(example_plan, year)
    assert found(made) == []


def test_one_homicide_of_2016_stands_in_no_region(example_plan: Plan) -> None:
    made, rows = homicides(example_plan, 2016)
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, finding.severity) == ("places-differ", "less", Severity.WARNING)
    assert finding.cells[0].endswith(str(rows["KG"]))
    assert len(finding.cells) == 10
    assert {name: facts(finding)[name] for name in ("sum", "total", "difference")} == {"sum": 266, "total": 267, "difference": 1}


def test_a_little_in_no_region_with_a_word_beside_it_is_told_only(example_plan: Plan) -> None:
    made, _ = homicides(example_plan, 2016, description_comment="Одна жертва не отнесена ни к одной области.")
    assert only(made.check(today=YEAR_END)).severity is Severity.INFO


def test_regions_above_their_country_are_asked_about_even_where_some_are_missing(example_plan: Plan) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    add(made, "2.2", {"KG": 100}, "2016")
    add(made, "2.2", {"KG-C": 95, "KG-GB": 55}, "2016")
    assert (only(made.check(today=YEAR_END)).code, only(made.check(today=YEAR_END)).case) == ("places-differ", "more")


def test_regions_below_their_country_are_honest_where_some_are_missing(example_plan: Plan) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    add(made, "2.2", {"KG": 267}, "2016")
    add(made, "2.2", {"KG-C": 95, "KG-GB": 55}, "2016")
    assert found(made) == []


def test_districts_above_their_region_are_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.add_row(("2.2", "KG-B"), adm_code="41705236", value_total=31)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells[0]) == ("places-differ", "more", made.where("2.2", "KG-B", tags.TOTAL)[1])


def test_a_share_of_the_country_lies_between_those_of_all_its_regions(example_plan: Plan) -> None:
    made = yearly(example_plan, total=18.9)
    add(made, "3.3", by_region(BEATING[2018]))
    assert found(made) == []
    cell = made.put("3.3", "KG", tags.TOTAL, 13.9)
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, finding.cells[0]) == ("places-differ", "range", cell)


@pytest.mark.parametrize("halves, asked", [((60, 50), True), ((60, 40), False), ((60, None), False), ((110, None), True)])
def test_a_year_of_history_is_the_sum_of_its_halves(example_plan: Plan, halves: tuple[int | None, ...], asked: bool) -> None:
    plan = changed(example_plan, "2.2", type="count", accumulation="flow")
    made = Return(plan)
    for number, value in enumerate(halves, 1):
        if value is not None:
            made.add_row(("2.2", "KG-B"), date_period=f"2019-H{number}", value_total=value)
    row = made.add_row(("2.2", "KG-B"), date_period="2019", value_total=100)
    findings = noted(made.check())
    assert [(each.code, each.cells[0].endswith(str(row))) for each in findings] == ([("periods-differ", True)] if asked else [])


def test_a_stock_at_the_end_of_the_year_is_that_of_its_second_half(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.add_row(("2.2", "KG-B"), date_period="2019-H1", value_total=7)
    made.add_row(("2.2", "KG-B"), date_period="2019-H2", value_total=20)
    made.add_row(("2.2", "KG-B"), date_period="2019", value_total=20)
    assert noted(made.check()) == []
    made.add_row(("2.2", "KG-B"), date_period="2018-H2", value_total=7)
    made.add_row(("2.2", "KG-B"), date_period="2018", value_total=14)
    assert (only(made.check()).code, only(made.check()).case) == ("periods-differ", "running")


# --- parts of a whole ---


def positions(plan: Plan, *rules: str) -> Plan:
    """16.7.1.a: civil servants by position, three shares that make 100."""
    return changed(plan, "3.3", breakdowns=(Breakdown("position", ("LOW", "MIDDLE", "TOP"), complete=True),), rules=rules)


def put_positions(made: Return, shares: tuple[float, ...], total: object = 100) -> list[str]:
    columns = ("#value+position_low", "#value+position_middle", "#value+position_top")
    made.put("3.3", "KG", tags.TOTAL, total)
    return [made.put("3.3", "KG", tag, value) for tag, value in zip(columns, shares, strict=True)]


@pytest.mark.parametrize("shares", [(3.1, 2.3, 94.6), (3.1, 2.3, 94.8), (3.126344, 0.860462, 96.013194), (3, 2, 96)])
def test_shares_that_make_a_hundred_but_for_rounding_are_sound(example_plan: Plan, shares: tuple[float, ...]) -> None:
    made = Return(positions(example_plan, "3.3.LOW + 3.3.MIDDLE + 3.3.TOP = 100"), "NSC", "2026-H2")
    put_positions(made, shares)
    assert found(made) == []


def test_by_a_rule_of_the_plan_shares_make_a_hundred_and_the_slip_is_named(example_plan: Plan) -> None:
    made = Return(positions(example_plan, "100 = 3.3.LOW + 3.3.MIDDLE + 3.3.TOP"), "NSC", "2026-H2")
    cells = put_positions(made, (31, 2.3, 94.6))
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, finding.cells[0]) == ("rule-broken", "moved", cells[0])
    told = facts(finding)
    assert {told["first"], told["second"]} == {Decimal("127.9"), Decimal(100)}
    assert told["offer"] == "3.1"


def test_shares_that_no_moved_point_explains_are_asked_about_together(example_plan: Plan) -> None:
    made = Return(positions(example_plan, "3.3.LOW + 3.3.MIDDLE + 3.3.TOP = 100"), "NSC", "2026-H2")
    cells = put_positions(made, (13.1, 12.3, 84.6))
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, finding.cells) == ("rule-broken", "number", tuple(cells))
    assert "offer" not in facts(finding)


def test_a_share_that_lost_its_point_is_told_once_by_its_own_earlier_years(example_plan: Plan) -> None:
    made = Return(positions(example_plan), "NSC", "2026-H2")
    put_positions(made, (3.1, 2.3, 9.46))
    for year, shares in {2019: (0.5, 2.4, 97.1), 2020: (2.9, 2.1, 95.0), 2021: (3.0, 1.9, 95.1)}.items():
        names = ("value_position_low", "value_position_middle", "value_position_top")
        add(made, "3.3", {"KG": 100}, str(year), **dict(zip(names, shares, strict=True)))
    finding = only(made.check(today=YEAR_END))
    assert (finding.code, finding.case, facts(finding)["offer"]) == ("lost-decimal", "series", "94.6")
    assert finding.cells[0] == made.where("3.3", "KG", "#value+position_top")[1]
    made.put("3.3", "KG", "#value+position_top", 84.6)
    assert (only(made.check(today=YEAR_END)).code, only(made.check(today=YEAR_END)).case) == ("shares-not-whole", "")


def test_rates_of_groups_need_not_make_a_hundred(example_plan: Plan) -> None:
    made = Return(positions(example_plan), "NSC", "2026-H2")
    put_positions(made, (20.1, 35.4, 60.2), total=37.5)
    assert found(made) == []


def test_rules_between_counts_are_exact_and_name_both_cells(example_plan: Plan) -> None:
    made = Return(example_plan, "MIA")
    other = made.where("3.1", "KG", tags.TOTAL, "2026-Q2")[1]
    cell = made.put("3.2", "KG", "#value+step_reported", 31)
    finding = only(made.check())
    assert (finding.code, finding.cells) == ("rule-broken", (cell, other))
    assert (facts(finding)["first"], facts(finding)["second"], facts(finding)["other_cell"]) == (31, 30, other)


# --- blanks with one answer ---


def persons(made: Return, total: object, women: object, men: object, unknown: object) -> None:
    for tag, typed in ((tags.TOTAL, total), ("#value+f", women), ("#value+m", men), ("#value+u", unknown)):
        made.put("2.1", "KG-B", tag, typed)


def test_men_twelve_of_twelve_and_women_blank_offers_zero(example_plan: Plan) -> None:
    made = Return(example_plan)
    persons(made, 12, None, 12, None)
    finding = only(made.check())
    assert (finding.code, finding.case, facts(finding)["offer"]) == ("missing-value", "nothing-left", "0")
    assert finding.cells == (made.where("2.1", "KG-B", "#value+f")[1],)


def test_men_twelve_of_twelve_is_asked_about_where_no_split_is_required(example_plan: Plan) -> None:
    made = Return(changed(example_plan, "2.1", breakdowns=(Breakdown("sex", ("F", "M"), complete=True),)))
    for tag, typed in ((tags.TOTAL, 12), ("#value+f", None), ("#value+m", 12)):
        made.put("2.1", "KG-B", tag, typed)
    assert only(made.check()).case == "nothing-left"
    made.put("2.1", "KG-B", "#value+m", 11)
    assert noted(made.check()) == []


def test_the_one_blank_part_is_what_the_others_leave(example_plan: Plan) -> None:
    made = Return(example_plan)
    persons(made, 30, None, 12, 0)
    finding = only(made.check())
    assert (finding.code, finding.case, facts(finding)["offer"]) == ("missing-value", "left", "18")


def test_where_two_parts_are_blank_nothing_is_offered(example_plan: Plan) -> None:
    made = Return(example_plan)
    persons(made, 30, None, 12, None)
    finding = only(made.check())
    assert (finding.case, "offer" in facts(finding)) == ("category", False)


def test_a_blank_total_is_offered_where_only_those_not_stated_are_blank(example_plan: Plan) -> None:
    made = Return(example_plan)
    persons(made, None, 60, 40, None)
    finding = only(made.check())
    assert (finding.case, facts(finding)["offer"]) == ("total", "100")
    persons(made, None, 60, None, 5)
    assert "offer" not in facts(next(each for each in noted(made.check()) if each.case == "total"))


def test_steps_behind_a_zero_are_offered_zero(example_plan: Plan) -> None:
    made = Return(example_plan, "MIA")
    made.put("3.2", "KG", "#value+step_investigated", 0)
    cell = made.put("3.2", "KG", "#value+step_sentenced", None)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells, facts(finding)["offer"]) == ("missing-value", "after-zero", (cell,), "0")


# --- as the DRC and the press have it ---


def test_plans_are_not_split_by_sex(example_plan: Plan) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-B", "#value+m", 1)
    finding = only(made.check())
    assert (finding.code, finding.cells) == ("breakdown-not-allowed", (cell,))


def test_mongala_has_more_services_than_cases(example_plan: Plan) -> None:
    made = Return(example_plan, "MIA")
    made.put("3.2", "KG", "#value+step_reported", 26)
    cell = made.put("3.2", "KG", "#value+step_investigated", 31)
    finding = only(made.check())
    assert (finding.code, finding.cells[0]) == ("steps-not-falling", cell)


@pytest.mark.parametrize(
    "code, kind, typed, sound",
    [
        ("1.1", {}, 39.8, True),
        ("1.1", {}, 39.6, False),
        ("1.1", {"type": "ratio"}, 0.4, True),
        ("1.1", {"type": "ratio"}, 0.35, False),
    ],
)
def test_a_typed_result_may_miss_by_its_last_decimal(
    example_plan: Plan, code: str, kind: dict[str, object], typed: float, sound: bool
) -> None:
    plan = changed(example_plan, code, **({**kind, "range": None} if kind else {"type": "percentage"}))
    made = Return(plan, "CEC", "2026-H2")
    for tag, value in ((tags.NUMERATOR, 2538), (tags.DENOMINATOR, 6384), (tags.TOTAL, typed)):
        made.put(code, "KG-B", tag, value)
    assert [each.code for each in found(made)] == ([] if sound else ["percentage-mismatch"])


def test_every_code_of_this_file_is_a_warning_that_never_blocks(example_plan: Plan) -> None:
    made, _ = homicides(example_plan, 2016)
    assert made.check(today=YEAR_END).verdict == "warnings"
