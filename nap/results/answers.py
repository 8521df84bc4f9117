"""Alerts and what came of them: entries of lists enter, how many were answered and how long it took leave; no words are read.

An alert is answered if its recipient says so, or the network that sent it, or if a day of the answer is given and nobody says no;
else it is open. Days count from the alert to its answer, or as long as it is open to the day that is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TypeVar

from nap.facts import Period

Key = TypeVar("Key")

PROMPT = 30
"""Days within which an answer is prompt: the month that offices are usually given for a letter."""
LONG = 90
"""Days after which an open alert has waited long."""


@dataclass(frozen=True)
class Alert:
    """One alert or recommendation. `recipient`, `network`: whether it is answered as each of them sees it (None: nothing is said,
    or nothing that means yes or no); `answered`: the day of the answer. `addressee` and `subject` as they may be shown."""

    indicator: str
    objective: str
    region: str
    period: Period
    started: date
    recipient: bool | None = None
    network: bool | None = None
    answered: date | None = None
    addressee: str = ""
    subject: str = ""

    @property
    def said(self) -> str:
        """Who says that it is answered: `both`, `recipient`, `network`, `day` (a day alone is given) or `open` (nobody)."""
        if self.recipient and self.network:
            return "both"
        if self.recipient or self.network:
            return "recipient" if self.recipient else "network"
        return "day" if self.answered and {self.recipient, self.network} == {None} else "open"

    @property
    def days(self) -> int | None:
        """Days to the answer; None for an open alert, without a day, and for a day before the alert."""
        if self.said == "open" or self.answered is None or self.answered < self.started:
            return None
        return (self.answered - self.started).days

    def open_days(self, as_of: date) -> int:
        """Days since it was sent."""
        return max((as_of - self.started).days, 0)


@dataclass(frozen=True)
class Spread:
    """Of so many numbers of days (at least one) the middle one and the longest."""

    n: int
    median: Decimal
    longest: int


@dataclass(frozen=True)
class Answers:
    """What came of some alerts. `both recipient network day open_` add up to `sent`: who says that they are answered.

    `unsaid`: of the open ones those of which nothing is said. `days` to the answer where its day is known, `waiting`: days of the
    open ones, `bands`: how many of them wait less than `PROMPT` days, up to `LONG`, longer. `prompt` of `judged`: answered within
    `PROMPT` days, of those that were sent at least so long ago and are open, or answered on a day that is known.
    """

    sent: int
    both: int
    recipient: int
    network: int
    day: int
    open_: int
    unsaid: int
    days: Spread | None
    waiting: Spread | None
    bands: tuple[int, int, int]
    judged: int
    prompt: int

    @property
    def answered(self) -> int:
        """Those that somebody says are answered."""
        return self.sent - self.open_

    @property
    def by_recipient(self) -> int:
        """Those that the recipient says are answered."""
        return self.both + self.recipient

    @property
    def by_network(self) -> int:
        """Those that the network too, or it alone, regards as answered."""
        return self.both + self.network


def count(alerts: Iterable[Alert], as_of: date) -> Answers:
    """All of them together."""
    found = list(alerts)
    said = [one.said for one in found]
    open_ = [one for one in found if one.said == "open"]
    waiting = [one.open_days(as_of) for one in open_]
    to_judge = [one for one in found if one.open_days(as_of) >= PROMPT and (one.said == "open" or one.days is not None)]
    return Answers(
        sent=len(found),
        both=said.count("both"),
        recipient=said.count("recipient"),
        network=said.count("network"),
        day=said.count("day"),
        open_=len(open_),
        unsaid=sum(one.recipient is None and one.network is None for one in open_),
        days=_spread([one.days for one in found if one.days is not None]),
        waiting=_spread(waiting),
        bands=_bands(waiting),
        judged=len(to_judge),
        prompt=sum(one.days is not None and one.days <= PROMPT for one in to_judge),
    )


def counted_by(alerts: Iterable[Alert], key: Callable[[Alert], Key], as_of: date) -> dict[Key, Answers]:
    """The same apart for each key, in the order in which the keys come."""
    parted: dict[Key, list[Alert]] = {}
    for one in alerts:
        parted.setdefault(key(one), []).append(one)
    return {each: count(found, as_of) for each, found in parted.items()}


def _spread(days: Sequence[int]) -> Spread | None:
    if not days:
        return None
    middle = median(days)
    return Spread(len(days), Decimal(int(middle)) if middle == int(middle) else Decimal(str(middle)), max(days))


def _bands(waiting: Sequence[int]) -> tuple[int, int, int]:
    short, long = sum(days < PROMPT for days in waiting), sum(days > LONG for days in waiting)
    return short, len(waiting) - short - long, long
