"""The open house: settings, store, plan and clock together. Settings enter, a `House` leaves; every verb is given it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from nap import store
from nap.facts import Result
from nap.monitor.clock import day_at_home, utc_now
from nap.monitor.disks import refuse_thrown_away
from nap.monitor.later import settle
from nap.monitor.memory import Memory
from nap.monitor.permission import COMMAND_LINE, OPERATOR
from nap.monitor.problems import NotNow, PlanProblem
from nap.plan import Plan, load_plan, read_plan
from nap.plan.register import Entry, fold
from nap.settings import Settings
from nap.store import Store, Transaction, audit, incidents, installations, partner_entries

DEMO_TODAY = date(2026, 11, 15)
"""The day on which a demo always stands (docs/demo.md): four months into the second half of its second year."""
SYSTEM = "system"
"""Who did what nobody did by hand, in the audit trail."""


@dataclass(frozen=True)
class House:
    """One installation, open. `plans` holds every adopted version, `plan` is the one in force.

    `until`: only events before that moment are known (an earlier state, see `monitor.knowing`); None: all of them.
    """

    settings: Settings
    store: Store
    plan: Plan
    today: Callable[[], date]
    now: Callable[[], datetime]
    plans: Mapping[tuple[str, int], Plan] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    """What coordinators put on record of partners; the versions of this plan in `plans` have it on top (`nap.plan.register`)."""
    memory: Memory = field(default_factory=Memory, repr=False)
    until: datetime | None = None
    present: House | None = field(default=None, repr=False, compare=False)
    """The house as it is, behind one of an earlier day: what happens while somebody looks back happens now."""
    released: int | None = None
    """The release whose figures are shown instead of those that count now (`monitor.released_board`)."""
    published: Sequence[Result] = field(default=(), repr=False, compare=False)
    """Its figures, as its readers get them."""

    @property
    def as_it_is(self) -> House:
        """The house itself, behind however many of an earlier day, a release or another plan."""
        return self if self.present is None else self.present.as_it_is

    @property
    def of_today(self) -> House:
        """The house of the same plan as it is, behind an earlier day or a release."""
        looked_back = self.released is not None or self.until is not None
        return self.present.of_today if looked_back and self.present else self

    @property
    def only_read(self) -> bool:
        """True of an earlier day, a release, or a plan that is over: nothing can be changed there."""
        return self.present is not None

    def moment(self) -> datetime:
        """The moment an event is dated: the clock's time of day, on the day the installation stands at."""
        return _moment(self.plan, self.today(), self.now())


class Installation(NamedTuple):
    """What kind of store it is: a demo or not, the day it is fixed at, and whether anything was ever put into it."""

    demo: bool
    today: date | None
    begun: bool


def open_house(
    settings: Settings, *, today: Callable[[], date] | None = None, now: Callable[[], datetime] | None = None
) -> House:
    """Open the installation the settings name: migrate its store, adopt its plan at first use.

    Later the highest adopted version is in force, whatever the file says. `today` and `now` stand in for the clock in tests.
    PlanProblem if the plan file has faults, or has changed under a version the store already knows. NotNow (store_later) for
    tables of a later program. NotKept for an installation
    that is no demo on a disk that is thrown away.
    """
    plan, faults = load_plan(settings.plan_file)
    accepted = plan or load_plan(settings.plan_file, adopted=True)[0]
    if accepted is None:
        raise PlanProblem(faults)
    opened = _opened(settings)
    try:
        if plan is None and not _adopted(opened, accepted):
            raise PlanProblem(faults)
        return _furnish(settings, opened, accepted, today, now or utc_now)
    except BaseException:
        opened.close()
        raise


def _opened(settings: Settings) -> Store:
    try:
        return store.open_store(settings.database_url, lambda: NotNow("store_unavailable"), lambda: NotNow("store_unanswered"))
    except store.NewerSchema as newer:
        raise NotNow("store_later") from newer


def close(house: House) -> None:
    """Give back the store's connections, once what still had to be put on record is."""
    settle()
    house.store.close()


def installation(house: House) -> Installation:
    """Demo or real, and the fixed day of a demo. An empty store is what the settings would make of it."""
    with house.store.reading() as transaction:
        return installed(transaction, house.settings)


def start_empty(house: House) -> None:
    """Make this empty store a real installation, without demo people; NotNow(not_empty) if it is in use.

    On record from its first day: whoever does it sits at the machine.
    """
    with house.store.writing() as transaction:
        if installations.begun(transaction) is not None:
            raise NotNow("not_empty")
        installations.begin(transaction, house.now(), demo=False, today=None)
        audit.append(transaction, house.now(), OPERATOR, "begin", house.plan.id, origin=COMMAND_LINE)


def installed(transaction: Transaction, settings: Settings) -> Installation:
    """The same as `installation`, inside a transaction."""
    begun = installations.begun(transaction)
    if begun is None:
        return Installation(settings.demo, DEMO_TODAY if settings.demo else None, False)
    return Installation(begun.demo, begun.today, True)


def refuse_real_thrown_away(transaction: Transaction, settings: Settings) -> None:
    """NotKept if a store that is no demo lies, with these settings, on a disk that is thrown away."""
    if not installed(transaction, settings).demo:
        refuse_thrown_away(settings)


def begin(transaction: Transaction, house: House) -> None:
    """Decide what kind of store this is, at the latest when the first return comes in."""
    kind = installed(transaction, house.settings)
    installations.begin(transaction, house.now(), demo=kind.demo, today=kind.today)


def _furnish(
    settings: Settings, opened: Store, plan: Plan, today: Callable[[], date] | None, now: Callable[[], datetime]
) -> House:
    with opened.reading() as transaction:
        kind = installed(transaction, settings)
        refuse_real_thrown_away(transaction, settings)
    clock = today or (lambda: kind.today or day_at_home(plan, now))
    _adopt_first(opened, plan, _moment(plan, clock(), now()))
    with opened.reading() as transaction:
        stored = installations.stored_plans(transaction)
        entries = partner_entries.told(transaction, plan.id)
    plans = with_entries(read_stored(stored, plan, {}), plan.id, entries)
    in_force = plans[plan.id, max(version for id, version in plans if id == plan.id)]
    _tidy(opened, clock())
    return House(settings, opened, in_force, clock, now, plans, entries)


def _adopted(opened: Store, plan: Plan) -> bool:
    """Whether exactly this plan came into force already; later checks find no fault with it."""
    with opened.reading() as transaction:
        kept = installations.stored_plans(transaction).get((plan.id, plan.version))
    return kept is not None and kept.sha256 == plan.sha256


Plans = Mapping[tuple[str, int], Plan]
"""Plans by id and version."""


def _moment(plan: Plan, today: date, now: datetime) -> datetime:
    """The clock's time of day where the plan is at home, on the day the installation stands at."""
    zone = ZoneInfo(plan.calendar.timezone)
    here = now.astimezone(zone)
    return here if here.date() == today else datetime.combine(today, here.time(), zone)


def read_stored(stored: Mapping[tuple[str, int], installations.StoredPlan], plan: Plan, known: Plans) -> Plans:
    """Every adopted version as a plan; `plan` itself and those known already are not read a second time."""
    plans = dict(known)
    for key, kept in stored.items():
        if key not in plans:
            plans[key] = plan if kept.sha256 == plan.sha256 else _read_again(kept, plan)
    return plans


def with_entries(plans: Plans, id: str, entries: Sequence[Entry]) -> Plans:
    """Every version of that plan with the entries about partners on top of its file."""
    return {key: fold(plan, entries) if plan.id == id else plan for key, plan in plans.items()}


def _tidy(opened: Store, today: date) -> None:
    with opened.reading() as transaction:
        expired = incidents.has_expired(transaction, today)
    if expired:
        with opened.writing() as transaction:
            incidents.drop_expired(transaction, today)


def _adopt_first(opened: Store, plan: Plan, at: datetime) -> None:
    """Adopt the first version of a plan; a later one waits for a person with a reason (`monitor.adopting`)."""
    with opened.reading() as transaction:
        stored = installations.stored_plans(transaction)
    if not any(id == plan.id for id, _ in stored):
        with opened.writing() as transaction:
            stored = installations.stored_plans(transaction)
            if not any(id == plan.id for id, _ in stored):
                installations.adopt(transaction, _to_keep(plan), at, SYSTEM)
                return
    kept = stored.get((plan.id, plan.version))
    if kept is not None and kept.sha256 != plan.sha256:
        raise PlanProblem(code="changed")


def _to_keep(plan: Plan) -> installations.StoredPlan:
    return installations.StoredPlan(plan.id, plan.version, plan.sha256, plan.source)


def _read_again(kept: installations.StoredPlan, plan: Plan) -> Plan:
    again, faults = read_plan(kept.source, f"{kept.plan}-{kept.version}.yaml", plan.regions, adopted=True)
    if again is None:
        raise PlanProblem(faults)
    return again


def at_noon(house: House, day: date) -> House:
    """The same house on another day, at noon of its own time zone; for telling the demo's story."""
    noon = datetime.combine(day, time(12), ZoneInfo(house.plan.calendar.timezone))
    return replace(house, today=lambda: day, now=lambda: noon)
