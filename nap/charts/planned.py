"""What a plan file would change, in words: effects enter, texts leave, for the page and for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from nap.facts import Status
from nap.plan import Plan
from nap.words import pick, say

if TYPE_CHECKING:
    from nap.monitor.orphaned import Orphan
    from nap.monitor.planned import PlanEffects


class OrphanTold(NamedTuple):
    """What is missing in the file, how many returns speak of it, what to do."""

    what: str
    returns: str
    do: str


def orphan_told(lang: str, in_force: Plan, orphan: Orphan) -> OrphanTold:
    """One orphan as a reader reads it; names are those of the plan in force."""
    indicator = in_force.indicator(orphan.indicator)
    name = f"{orphan.indicator} {pick(indicator.title, lang)}" if indicator else orphan.indicator
    what = say(lang, f"planfile.orphan.{orphan.kind}", indicator=name, **({"code": orphan.code} if orphan.code else {}))
    counts = {"accepted": str(len(orphan.accepted)), "waiting": str(len(orphan.waiting))}
    return OrphanTold(what, say(lang, "planfile.orphan.returns", **counts), say(lang, f"planfile.orphan.{orphan.kind}.do"))


def status_said(lang: str, status: Status) -> str:
    """The status in a word."""
    return say(lang, f"common.status.{status.value}")


def effects_told(lang: str, in_force: Plan, effects: PlanEffects) -> Iterator[str]:
    """Everything in short lines: how much of what changes, each kind of status, each orphan."""
    yield say(lang, "planfile.count.templates", count=str(len(effects.asked)))
    yield say(lang, "planfile.count.under_way", count=str(len(effects.under_way)))
    yield say(lang, "planfile.count.changed", count=str(len(effects.changed)))
    for before, after, count in effects.statuses:
        yield f"  {status_said(lang, before)} → {status_said(lang, after)}: {count}"
    for name in ("hidden", "shown"):
        total = sum(getattr(one, name) for one in effects.veiled)
        if total:
            yield say(lang, f"planfile.count.{name}", count=str(total))
    if effects.orphans:
        yield f"{say(lang, 'planfile.orphans')}:"
    for orphan in effects.orphans:
        told = orphan_told(lang, in_force, orphan)
        yield f"- {told.what} ({told.returns}). {told.do}"
