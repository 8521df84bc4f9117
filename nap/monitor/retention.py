"""How long files are kept: what leaves when, what is gone, and taking out what has had its time.

A file leaves the plan's months after its return was accepted or, where it does not count, after its last step. What waits for a
decision stays until there is one. Figures, findings and words stay; only the bytes go, so that nobody can mend in them any more.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from nap.facts import Period
from nap.monitor.house import SYSTEM, House, installation
from nap.monitor.permission import require
from nap.monitor.recording import record_of
from nap.people import Verb, Viewer
from nap.plan import Plan
from nap.store import Transaction, gone_files, returns
from nap.store.gone_files import Gone, Held
from nap.store.returns import StoredReturn
from nap.store.standing import REMOVED

_WAITING = "submitted"


@dataclass(frozen=True)
class KeptFile:
    """A file that is still kept, and the day on which it leaves; None as long as its return waits for a decision."""

    return_id: str
    partner: str
    period: Period
    version: int
    status: str
    leaves: date | None


@dataclass(frozen=True)
class GoneFile:
    """A file that is gone: of which return, its hash, why (`retention`, `erased`), since when, and when backups lose it."""

    return_id: str
    partner: str
    period: Period
    version: int
    sha256: str
    why: str
    day: date
    backups_until: date | None


def kept_files(viewer: Viewer, house: House) -> tuple[KeptFile, ...]:
    """Every file that is still kept, what leaves first at the head."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        known = _known(transaction, house)
        held = gone_files.held(transaction, house.plan.id)
    found = [_kept(house.plan, known[one.return_id], one) for one in held]
    return tuple(sorted(found, key=lambda one: (one.leaves or date.max, one.return_id)))


def gone_files_of(viewer: Viewer, house: House) -> tuple[GoneFile, ...]:
    """Every file that is gone, the latest first."""
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        known = _known(transaction, house)
        stones = gone_files.tombstones(transaction, house.plan.id)
    return tuple(_gone(house.plan, known[one.return_id], one) for one in stones)


def tidy_at_start(house: House) -> int:
    """What a server does when it starts: `apply_retention`. In a demo time stands still, so nothing grows old by itself."""
    return 0 if installation(house).demo else apply_retention(house)


def tidy(viewer: Viewer, house: House) -> int:
    """`apply_retention`, when a coordinator wants it; the database is swept in any case: an erasure may have left that over."""
    require(viewer, Verb.REVIEW)
    count = apply_retention(house)
    if not count:
        house.store.sweep()
    return count


def apply_retention(house: House) -> int:
    """Take out every file that has had its time, each with an event of its own; how many. The database is swept afterwards."""
    with house.store.reading() as transaction:
        if not _over(house, gone_files.held(transaction, house.plan.id)):
            return 0
    with house.store.writing() as transaction:
        known = _known(transaction, house)
        over = _over(house, gone_files.held(transaction, house.plan.id))
        for one in over:
            take_out(transaction, house, known[one.return_id], "retention")
            record_of(transaction, house, SYSTEM, "", REMOVED, one.return_id, sha256=known[one.return_id].sha256)
    forget(house, (one.return_id for one in over))
    return len(over)


def take_out(transaction: Transaction, house: House, stored: StoredReturn, why: str) -> Gone:
    """Take the bytes of one return out, inside the writer's transaction, and leave a tombstone."""
    gone = Gone(stored.id, stored.sha256, why, house.moment(), backups_until(house))
    gone_files.remove(transaction, stored.plan, gone)
    return gone


def backups_until(house: House) -> date | None:
    """The day by which no backup made until today is kept any more; None where nobody has said how long they are kept."""
    days = house.settings.backup_days
    return None if days is None else house.today() + timedelta(days=days)


def forget(house: House, return_ids: Iterable[str]) -> bool:
    """Forget what was made of these files in memory, and sweep the database; False if the sweeping has to be tried again."""
    for id in return_ids:
        house.memory.forget_file(id)
    return house.store.sweep()


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _over(house: House, held: Iterable[Held]) -> list[Held]:
    days = ((one, _leaves(house.plan, one)) for one in held)
    return [one for one, day in days if day is not None and day < house.today()]


def _leaves(plan: Plan, held: Held) -> date | None:
    """The last day on which the file is kept."""
    if held.status == _WAITING:
        return None
    return months_after(held.since.astimezone(ZoneInfo(plan.calendar.timezone)).date(), plan.retention_months)


def _known(transaction: Transaction, house: House) -> dict[str, StoredReturn]:
    return {one.id: one for one in returns.find_returns(transaction, house.plan.id)}


def _kept(plan: Plan, stored: StoredReturn, held: Held) -> KeptFile:
    return KeptFile(*_named(stored), held.status, _leaves(plan, held))


def _gone(plan: Plan, stored: StoredReturn, stone: Gone) -> GoneFile:
    day = stone.at.astimezone(ZoneInfo(plan.calendar.timezone)).date()
    return GoneFile(*_named(stored), stone.sha256, stone.why, day, stone.backups_until)


def _named(stored: StoredReturn) -> tuple[str, str, Period, int]:
    return stored.id, stored.partner, stored.period, stored.version
