"""Labels of a series stand clear of lines, of each other and of the edge."""

from __future__ import annotations

from hypothesis import given, strategies as some

from nap.charts.labels import settle

YEARS = [str(year) for year in range(2012, 2028)]


def value(year: int, amount: float, label: str = "", **more: object) -> dict[str, object]:
    return {"t": str(year), "v": amount} | ({"l": label} if label else {}) | more


def test_a_baseline_does_not_lie_across_the_line_that_rises_to_it() -> None:
    values = [value(year, 20 + 10 * (year - 2012)) for year in range(2012, 2019)]
    baseline = value(2018, 80, "Baseline 80.0%", u=1)
    settle(values, [baseline, value(2020, 80)], YEARS, zero=True)
    assert (baseline.get("u"), baseline.get("e")) == (1, -1)


def test_a_label_on_a_rising_way_leaves_it() -> None:
    target = value(2024, 30, "Target 30.0%")
    settle([], [value(2021, 10), target, value(2027, 50)], YEARS, zero=True)
    assert (target.get("u"), target.get("e")) in {(None, 1), (1, -1)}


def test_a_label_at_the_foot_stands_above_the_names_of_the_periods() -> None:
    low = value(2015, 0, "0", u=1)
    settle([low, value(2016, 100)], [], YEARS, zero=True)
    assert "u" not in low


def test_where_nothing_is_in_the_way_a_label_stands_where_it_wishes() -> None:
    below, above = value(2019, 50, "50", u=1), value(2025, 50, "50")
    settle([below], [above], YEARS, zero=True)
    assert (below.get("u"), below.get("e"), above.get("u"), above.get("e")) == (1, None, None, None)


def test_labels_at_the_edge_stay_in_the_picture() -> None:
    first, last = value(2012, 10, "Baseline 10.0%"), value(2027, 90, "Target 90.0%")
    settle([], [first, last], YEARS, zero=True)
    assert (first.get("e"), last.get("e")) == (-1, 1)


def test_names_of_levels_beside_the_axis_leave_less_room() -> None:
    first, next_one = value(2024, 1, "Baseline value", u=1), value(2026, 1, "mentioned", u=1)
    sides = []
    for levels in (False, True):
        rows = [dict(first), dict(next_one)]
        settle(rows[1:], rows[:1], YEARS[-4:], zero=True, levels=levels)
        sides.append([(row.get("u"), row.get("e")) for row in rows])
    assert sides[0] != sides[1]


def test_two_labels_at_one_point_stand_apart() -> None:
    found, target = value(2020, 30, "30.0%"), value(2020, 30, "Target 30.0%")
    settle([found], [target], YEARS, zero=False)
    assert (found.get("u"), found.get("e")) != (target.get("u"), target.get("e"))


@given(some.lists(some.one_of(some.none(), some.floats(-1000, 1000)), min_size=1, max_size=16), some.booleans())
def test_only_sides_are_set_and_nothing_else_is_changed(amounts: list[float | None], zero: bool) -> None:
    rows = [value(2012 + n, amount, str(amount)) for n, amount in enumerate(amounts) if amount is not None]
    before = [dict(row) for row in rows]
    if rows:
        settle(rows, [], YEARS, zero=zero)
    assert [{name: row[name] for name in row if name not in {"u", "e"}} for row in rows] == before
    assert {row.get("e") for row in rows} <= {None, 1, -1}
