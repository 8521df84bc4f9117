"""What readers are told of missing figures follows the returns: handed in, sent back, accepted, undone."""

from __future__ import annotations

from datetime import date

import pytest

from nap import monitor
from nap.facts import Gap, Result
from nap.monitor import House, Viewer
from nap.monitor.house import at_noon
from tests.monitor.building import COORDINATOR, FORUM, H1, H2, WPN, a_draft, a_submission


def empty(house: House, viewer: Viewer = FORUM, region: str = "KG-J", **more: object) -> Result:
    """Indicator 2.2 in a place where the return of the tests gives nothing."""
    period = more.pop("period", H1)
    found = monitor.results_for(viewer, house, indicators=["2.2"], **more)  # type: ignore[arg-type]
    (one,) = (result for result in found if (result.region, result.period, result.breakdown) == (region, period, ""))
    return one


def of_one(house: House, **more: object) -> str:
    """Two are asked for it there, and the other one never sends: what the tests' partner is waited for."""
    (kind,) = [gap.kind for gap in empty(house, **more).gaps for _ in range(gap.cells)][1:]
    return kind


def test_what_is_said_follows_the_return_at_each_step(house: House) -> None:
    told = [of_one(house)]
    a_draft(house, data=b"draft", value=1)
    told.append(of_one(house))
    submitted = a_submission(house, b"submitted", value=2)
    told.append(of_one(house))
    monitor.send_back(COORDINATOR, house, submitted.id, "Osh looks wrong")
    told.append(of_one(house))
    again = a_submission(house, b"again", value=3)
    told.append(of_one(house))
    monitor.accept(COORDINATOR, house, again.id)
    told.append(of_one(house))
    monitor.undo(COORDINATOR, house, again.id, "by mistake")
    told.append(of_one(house))
    waits = "not_accepted_yet"
    assert told == ["not_reported", "not_reported", waits, "sent_back", waits, "left_blank", waits]


def test_what_is_not_due_names_the_day(quick_house: House) -> None:
    assert empty(quick_house, period=H2).gaps == (Gap("not_due", 2, date(2027, 1, 15)),)


@pytest.mark.parametrize("viewer", [FORUM, WPN, COORDINATOR])
def test_no_reader_gets_the_partners_behind_the_gaps(quick_house: House, viewer: Viewer) -> None:
    a_submission(quick_house)
    assert not any(result.missing for result in monitor.results_for(viewer, quick_house))


def test_donors_hear_of_no_process(quick_house: House) -> None:
    a_submission(quick_house)
    told = {gap.kind for result in monitor.results_for_audience(COORDINATOR, quick_house, "donor") for gap in result.gaps}
    assert told <= {"not_reported", "not_due", "answered_no_data", "not_safe", "not_split"}
    assert "not_accepted_yet" in {gap.kind for result in monitor.results_for(FORUM, quick_house) for gap in result.gaps}


def test_as_of_an_earlier_day_the_returns_stand_as_they_stood_then(quick_house: House) -> None:
    a_submission(at_noon(quick_house, date(2026, 7, 10)))
    assert of_one(quick_house, as_of=date(2026, 7, 20)) == "not_accepted_yet"
    assert of_one(quick_house, as_of=date(2026, 7, 9)) == "not_due"
