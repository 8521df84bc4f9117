"""How the figures of an indicator come about and are rated: an indicator of the plan enters, sentences leave."""

from __future__ import annotations

from decimal import Decimal

from nap.plan import Indicator, Plan
from nap.words import number, pick, say


def method(lang: str, plan: Plan, indicator: Indicator) -> list[str]:
    """Everything in one list: what kind of figure it is, how it is added up, how it is rated."""
    return [say(lang, f"method.type.{indicator.type}"), *added_up(lang, plan, indicator), *rated(lang, plan, indicator)]


def added_up(lang: str, plan: Plan, indicator: Indicator) -> list[str]:
    """Over partners, regions and time, a sentence each."""
    partner = plan.partner(indicator.lead) if indicator.lead else None
    lead = pick(partner.name, lang) if partner else indicator.lead or ""
    said = [say(lang, f"method.partners.{indicator.partners}", lead=lead)]
    if indicator.type != "narrative":
        said += [say(lang, f"method.regions.{indicator.regions}"), say(lang, f"method.accumulation.{indicator.accumulation}")]
    return said


def rated(lang: str, plan: Plan, indicator: Indicator) -> list[str]:
    """Which way the plan wants it to go, by what lines it is rated, and when it is not."""
    said = [say(lang, f"method.direction.{indicator.direction}")]
    if indicator.direction in {"increase", "decrease"} and indicator.targets:
        lines = {"on_track": plan.thresholds.on_track, "behind": plan.thresholds.behind}
        said.append(say(lang, "method.rating", **{name: _percent(lang, share) for name, share in lines.items()}))
    if indicator.additive and indicator.direction != "none":
        said.append(say(lang, "method.coverage", share=_percent(lang, plan.thresholds.coverage)))
    return said


def _percent(lang: str, share: Decimal) -> str:
    return number(lang, share * 100, 0)
