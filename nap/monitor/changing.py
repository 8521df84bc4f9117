"""What changed in the figures since a day, and for coordinators what caused it: returns, plan versions, judgements by hand.

A day stands for what was known at its end (`monitor.knowing`); both boards are of the viewer's own audience.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from nap.facts import Observation, Period
from nap.monitor.browsing import Shelf
from nap.monitor.house import House
from nap.monitor.knowing import as_known, end_of
from nap.monitor.permission import require
from nap.monitor.showing import last_closed, results_for
from nap.people import Verb, Viewer
from nap.plan import due_date
from nap.results.board import Board, Split, split_of
from nap.results.lasting import last_said
from nap.returns.differences import amendments
from nap.store import Transaction, audit, counted, installations, joint, overrides, partner_entries, returns
from nap.store.returns import StoredReturn

_OF_RETURNS = ("accept", "undo", "reactivate")
_CAUSES = (*_OF_RETURNS, installations.ADOPT, *overrides.ACTS, *joint.ACTS, *partner_entries.EVENTS.values())


@dataclass(frozen=True)
class Lookback:
    """A day to compare with. `kind`: `closing`, the due date of `period`, or `release`."""

    kind: str
    day: date
    period: Period | None = None


@dataclass(frozen=True)
class Cause:
    """One event that could change figures. `act` is that of the audit trail; `at` is in UTC.

    Of a return: who sent it for which period in which version, and the (indicator, region) pairs in which it differs from what
    counted before it. Of an event about one indicator: that pair.
    """

    act: str
    at: datetime
    person: str
    reason: str = ""
    partner: str = ""
    period: Period | None = None
    version: int | None = None
    return_id: str = ""
    touched: frozenset[tuple[str, str]] = frozenset()


def lookbacks(house: House, releases: Iterable[date] = ()) -> tuple[Lookback, ...]:
    """The days worth comparing with, the latest first: the last closing, and the days of releases; today itself is none."""
    closed = last_closed(house)
    found = [Lookback("closing", due_date(house.plan, closed), closed)] if closed is not None else []
    found += [Lookback("release", day) for day in releases]
    return tuple(sorted((one for one in found if one.day < house.today()), key=lambda one: one.day, reverse=True))


def board_of(shelf: Shelf, day: date) -> Board:
    """What this viewer may see today of what was known at the end of `day`; made once, like all that stands on a shelf."""
    viewer, house = shelf.viewer, shelf.house

    def made() -> Board:
        return Board.of(as_known(house, day).plan, results_for(viewer, house, as_of=day, parts=False), split)

    def split(indicator: str) -> Split:
        return split_of(results_for(viewer, house, indicators=[indicator], as_of=day))

    return shelf.made(("board of", day), made)


def causes_since(viewer: Viewer, house: House, day: date) -> tuple[Cause, ...]:
    """Everything that could change a figure after the end of `day`, in order; for coordinators."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        found = audit.since(transaction, house.plan.id, end_of(house.plan, day), _CAUSES)
        kept = {one.id: one for one in returns.find_returns(transaction, house.plan.id)}
        first = installations.adoptions(transaction, house.plan.id)[0].version
        return tuple(_cause(transaction, event, kept) for event in found if not _begins(event, first))


def _begins(event: audit.AuditEvent, first: int) -> bool:
    """A first version changes nothing: before it there was no plan."""
    return event.act == installations.ADOPT and event.facts.get("version") == str(first)


def _cause(transaction: Transaction, event: audit.AuditEvent, kept: dict[str, StoredReturn]) -> Cause:
    reason = event.facts.get("reason", "")
    stored = kept.get(event.return_id or "")
    if stored is None or event.act not in _OF_RETURNS:
        of = event.facts.get("indicator", ""), event.facts.get("region", "")
        whose = event.facts.get("partner", "") if event.act in partner_entries.EVENTS.values() else ""
        return Cause(event.act, event.at, event.person, reason, whose, touched=frozenset({of} if of[0] else ()))
    touched = _touched(transaction, stored, kept.values())
    return Cause(event.act, event.at, event.person, reason, stored.partner, stored.period, stored.version, stored.id, touched)


def _touched(transaction: Transaction, stored: StoredReturn, kept: Iterable[StoredReturn]) -> frozenset[tuple[str, str]]:
    mine = [one for one in kept if one.partner == stored.partner and one.id != stored.id]
    before = [one.id for one in mine if one.standing.replaced == stored.id]
    new = counted.counting_of(transaction, stored.plan, stored.id)
    if stored.mapping or any(one.mapping for one in mine):
        # What a table says may have been said by any other return, and the other way round.
        before = [one.id for one in mine if one.standing.status == "accepted"] + before
    old = [figure for id in before for figure in counted.counting_of(transaction, stored.plan, id)]
    if len(before) > 1:
        said = {_key(one) for one in new}
        old = [one for one in last_said(old, attrgetter("partner"))[0] if _key(one) in said]
    return frozenset((one.figure.indicator, one.figure.region) for one in amendments(old, new))


def _key(one: Observation) -> tuple[object, ...]:
    return one.indicator, one.region, one.period, one.breakdown
