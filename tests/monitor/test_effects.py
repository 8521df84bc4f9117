"""What accepting changes, told before: it is exactly what the board shows afterwards; nobody else is told; nothing is decided."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from nap import monitor
from nap.charts.effects import effect_lines
from nap.facts import Observation, Period, Result
from nap.monitor import Denied, Effect, House, Receipt, Viewer
from nap.monitor.house import at_noon
from nap.monitor.sending import keep
from nap.plan import due_date, owed
from nap.results.shifting import newly_hidden, shifts
from tests.monitor.building import COORDINATOR, FORUM, H1, MIA, WPN, a_check, a_submission, an_acceptance
from tests.monitor.test_life import fresh_house

SENDERS = {"WPN": WPN, "MIA": MIA}
PERIODS = (Period.parse("2025-H2"), H1)
KINDS = ("2.1", "2.2", "2.4", "3.1", "3.3")
Row = tuple[str, str, Period]


def observed(house: House, partner: str, row: Row, value: int, state: str) -> list[Observation]:
    """What a return might say in that row: an answer, two numbers, a total with its parts."""
    indicator = house.plan.indicator(row[0])
    assert indicator is not None
    if state:
        return [Observation(partner, *row, state=state)]
    if indicator.type == "percentage":
        return [Observation(partner, *row, numerator=Decimal(value), denominator=Decimal(value + 7))]
    if indicator.type == "milestone":
        return [Observation(partner, *row, value=Decimal(value % 2))]
    total = Observation(partner, *row, value=Decimal(value))
    women = value // 3
    parts = {"sex=F": women, "sex=M": value - women} if row[0] == "2.1" else {}
    return [total, *(replace(total, breakdown=key, value=Decimal(part)) for key, part in parts.items())]


SAID = st.dictionaries(
    st.integers(0, 30),
    st.tuples(st.integers(0, 30), st.sampled_from(["", "", "", "no_data", "not_safe"])),
    min_size=1,
    max_size=8,
)
SENT = st.tuples(st.sampled_from(sorted(SENDERS)), st.sampled_from(PERIODS), st.booleans(), SAID)


def sent(house: House, partner: str, period: Period, late: bool, said: dict[int, tuple[int, str]]) -> Receipt:
    day = house.today() if late else due_date(house.plan, period)
    there, viewer = at_noon(house, day), SENDERS[partner]
    rows = [(one.indicator, one.region, one.period) for one in owed(house.plan, partner, period) if one.indicator in KINDS]
    given = {rows[place % len(rows)]: told for place, told in said.items()}
    observations = tuple(one for row, (value, state) in given.items() for one in observed(house, partner, row, value, state))
    checked = replace(a_check(house, partner, period), observations=observations)
    with house.store.writing() as transaction:
        kept = keep(transaction, viewer, there, repr((late, given)).encode(), "return.xlsx", checked).receipt
    assert kept is not None
    return kept if kept.status != "draft" else monitor.submit(viewer, there, kept.id, correction="counted again")


Boards = tuple[list[Result], list[Result], tuple[monitor.PeriodCoverage, ...]]


def boards(house: House) -> Boards:
    """What there is to see of these indicators: by a coordinator, by the forum, and who has reported."""
    forum = monitor.results_for_audience(COORDINATOR, house, "forum", indicators=KINDS)
    return monitor.results_for(COORDINATOR, house, indicators=KINDS), forum, monitor.coverage(COORDINATOR, house).periods


def assert_foretold(effect: Effect, before: Boards, after: Boards) -> None:
    found = shifts(before[0], after[0])
    assert set(effect.totals) == {each for each in found if not each.result.breakdown}
    assert effect.parts == sum(bool(each.result.breakdown) for each in found)
    assert set(effect.hidden) == set(newly_hidden(before[1], after[1]))
    assert set(effect.shown) <= set(newly_hidden(after[1], before[1]))
    told = {after.period: (before, after) for before, after in effect.reported}
    for then, now in zip(before[2], after[2], strict=True):
        assert told.get(then.period, (then, then)) == (then, now)


@given(several=st.lists(SENT, min_size=1, max_size=3))
def test_what_is_foretold_is_what_the_board_shows(several: list[tuple[str, Period, bool, dict[int, tuple[int, str]]]]) -> None:
    with tempfile.TemporaryDirectory(prefix="nap-effect-") as folder:
        house = fresh_house(Path(folder))
        try:
            *earlier, last = several
            for receipt in [sent(house, *one) for one in earlier]:
                if monitor.return_detail(COORDINATOR, house, receipt.id).receipt.status == "submitted":
                    monitor.accept(COORDINATOR, house, receipt.id)
            receipt = sent(house, *last)
            if receipt.status == "submitted":
                effect, before = monitor.effect_of(COORDINATOR, house, receipt.id), boards(house)
                monitor.accept(COORDINATOR, house, receipt.id, seen=effect.seen[receipt.id])
                assert_foretold(effect, before, boards(house))
        finally:
            monitor.close(house)


def test_of_several_together_too(quick_house: House) -> None:
    said = {0: (2, ""), 1: (12, ""), 4: (5, ""), 7: (20, "no_data")}
    ids = [sent(quick_house, partner, period, True, said).id for partner in SENDERS for period in PERIODS]
    effect, before = monitor.effect_of_all(COORDINATOR, quick_house, ids), boards(quick_house)
    done = monitor.accept_clean(COORDINATOR, quick_house, effect.seen)
    assert [one.id for one in done.accepted] == ids
    assert_foretold(effect, before, boards(quick_house))
    assert len(effect.reported) == len(PERIODS)


def test_small_cells_are_counted_as_hidden_and_named_to_the_reviewer(quick_house: House) -> None:
    waiting = sent(quick_house, "WPN", H1, False, {0: (6, "")})
    hidden = monitor.effect_of(COORDINATOR, quick_house, waiting.id).hidden
    assert ("2.1", "KG-J", H1, "sex=F") in hidden
    assert all(key[0] == "2.1" for key in hidden)


@pytest.mark.parametrize("viewer", [FORUM, WPN, None])
def test_only_a_reviewer_is_told(quick_house: House, viewer: Viewer | None) -> None:
    with pytest.raises(Denied):
        monitor.effect_of(viewer, quick_house, a_submission(quick_house).id)  # type: ignore[arg-type]


def test_asking_decides_and_remembers_nothing_that_others_see(quick_house: House) -> None:
    waiting = a_submission(quick_house)
    version, seen = quick_house.store.version(), monitor.results_for(FORUM, quick_house)
    monitor.effect_of(COORDINATOR, quick_house, waiting.id)
    assert quick_house.store.version() == version
    assert monitor.results_for(FORUM, quick_house) == seen


def test_it_is_worked_out_anew_once_something_else_counts(quick_house: House) -> None:
    an_acceptance(quick_house, b"one", value=21)
    waiting = monitor.submit(WPN, quick_house, _draft(quick_house, 30), correction="counted again")
    first = monitor.effect_of(COORDINATOR, quick_house, waiting.id)
    assert first is monitor.effect_of(COORDINATOR, quick_house, waiting.id)
    (replaced,) = first.replaced
    monitor.undo(COORDINATOR, quick_house, replaced.id, "by mistake")
    assert "submitted" not in {one.status for one in first.replaced}
    again = monitor.effect_of(COORDINATOR, quick_house, waiting.id)
    assert again.replaced == ()
    assert again is not first


def _draft(house: House, value: int) -> str:
    with house.store.writing() as transaction:
        kept = keep(transaction, WPN, house, b"%d" % value, "return.xlsx", a_check(house, value=value)).receipt
    assert kept is not None
    return kept.id


def test_before_and_after_stand_in_one_line_for_each_indicator(quick_house: House) -> None:
    an_acceptance(quick_house, b"one", value=34)
    waiting = monitor.submit(WPN, quick_house, _draft(quick_house, 41), correction="counted again")
    effect = monitor.effect_of(COORDINATOR, quick_house, waiting.id)
    (line,) = effect_lines("en", quick_house.plan, effect.totals, [H1])
    assert line.indicator == "2.2"
    assert line.places[0].startswith("Batken: 34 → 41")


def test_rows_without_which_it_would_be_accepted_change_nothing(quick_house: House) -> None:
    waiting = a_submission(quick_house)
    assert monitor.effect_of(COORDINATOR, quick_house, waiting.id).totals
    assert not monitor.effect_of(COORDINATOR, quick_house, waiting.id, without={("2.2", "KG-B", H1)}).totals


def test_of_a_table_where_no_workbook_came_its_figures_and_no_return_are_foretold(quick_house: House) -> None:
    checked = a_check(quick_house, value=34)
    with quick_house.store.writing() as transaction:
        kept = keep(transaction, WPN, quick_house, b"table", "table.xlsx", checked, "", "official", "text").receipt
    assert kept is not None
    waiting = monitor.submit(WPN, quick_house, kept.id)
    effect, before = monitor.effect_of(COORDINATOR, quick_house, waiting.id), boards(quick_house)
    told = [each.result for each in effect.totals if (each.result.region, each.result.period) == ("KG-B", H1)]
    assert [one.value for one in told] == [34]
    monitor.accept(COORDINATOR, quick_house, waiting.id)
    assert_foretold(effect, before, boards(quick_house))
    assert [then.accepted - now.accepted for now, then in effect.reported] == [0]
