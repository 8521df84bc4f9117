"""A revision of the plan in words: what it is about, what changed, how it was and how it is. Data enter, texts leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nap.charts.texts import amount_text
from nap.facts import Frequency
from nap.plan import Baseline, Breakdown, Level, Plan, Target
from nap.plan.revisions import Revision
from nap.words import day, number, pick, say

_METHOD = frozenset({"type", "partners", "regions", "accumulation", "direction"})
"""Fields whose values the sentences about the method explain."""
_OWN_WORDS = frozenset({"status", "counts", "levels"})
_PARTNERS, _REGIONS = frozenset({"lead", "reported_by"}), frozenset({"country", "partner_regions"})


@dataclass(frozen=True)
class Told:
    """One revision as a reader reads it; `about` names the indicator or organisation, else says that it is the whole plan."""

    about: str
    what: str
    old: str
    new: str


def told(lang: str, plan: Plan, revision: Revision) -> Told:
    """The revision in words; names are those of `plan`, either version."""
    return Told(
        _about(lang, plan, revision),
        what_changed(lang, plan, revision),
        value_of(lang, plan, revision, revision.old),
        value_of(lang, plan, revision, revision.new),
    )


def what_changed(lang: str, plan: Plan, revision: Revision) -> str:
    """`Target`, `Baseline, Batken`, `Direction`."""
    if revision.what in {"threshold", "calendar"}:
        return say(lang, f"revisions.{revision.what}.{revision.at}")
    said = say(lang, f"revisions.what.{revision.what}")
    return f"{said}, {_region(lang, plan, revision.at)}" if revision.what in {"baseline", "target"} and revision.at else said


def value_of(lang: str, plan: Plan, revision: Revision, value: object) -> str:
    """One side of a revision; what was not there says so."""
    match value:
        case None | () | "":
            return say(lang, "revisions.nothing")
        case Baseline():
            return _with(_amount(lang, plan, revision, value.value), [day(lang, value.date), value.source])
        case Target():
            reach = say(lang, f"revisions.over.{value.over}") if value.over else ""
            example = say(lang, "revisions.hypothetical") if value.hypothetical else ""
            return _with(_amount(lang, plan, revision, value.value), [day(lang, value.date), reach, example])
        case tuple():
            return _several(lang, plan, revision, value)
        case _:
            return _one(lang, plan, revision, value)


def _about(lang: str, plan: Plan, revision: Revision) -> str:
    if revision.indicator:
        indicator = plan.indicator(revision.indicator)
        return f"{revision.indicator} {pick(indicator.title, lang)}" if indicator else revision.indicator
    if revision.what in {"partner", "partner_regions"}:
        return _partner(lang, plan, revision.at)
    return revision.at if revision.what == "objective" else say(lang, "revisions.whole_plan")


def _several(lang: str, plan: Plan, revision: Revision, values: tuple[Any, ...]) -> str:
    if revision.what in {"years", "range"}:
        return "–".join(str(value) for value in values)
    joint = " → " if isinstance(values[0], Level) else "; " if isinstance(values[0], Breakdown) else ", "
    return joint.join(_one(lang, plan, revision, value) for value in values)


def _one(lang: str, plan: Plan, revision: Revision, value: object) -> str:
    match value:
        case bool():
            return say(lang, f"revisions.{'yes' if value else 'no'}")
        case Decimal():
            return _share(lang, value) if revision.what == "threshold" else number(lang, value)
        case date():
            return day(lang, value)
        case Frequency():
            return say(lang, f"method.frequency.{value.value}")
        case Breakdown():
            flags = [
                say(lang, f"revisions.split.{name}") for name in ("required", "disjoint", "complete") if getattr(value, name)
            ]
            return _with(f"{value.by}: {', '.join(value.categories)}", flags)
        case Level():
            return pick(value.title, lang)
        case Mapping():
            return pick(value, lang) or say(lang, "revisions.nothing")
        case _:
            return _code(lang, plan, revision, str(value))


def _share(lang: str, share: Decimal) -> str:
    return say(lang, "pages.value.percent", value=number(lang, (share * 100).normalize() + 0))


def _code(lang: str, plan: Plan, revision: Revision, code: str) -> str:
    """A code of the plan file by its name; one that has none as it stands."""
    what = revision.what
    if what in _METHOD:
        indicator = plan.indicator(revision.indicator)
        lead = _partner(lang, plan, indicator.lead) if indicator and indicator.lead else ""
        if code == "lead_only" and not lead:  # the side of the old plan, where the new one names nobody in charge
            return say(lang, "revisions.lead_only")
        return say(lang, f"method.{what}.{code}", lead=lead)
    if what in _OWN_WORDS:
        return say(lang, f"revisions.{what}.{code}")
    if what == "sensitivity":
        return say(lang, f"pages.sensitivity.{code}")
    names: Callable[[str, Plan, str], str] | None = _partner if what in _PARTNERS else _region if what in _REGIONS else None
    return names(lang, plan, code) if names else code


def _amount(lang: str, plan: Plan, revision: Revision, value: Decimal) -> str:
    indicator = plan.indicator(revision.indicator)
    return amount_text(lang, indicator, value) if indicator else number(lang, value)


def _with(said: str, more: Iterable[str]) -> str:
    kept = ", ".join(each for each in more if each)
    return f"{said} ({kept})" if kept else said


def _partner(lang: str, plan: Plan, code: str) -> str:
    partner = plan.partner(code)
    return pick(partner.name, lang) if partner else code


def _region(lang: str, plan: Plan, code: str) -> str:
    region = plan.regions.get(code)
    return pick(region.names, lang) if region else code
