"""Alerts and their answers: what is open and what is answered, days that are never made up, and sums that agree."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from nap.facts import Period
from nap.results.answers import Alert, Spread, count, counted_by

TODAY = date(2026, 11, 15)
H1 = Period.parse("2026-H1")
YES_NO = (True, False, None)


def an_alert(
    recipient: bool | None = None, network: bool | None = None, answered: date | None = None, started: date = date(2026, 2, 3)
) -> Alert:
    return Alert("2.3", "O2", "KG-B", H1, started, recipient, network, answered)


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ALERTS = st.lists(
    st.builds(
        Alert,
        st.sampled_from(["2.3", "2.5"]),
        st.just("O2"),
        st.sampled_from(["KG", "KG-B", "KG-O"]),
        st.sampled_from([H1, Period.parse("2026-H2")]),
        DAYS,
        st.sampled_from(YES_NO),
        st.sampled_from(YES_NO),
        st.none() | DAYS,
    )
)


def test_of_nothing_nothing_is_said() -> None:
    found = count([], TODAY)
    assert (found.sent, found.answered, found.open_, found.days, found.waiting, found.bands) == (0, 0, 0, None, None, (0, 0, 0))


def test_an_answer_before_the_alert_has_no_days() -> None:
    found = count([an_alert(recipient=True, answered=date(2026, 1, 3))], TODAY)
    assert (found.answered, found.days, found.judged) == (1, None, 0)


@pytest.mark.parametrize(
    ("recipient", "network", "answered", "said"),
    [
        (None, None, None, "open"),
        (False, None, None, "open"),
        (False, None, date(2026, 3, 1), "open"),
        (None, None, date(2026, 3, 1), "day"),
        (True, False, None, "recipient"),
        (None, True, None, "network"),
        (True, True, None, "both"),
    ],
)
def test_who_says_that_it_is_answered(recipient: bool | None, network: bool | None, answered: date | None, said: str) -> None:
    assert an_alert(recipient, network, answered).said == said


def test_an_open_alert_waits_to_the_day_that_is_asked_about_and_no_longer() -> None:
    assert count([an_alert()], date(2026, 2, 13)).waiting == Spread(1, Decimal(10), 10)
    assert count([an_alert()], date(2026, 1, 1)).waiting == Spread(1, Decimal(0), 0)


@pytest.mark.parametrize(("days", "band"), [(0, 0), (29, 0), (30, 1), (90, 1), (91, 2)])
def test_the_edges_of_the_bands(days: int, band: int) -> None:
    bands = count([an_alert(started=TODAY - timedelta(days))], TODAY).bands
    assert bands.index(1) == band


@pytest.mark.parametrize(("days", "prompt", "judged"), [(30, 1, 1), (31, 0, 1)])
def test_prompt_is_within_thirty_days(days: int, prompt: int, judged: int) -> None:
    found = count([an_alert(recipient=True, answered=date(2026, 2, 3) + timedelta(days))], TODAY)
    assert (found.prompt, found.judged) == (prompt, judged)


def test_who_was_asked_a_week_ago_is_not_judged_yet() -> None:
    assert count([an_alert(started=TODAY - timedelta(7))], TODAY).judged == 0


def test_the_middle_of_two_lies_between_them() -> None:
    started = date(2026, 2, 3)
    two = [an_alert(recipient=True, answered=started + timedelta(days)) for days in (10, 21)]
    assert count(two, TODAY).days == Spread(2, Decimal("15.5"), 21)


@given(ALERTS)
def test_answered_and_open_are_all_that_were_sent(alerts: list[Alert]) -> None:
    found = count(alerts, TODAY)
    assert found.answered + found.open_ == found.sent == len(alerts)
    assert found.both + found.recipient + found.network + found.day == found.answered
    assert max(found.by_recipient, found.by_network) <= found.answered
    assert sum(found.bands) == found.open_ == (found.waiting.n if found.waiting else 0)
    assert found.prompt <= found.judged <= found.sent
    assert found.unsaid <= found.open_


@given(ALERTS, st.sampled_from(["region", "period", "indicator", "said"]))
def test_the_parts_add_up_to_the_total(alerts: list[Alert], key: str) -> None:
    total = count(alerts, TODAY)
    parts = counted_by(alerts, lambda one: getattr(one, key), TODAY).values()
    for name in ("sent", "answered", "open_", "by_recipient", "by_network", "day", "unsaid", "judged", "prompt"):
        assert sum(getattr(part, name) for part in parts) == getattr(total, name)


@given(ALERTS)
def test_the_middle_lies_within_the_range(alerts: list[Alert]) -> None:
    for found in (count(alerts, TODAY).days, count(alerts, TODAY).waiting):
        if found is not None:
            assert 0 <= found.median <= found.longest


@given(ALERTS, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_matter(alerts: list[Alert], chance: object) -> None:
    mixed = list(alerts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert count(mixed, TODAY) == count(alerts, TODAY)
