"""When somebody is reminded of a return: a due date or the day it was sent back enters, with today; the step leaves.

Pure, and few enough that nobody learns to skip them: one letter before, one on the day, then one a week and at most three.
"""

from __future__ import annotations

from datetime import date

BEFORE = 7
"""Days before the due date: a working week in which somebody can still ask a district for its figures, and not so long before
that it is forgotten again."""
FIRST_AFTER_RETURN = 3
"""Days for what was sent back: its sender was told at once where it stands, and nobody mends on a weekend."""
WEEK = 7
MOST = 3
"""Letters about the same thing after its day; who has not answered three is better rung up."""

STEPS = (
    "before", "due", *(f"overdue{n}" for n in range(1, MOST + 1)), *(f"returned{n}" for n in range(1, MOST + 1)), "digest",
)  # fmt: skip
"""Every kind of reminder there is."""


def step_before_and_after(due: date, today: date) -> str:
    """The step for a return that has not come in: before, due, overdue1 to overdue3; empty on days that have none."""
    left = (due - today).days
    if 0 < left <= BEFORE:
        return "before"
    return "due" if left == 0 else _weekly("overdue", -left - WEEK)


def step_after_return(returned: date, today: date) -> str:
    """The step for a return that was sent back on that day and not sent again: returned1 to returned3, or empty."""
    return _weekly("returned", (today - returned).days - FIRST_AFTER_RETURN)


def _weekly(kind: str, since: int) -> str:
    """The first on day 0, the next ones a week apart; a day that was missed is made good within its week."""
    n = since // WEEK + 1
    return f"{kind}{n}" if since >= 0 and n <= MOST else ""


def digest_of(today: date) -> str:
    """The week a coordinator's list is of: one a week, on whatever day of it the command first runs."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02}"
