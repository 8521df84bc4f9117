"""Partners on record: a coordinator adds one, changes its name and task, ends it or brings it back, each with a reason.

What is typed enters, an entry on top of the plan file leaves; `current(house)` then knows it, in every process. Nothing is
overwritten: what was asked of a partner for earlier return periods, and what it sent, stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from nap.facts import Period
from nap.monitor.house import House, begin
from nap.monitor.permission import require
from nap.monitor.reasons import fit, seen as shown
from nap.monitor.recording import record
from nap.people import Verb, Viewer
from nap.plan import Plan
from nap.plan.entering import REGISTER_FAULTS, RegisterFault, faults_of
from nap.plan.register import ADD, BRING_BACK, CHANGE, END, REMOVE, Entry, fold, last_task
from nap.returns.privately import holds_personal
from nap.store import Transaction, installations, partner_entries, returns
from nap.words import Text

LONGEST_PARTNER_REASON = 500
"""Letters."""
PARTNER_FAULTS = (
    *REGISTER_FAULTS, "no_period", "name_personal", "changed_meanwhile", "reason_needed", "reason_too_long", "reason_personal",
)  # fmt: skip
"""Every code of the faults of `PartnerRefused`: those of the entry, what is no period, personal data in a name; somebody else
made an entry since it was shown, or another version of the plan came into force; what is wrong with the reason."""
_IN_HAND = frozenset({"submitted", "accepted"})


@dataclass(frozen=True)
class PartnerTyped:
    """A partner as somebody typed it; periods as their codes, empty: from the beginning, or open."""

    code: str
    name: Text = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


class PartnerRefused(Exception):
    """Nothing was put on record. `faults`: why, all of it; `person`: who was faster, for `changed_meanwhile`."""

    def __init__(self, faults: Sequence[RegisterFault], person: str = "") -> None:
        super().__init__(*(fault.code for fault in faults))
        self.faults, self.person = tuple(faults), person


def add_partner(viewer: Viewer, house: House, typed: PartnerTyped, reason: str) -> int:
    """Put a new partner on record; returns the number of the entry. PartnerRefused."""

    def entry(now: Plan, _: Sequence[Entry]) -> Entry:
        return _entry(ADD, now, typed)

    return _enter(viewer, house, typed.code.strip(), entry, reason, None)


def change_partner(viewer: Viewer, house: House, typed: PartnerTyped, reason: str, *, seen: int | None = None) -> int:
    """Another name, other regions or indicators, from a return period on (`since`; empty: all its time). PartnerRefused.

    `seen`: the number of the last entry about this partner that was shown (0: none); None: it does not matter.
    """

    def entry(now: Plan, _: Sequence[Entry]) -> Entry:
        return replace(_entry(CHANGE, now, typed), until=None)

    return _enter(viewer, house, typed.code, entry, reason, seen)


def end_partner(viewer: Viewer, house: House, code: str, until: str, reason: str, *, seen: int | None = None) -> int:
    """Ask nothing of a partner after that return period. What it sent goes on counting. PartnerRefused."""
    return _enter(viewer, house, code, lambda now, _: _entry(END, now, PartnerTyped(code, until=until)), reason, seen)


def remove_partner(viewer: Viewer, house: House, code: str, reason: str, *, seen: int | None = None) -> int:
    """Take out a partner that was never meant to be there and has sent nothing. PartnerRefused."""
    return _enter(viewer, house, code, lambda now, _: _entry(REMOVE, now, PartnerTyped(code)), reason, seen)


def bring_back(viewer: Viewer, house: House, code: str, reason: str, *, since: str = "", seen: int | None = None) -> int:
    """Ask a partner again that had ended or was taken out, from a return period on (empty: as if it had never ended). What it is
    asked is what it was asked last. PartnerRefused."""

    def entry(now: Plan, entries: Sequence[Entry]) -> Entry:
        return replace(
            last_task(now, entries, code), act=BRING_BACK, since=_entry(BRING_BACK, now, PartnerTyped(code, since=since)).since
        )

    return _enter(viewer, house, code, entry, reason, seen)


def _enter(
    viewer: Viewer, house: House, code: str, made: Callable[[Plan, Sequence[Entry]], Entry], reason: str, seen: int | None
) -> int:
    """Make the entry out of what is on record now, if nothing is wrong with it."""
    require(viewer, Verb.ADMINISTER)
    why, unfit = _reason(house, reason)
    with house.store.writing() as transaction:
        entries = partner_entries.told(transaction, house.plan.id)
        _as_seen(transaction, house, code, seen)
        now = fold(house.plan, entries)
        entry = made(now, entries)
        faults = [*faults_of(now, entries, entry, _sent(transaction, house, entry)), *_personal(house, entry), *unfit]
        if faults:
            raise PartnerRefused(faults)
        if not house.settings.demo:
            begin(transaction, house)
        number = partner_entries.add(transaction, house.plan.id, entry, viewer.person, house.moment(), why)
        record(transaction, house, viewer, partner_entries.EVENTS[entry.act], **_facts(entry, why))
    return number


def _facts(entry: Entry, why: str) -> dict[str, str]:
    times = {name: str(period) for name, period in (("since", entry.since), ("until", entry.until)) if period}
    return {"partner": entry.code, "reason": why} | times


def _as_seen(transaction: Transaction, house: House, code: str, seen: int | None) -> None:
    """Whoever decides has seen what is decided about."""
    about = partner_entries.history(transaction, house.plan.id, code)
    last = about[-1].entry.number if about else 0
    if seen is not None and seen != last:
        raise PartnerRefused([RegisterFault("changed_meanwhile")], about[-1].person if about else "")
    if installations.newest_version(transaction, house.plan.id) != house.plan.version:
        raise PartnerRefused([RegisterFault("changed_meanwhile")])


def _reason(house: House, reason: str) -> tuple[str, tuple[RegisterFault, ...]]:
    """The reason, or what is wrong with it, to be told together with all else that is wrong."""
    try:
        return fit(reason, house.plan.privacy, lambda wrong: _refused(wrong, "reason"), LONGEST_PARTNER_REASON, needed=True), ()
    except PartnerRefused as refused:
        return "", refused.faults


def _personal(house: House, entry: Entry) -> list[RegisterFault]:
    named = " | ".join(entry.name.values()) if entry.act in (ADD, CHANGE) else ""
    found = bool(named) and holds_personal(named, house.plan.privacy)
    return [RegisterFault("name_personal", "name")] if found else []


def _sent(transaction: Transaction, house: House, entry: Entry) -> tuple[Period, ...]:
    """Periods of the partner's returns that wait or count; of one that is to be taken out altogether, of all there are."""
    found = returns.find_returns(transaction, house.plan.id, entry.code) if entry.act in (END, REMOVE, CHANGE) else []
    return tuple(one.period for one in found if entry.act == REMOVE or one.standing.status in _IN_HAND)


def _entry(act: str, now: Plan, typed: PartnerTyped) -> Entry:
    """What was typed as an entry; PartnerRefused(unknown_period) for what is no period at all."""
    return Entry(
        code=_tidy(typed.code),
        act=act,
        name={language: said for language, name in typed.name.items() if (said := _tidy(name))},
        regions=tuple(dict.fromkeys(map(_tidy, typed.regions))),
        indicators=tuple(dict.fromkeys(map(_tidy, typed.indicators))),
        known=tuple(indicator.code for indicator in now.indicators),
        since=_period(now, typed.since, "since"),
        until=_period(now, typed.until, "until"),
    )


def _tidy(text: str) -> str:
    return " ".join(shown(text).split())


def _period(plan: Plan, text: str, field: str) -> Period | None:
    try:
        return plan.period(text.strip()) if text.strip() else None
    except ValueError as fault:
        raise _refused("no_period", field, found=text.strip()[:40]) from fault


def _refused(code: str, field: str = "", **facts: str) -> PartnerRefused:
    return PartnerRefused([RegisterFault(code, field, tuple(facts.items()))])
