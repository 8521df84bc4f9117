"""Partners on record in words: faults and entries enter with a language, sentences leave."""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import Fact, Period
from nap.monitor.partner_views import PartnerEntry, PartnerLine
from nap.monitor.partners import LONGEST_PARTNER_REASON, PartnerRefused
from nap.monitor.trail_texts import person_text
from nap.plan import Plan
from nap.plan.entering import RegisterFault
from nap.words import language_name, period_name, pick, say

_PERIODS = frozenset({"since", "until", "first", "last", "periods"})


def partner_fault_text(lang: str, fault: RegisterFault) -> str:
    """What is wrong and what to do, in one or two sentences."""
    facts = {name: _fact(lang, name, fact) for name, fact in fault.facts}
    return say(lang, f"partners.fault.{fault.code}", **{"longest": LONGEST_PARTNER_REASON} | facts)


def partner_fault_texts(lang: str, refused: PartnerRefused) -> tuple[str, ...]:
    """The sentences of every fault, and who was faster."""
    said = [partner_fault_text(lang, fault) for fault in refused.faults]
    return (*said, say(lang, "partners.fault.by", person=person_text(lang, refused.person))) if refused.person else tuple(said)


def partner_time(lang: str, since: Period | None, until: Period | None) -> str:
    """From when to when: `from the first half of 2026`; always, if neither is said."""
    if since is None:
        return say(lang, "partners.time.until", until=period_name(lang, until)) if until else say(lang, "partners.time.always")
    first = period_name(lang, since)
    if until is None:
        return say(lang, "partners.time.since", since=first)
    return say(lang, "partners.time.both", since=first, until=period_name(lang, until))


def partner_owing(lang: str, line: PartnerLine, day: str) -> str:
    """What a partner owes next, `day` as its due date is written; empty if nothing is left."""
    owing = line.next
    if owing is None:
        return ""
    said = say(lang, "partners.owes", period=period_name(lang, owing.period), due=day, rows=owing.rows)
    return f"{said} {say(lang, f'common.return_status.{owing.status}')}." if owing.status else said


def partner_changes(lang: str, plan: Plan, entry: PartnerEntry) -> tuple[str, ...]:
    """What an entry brought, one line each: the act with its period, another name, places and indicators that came or went."""
    told = [say(lang, f"partners.act.{entry.act}")]
    if entry.since or entry.until:
        told.append(partner_time(lang, entry.since, entry.until))
    told += [say(lang, "partners.renamed", name=pick(entry.name, lang))] if entry.renamed else []
    lists = (
        ("more_regions", _places(lang, plan, entry.more_regions)),
        ("fewer_regions", _places(lang, plan, entry.fewer_regions)),
        ("more_indicators", ", ".join(entry.more_indicators)),
        ("fewer_indicators", ", ".join(entry.fewer_indicators)),
    )
    return (*told, *(say(lang, f"partners.{what}", those=those) for what, those in lists if those))


def _places(lang: str, plan: Plan, codes: Iterable[str]) -> str:
    found = ((code, plan.regions.get(code)) for code in codes)
    return ", ".join(pick(region.names, lang) if region else code for code, region in found)


def _fact(lang: str, name: str, fact: Fact) -> Fact:
    if name == "language":
        return language_name(lang, fact)
    if name == "levels":
        return ", ".join(say(lang, f"partners.level.{level}") for level in str(fact).split(", "))
    if name in _PERIODS:
        return ", ".join(_period(lang, code) for code in str(fact).split(", "))
    return fact


def _period(lang: str, code: str) -> str:
    try:
        return period_name(lang, Period.parse(code))
    except ValueError:
        return code
