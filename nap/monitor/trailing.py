"""The audit trail for its readers: a viewer and filters enter, events leave; whether the chain holds, for coordinators.

Coordinators read everything. Everybody else reads what they did themselves, and nothing of what others did, also not to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from nap.monitor.account_views import Trace
from nap.monitor.house import House
from nap.monitor.knowing import end_of
from nap.monitor.permission import require
from nap.people import Verb, Viewer, may
from nap.plan import Plan
from nap.store import chain as chains, trails
from nap.store.audit import ORIGIN, AuditEvent, Head
from nap.store.chain import Chain
from nap.store.trails import Wanted

GROUPS: Mapping[str, tuple[str, ...]] = {
    "sign_ins": (
        "sign_in", "sign_in_failed", "sign_in_slowed", "sign_out", "sign_out_everywhere", "password_set", "password_changed",
        "password_forgotten",
    ),
    "returns": ("receive", "mend", "answer", "refuse", "submit", "supersede", "withdraw", "confirm_link", "confirm", "deny"),
    "decisions": (
        "accept", "send_back", "undo", "restore", "reactivate", "override", "lift_override", "mark_joint", "lift_joint",
        "hide_now", "show_again",
    ),
    "rows": ("hold_back", "take_back_hold", "decline", "undecline", "waive", "unwaive", "remark"),
    "people": (
        "invite", "link_made", "letter_sent", "letter_failed", "person_changed", "person_disabled", "person_enabled",
        "sessions_ended", "reminded",
    ),
    "settings": ("begin", "setup_said", "setup_unsaid", "adopt_plan", "save_mapping", "delete_mapping", "settings"),
    "keeping": ("backup", "store_restored", "store_moved", "store_exported"),
    "partners": ("partner_added", "partner_changed", "partner_ended", "partner_removed", "partner_back"),
    "periods_and_files": ("close_period", "reopen_period", "erase_ask", "erase_drop", "erase", "file_gone"),
    "organisations": (
        "organisation_kept", "organisation_named", "organisation_unnamed", "organisation_archived", "organisation_back",
        "organisation_scored", "organisation_people",
    ),
    "releases": (
        "begin_release", "change_release", "drop_release", "publish_release", "withdraw_release", "release_visible", "consent",
        "hold_figures", "free_figures", "link_shared", "link_taken_back",
    ),
    "downloads": ("download",),
}  # fmt: skip
"""Every act there is, by what a person looking for it would call it."""
MOST = 100_000
"""Events that are handed out at once."""
_NOTED = re.compile(r"(\d{1,9}):([0-9a-f]{8,64})")


def trail(
    viewer: Viewer,
    house: House,
    *,
    person: str = "",
    act: str = "",
    since: date | None = None,
    until: date | None = None,
    return_id: str = "",
    before: int | None = None,
    limit: int = 100,
) -> tuple[Trace, ...]:
    """Events, the newest first. `act`: one act, or the name of one of `GROUPS`. `since` and `until` (that day too) are days on
    the clock of the plan's country. `before`: only events with a lower number, for the next page.

    Denied(read_audit) for another person's events.
    """
    whose = _whose(viewer, person)
    acts = GROUPS.get(act, (act,) if act else ())
    begins = _begin_of(house.plan, since) if since else None
    ends = end_of(house.plan, until) if until else None
    wanted = Wanted(whose, acts, begins, ends, return_id.strip(), before)
    with house.store.reading() as transaction:
        return tuple(map(_trace, trails.find(transaction, wanted, min(limit, MOST))))


def trail_people(viewer: Viewer, house: House) -> tuple[str, ...]:
    """Whose events the viewer may ask for."""
    require(viewer, Verb.OWN_ACCOUNT)
    if not may(viewer, Verb.READ_AUDIT):
        return (viewer.person,)
    with house.store.reading() as transaction:
        return trails.people(transaction)


def chain(viewer: Viewer, house: House, noted: str = "") -> Chain:
    """Whether the whole trail is as it was written; reads every event. `noted`: `NUMBER:HASH` as written down elsewhere.

    ValueError if that is not what was noted.
    """
    require(viewer, Verb.READ_AUDIT)
    head = _head(noted) if noted.strip() else None
    with house.store.reading() as transaction:
        return chains.examine(transaction, head)


def _head(noted: str) -> Head:
    """What somebody wrote down, spaces and capitals as they come; the hash may be cut short."""
    found = _NOTED.fullmatch("".join(noted.split()).lower())
    if found is None:
        raise ValueError(noted)
    return Head(int(found[1]), found[2])


def _whose(viewer: Viewer, person: str) -> str | None:
    """Whose events are read; None for everybody's."""
    require(viewer, Verb.OWN_ACCOUNT)
    wanted = person.strip().lower()
    if not may(viewer, Verb.READ_AUDIT):
        if wanted not in ("", viewer.person):
            require(viewer, Verb.READ_AUDIT)
        return viewer.person
    return wanted or None


def _begin_of(plan: Plan, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(plan.calendar.timezone))


def _trace(event: AuditEvent) -> Trace:
    facts = {name: text for name, text in event.facts.items() if name != ORIGIN}
    origin = event.facts.get(ORIGIN, "")
    return Trace(event.number, event.at, event.person, origin, event.act, event.return_id, event.status, facts)
