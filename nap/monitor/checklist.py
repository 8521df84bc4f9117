"""The first day of an installation, step by step: what the store and the settings show of each step, and what people have said.

A tick by a person is an event of the trail, as a status given by hand is; what holds now is folded from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from nap.monitor.account_views import Account, AccountState
from nap.monitor.accounts import accounts
from nap.monitor.house import House, installed
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.starting import is_here
from nap.people import Role, Verb, Viewer
from nap.plan import is_owed, return_periods
from nap.store import Transaction, audit
from nap.store.audit import AuditEvent

SAID, UNSAID = "setup_said", "setup_unsaid"
LETTERS = "NAP_SMTP"
_ALWAYS = datetime(1, 1, 2, tzinfo=UTC)
LONGEST_NOTE = 200


class Step(StrEnum):
    """What has to be done once, in this order."""

    PLAN = "plan"
    ADDRESS = "address"
    SECOND = "second"
    PARTNERS = "partners"
    SENSITIVITY = "sensitivity"
    MAIL = "mail"
    JOINED = "joined"
    BACKUP = "backup"


BY_HAND = (Step.ADDRESS, Step.SENSITIVITY, Step.MAIL, Step.BACKUP)
"""Steps that a person may tick: what cannot be known, and what an installation may do without (other machines, a mail server).
All others are as the store shows them."""


@dataclass(frozen=True)
class Tick:
    """Who said that a step is done, and when; `day` and `note` as told."""

    person: str
    at: datetime
    day: date
    note: str = ""


@dataclass(frozen=True)
class Item:
    """One step. `done`: by what is known, or by a tick that holds. `missing`: what is still open, as codes or e-mails.

    `tick`: also one that holds no longer (`stale`: the plan has changed since).
    """

    step: Step
    done: bool
    missing: tuple[str, ...] = ()
    tick: Tick | None = None
    stale: bool = False


def first_day(viewer: Viewer, house: House) -> tuple[Item, ...]:
    """Every step as it stands now."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        people = [one for one in accounts(transaction, house) if not one.demo]
        ticks = _ticks(transaction, house)
        seen = _seen(transaction, house, people)
    return tuple(_item(house, step, seen, ticks.get(step)) for step in Step)


def setting_up(viewer: Viewer, house: House) -> tuple[int, int]:
    """How many steps of how many are done; a demonstration has nothing to set up (0, 0)."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        if installed(transaction, house.settings).demo:
            return 0, 0
    items = first_day(viewer, house)
    return sum(item.done for item in items), len(items)


def say_done(viewer: Viewer, house: House, step: str, day: date | None = None, note: str = "") -> None:
    """Tick a step. `day`: when it was done, today if left out; ValueError for one to come. Unknown(step); NotNow for the note."""
    require(viewer, Verb.ADMINISTER)
    said, when = _by_hand(step), day or house.today()
    if when > house.today():
        raise ValueError(when)
    why = fit(note, house.plan.privacy, NotNow, LONGEST_NOTE)
    facts = {"item": said.value, "day": when.isoformat(), "version": str(house.plan.version)}
    with house.store.writing() as transaction:
        record(transaction, house, viewer, SAID, **facts, **({"reason": why} if why else {}))


def take_back_done(viewer: Viewer, house: House, step: str) -> None:
    """Take a tick back; nothing happens without one. Unknown(step)."""
    require(viewer, Verb.ADMINISTER)
    said = _by_hand(step)
    with house.store.writing() as transaction:
        if said in _ticks(transaction, house):
            record(transaction, house, viewer, UNSAID, item=said.value)


def _by_hand(step: str) -> Step:
    if step not in BY_HAND:
        raise Unknown("step", step, [each.value for each in BY_HAND])
    return Step(step)


def _ticks(transaction: Transaction, house: House) -> Mapping[Step, tuple[Tick, int]]:
    """What is ticked, with the plan's version it was said of."""
    found: dict[Step, tuple[Tick, int]] = {}
    for event in audit.since(transaction, house.plan.id, _ALWAYS, (SAID, UNSAID)):
        step = Step(event.facts["item"])
        found.pop(step, None)
        if event.act == SAID:
            found[step] = _tick(event), int(event.facts["version"])
    return found


def _tick(event: AuditEvent) -> Tick:
    return Tick(event.person, event.at, date.fromisoformat(event.facts["day"]), event.facts.get("reason", ""))


def _item(house: House, step: Step, seen: Mapping[Step, Sequence[str]], ticked: tuple[Tick, int] | None) -> Item:
    """`seen` names of each step that can be known what is missing."""
    tick, version = ticked or (None, 0)
    stale = tick is not None and step is Step.SENSITIVITY and version != house.plan.version
    said = tick is not None and not stale
    missing = tuple(seen.get(step, ()))
    known = step in seen and not missing
    return Item(step, known or (step in BY_HAND and said), missing, tick, stale)


def _seen(transaction: Transaction, house: House, people: Sequence[Account]) -> Mapping[Step, Sequence[str]]:
    active = [one for one in people if one.state is AccountState.ACTIVE]
    coordinators = [one.person for one in active if Role.COORDINATOR in one.roles]
    waiting = [one.person for one in people if one.state in (AccountState.INVITED, AccountState.LAPSED)]
    return {
        Step.PLAN: ["illustrative"] if house.plan.status == "illustrative" else [],
        Step.ADDRESS: [house.settings.base_url] if is_here(house.settings) else [],
        Step.SECOND: [] if len(coordinators) > 1 else ["coordinator"],
        Step.PARTNERS: _without_people(house, people),
        Step.MAIL: [] if house.settings.mail and _tried(transaction, house) else ["letter" if house.settings.mail else "server"],
        Step.JOINED: waiting if people else ["nobody"],
    }


def _without_people(house: House, people: Sequence[Account]) -> list[str]:
    """Codes of partners that owe a return some day and of whom nobody is invited; `none` if the plan has no partner at all."""
    periods = [each for each in return_periods(house.plan) if each.end >= house.today()]
    owing = [one.code for one in house.plan.partners if any(is_owed(house.plan, one.code, period) for period in periods)]
    usable = (one for one in people if one.state is not AccountState.DISABLED)
    sending = {one.partner for one in usable if Role.PARTNER in one.roles}
    return [code for code in owing if code not in sending] if owing or not periods else ["none"]


def _tried(transaction: Transaction, house: House) -> bool:
    """Whether a letter on trial went since the settings of the mail server last changed."""
    tried = False
    for event in audit.since(transaction, house.plan.id, _ALWAYS, ("settings", "letter_sent")):
        if event.act == "settings":
            tried = tried and LETTERS not in event.facts.get("changed", "")
        elif event.facts.get("purpose") == "test":
            tried = True
    return tried
