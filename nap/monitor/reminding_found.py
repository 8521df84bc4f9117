"""Who is to be reminded of what today: a transaction and a house enter, reminders leave, whether they were sent or not.

Only people who could sign in now are among them: nobody disabled, nobody who never came. No figure and no reason enters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from nap.facts import Period
from nap.monitor.closing import closed_periods
from nap.monitor.house import House
from nap.monitor.reminding_steps import digest_of, step_after_return, step_before_and_after
from nap.monitor.sessions import active_viewers, demo_viewers
from nap.monitor.standings import standing_version, versions_of
from nap.people import Role, Viewer
from nap.plan import due_date, is_owed, return_periods
from nap.store import Transaction, audit
from nap.store.returns import StoredReturn

_IN_HAND = frozenset({"submitted", "accepted"})


@dataclass(frozen=True)
class Thing:
    """One thing to be reminded of. `kind`: one of `reminding_steps.STEPS`; `day`: due, sent back or handed in on."""

    kind: str
    partner: str
    period: Period
    day: date
    return_id: str = ""
    week: str = ""

    def id_for(self, person: str) -> str:
        """What stands for this thing and this person: the same whenever and by whomever it is made."""
        which = (self.partner, str(self.period), self.return_id, self.day.isoformat())
        about = (self.kind, *((self.week,) if self.week else which))  # of a week's list one thing stands for all
        return hashlib.sha256("\n".join((person, *about)).encode()).hexdigest()


@dataclass(frozen=True)
class Reminder:
    """What one person is told in one letter. `digest`: what waits for a coordinator. `demo`: nobody real, who gets no mail."""

    person: str
    name: str
    language: str
    things: tuple[Thing, ...]
    digest: bool = False
    demo: bool = False


def found(transaction: Transaction, house: House) -> tuple[Reminder, ...]:
    """Every reminder of today, of partners' people by e-mail, then of coordinators."""
    due, waiting = _things(transaction, house)
    demo = {one.person for one in demo_viewers(transaction, house)}
    people = sorted(active_viewers(transaction, house), key=lambda one: one.person)

    def reminders(role: Role, things: Callable[[Viewer], Sequence[Thing]]) -> Iterator[Reminder]:
        for one in people:
            told = tuple(things(one)) if role in one.roles else ()
            if told:
                lang = one.language or house.plan.languages[0]
                yield Reminder(one.person, one.name, lang, told, role is Role.COORDINATOR, one.person in demo)

    senders = reminders(Role.PARTNER, lambda one: [each for each in due if each.partner == one.partner])
    return (*senders, *reminders(Role.COORDINATOR, lambda _: waiting))


def unheard(transaction: Transaction, house: House) -> tuple[str, ...]:
    """Partners with something to be reminded of, and nobody who would hear of it."""
    due, _ = _things(transaction, house)
    heard = {one.partner for one in active_viewers(transaction, house) if Role.PARTNER in one.roles}
    return tuple(dict.fromkeys(each.partner for each in due if each.partner not in heard))


def _things(transaction: Transaction, house: House) -> tuple[list[Thing], list[Thing]]:
    """What partners are reminded of today, and what waits for coordinators."""
    plan, versions, closed = house.plan, versions_of(transaction, house), closed_periods(transaction, house)
    due: list[Thing] = []
    waiting: list[Thing] = []
    for period in (each for each in return_periods(plan) if each.start <= house.today()):
        for partner in plan.partners:
            kept = versions.get((partner.code, period), ())
            if period not in closed or closed[period].open_for(partner.code):
                due += _due(transaction, house, partner.code, period, kept)
            waiting += [_waits(house, one) for one in kept if one.standing.status == "submitted"]
    return due, waiting


def _due(
    transaction: Transaction, house: House, partner: str, period: Period, versions: Sequence[StoredReturn]
) -> Sequence[Thing]:
    """What the partner is reminded of today about that period's return: one thing, or none."""
    today, stands = house.today(), standing_version(versions) if versions else None
    if stands is not None and stands.standing.status == "returned":
        day = _returned(transaction, house, stands)
        kind = step_after_return(day, today)
        thing = Thing(kind, partner, period, day, stands.id)
    else:
        due = due_date(house.plan, period)
        came = any(one.standing.status in _IN_HAND for one in versions)
        kind = "" if came else step_before_and_after(due, today)
        thing = Thing(kind, partner, period, due)
    return [thing] if kind and is_owed(house.plan, partner, period) else []


def _returned(transaction: Transaction, house: House, stored: StoredReturn) -> date:
    """The day on which it was sent back, where the plan is at home."""
    sent_back = [event for event in audit.events(transaction, stored.id) if event.status == "returned"]
    return sent_back[-1].at.astimezone(ZoneInfo(house.plan.calendar.timezone)).date()


def _waits(house: House, stored: StoredReturn) -> Thing:
    day = stored.received.astimezone(ZoneInfo(house.plan.calendar.timezone)).date()
    return Thing("digest", stored.partner, stored.period, day, stored.id, digest_of(house.today()))
