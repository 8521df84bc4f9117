"""Tallies, bars and results for the figures that are drawn in HTML."""

from __future__ import annotations

from decimal import Decimal

from nap.charts import Bar
from nap.facts import Period, Result, Status
from nap.results import Tally

H1 = Period.parse("2026-H1")


def a_result(code: str, region: str, value: str | None, status: Status = Status.ON_TRACK, **more: object) -> Result:
    """A result of the first half of 2026."""
    amount = None if value is None else Decimal(value)
    return Result(code, region, H1, value=amount, reported=1, expected=2, status=status, **more)  # type: ignore[arg-type]


def hidden(code: str, region: str) -> Result:
    """A result that nobody may see."""
    nothing = {"reported": None, "expected": None, "carried": None, "at_least": None}
    return Result(code, region, H1, status=Status.SUPPRESSED, reason="to_protect_people", **nothing)  # type: ignore[arg-type]


def bars() -> list[Bar]:
    """Two objectives: one with everything, one where nothing was asked."""
    full = Tally({Status.ACHIEVED: 1, Status.BEHIND: 2, Status.NO_DATA: 3, Status.SUPPRESSED: 4}, silent=2)
    return [
        Bar("O1 Peace", full, "/objective?objective=O1", lambda status: f"/objective?status={status.value}", whole=True),
        Bar("O2 Security", Tally({}), "/objective?objective=O2", lambda _: ""),
    ]
