"""The reviewer's queue: a viewer enters; every return that somebody has to do something about leaves, the most urgent first.

Three clocks run for each: until or since its due date, how long it waits for the reviewer, how long for its partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from nap.facts import Period
from nap.monitor.answered import said_to
from nap.monitor.clocks import PARTNER, REVIEWER, Clocks, clocks_of
from nap.monitor.closing import closed_for
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.reading import due_returns
from nap.monitor.receipts import line, seen_now
from nap.monitor.reviewing import is_own
from nap.monitor.views import DueReturn, ReturnLine
from nap.people import Verb, Viewer
from nap.store import Transaction, audit, returns
from nap.store.audit import AuditEvent
from nap.store.returns import StoredReturn

STATUS_ACTS = ("receive", "submit", "supersede", "send_back", "accept", "undo", "restore", "withdraw", "reactivate")
"""The events that give a return another status."""


@dataclass(frozen=True)
class Waiting:
    """One return somebody has to do something about.

    `turn`: `reviewer` or `partner`. `state`: `submitted`; `returned`, `withdrawn` or `draft`; `expected`, nothing came yet.
    `days_left` until the due date, negative once it has passed, None for a return that is never due. `days`: how many it has
    waited for whose turn it is; `sent` and `first_sent`: when it was last and first sent in this round, of `rounds` in all.
    `line`: the version it is about, if there is one. `unexplained`: warnings to which nothing was said. `corrects`: another
    version counts meanwhile. `own`: this viewer had a hand in sending it or belongs to its partner. `seen`: how it stands, for
    `accept`.
    """

    partner: str
    period: Period
    turn: str
    state: str
    due: date | None
    days_left: int | None
    days: int
    sent: datetime | None = None
    first_sent: datetime | None = None
    rounds: int = 0
    line: ReturnLine | None = None
    unexplained: int = 0
    corrects: bool = False
    own: bool = False
    seen: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing speaks against accepting it unread: no error, no warning, not one's own."""
        one = self.line
        return self.turn == REVIEWER and one is not None and not (one.errors or one.warnings or self.own)


def queue(viewer: Viewer, house: House) -> tuple[Waiting, ...]:
    """First what waits for the reviewer, longest first; then what waits for partners: came back, begun, overdue, expected."""
    require(viewer, Verb.REVIEW)
    owed = {(one.partner, one.period): one for one in due_returns(viewer, house)}
    with house.store.reading() as transaction:
        desk = _Desk(viewer, house, transaction)
        sent = {key: desk.sent_one(versions, None if key[2] else owed.get(key[:2])) for key, versions in desk.sent.items()}
        told = {key[:2] for key, one in sent.items() if one and not key[2]}
        owing = [desk.expected(due) for key, due in owed.items() if key not in told]
    return tuple(sorted((one for one in (*sent.values(), *owing) if one), key=_urgency))


def _urgency(one: Waiting) -> tuple[object, ...]:
    return one.turn != REVIEWER, one.state == "expected", -one.days, one.partner, one.period


class _Desk:
    """What the store knows, read once; the events of each return, all versions together."""

    def __init__(self, viewer: Viewer, house: House, transaction: Transaction) -> None:
        self.viewer, self.house, self.transaction = viewer, house, transaction
        self.sent = _grouped(returns.find_returns(transaction, house.plan.id))
        self.events = _by_return(audit.since(transaction, house.plan.id, _BEGINNING, STATUS_ACTS))

    def sent_one(self, versions: Sequence[StoredReturn], due: DueReturn | None) -> Waiting | None:
        """What somebody has to do about a return of which there are versions; None for nothing."""
        clocks = clocks_of(sorted((each for one in versions for each in self.events.get(one.id, ())), key=_number))
        if clocks.turn == REVIEWER:
            waiting = next(one for one in versions if one.standing.status == "submitted")
            return self._waiting(waiting, REVIEWER, "submitted", clocks, clocks.since or waiting.received)
        last = versions[-1]
        state = last.standing.status
        if self._is_closed(last) or not _is_awaited(versions, clocks, due):
            return None
        return self._waiting(last, PARTNER, state, clocks, clocks.since or last.received)

    def expected(self, due: DueReturn) -> Waiting | None:
        """What is owed for a period that has ended and of which nothing came; None where something did, or it is closed."""
        came = due.status not in {None, "withdrawn"}
        if came or not due.ended or closed_for(self.transaction, self.house, due.partner, due.period):
            return None
        since = min(due.due, self.house.today()) if due.overdue else due.period.end
        left, days = self._left(due.due), (self.house.today() - since).days
        return Waiting(due.partner, due.period, PARTNER, "expected", due.due, left, days)

    def _waiting(self, stored: StoredReturn, turn: str, state: str, clocks: Clocks, since: datetime) -> Waiting:
        told = line(self.house, stored)
        bare = said_to(self.viewer, self.house, stored.id) if turn == REVIEWER and stored.warnings else None
        return Waiting(
            stored.partner,
            stored.period,
            turn,
            state,
            told.due,
            self._left(told.due),
            (self.house.today() - self._day(since)).days,
            *(clocks.last, clocks.first, clocks.rounds, told),
            bare.unexplained(returns.findings(self.transaction, stored.id)) if bare else 0,
            any(one.standing.status == "accepted" for one in self.sent[stored.partner, stored.period, stored.mapping]),
            is_own(self.viewer, stored),
            seen_now(stored),
        )

    def _left(self, due: date | None) -> int | None:
        return None if due is None else (due - self.house.today()).days

    def _day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.house.plan.calendar.timezone)).date()

    def _is_closed(self, stored: StoredReturn) -> bool:
        return closed_for(self.transaction, self.house, stored.partner, stored.period)


def _is_awaited(versions: Sequence[StoredReturn], clocks: Clocks, due: DueReturn | None) -> bool:
    """Whether anybody waits for the partner: not where a version counts and nothing came back, nor for an upload on trial."""
    state = versions[-1].standing.status
    if clocks.turn == PARTNER:
        return state in {"returned", "draft"} or not any(one.standing.status == "accepted" for one in versions)
    return state == "draft" and due is not None and due.status in {None, "draft"}


_BEGINNING = datetime.combine(date(2000, 1, 1), time(), ZoneInfo("UTC"))
"""Before everything this monitor can know."""


def _number(event: AuditEvent) -> int:
    return event.number


def _grouped(found: Iterable[StoredReturn]) -> Mapping[tuple[str, Period, str], Sequence[StoredReturn]]:
    """The versions of each return: of one partner and period what came by the same way."""
    groups: dict[tuple[str, Period, str], list[StoredReturn]] = {}
    for one in found:
        groups.setdefault((one.partner, one.period, one.mapping), []).append(one)
    return groups


def _by_return(events: Iterable[AuditEvent]) -> Mapping[str, Sequence[AuditEvent]]:
    found: dict[str, list[AuditEvent]] = {}
    for event in events:
        found.setdefault(event.return_id or "", []).append(event)
    return found
