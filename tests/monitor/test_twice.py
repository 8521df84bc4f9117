"""What comes twice counts once, and a zero that was kept is still a zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nap import monitor
from nap.facts import Result, Status
from nap.monitor import House, NotNow
from tests.monitor.building import COORDINATOR, FORUM, H1, WPN, a_submission, an_acceptance, kept


def shown(house: House) -> list[Result]:
    return monitor.results_for(COORDINATOR, house)


def committees(house: House, viewer: monitor.Viewer = FORUM) -> Result:
    """The committees at work in Batken in the first half-year, indicator 2.2."""
    found = monitor.results_for(viewer, house, indicators=["2.2"])
    return next(each for each in found if (each.region, each.period) == ("KG-B", H1))


def test_a_return_accepted_twice_is_refused_and_changes_nothing(house: House) -> None:
    receipt = an_acceptance(house, value=21)
    before = shown(house)
    with pytest.raises(NotNow):
        monitor.accept(COORDINATOR, house, receipt.id)
    assert shown(house) == before


def test_the_same_bytes_sent_again_give_the_same_receipt_and_change_nothing(house: House) -> None:
    receipt = an_acceptance(house, b"one", value=21)
    before = shown(house)
    again = kept(house, WPN, b"one", value=21).receipt
    assert again == receipt
    assert shown(house) == before
    assert committees(house).value == 21


def test_the_same_figures_in_a_new_version_change_nothing(house: House) -> None:
    first = an_acceptance(house, b"one", value=21)
    before = shown(house)
    second = an_acceptance(house, b"another copy", value=21)
    assert (first.version, second.version) == (1, 2)
    assert shown(house) == before
    assert committees(house).value == 21


def test_a_new_version_takes_the_place_of_the_old_one_and_is_not_added_to_it(house: House) -> None:
    an_acceptance(house, b"one", value=21)
    waiting = a_submission(house, b"two", value=4)
    assert committees(house).value == 21
    monitor.accept(COORDINATOR, house, waiting.id)
    assert committees(house).value == 4


def test_zero_saved_as_blank(house: House) -> None:
    an_acceptance(house, value=0)
    found = committees(house)
    assert (found.value, found.reported) == (Decimal(0), 1)
    assert found.status is not Status.NO_DATA
