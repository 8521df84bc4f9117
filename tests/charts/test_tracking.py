"""The tracking table: every kind of indicator told rightly, gaps are no zeros, hidden figures one mark and no number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as some

from nap.charts import Amount, Figure, value_cell
from nap.charts.cells import Mark
from nap.charts.tracking import tracking, tracking_head
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.plan.responsible import bodies, responsible
from nap.results import Board
from nap.results.tracking import Track
from tests.releases.making import H1, YEAR, example, figure, hidden, some_results


def track(results: list[Result] | None = None, place: str = "KG", period: Period = H1, codes: tuple[str, ...] = ()) -> Track:
    board = Board.of(example(), some_results() if results is None else results)
    return Track(board, place, period, tuple(one for one in board.indicators() if not codes or one.code in codes))


def drawn(made: Track, lang: str = "en", levels: str = "") -> Figure:
    def instead(one: Indicator, _: Period) -> str:
        return levels if one.scale else ""

    return tracking(lang, made, lambda one: f"/i?{one.code}", lambda code: code, instead, title="Table", name="tracking")


def row(made: Track, start: str, lang: str = "en") -> dict[str, object]:
    """The line whose first cell begins so, by the names of the columns."""
    whole = drawn(made, lang)
    found = next(line for line in whole.rows if str(getattr(line[0], "words", line[0])).startswith(start))
    return dict(zip(whole.header, found, strict=True))


def test_a_place_where_nothing_is_asked_says_so_and_has_no_lines() -> None:
    empty = drawn(track([], "KG"))
    assert (empty.rows, empty.words) == ((), "Nothing is asked for here.")


def test_a_line_goes_from_the_baseline_to_the_share_of_the_way() -> None:
    told = row(track(), "2.2")
    assert told["Baseline"] == "20\n31 December 2013"
    assert told["Target 2027"] == Amount("40", Decimal(40))
    assert told["1st half of 2026"] == Amount("22", Decimal(22))
    assert told["Share of the way"] == Amount("10%", Decimal(10))
    assert isinstance(told["Status"], Mark)
    assert told["Status"].word == "Behind"
    assert "2 of 3 reported; carried forward: 1" in str(told["Completeness"])


def test_what_was_not_asked_is_empty_and_what_is_missing_is_a_word_never_a_zero() -> None:
    assert row(track(), "2.2")["2025"] == ""
    assert row(track(), "3.3")["2025"] == Amount("no data")
    assert row(track(), "3.5")["1st half of 2026"] == Amount("not due yet")


def test_a_figure_that_stands_from_before_says_so() -> None:
    carried = figure("2.2", 22, reported=0, expected=3, carried=3)
    assert row(track([carried]), "2.2")["1st half of 2026"] == Amount("22 (earlier figure)", Decimal(22))


def test_at_least_stays_at_least() -> None:
    assert row(track(), "2.1")["1st half of 2026"] == Amount("at least 312", Decimal(312))


def test_what_is_counted_adds_up_and_a_state_does_not() -> None:
    found = [figure("2.6", 4, period=YEAR), figure("2.6", 5), figure("2.2", 4, period=YEAR), figure("2.2", 5)]
    assert row(track(found), "2.6")["Since the start"] == Amount("9", Decimal(9))
    assert row(track(found), "2.2")["Since the start"] == ""


def test_a_hidden_period_hides_the_sum_and_leaves_no_number() -> None:
    told = row(track([figure("2.3", 4, period=YEAR), hidden("2.3")]), "2.3")
    assert told["1st half of 2026"] == told["Since the start"] == Amount("hidden to protect people")
    assert told["Share of the way"] == Amount("hidden to protect people")


def test_history_from_before_the_plan_is_no_column_and_no_part_of_the_sum() -> None:
    made = track([figure("2.3", 9, period=Period.parse("2024")), figure("2.3", 5)])
    assert "2024" not in drawn(made).header
    assert row(made, "2.3")["Since the start"] == Amount("5", Decimal(5))


def test_nothing_after_the_period_asked_for_stands_there() -> None:
    later = figure("2.2", 30, period=Period.parse("2026-H2"))
    assert "2nd half of 2026" not in drawn(track([figure("2.2", 22), later])).header


def test_the_steps_of_a_cascade_stand_below_it_and_it_has_no_figure_of_its_own() -> None:
    made = track()
    assert row(made, "3.2 ")["1st half of 2026"] == ""
    assert row(made, "3.2 – reported")["1st half of 2026"] == Amount("960", Decimal(960))
    assert row(made, "3.2 – sentenced")["1st half of 2026"] == Amount("hidden to protect people")


def test_a_milestone_counts_places_and_is_never_added_up() -> None:
    told = row(track(), "2.4")
    assert told["1st half of 2026"] == value_cell("en", *_milestone())
    assert "%" not in str(told["1st half of 2026"])
    assert told["Since the start"] == ""


def _milestone() -> tuple[Indicator, Result]:
    indicator = example().indicator("2.4")
    assert indicator is not None
    return indicator, next(one for one in some_results() if (one.indicator, one.region) == ("2.4", "KG"))


def test_a_scale_names_its_levels_and_says_how_many_places_stand_where() -> None:
    result = figure("2.5", None, Status.NOT_ASSESSABLE, reported=3, expected=3)
    made = track([result], codes=("2.5",))
    assert "level 2: 3" in str(drawn(made, levels="level 2: 3").rows[0])
    assert isinstance(row(track([figure("2.5", 1)]), "2.5")["1st half of 2026"], Amount)
    assert not row(track([figure("2.5", 1)]), "2.5")["1st half of 2026"].text[0].isdigit()  # type: ignore[attr-defined]


def test_a_narrative_is_words_and_says_so() -> None:
    told = row(track(), "3.7")
    assert told["1st half of 2026"] == Amount("no value")
    assert isinstance(told["Status"], Mark)


def test_a_region_has_its_own_targets_and_no_national_ones() -> None:
    made = track(place="KG-B")
    assert row(made, "1.1")["Target 2027"] == Amount("36.0%", Decimal(36))
    assert "Target 2026" not in drawn(made).header
    assert row(made, "2.2")["Baseline"] == ""


def test_the_words_count_lines_and_ratings() -> None:
    words = drawn(track(codes=("1.1", "2.2", "2.6"))).words
    assert words.startswith("Indicators: 3; assessed 2 of 3; by the coordinator: 1.")
    assert "Behind: 2; Partial: 1" in words


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_the_head_groups_exactly_the_columns(lang: str) -> None:
    head = tracking_head(lang, track())
    assert sum(span for _, span in head.groups) == len(head.names) == len(drawn(track(), lang).header)
    assert [name for name, _ in head.groups if name.isdigit()] == ["2025", "2026"]


def test_a_body_answers_by_its_measure_and_by_the_indicator() -> None:
    plan, indicator = example(), example().indicators[0]
    assert responsible(plan, replace(indicator, lead="CEC", measure="M2.1")) == ("MIA", "CEC")
    assert responsible(plan, replace(indicator, lead=None, measure=None)) == ()
    assert set(bodies(plan)) >= {"CEC", "MIA"}


def test_who_reports_on_survivors_is_not_told_only_who_leads_the_measure() -> None:
    plan, indicator = example(), example().indicators[0]
    guarded = replace(indicator, sensitivity="sensitive", lead="WPN")
    assert responsible(plan, replace(guarded, measure=None)) == ()
    assert responsible(plan, replace(guarded, measure="M2.1")) == ("MIA",)


def test_a_plan_whose_measures_name_nobody_has_no_bodies() -> None:
    plan: Plan = replace(example(), measures=(), indicators=tuple(replace(one, lead=None) for one in example().indicators))
    assert bodies(plan) == ()


@given(some.lists(some.one_of(some.none(), some.integers(0, 10**6)), min_size=3, max_size=3))
def test_where_a_half_year_is_hidden_no_sum_tells_it(values: list[int | None]) -> None:
    """None: hidden. The year of the first two is hidden with them, as disclosure control leaves it."""
    halves = [Period.parse(code) for code in ("2025-H1", "2025-H2", "2026-H1")]
    told = [hidden("2.6", period=p) if v is None else figure("2.6", v, period=p) for p, v in zip(halves, values, strict=True)]
    first = values[:2]
    year = hidden("2.6", period=YEAR) if None in first else figure("2.6", sum(v for v in first if v is not None), period=YEAR)
    line = row(track([*told[:2], year, told[2]]), "2.6")
    since = line["Since the start"]
    assert isinstance(since, Amount)
    known = [v for v in values if v is not None]
    assert since.value == (None if None in values else sum(known))
