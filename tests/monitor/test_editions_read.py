"""Which edition is read: pages turn to a new one at once and say what the release made of it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from nap.facts import Period, Result, Status
from nap.monitor import House, Viewer, close_period, hold_figures, release_data, results_for
from nap.monitor.showing import results_for_audience
from nap.releases.release import Kind
from nap.results import Reason
from tests.monitor.building import CLOCK, COORDINATOR, FORUM, H1, WPN
from tests.monitor.releasing import CONTENT, TITLE, begun, given, house as house, published

SURVIVORS = ("2.2", "KG-B", H1, "")
HOURS = ("3.5", "KG-B", H1, "")
READERS = (FORUM, WPN)
Key = tuple[str, str, Period, str]


def page(house: House, viewer: Viewer) -> dict[Key, Result]:
    return by_key(results_for(viewer, house))


def by_key(results: Iterable[Result]) -> dict[Key, Result]:
    return {(one.indicator, one.region, one.period, one.breakdown): one for one in results}


def survivors(house: House) -> list[tuple[Status, Decimal | None]]:
    found = [page(house, viewer)[SURVIVORS] for viewer in READERS]
    return [(one.status, one.value) for one in found]


def nothing_yet(house: House) -> bool:
    return all(page(house, viewer)[SURVIVORS].reason == Reason.NOT_SHOWN_YET for viewer in READERS)


def test_what_was_read_before_a_release_is_read_anew_after_it(house: House) -> None:
    assert nothing_yet(house)
    published(house, begun(house))
    assert [value for _, value in survivors(house)] == [Decimal(150)] * 2


def test_what_was_read_before_a_period_was_closed_is_read_anew_after_it(house: House) -> None:
    assert nothing_yet(house)
    close_period(COORDINATOR, replace(house, today=lambda: CLOCK.date() + timedelta(days=200)), H1)
    assert [value for _, value in survivors(house)] == [Decimal(150)] * 2


def test_pages_forum_and_donors_agree_after_somebody_held_back(house: House) -> None:
    """The same process: nobody reads what the edition before showed beside a release that hides it."""
    published(house, begun(house))
    assert [value for _, value in survivors(house)] == [Decimal(150)] * 2
    hold_figures(WPN, house, "there were threats")
    published(house, begun(house, replace(CONTENT, replaces=1, because=TITLE), agreed=("MIA", "CEC")))
    forum = page(house, FORUM)
    donor = {
        (one.indicator, one.region, one.period, one.breakdown): one for one in results_for_audience(COORDINATOR, house, "donor")
    }
    for kind in Kind:
        for line in release_data(house, 2, kind).lines:
            for seen in (forum[line.key], *([donor[line.key]] if line.key in donor else [])):
                assert (seen.status, seen.value, seen.reported) == (line.result.status, line.result.value, line.result.reported)


def test_a_return_accepted_after_a_release_moves_live_figures_and_no_sensitive_one(house: House) -> None:
    published(house, begun(house))
    before = page(house, FORUM)
    given(house, "WPN", 70, b"two")
    after = page(house, FORUM)
    assert after[SURVIVORS] == before[SURVIVORS]
    assert after[HOURS].numerator != before[HOURS].numerator
    assert page(house, COORDINATOR)[SURVIVORS].value == Decimal(180)


def test_closing_an_earlier_period_later_takes_nothing_away_of_later_ones(house: House) -> None:
    published(house, begun(house))
    close_period(COORDINATOR, house, Period.parse("2025-H2"))
    assert [value for _, value in survivors(house)] == [Decimal(150)] * 2
    assert page(house, FORUM)["2.2", "KG", H1, ""].value == release_data(house, 1).by_key["2.2", "KG", H1, ""].result.value
