"""The store goes out of reach while a file is checked: the file is not taken without its history."""

from __future__ import annotations

import pytest

from nap.facts import Finding, Severity
from nap.monitor import House, NotNow, all_returns, check, receive
from nap.monitor.remembered import Remembered
from nap.store import histories
from tests.houses import reading_here
from tests.monitor.building import COORDINATOR, H1, WPN, a_workbook

__all__ = ["reading_here"]


def out_of_reach(*_: object) -> None:
    raise NotNow("store_unavailable")


def test_a_file_that_cannot_be_compared_is_not_taken(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_workbook(house, "WPN", H1)
    with monkeypatch.context() as patched:
        patched.setattr(histories, "accepted", out_of_reach)
        with pytest.raises(NotNow, match="store_unavailable"):
            receive(WPN, house, data, "return.xlsx")
        with pytest.raises(NotNow, match="store_unavailable"):
            check(WPN, house, data)
    assert all_returns(COORDINATOR, house) == ()
    received = receive(WPN, house, data, "return.xlsx")
    assert received.receipt is not None
    assert "check-failed" not in {each.code for each in received.checked.findings}


def test_a_mistake_of_ours_in_the_history_stops_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Remembered, "_past", breaks)
    received = receive(WPN, house, a_workbook(house, "WPN", H1), "return.xlsx")
    failed = [each for each in received.checked.findings if each.code == "check-failed"]
    assert received.receipt is not None
    assert failed
    assert all(isinstance(each, Finding) and each.severity is Severity.INFO for each in failed)
