"""Laws of the history stage: it reads nothing, forgets no other check, knows no order, and leaves honest series alone."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given as drawn, strategies as st

from nap.facts import Finding, Severity
from nap.returns import tags
from nap.returns.past import Given, Past
from tests.returns.pasts import CODES, asked, compared, given, of_history, series, typed

numbers = st.integers(0, 5_000)
halves = ["p2024_H1", "p2024_H2", "p2025_H1", "p2025_H2"]
histories = st.dictionaries(st.sampled_from(halves), numbers)


def without_history(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.code not in CODES and each.code != "history-not-checked"]


def test_without_a_store_the_sender_is_told_that_nothing_was_compared():
    made = typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, 17))
    alone = compared(made, history=None)
    beside = compared(made)
    assert [each.code for each in alone.findings if each.code == "history-not-checked"] == ["history-not-checked"]
    assert without_history(alone.findings) == without_history(beside.findings)
    assert alone.observations == beside.observations


@drawn(histories, numbers, st.sampled_from(["1.1", "1.2", "1.5", "1.7"]))
def test_the_past_never_changes_what_is_read(past, number, code):
    made = typed("2026-H1", (code, "KG-B", tags.TOTAL, number))
    alone, beside = compared(made, history=None), compared(made, Past(series(code, **past)))
    assert alone.observations == beside.observations
    assert without_history(alone.findings) == without_history(beside.findings)


@drawn(st.data(), histories, numbers, st.sampled_from(["1.1", "1.2", "1.5", "1.7"]))
def test_the_order_in_which_the_past_was_accepted_does_not_matter(data, past, number, code):
    made = typed("2026-H1", (code, "KG-B", tags.TOTAL, number))
    told = series(code, **past)
    figures: list[Given] = told[code, "KG-B"][""]
    shuffled = {(code, "KG-B"): {"": data.draw(st.permutations(figures))}}
    assert compared(made, Past(told)).findings == compared(made, Past(shuffled)).findings


@drawn(
    st.lists(st.integers(80, 125), min_size=5, max_size=5, unique=True),
    st.sampled_from([1, 3, 40]),
    st.sampled_from(["1.1", "1.2"]),
)
def test_an_honest_steady_series_is_never_asked_about(percents, size, code):
    past = {half: percent * size for half, percent in zip(halves, percents[:4], strict=True)}
    assert asked(code, percents[4] * size, period="2026-H1", **past) == []


@drawn(st.lists(st.integers(9, 14), min_size=5, max_size=5))
def test_a_total_that_grows_steadily_is_never_asked_about(steps):
    sums = [sum(steps[: count + 1]) for count in range(5)]
    assert asked("1.7", sums[4], period="2026-H1", **dict(zip(halves, sums[:4], strict=True))) == []


@drawn(st.integers(2, 90), st.integers(2, 90))
def test_a_slip_of_ten_is_offered_back(first, second):
    low, high = sorted((first, second))
    past = {"p2023": str(Decimal(low) / 10), "p2024": str(Decimal(high) / 10), "p2025": str(Decimal(low) / 10)}
    found = [each for each in asked("1.3", low, **past) if each.code == "lost-decimal"]
    if high <= 2 * low - low // 3 and low * 10 > 50 * high // 10:
        assert [dict(each.facts)["offer"] for each in found] in ([], [format((Decimal(low) / 10).normalize(), "f")])
    assert all(each.severity is Severity.WARNING for each in found)


@drawn(st.integers(0, 3_000), st.integers(0, 3_000))
def test_a_correction_is_told_exactly_where_the_figure_differs(before, after):
    own = {("1.2", "KG-B", given("2026-H1", 1).period): {"": given("2026-H1", before)}}
    found = of_history(compared(typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, after)), Past(version=1, own=own)))
    assert [each.case for each in found if each.code == "already-accepted"] == (["same"] if before == after else [""])
