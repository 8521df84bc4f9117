"""Keys as people write them: what is certain is read and said, what is nearly certain is offered, the rest is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from nap.facts import Finding, Period, Severity
from nap.plan import Plan, Regions
from nap.returns import tags
from nap.returns.book import Cell
from nap.returns.codes import MOST_GUESSES, Codes
from nap.returns.places import Places
from tests.returns.workbooks import Return, noted, only


def offer(finding: Finding) -> object:
    return dict(finding.facts).get("offer")


@pytest.mark.parametrize(
    "typed",
    ["2,1", " 2.1. ", "2.1\u00a0", "Показатель 2.1", "№ 2.1", "Көрсөткүч: 2.1", "Indicator 2.1", "2.1. {title}", "{title} 2.1"],
)
def test_a_code_in_other_clothes_is_read_and_said(example_plan: Plan, typed: str) -> None:
    indicator = example_plan.indicator("2.1")
    assert indicator is not None
    made = Return(example_plan)
    made.put("2.1", "KG-B", tags.INDICATOR, typed.format(title=indicator.title["ru"]))
    checked = made.check()
    assert {(each.code, each.severity) for each in noted(checked)} <= {("code-corrected", Severity.FIXED)}
    assert ("2.1", "KG-B") in {(each.indicator, each.region) for each in checked.observations}


@pytest.mark.parametrize(
    ("typed", "suggestion", "offered"),
    [
        ("2.l", "2.1", "2.1"),
        ("2.1 прочее", "2.1", "2.1"),
        ("2.1 2.2", None, None),
        ("9.9", None, None),
        ("2.99", None, None),
        ("ИТОГО", None, None),
    ],
)
def test_a_code_that_is_not_certain_is_asked_about(
    example_plan: Plan, typed: str, suggestion: str | None, offered: str | None
) -> None:
    code, problem = Codes(example_plan).read(typed, None)
    assert code is None
    assert problem is not None
    assert problem.code == "unknown-indicator"
    assert dict(problem.facts).get("suggestion") == suggestion
    assert dict(problem.facts).get("offer") == offered


def test_a_title_typed_for_a_code_is_offered_its_code(example_plan: Plan) -> None:
    indicator = example_plan.indicator("2.2")
    assert indicator is not None
    for title in indicator.title.values():
        _, problem = Codes(example_plan).read(title.upper(), None)
        assert problem is not None
        assert dict(problem.facts) == {"suggestion": "2.2", "offer": "2.2"}


def test_a_date_made_of_a_code_is_offered_only_if_one_order_alone_is_a_code(example_plan: Plan) -> None:
    codes = Codes(example_plan)
    both = [code for code in ("2.1", "1.2") if example_plan.indicator(code)]
    _, problem = codes.read("02.01.2026", Cell("date", date(2026, 1, 2), "02.01.2026"))
    assert problem is not None
    assert dict(problem.facts)["suggestion"] == ", ".join(both)
    assert ("offer" in dict(problem.facts)) == (len(both) == 1)


def test_too_many_strange_codes_get_no_more_suggestions(example_plan: Plan) -> None:
    codes = Codes(example_plan)
    for number in range(MOST_GUESSES + 1):
        codes.read(f"strange {number}", None)
    assert codes.read("2.11111", None) == codes.read("strange again", None)


CERTAIN = ["Баткенская обл.", "обл. Баткен", "Баткенской области", "Batken  province", "КG-В Баткенская область", "kg-b"]


@pytest.mark.parametrize("typed", CERTAIN)
def test_a_place_written_in_another_way_is_read_and_said(example_plan: Plan, typed: str) -> None:
    made = Return(example_plan)
    cell = made.put("2.1", "KG-B", tags.REGION, typed)
    found = [each for each in noted(made.check()) if each.cells == (cell,)]
    assert [(each.code, each.case, each.severity, each.region) for each in found] in (
        [("code-corrected", "region", Severity.FIXED, "KG-B")],
        [],
    )
    assert found or typed == "Баткенская обл."


@pytest.mark.parametrize("typed", ["Баткенская область", "Баткен облусу", "BATKEN OBLAST", "Batkhen"])
def test_a_place_called_as_in_the_table_needs_no_word(example_plan: Plan, typed: str) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", tags.REGION, typed)
    assert noted(made.check()) == []


NEVER = {"Ош": "KG-O KG-GO", "Osh": "KG-O KG-GO", "Манас": "41703410 41707225", "Чуй": "KG-C 41708223", "Chui": "KG-C 41708223"}
NEVER |= {"Талас": "KG-T 41707232 41707400", "Жалал-Абад": "KG-J 41703410"}


@pytest.mark.parametrize("typed", NEVER)
def test_between_places_of_one_name_nothing_is_guessed(example_plan: Plan, typed: str) -> None:
    candidates = NEVER[typed].split()
    expected = {"2.1": set(candidates)}
    region, problem = Places(example_plan, "CEC", expected).read(typed, "", "2.1")
    assert region is None
    assert problem is not None
    assert (problem.code, problem.case) == ("ambiguous-region", "several")
    assert dict(problem.facts) == {"regions": "|".join(candidates)}


@pytest.mark.parametrize("typed", NEVER)
def test_the_only_expected_one_of_them_is_read_and_said(example_plan: Plan, typed: str) -> None:
    first = NEVER[typed].split()[0]
    region, problem = Places(example_plan, "CEC", {"2.1": {first}}).read(typed, "", "2.1")
    assert region == first
    assert problem is not None
    assert (problem.code, problem.case, problem.severity) == ("ambiguous-region", "expected", Severity.FIXED)


@pytest.mark.parametrize(
    ("typed", "regions", "offered"),
    [
        ("Бишкекк", "KG-GB", "KG-GB"),
        ("Наринская область", "KG-N", "KG-N"),
        ("Чуйй", "KG-C|41708223", None),
        ("Батакен", "KG-B|41705214|41705410", None),
    ],
)
def test_a_slip_of_a_name_is_never_read(example_plan: Plan, typed: str, regions: str, offered: str | None) -> None:
    everywhere = Places(example_plan, "NSC", {})
    region, problem = everywhere.read(typed, "", "2.1")
    assert region is None
    assert problem is not None
    assert (problem.code, problem.case) == ("unknown-region", "near")
    assert dict(problem.facts).get("regions") == regions
    assert dict(problem.facts).get("offer") == (offered if offered and everywhere.reports(offered) else None)


def test_of_several_near_places_the_only_expected_one_is_offered(example_plan: Plan) -> None:
    region, problem = Places(example_plan, "CEC", {"2.1": {"KG-B"}}).read("Батакен", "", "2.1")
    assert region is None
    assert problem is not None
    assert dict(problem.facts)["offer"] == "KG-B"


def test_an_offered_place_belongs_to_the_column_of_codes(example_plan: Plan) -> None:
    made = Return(example_plan)
    sheet, cell = made.where("2.1", "KG-B", tags.REGION)
    columns = next(columns for each, columns, _ in made.heads() if each is sheet)
    sheet[cell].value = None
    sheet.cell(sheet[cell].row, columns[tags.REGION_NAME]).value = "Баткенн облусу"
    finding = only(made.check())
    assert (finding.code, finding.cells, finding.found, offer(finding)) == ("unknown-region", (cell,), "Баткенн облусу", "KG-B")


@pytest.mark.parametrize("typed", ["2026 H1", "h1 2026", "1 полугодие 2026 г.", "2026-жылдын 1-жарымы", "январь-июнь 2026"])
def test_a_period_written_in_another_way_is_read_and_said(example_plan: Plan, typed: str) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-J", tags.PERIOD, typed)
    checked = made.check()
    finding = only(checked)
    assert (finding.code, finding.case, finding.severity, finding.cells) == ("code-corrected", "period", Severity.FIXED, (cell,))
    assert ("2.2", "KG-J", Period.parse("2026-H1")) in {
        (each.indicator, each.region, each.period) for each in checked.observations
    }


@pytest.mark.parametrize(
    ("typed", "case", "offered"),
    [
        ("2026-1", "near", "2026-H1"),
        ("1 полугодие", "near", "2026-H1"),
        ("6 месяцев 2026", "near", "2026-H1"),
        (None, "blank", "2026-H1"),
        ("прошлый", "format", None),
        ("2 полугодие", "format", None),
        ("2 полугодие 2025", "other-return", None),
        ("2026 год", "frequency", None),
    ],
)
def test_a_period_that_is_not_certain_is_asked_about(
    example_plan: Plan, typed: str | None, case: str, offered: str | None
) -> None:
    made = Return(example_plan)
    cell = made.put("2.2", "KG-J", tags.PERIOD, typed)
    finding = only(made.check())
    assert (finding.code, finding.case, finding.cells, offer(finding)) == ("wrong-period", case, (cell,), offered)


def test_what_is_offered_is_read_without_a_word(example_plan: Plan) -> None:
    made = Return(example_plan)
    spoilt = [(tags.TOTAL, "1 2ОО чел."), (tags.TOTAL, "12 чел."), (tags.PERIOD, "2026-1"), (tags.REGION, "Джалал-Абадцкая обл.")]
    for tag, typed in spoilt[1:]:
        again = Return(example_plan)
        again.put("2.2", "KG-J", tag, typed)
        offered = offer(only(again.check()))
        mended = Return(example_plan)
        mended.put("2.2", "KG-J", tag, offered)
        assert noted(mended.check()) == []
    made.put("2.2", "KG-J", *spoilt[0])
    assert offer(only(made.check())) is None


def test_every_place_of_the_table_is_called_by_its_names(example_plan: Plan) -> None:
    regions: Regions = example_plan.regions
    assert all(regions.is_called(each, f" {name.upper()} ") for each in regions.all for name in each.names.values())


@pytest.mark.parametrize(
    ("tag", "typed", "offered"),
    [
        (tags.STATE, "нет даных", "нет данных"),
        (tags.STATE, "маалымат жокк", "маалымат жок"),
        (tags.STATE, "потом", None),
        (tags.QUALITY, "оценкаа", "оценка"),
        (tags.QUALITY, "отличное", None),
    ],
)
def test_a_slip_in_a_choice_is_offered_the_choice(example_plan: Plan, tag: str, typed: str, offered: str | None) -> None:
    made = Return(example_plan)
    made.put("2.2", "KG-J", tags.TOTAL, None if tag == tags.STATE else 30)
    cell = made.put("2.2", "KG-J", tag, typed)
    finding = only(made.check())
    assert (finding.code, finding.cells, offer(finding)) == ("unknown-choice", (cell,), offered)
