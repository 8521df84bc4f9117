"""figures.csv: the columns that were promised, codes of SDMX, one row of tags, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

import pytest

from nap.facts import Period, Status
from nap.releases.figures_csv import COLUMNS, figures_csv
from nap.releases.release import Kind
from nap.releases.sdmx import dimensions, obs_status, time_period
from nap.results import Reason
from tests.releases.making import figure, hidden, share, small
from tests.releases.reading import SECRET_NUMBER, csv_rows, made_up, overlooked

PROMISED = "INDICATOR,REF_AREA,FREQ,TIME_PERIOD,SEX,AGE,OTHER,OBS_VALUE,OBS_STATUS,NUMERATOR,DENOMINATOR,REPORTED,EXPECTED,STATUS"


def test_the_columns_are_those_promised_and_the_short_number() -> None:
    assert figures_csv(small()).decode().splitlines()[0] == f"{PROMISED},FIGURE"


def test_the_second_row_holds_tags_of_the_humanitarian_exchange_language() -> None:
    tags = next(csv.reader([figures_csv(small()).decode().splitlines()[1]]))
    assert len(tags) == len(COLUMNS)
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)


def test_an_empty_release_has_a_header_all_the_same() -> None:
    assert csv_rows(figures_csv(small(results=[]))) == []


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (figure("2.1", 5), "A"),
        (hidden("2.1"), "Q"),
        (overlooked(hidden("2.1")), "Q"),
        (figure("2.1", None, Status.NO_DATA), "O"),
        (figure("2.1", None, Status.NOT_DUE), "O"),
        (figure("2.1", None, Status.NO_DATA, reason=Reason.NOT_APPLICABLE), "M"),
        (figure("3.4", None, Status.NOT_ASSESSABLE, reason=Reason.DENOMINATOR_ZERO), "M"),
        (figure("2.6", 5, Status.PARTIAL, at_least=True), "P"),
        (figure("3.6", 5, Status.NOT_ASSESSABLE, reason=Reason.BREAK_IN_SERIES), "B"),
        (figure("2.2", 5, carried=1), "I"),
        (figure("2.1", 5, at_least=True), "U"),
    ],
)
def test_the_status_of_an_observation_is_a_code_of_the_list(result: object, status: str) -> None:
    assert obs_status(result) == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("breakdown", "codes"),
    [
        ("", ("_T", "_T", "_T")),
        ("sex=F", ("F", "_T", "_T")),
        ("age=Y14T28", ("_T", "Y14T28", "_T")),
        ("step=REPORTED", ("_T", "_T", "step=REPORTED")),
        ("sex=_U;age=Y_GE60;origin=BUDGET", ("_U", "Y_GE60", "origin=BUDGET")),
        ("origin=BUDGET;protected=PD", ("_T", "_T", "origin=BUDGET;protected=PD")),
    ],
)
def test_a_breakdown_becomes_sex_age_and_the_rest(breakdown: str, codes: tuple[str, str, str]) -> None:
    assert dimensions(breakdown) == codes


@pytest.mark.parametrize(
    ("period", "told"), [("2026", "2026"), ("2026-H2", "2026-S2"), ("2026-Q3", "2026-Q3"), ("2026-03", "2026-03")]
)
def test_half_a_year_is_a_semester(period: str, told: str) -> None:
    assert time_period(Period.parse(period)) == told


def test_a_hidden_figure_has_its_mark_and_nothing_else() -> None:
    (row,) = csv_rows(figures_csv(made_up([overlooked(hidden("2.1", breakdown="sex=F"))])))
    empty = {name for name, value in row.items() if not value}
    assert empty == {"OBS_VALUE", "NUMERATOR", "DENOMINATOR", "REPORTED", "EXPECTED"}
    assert (row["OBS_STATUS"], row["STATUS"], row["SEX"]) == ("Q", "suppressed", "F")
    assert str(SECRET_NUMBER) not in str(row)


def test_missing_and_zero_are_two_things() -> None:
    rows = csv_rows(figures_csv(made_up([figure("2.2", 0), figure("2.2", None, Status.NO_DATA, reported=0, region="KG-B")])))
    assert [(row["OBS_VALUE"], row["OBS_STATUS"], row["REPORTED"]) for row in rows] == [("0", "A", "1"), ("", "O", "0")]


def test_numbers_are_plain_and_unrounded() -> None:
    found = [share("1.1", 1, 3, period=Period.parse("2025")), figure("3.6", "0.0000001"), figure("2.6", "123456789012")]
    told = {row["INDICATOR"]: row["OBS_VALUE"] for row in csv_rows(figures_csv(made_up(found)))}
    assert (told["3.6"], told["2.6"]) == ("0.0000001", "123456789012")
    assert float(told["1.1"]) == 100 / 3


def test_nothing_in_it_can_be_taken_for_a_formula() -> None:
    data = figures_csv(small(Kind.FORUM, results=[figure("2.6", -5)])).decode()
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == ["-5"]


def test_it_stands_in_the_order_of_the_plan_whatever_the_values_are() -> None:
    found = [figure("2.2", value, region=region) for region, value in (("KG-O", 1), ("KG-B", 90), ("KG-J", 5))]
    anew = [figure("2.2", value, region=region) for region, value in (("KG-J", 90), ("KG-O", 7), ("KG-B", 2))]
    places = [[row["REF_AREA"] for row in csv_rows(figures_csv(made_up(each)))] for each in (found, anew)]
    assert places == [["KG-B", "KG-J", "KG-O"]] * 2
