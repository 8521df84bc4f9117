"""What a successor needs to know on one page: people, what is under way, dates, decisions with reasons, where things are kept.

Viewer and house enter, a `HandingOver` leaves; nothing is stored. It names coordinators; of partners it says how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nap.facts import Period
from nap.monitor.account_views import Account, AccountState, Trace
from nap.monitor.checklist import Item, first_day
from nap.monitor.closing import closed_periods
from nap.monitor.house import House
from nap.monitor.overriding import lapsed_overrides
from nap.monitor.permission import require
from nap.monitor.persons import people
from nap.monitor.reading import due_returns
from nap.monitor.settings_noted import ACT, CHANGED
from nap.monitor.trailing import GROUPS, chain, trail
from nap.monitor.views import DueReturn
from nap.people import Role, Verb, Viewer
from nap.plan import due_date, return_periods
from nap.store import audit
from nap.store.chain import Chain

LATELY = timedelta(days=180)
"""How far back decisions are told: one half-year of reporting."""
MOST_DECISIONS = 40
COMING = 4
"""Due dates to come that are named: two years of half-yearly returns."""
_DECIDED = ("decisions", "rows", "partners", "periods_and_files", "adopt_plan")
_UNDER_WAY = frozenset({"submitted", "returned"})


@dataclass(frozen=True)
class Seat:
    """How many people of one organisation have come in, and how many were invited and have not."""

    partner: str
    joined: int
    waiting: int


@dataclass(frozen=True)
class HandingOver:
    """Everything the page tells. `readers`: how many people have a role that belongs to no organisation, by its code.

    `under_way`: what waits for review, was sent back or is overdue. `closed`: periods that take nothing more, with partners for
    which they were opened again. `settings`: with what the server was started last, never a secret; empty if it was not noted.
    """

    as_of: date
    coordinators: tuple[Account, ...]
    seats: tuple[Seat, ...]
    readers: Mapping[str, int]
    under_way: tuple[DueReturn, ...]
    coming: tuple[tuple[Period, date], ...]
    closed: Mapping[Period, tuple[str, ...]]
    decided: tuple[Trace, ...]
    steps: tuple[Item, ...]
    lapsed: int
    sqlite: bool
    settings: Mapping[str, str]
    chain: Chain


def handover(viewer: Viewer, house: House) -> HandingOver:
    """The page as it stands now; reads the whole audit trail to say whether it holds."""
    require(viewer, Verb.ADMINISTER)
    everybody = [one for one in people(viewer, house) if one.state is not AccountState.DISABLED]
    with house.store.reading() as transaction:
        noted = audit.last_facts(transaction, ACT) or {}
        closed = closed_periods(transaction, house)
    codes = [one.code for one in house.plan.partners]
    return HandingOver(
        house.today(),
        tuple(one for one in everybody if Role.COORDINATOR in one.roles),
        tuple(_seat(code, everybody) for code in codes),
        {role.value: sum(role in one.roles for one in everybody) for role in (Role.FORUM, Role.DONOR)},
        tuple(one for one in due_returns(viewer, house) if one.overdue or one.status in _UNDER_WAY),
        _coming(house),
        {period: tuple(code for code in codes if one.open_for(code)) for period, one in closed.items()},
        _decided(viewer, house),
        tuple(item for item in first_day(viewer, house) if not item.done),
        len(lapsed_overrides(viewer, house)),
        house.settings.database_url.startswith("sqlite"),
        {name: text for name, text in noted.items() if name not in (CHANGED, audit.ORIGIN)},
        chain(viewer, house),
    )


def _seat(code: str, everybody: Sequence[Account]) -> Seat:
    theirs = [one for one in everybody if one.partner == code and Role.PARTNER in one.roles]
    joined = sum(one.state is AccountState.ACTIVE for one in theirs)
    return Seat(code, joined, len(theirs) - joined)


def _coming(house: House) -> tuple[tuple[Period, date], ...]:
    dates = ((period, due_date(house.plan, period)) for period in return_periods(house.plan))
    return tuple((period, due) for period, due in dates if due >= house.today())[:COMING]


def _decided(viewer: Viewer, house: House) -> tuple[Trace, ...]:
    """The latest decisions that have a reason, the newest first."""
    since = house.today() - LATELY
    acts = [each for each in _DECIDED if each in GROUPS or each == "adopt_plan"]
    found = [event for act in acts for event in trail(viewer, house, act=act, since=since, limit=500)]
    told = (event for event in found if event.facts.get("reason"))
    return tuple(sorted(told, key=lambda event: event.number, reverse=True)[:MOST_DECISIONS])
