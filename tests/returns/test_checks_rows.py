"""Whole rows and the return: what is missing, twice, hidden, against a rule of the plan; what was mended is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nap.facts import Severity
from nap.plan import Breakdown, Plan
from nap.returns import tags
from nap.returns.check import Checked
from tests.returns.workbooks import Return, check, noted, only

F, M, U = tags.SEX_TAGS["F"], tags.SEX_TAGS["M"], tags.SEX_TAGS["_U"]
AUTUMN = date(2026, 12, 31)


def value(checked: Checked, indicator: str, region: str, breakdown: str = "") -> object:
    (found,) = {
        each for each in checked.observations if (each.indicator, each.region, each.breakdown) == (indicator, region, breakdown)
    }
    return found.state or (found.value if found.value is not None else (found.numerator, found.denominator))


def put_sex(made: Return, total: object, women: object, men: object, unknown: object) -> None:
    for tag, typed in ((tags.TOTAL, total), (F, women), (M, men), (U, unknown)):
        made.put("2.1", "KG-B", tag, typed)


# --- replayed anomalies ---


def test_v_sex_unknown_added_to_women_and_men_is_the_total(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 105, 60, 40, 5)
    assert noted(made.check()) == []


def test_v_sex_parts_above_the_total(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 100, 60, 40, 5)
    finding = only(made.check())
    assert (finding.code, dict(finding.facts)["sum"], dict(finding.facts)["total"]) == ("parts-exceed-total", 105, 100)
    assert finding.cells[0] == made.where("2.1", "KG-B", tags.TOTAL)[1]


def test_ages_below_the_total_as_in_5_2_1_3(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 6490, 6000, 145, 0)
    finding = only(made.check())
    assert (finding.code, dict(finding.facts)["difference"]) == ("parts-differ-from-total", Decimal(345))


def test_overlapping_bands_may_add_up_to_more_but_none_exceeds_the_total(example_plan: Plan) -> None:
    bands = Breakdown("sex", ("F", "M", "_U"), disjoint=False)
    plan = replace(
        example_plan,
        sha256="overlap",
        indicators=tuple(replace(i, breakdowns=(bands,)) if i.code == "2.1" else i for i in example_plan.indicators),
    )
    made = Return(plan)
    put_sex(made, 100, 90, 90, 0)
    assert noted(made.check()) == []
    cell = made.put("2.1", "KG-B", F, 101)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells[0]) == ("parts-exceed-total", "overlapping", cell)


def test_v_decimal_946_per_cent_names_94_6(example_plan: Plan) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    cell = made.put("3.3", "KG", tags.TOTAL, 946)
    finding = only(made.check(today=AUTUMN))
    assert (finding.code, finding.case, finding.cells) == ("out-of-range", "shifted", (cell,))
    assert dict(finding.facts)["number"] == Decimal("94.6")


def test_v_decimal2_far_above_the_other_regions_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    made.put("3.3", "KG", tags.TOTAL, 9.1)
    shares = {"KG-T": 50, "KG-B": 6.2, "KG-J": 4.4, "KG-Y": 16.6, "KG-C": 9.0, "KG-N": 0.4, "KG-O": 7.7}
    rows = {region: made.add_row(("3.3", "KG"), adm_code=region, value_total=share) for region, share in shares.items()}
    finding = only(made.check(today=AUTUMN))
    assert (finding.code, finding.region, finding.severity) == ("lost-decimal", "KG-T", Severity.WARNING)
    assert finding.cells[0].endswith(str(rows["KG-T"]))
    assert dict(finding.facts)["number"] == 5


def test_v_between_a_total_outside_its_parts_is_asked_about(example_plan: Plan) -> None:
    sexes = Breakdown("sex", ("F", "M"), complete=True)
    plan = replace(
        example_plan,
        sha256="between",
        indicators=tuple(
            replace(i, breakdowns=(sexes,), counts="people") if i.code == "3.3" else i for i in example_plan.indicators
        ),
    )
    made = Return(plan, "NSC", "2026-H2")
    for tag, typed in ((tags.TOTAL, 96.01), (F, 95.75), (M, 92.2)):
        made.put("3.3", "KG", tag, typed)
    assert only(made.check(today=AUTUMN)).code == "total-outside-parts"
    made.put("3.3", "KG", tags.TOTAL, 94)
    assert noted(made.check(today=AUTUMN)) == []


def test_men_twelve_of_twelve_and_women_blank_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 12, None, 12, None)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells) == ("missing-value", "nothing-left", (made.where("2.1", "KG-B", F)[1],))


def test_source_text_004_more_than_18_and_7_to_30_are_found_together(example_plan: Plan) -> None:
    made = Return(example_plan)
    cells = {made.put("2.2", "KG-J", tags.TOTAL, ">18"), made.put("2.2", "KG-O", tags.TOTAL, "7-30")}
    checked = made.check()
    assert {finding.cells[0] for finding in noted(checked)} == cells
    assert {finding.case for finding in noted(checked)} == {"more-than", "range"}
    assert value(checked, "2.2", "KG-B") == 30


# --- what is accepted, and what is said about it ---


def test_unknown_left_blank_below_the_total_is_accepted_as_not_stated(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 105, 60, 40, None)
    assert noted(made.check()) == []


def test_a_blank_total_with_all_parts_is_filled_and_said(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, None, 60, 40, 5)
    checked = made.check()
    assert (only(checked).code, only(checked).severity, checked.verdict) == ("total-from-parts", Severity.FIXED, "clean")
    assert value(checked, "2.1", "KG-B") == 105


def test_a_blank_total_with_some_parts_is_asked_for(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, None, 60, 40, None)
    finding = only(made.check())
    assert (finding.code, finding.case, dict(finding.facts)) == ("missing-value", "total", {"sum": Decimal(100), "offer": "100"})


@pytest.mark.parametrize(
    "typed, state",
    [("-", "no_data"), ("н/д", "no_data"), ("нет данных", "no_data"), ("жок", "no_data"), ("н/п", "not_applicable")],
)
def test_a_dash_or_no_data_is_a_state_and_said_never_zero(example_plan: Plan, typed: str, state: str) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-J", tags.TOTAL, typed)
    checked = made.check()
    assert (only(checked).code, only(checked).severity, only(checked).cells) == ("no-data-mark", Severity.FIXED, (cell,))
    assert (value(checked, "2.2", "KG-J"), checked.verdict) == (state, "clean")


def test_zero_is_a_value(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 0, None, None, None)
    checked = made.check()
    assert noted(checked) == []
    assert value(checked, "2.1", "KG-B") == 0


@pytest.mark.parametrize("typed", ["2.1", 2.1, "2,1", " 2.1 "])
def test_a_code_that_only_looks_different_is_taken(example_plan: Plan, typed: object) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", tags.INDICATOR, typed)
    checked = made.check()
    assert {finding.code for finding in noted(checked)} <= {"code-corrected"}
    assert value(checked, "2.1", "KG-B") == 30


def test_cyrillic_letters_in_a_region_code_are_taken_and_said(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", tags.REGION, "КG-В")
    finding = only(made.check())
    assert (finding.code, finding.severity, dict(finding.facts)) == (
        "code-corrected",
        Severity.FIXED,
        {"regions": "KG-B", "code": "KG-B"},
    )


@pytest.mark.parametrize("typed", [0.4, "40 %", "40,0"])
def test_a_percentage_may_be_typed_in_each_manner(example_plan: Plan, typed: object) -> None:
    made = Return(example_plan, "NSC", "2026-H2")
    sheet, cell = made.where("3.3", "KG", tags.TOTAL)
    sheet[cell].value = typed
    sheet[cell].number_format = "0.0%" if typed == 0.4 else "General"
    checked = made.check(today=AUTUMN)
    assert noted(checked) == []
    assert value(checked, "3.3", "KG") == 40


def test_a_percent_format_on_a_count_is_an_error(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, cell = made.where("2.2", "KG-J", tags.TOTAL)
    sheet[cell].value, sheet[cell].number_format = 0.12, "0%"
    assert (only(made.check()).code, only(made.check()).case) == ("not-a-number", "share")


@pytest.mark.parametrize("typed", ["да", "ооба", "YES", 1, "1", True])
def test_a_milestone_is_answered_in_any_language(example_plan: Plan, typed: object) -> None:
    made = Return(example_plan)
    made.put("2.4", "KG-J", tags.LEVEL, typed)
    checked = made.check()
    assert noted(checked) == []
    assert value(checked, "2.4", "KG-J") == 1


@pytest.mark.parametrize("typed, level", [("LIMITED", 1), ("частично", 1), ("жок", 0), ("met", 2), (2, 2), ("0", 0)])
def test_a_level_is_named_by_code_title_or_number(example_plan: Plan, typed: object, level: int) -> None:
    made = Return(example_plan)
    made.put("2.5", "KG-J", tags.LEVEL, typed)
    checked = made.check()
    assert noted(checked) == []
    assert value(checked, "2.5", "KG-J") == level


@pytest.mark.parametrize(
    "label, state", [("нет данных", "no_data"), ("not applicable", "not_applicable"), ("not_safe", "not_safe")]
)
def test_a_state_in_any_language_answers_the_row(example_plan: Plan, label: str, state: str) -> None:
    made = Return(example_plan)
    made.put("2.2", "KG-J", tags.TOTAL, None)
    made.put("2.2", "KG-J", tags.STATE, label)
    checked = made.check()
    assert noted(checked) == []
    assert value(checked, "2.2", "KG-J") == state


# --- missing ---


def test_a_template_sent_empty_asks_for_every_row(example_plan: Plan) -> None:
    checked = Return(example_plan, filled=False).check()
    assert (checked.verdict, checked.observations) == ("warnings", ())
    assert {(f.code, f.indicator) for f in noted(checked)} == {
        ("missing-value", code) for code in ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.5", "3.7")
    }
    assert len(next(f for f in noted(checked) if f.indicator == "2.2").cells) == 3


def test_nothing_to_report_answers_the_whole_return(example_plan: Plan) -> None:
    made = Return(example_plan, filled=False)
    cell = next(cell for row in made.book.worksheets[0].iter_rows() for cell in row if cell.value == tags.NOTHING)
    cell.offset(0, 2).value = "да"
    checked = made.check()
    assert (checked.verdict, checked.nothing_to_report) == ("clean", True)
    made.put("2.2", "KG-J", tags.TOTAL, 5)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.severity) == ("value-and-state", "nothing", Severity.WARNING)
    cell.offset(0, 2).value = "возможно"
    assert ("unknown-choice", "nothing") in {(f.code, f.case) for f in noted(made.check())}


def test_a_deleted_row_is_asked_for(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, cell = made.where("2.2", "KG-J", tags.TOTAL)
    for each in sheet[sheet[cell].row]:
        each.value = None
    finding = only(made.check())
    assert (finding.code, finding.case, finding.indicator, finding.region) == ("missing-value", "absent", "2.2", "KG-J")


@pytest.mark.parametrize(
    "indicator, tag, case", [("3.5", tags.DENOMINATOR, "pair"), ("2.1", F, "left"), ("3.7", tags.TEXT, "narrative")]
)
def test_a_blank_cell_of_a_begun_row_is_named(example_plan: Plan, indicator: str, tag: str, case: str) -> None:
    made = Return(example_plan)
    cell = made.put(indicator, "KG-J", tag, None)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells) == ("missing-value", case, (cell,))


def test_a_blank_step_of_a_cascade_is_named(example_plan: Plan) -> None:
    made = Return(example_plan, "MIA")
    cell = made.put("3.2", "KG", tags.category_tag("step", "INVESTIGATED"), None)
    assert (only(made.check()).case, only(made.check()).cells) == ("step", (cell,))


def test_a_total_without_its_required_split_is_asked_for(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 30, None, None, None)
    assert [(f.case, f.region) for f in noted(made.check())] == [("breakdown", "KG-B")] * 2


def test_a_percentage_alone_is_an_error_not_a_lost_figure(example_plan: Plan) -> None:
    made = Return(example_plan, "CEC", "2026-H2")
    for tag in (tags.NUMERATOR, tags.DENOMINATOR):
        made.put("1.1", "KG-B", tag, None)
    cell = made.put("1.1", "KG-B", tags.TOTAL, 45)
    finding = only(made.check(today=AUTUMN))
    assert (finding.code, finding.case, finding.cells[0]) == ("percentage-mismatch", "alone", cell)


def test_a_computed_percentage_may_differ_by_a_tenth(example_plan: Plan) -> None:
    made = Return(example_plan, "CEC", "2026-H2")
    made.put("1.1", "KG-B", tags.TOTAL, 40.1)
    assert noted(made.check(today=AUTUMN)) == []


# --- places ---


def without_code(made: Return, region: str, name: str) -> str:
    sheet, cell = made.where("2.1", region, tags.REGION)
    columns = next(columns for each, columns, _ in made.heads() if each is sheet)
    row = sheet[cell].row
    sheet[cell].value = None
    sheet.cell(row, columns[tags.REGION_NAME]).value = name
    return sheet.cell(row, columns[tags.REGION_NAME]).coordinate


def test_a_bare_name_is_taken_where_one_place_alone_is_expected(example_plan: Plan) -> None:
    made = Return(example_plan)
    cell = without_code(made, "KG-B", "Баткен")
    checked = made.check()
    finding = only(checked)
    assert (finding.code, finding.case, finding.severity, finding.cells) == (
        "ambiguous-region",
        "expected",
        Severity.FIXED,
        (cell,),
    )
    assert value(checked, "2.1", "KG-B") == 30


def test_a_bare_name_that_fits_several_expected_places_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan, "CEC", "2026-H2")
    sheet, cell = made.where("2.1", "KG-O", tags.REGION)
    columns = next(columns for each, columns, _ in made.heads() if each is sheet)
    sheet.cell(sheet[cell].row, columns[tags.REGION_NAME]).value = None
    sheet[cell].value = "Ош"
    finding = only(made.check(today=AUTUMN))
    assert (finding.code, finding.case, finding.cells) == ("ambiguous-region", "several", (cell,))
    assert dict(finding.facts)["regions"] == "KG-O|KG-GO"


def test_the_country_beside_named_regions_opens_no_other_region(example_plan: Plan) -> None:
    wpn = example_plan.partner("WPN")
    assert wpn is not None
    widened = replace(wpn, regions=("KG", *wpn.regions))
    plan = replace(example_plan, partners=tuple(widened if one is wpn else one for one in example_plan.partners))
    made = Return(plan)
    sheet, cell = made.where("2.1", "KG-J", tags.REGION)
    columns = next(columns for each, columns, _ in made.heads() if each is sheet)
    sheet.cell(sheet[cell].row, columns[tags.REGION_NAME]).value = None
    sheet[cell].value = "KG-T"
    found = [
        (finding.code, finding.case, finding.cells) for finding in made.check().findings if finding.severity is Severity.ERROR
    ]
    assert found == [("unknown-region", "not-yours", (cell,))]


@pytest.mark.parametrize(
    "typed, case", [("Атлантида", "none"), ("Джалал-Абадцкая обл", "near"), ("KG-T", "not-yours"), (None, "blank")]
)
def test_a_place_that_is_unknown_or_not_yours_is_an_error(example_plan: Plan, typed: str | None, case: str) -> None:
    made = Return(example_plan)
    sheet, cell = made.where("2.1", "KG-J", tags.REGION)
    columns = next(columns for each, columns, _ in made.heads() if each is sheet)
    sheet.cell(sheet[cell].row, columns[tags.REGION_NAME]).value = None
    sheet[cell].value = typed
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells) == ("unknown-region", case, (cell,))


def test_a_district_of_ones_own_region_is_accepted(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.add_row(("2.2", "KG-B"), adm_code="41705236", value_total=3)
    checked = made.check()
    assert noted(checked) == []
    assert value(checked, "2.2", "41705236") == 3


def test_a_row_of_history_is_accepted_beside_the_period(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.add_row(("2.2", "KG-B"), date_period="2019-H1", value_total=3)
    assert noted(made.check()) == []


# --- the return ---


def test_the_same_row_twice_is_an_error_and_its_blank_copy_is_not(example_plan: Plan) -> None:
    made = Return(example_plan)
    row = made.add_row(("2.2", "KG-B"))
    assert noted(made.check()) == []
    made.add_row(("2.2", "KG-B"), value_total=4)
    finding = only(made.check())
    assert (finding.code, dict(finding.facts)["other_cell"]) == ("duplicate-row", made.where("2.2", "KG-B", tags.INDICATOR)[1])
    assert finding.cells[0].endswith(str(row + 1))


def test_a_figure_since_january_cannot_fall(example_plan: Plan) -> None:
    made = Return(example_plan, "MIA")
    cell = made.put("3.1", "KG", tags.TOTAL, 29, "2026-Q2")
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells) == ("total-decreased", "ytd", (cell,))


def test_a_rule_of_the_plan_that_does_not_hold_is_asked_about(example_plan: Plan) -> None:
    made = Return(example_plan, "MIA")
    cell = made.put("3.2", "KG", tags.category_tag("step", "REPORTED"), 31)
    finding = only(made.check())
    assert (finding.code, finding.cells[0], finding.severity) == ("rule-broken", cell, Severity.WARNING)


def test_what_is_hidden_is_read_and_said(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, cell = made.where("2.2", "KG-B", tags.TOTAL)
    sheet.row_dimensions[sheet[cell].row].hidden = True
    made.book.create_sheet("Черновик", 0)["B2"] = 1
    made.book["Черновик"].sheet_state = "hidden"
    checked = made.check()
    assert [(f.code, f.case, f.cells) for f in noted(checked)] == [
        ("hidden-content", "sheet", ("B2",)),
        ("hidden-content", "row", (cell,)),
    ]
    sheet.row_dimensions[sheet[cell].row].hidden = False
    sheet.column_dimensions[sheet[cell].column_letter].hidden = True
    assert {f.case for f in noted(made.check())} == {"sheet", "column"}


def test_small_numbers_of_people_and_a_late_return_are_told(example_plan: Plan) -> None:
    made = Return(example_plan)
    put_sex(made, 10, 4, 6, 0)
    codes = {f.code: f for f in made.check(today=date(2026, 7, 16)).findings}
    assert codes["small-cell"].cells == (made.where("2.1", "KG-B", F)[1],)
    assert codes["small-cell"].found is None
    assert dict(codes["late"].facts)["days"] == 1
    assert "late" not in {f.code for f in made.check(today=date(2026, 7, 15)).findings}


def test_people_counted_by_a_public_indicator_are_told_as_small_too(example_plan: Plan) -> None:
    public = tuple(replace(each, sensitivity="public") if each.code == "2.1" else each for each in example_plan.indicators)
    made = Return(replace(example_plan, indicators=public))
    put_sex(made, 10, 4, 6, 0)
    assert next(each.counts for each in public if each.code == "2.1") == "people"
    assert "small-cell" in {f.code for f in made.check().findings}


def test_personal_data_refuse_the_file_and_are_never_repeated(example_plan: Plan) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-B", tags.TOTAL, "12305199012345")
    checked = made.check()
    found = next(f for f in checked.findings if f.code == "personal-data")
    assert (checked.verdict, found.cells, found.severity, checked.observations) == ("refused", (cell,), Severity.REFUSED, ())
    assert "12305199012345" not in repr(checked.findings)


def test_personal_data_are_found_in_a_file_that_is_no_workbook(example_plan: Plan) -> None:
    checked = check("ФИО;ПИН\nАйгүл;12305199012345\n".encode(), example_plan)
    assert {f.code for f in checked.findings} == {"not-a-workbook", "personal-data"}


def test_equal_findings_of_one_column_are_one_finding(example_plan: Plan) -> None:
    made = Return(example_plan)
    cells = tuple(made.put("2.2", region, tags.TOTAL, ">18") for region in ("KG-J", "KG-O", "KG-B"))
    finding = only(made.check())
    assert (finding.cells, finding.region, finding.indicator) == (cells, None, "2.2")


# --- lists, narratives, measures ---


def test_items_are_counted_where_the_number_is_blank(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.3", "KG-J", tags.TOTAL, None)
    made.add_item(indicator_code="2.3", adm_code="KG-J", date_start=date(2026, 3, 1), item_title="Обращение")
    checked = made.check()
    assert noted(checked) == []
    assert value(checked, "2.3", "KG-J") == 1
    assert (checked.items[0].title, checked.items[0].started) == ("Обращение", date(2026, 3, 1))


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"indicator_code": "9.9"}, {("unknown-indicator", "none")}),
        ({"indicator_code": "2.2"}, {("unknown-indicator", "not-a-list")}),
        ({"date_start": "весной"}, {("not-a-date", "")}),
        ({"date_start": None}, {("missing-value", "item-date")}),
        ({"date_start": date(2025, 3, 1)}, {("date-outside-period", "")}),
        ({"date_start": "01.03.2026"}, {("items-differ", "")}),
        ({"date_start": "2026-03-01"}, {("items-differ", "")}),
        ({"date_answered": "скоро"}, {("not-a-date", ""), ("items-differ", "")}),
    ],
)
def test_what_is_wrong_with_an_item_is_named(
    example_plan: Plan, changes: dict[str, object], expected: set[tuple[str, str]]
) -> None:
    made = Return(example_plan)
    sound = {"indicator_code": "2.3", "adm_code": "KG-J", "date_start": date(2026, 3, 1), "item_title": "Обращение"}
    made.add_item(**(sound | changes))
    assert {(f.code, f.case) for f in noted(made.check())} == expected


def test_a_date_that_lost_its_format_is_named(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.add_item(indicator_code="2.3", adm_code="KG-J", date_start=46082, item_title="Обращение")
    sheet, columns, _ = next(each for each in made.heads() if tags.ITEM_TITLE in each[1])
    for row in sheet.iter_rows(min_col=columns[tags.ITEM_STARTED], max_col=columns[tags.ITEM_STARTED]):
        row[0].number_format = "General"
    finding = only(made.check())
    assert (finding.code, finding.case, dict(finding.facts)["day"]) == ("not-a-date", "serial", date(2026, 3, 1))


def test_words_become_notes_with_their_places(example_plan: Plan) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-J", tags.EXPLANATION, "Открыт новый комитет")
    notes = made.check().notes
    assert {(n.kind, n.indicator, n.region) for n in notes} == {
        ("explanation", "2.2", "KG-J"),
        *(("narrative", "3.7", region) for region in ("KG-J", "KG-O", "KG-B")),
    }
    assert next(n.place for n in notes if n.kind == "explanation").cell == cell  # type: ignore[union-attr]


def test_the_status_of_a_measure_is_a_note_in_our_words(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, columns, head = next(each for each in made.heads() if tags.MEASURE in each[1])
    row = next(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, columns[tags.MEASURE]).value)
    status = sheet.cell(row, columns[tags.MEASURE_STATUS])
    status.value = "аткарылды"
    (note,) = [n for n in made.check().notes if n.kind == "measure"]
    assert (note.text, note.indicator) == ("done", sheet.cell(row, columns[tags.MEASURE]).value)
    status.value = "почти"
    assert (only(made.check()).case, only(made.check()).cells) == ("measure", (status.coordinate,))
