"""Partners on record for coordinators: viewer and house enter; each partner with what it owes next, and its history, leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.people import Verb, Viewer
from nap.plan import Partner, Plan, due_date, owed, return_periods
from nap.plan.register import REMOVE, Entry, as_filed, differences, last_task
from nap.store import partner_entries, returns
from nap.store.partner_entries import StoredEntry
from nap.store.returns import StoredReturn
from nap.words import Text

PARTNER_STATES = ("asked", "later", "ended", "removed")
_IN_HAND = frozenset({"submitted", "accepted"})


@dataclass(frozen=True)
class Owing:
    """The next return of a partner that nobody has in hand: rows expected, last day in time, how its last version stands."""

    period: Period
    due: date
    rows: int
    status: str = ""


@dataclass(frozen=True)
class PartnerLine:
    """One partner on record. `state`: one of `PARTNER_STATES`; `regions` and `indicators` are its last task.

    `seen`: the number of the last entry about it, for whoever changes it next. `differs`: in what it is not as in the plan file.
    """

    code: str
    name: Text
    state: str
    regions: tuple[str, ...]
    indicators: tuple[str, ...]
    since: Period | None = None
    until: Period | None = None
    next: Owing | None = None
    seen: int = 0
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartnerEntry:
    """One entry with who, when (UTC) and why; regions and indicators that came and went with it."""

    number: int
    code: str
    act: str
    name: Text
    since: Period | None
    until: Period | None
    person: str
    at: datetime
    reason: str
    renamed: bool = False
    more_regions: tuple[str, ...] = ()
    fewer_regions: tuple[str, ...] = ()
    more_indicators: tuple[str, ...] = ()
    fewer_indicators: tuple[str, ...] = ()


def partner_lines(viewer: Viewer, house: House) -> tuple[PartnerLine, ...]:
    """Every partner in order of the plan; last those that were taken out."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        sent = returns.find_returns(transaction, house.plan.id, until=house.until, mapping="")
    last = {entry.code: entry.number for entry in house.entries}
    there = [_line(house, partner, last, sent) for partner in house.plan.partners]
    gone = [code for code in (*_codes(as_filed(house.plan).partners), *last) if house.plan.partner(code) is None]
    return (*there, *(_removed(house, code, last.get(code, 0)) for code in dict.fromkeys(gone)))


def partner_line(viewer: Viewer, house: House, code: str) -> PartnerLine:
    """One of them; Unknown(partner) with the codes there are."""
    found = partner_lines(viewer, house)
    chosen = next((one for one in found if one.code == code), None)
    if chosen is None:
        raise Unknown("partner", code, [one.code for one in found])
    return chosen


def partner_history(viewer: Viewer, house: House, code: str = "") -> tuple[PartnerEntry, ...]:
    """Every entry, or those about one partner, the latest first."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        stored = partner_entries.history(transaction, house.plan.id, code)
    told: list[PartnerEntry] = []
    before: dict[str, Entry] = {}
    for one in stored:
        entry = one.entry
        was = before.get(entry.code) or _of_file(house.plan, entry.code)
        told.append(_told(one, was))
        if entry.name:
            before[entry.code] = entry
    return tuple(reversed(told))


def next_owed(plan: Plan, partner: str, sent: Iterable[StoredReturn]) -> Owing | None:
    """The first return of a partner with expected rows of which no version waits or counts; None if nothing is left."""
    mine = [one for one in sent if one.partner == partner]
    done = {one.period for one in mine if one.standing.status in _IN_HAND}
    for period in return_periods(plan):
        rows = 0 if period in done else len(owed(plan, partner, period))
        if rows:
            statuses = [one.standing.status for one in mine if one.period == period]
            return Owing(period, due_date(plan, period), rows, statuses[-1] if statuses else "")
    return None


def _line(house: House, partner: Partner, last: dict[str, int], sent: Sequence[StoredReturn]) -> PartnerLine:
    plan = house.plan
    task = last_task(plan, house.entries, partner.code)
    return PartnerLine(
        partner.code,
        partner.name,
        _state(partner, house.today()),
        task.regions,
        task.indicators,
        partner.since,
        partner.until,
        next_owed(plan, partner.code, sent),
        last.get(partner.code, 0),
        differences(plan, partner),
    )


def _removed(house: House, code: str, seen: int) -> PartnerLine:
    task = last_task(house.plan, house.entries, code)
    filed = as_filed(house.plan).partner(code) is not None
    return PartnerLine(code, task.name, "removed", task.regions, task.indicators, seen=seen, differs=(REMOVE,) if filed else ())


def _state(partner: Partner, today: date) -> str:
    if partner.until is not None and partner.until.end < today:
        return "ended"
    return "later" if partner.since is not None and partner.since.start > today else "asked"


def _of_file(plan: Plan, code: str) -> Entry:
    return last_task(as_filed(plan), (), code)


def _codes(partners: Iterable[Partner]) -> list[str]:
    return [partner.code for partner in partners]


def _told(stored: StoredEntry, was: Entry) -> PartnerEntry:
    entry = stored.entry
    about = (entry.number, entry.code, entry.act, entry.name or was.name, entry.since, entry.until)
    who = (stored.person, stored.at, stored.reason)
    if not entry.name:
        return PartnerEntry(*about, *who)
    return PartnerEntry(
        *about,
        *who,
        bool(was.name) and entry.name != was.name,
        _without(entry.regions, was.regions),
        _without(was.regions, entry.regions),
        _without(entry.indicators, was.indicators),
        _without(was.indicators, entry.indicators),
    )


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in some if one not in others)
