"""Alerts and their answers, counted over every list that counts documents; a viewer enters, counts without partners' words leave.

Titles are for coordinators. Kinds of addressee and subjects are words of partners too: others read only those that are common.
Lists about people or under protection are not told to others at all: their counts are the board's. Alike entries of several
organisations are marked and never merged (`monitor.listing`). In a release everybody reads what the forum reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nap.facts import Item, Period
from nap.monitor.hiding_now import withdrawn, withdrawn_from
from nap.monitor.house import House
from nap.monitor.listing import Entry, marked
from nap.monitor.permission import require
from nap.people import Verb, Viewer, may
from nap.plan import Indicator
from nap.results.answers import Alert, Answers, count, counted_by
from nap.returns.choices import fold, yes_no
from nap.store import Transaction, counted

COMMON = 3
"""Accepted entries that must use the same words for others than coordinators to read them. What is written once may name a person
or describe one case; what three entries call alike is the name of a kind of body or of a matter."""


Told = tuple[Entry, Alert]
"""An entry as it came, and what of it is counted and may be told."""


@dataclass(frozen=True)
class OpenAlert:
    """One alert that waits for an answer, for coordinators: where it comes from, in its partner's words."""

    entry: Entry
    days: int


@dataclass(frozen=True)
class Responses:
    """What came of the alerts, all together and apart: by first-level region (or the country) and indicator in the plan's order,
    by period in order of time, by addressee and subject the most frequent first; `""` stands for words that are not told.

    `indicators`: the lists that are told; `kept_back`: how many others the plan has that may not be told here. `every`: entries
    without any filter. `alike`: entries that look like another organisation's. `waiting`: for coordinators, oldest first.
    """

    as_of: date
    indicators: tuple[str, ...]
    kept_back: int
    every: int
    total: Answers
    by_region: dict[str, Answers]
    by_indicator: dict[str, Answers]
    by_period: dict[Period, Answers]
    by_addressee: dict[str, Answers]
    by_subject: dict[str, Answers]
    alike: int = 0
    waiting: tuple[OpenAlert, ...] = ()


def responses(viewer: Viewer, house: House, *, objective: str = "", region: str = "", period: Period | None = None) -> Responses:
    """What came of the alerts of one objective, region (with the places inside it) and period, or of all."""
    require(viewer, Verb.BROWSE_RESULTS)
    everything = may(viewer, Verb.REVIEW) and house.released is None
    with house.store.reading() as transaction:
        told = _told(transaction, house, everything)
        found = [one for each in told for one in _entries(transaction, house, viewer, each)]
    addressee, subject = (_worded([get(one.item) for one in found], everything) for get in (_addressee, _subject))
    both = [(one, _alert(house, one, addressee, subject)) for one in found]
    asked = [each for each in both if _asked(house, each[1], objective, region, period)]
    lists = tuple(each.code for each in told)
    kept_back = sum(each.type == "list" for each in house.plan.indicators) - len(lists)
    return _counted(house, lists, kept_back, len(found), asked, _waiting(house, asked) if everything else ())


def _told(transaction: Transaction, house: House, everything: bool) -> list[Indicator]:
    """The lists that may be told of: all, or those everybody may read."""
    lists = [one for one in house.plan.indicators if one.type == "list"]
    if everything:
        return lists
    hidden = withdrawn(transaction, house).indicators
    released = None if house.released is None else {one.indicator for one in house.published}
    open_to_all = (one for one in lists if not one.about_people and one.code not in hidden)
    return [one for one in open_to_all if released is None or one.code in released]


def _entries(transaction: Transaction, house: House, viewer: Viewer, indicator: Indicator) -> Iterable[Entry]:
    hidden = withdrawn_from(transaction, house, viewer).regions
    found = counted.items(transaction, house.plan.id, indicator.code, house.until)
    return marked([Entry(*one) for one in found if one[3].region not in hidden])


def _addressee(item: Item) -> str:
    return item.addressee


def _subject(item: Item) -> str:
    return item.subject


def _worded(texts: Sequence[str], everything: bool) -> Callable[[str], str]:
    """The one spelling of alike words, the most frequent; empty for what this viewer is not told."""
    shapes = {text: fold(text) for text in set(texts)}
    spelled: dict[str, Counter[str]] = {}
    for text in texts:
        spelled.setdefault(shapes[text], Counter())[" ".join(text.split())] += 1
    least = 1 if everything else COMMON
    shown = {key: min(found, key=lambda each: (-found[each], each)) for key, found in spelled.items() if found.total() >= least}
    return lambda text: shown.get(shapes[text], "")


def _alert(house: House, one: Entry, addressee: Callable[[str], str], subject: Callable[[str], str]) -> Alert:
    item, plan = one.item, house.plan
    indicator, region = plan.indicator(item.indicator), plan.regions.parent_region(item.region)
    return Alert(
        item.indicator,
        indicator.objective if indicator else "",
        region.code if region else plan.country,
        one.period,
        item.started,
        yes_no(item.answered_recipient),
        yes_no(item.answered_network),
        item.answered,
        addressee(item.addressee),
        subject(item.subject),
    )


def _asked(house: House, alert: Alert, objective: str, region: str, period: Period | None) -> bool:
    inside = region in {"", house.plan.country, alert.region}
    return inside and objective in {"", alert.objective} and (period is None or period.contains(alert.period))


def _waiting(house: House, asked: Iterable[Told]) -> tuple[OpenAlert, ...]:
    today = house.today()
    open_ = [OpenAlert(one, alert.open_days(today)) for one, alert in asked if alert.said == "open"]
    return tuple(sorted(open_, key=lambda one: (-one.days, one.entry.partner, one.entry.item.title)))


def _counted(
    house: House,
    lists: tuple[str, ...],
    kept_back: int,
    every: int,
    asked: Sequence[Told],
    waiting: tuple[OpenAlert, ...],
) -> Responses:
    alerts = [alert for _, alert in asked]
    today, plan = house.today(), house.plan
    by_period = counted_by(alerts, lambda one: one.period, today)
    return Responses(
        today,
        lists,
        kept_back,
        every,
        count(alerts, today),
        _in_order(counted_by(alerts, lambda one: one.region, today), [one.code for one in plan.regions.all]),
        _in_order(counted_by(alerts, lambda one: one.indicator, today), lists),
        {period: by_period[period] for period in sorted(by_period)},
        _frequent(counted_by(alerts, lambda one: one.addressee, today)),
        _frequent(counted_by(alerts, lambda one: one.subject, today)),
        sum(one.alike for one, _ in asked),
        waiting,
    )


def _in_order(found: dict[str, Answers], codes: Collection[str]) -> dict[str, Answers]:
    return {code: found[code] for code in codes if code in found}


def _frequent(found: dict[str, Answers]) -> dict[str, Answers]:
    """The most frequent first; what is not told last, so that its place says nothing."""
    return dict(sorted(found.items(), key=lambda each: (not each[0], -each[1].sent, each[0])))
