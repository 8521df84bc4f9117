"""What things are called: codes of the plan enter, names in the reader's language leave."""

from __future__ import annotations

from collections.abc import Mapping

from nap.monitor import Indicator, Plan
from nap.words import known, pick, say

_SEX = {"F": "workbook.header.value_f", "M": "workbook.header.value_m", "_U": "workbook.header.value_u"}


def indicator_name(lang: str, plan: Plan, code: str) -> str:
    """Code and title, as `2.1 Police officers trained`."""
    indicator = plan.indicator(code)
    return f"{code} {pick(indicator.title, lang)}" if indicator else code


def region_name(lang: str, plan: Plan, code: str) -> str:
    """The region's name."""
    region = plan.regions.get(code)
    return pick(region.names, lang) if region else code


def region_names(lang: str, plan: Plan) -> Mapping[str, str]:
    """Every region's name by its code."""
    return {region.code: pick(region.names, lang) for region in plan.regions.all}


def partner_name(lang: str, plan: Plan, code: str) -> str:
    """The organisation's name."""
    partner = plan.partner(code)
    return pick(partner.name, lang) if partner else code


def breakdown_name(lang: str, indicator: Indicator | None, breakdown: str) -> str:
    """The categories in words, `Women` for `sex=F`; empty for the total."""
    parts = (part.partition("=") for part in breakdown.split(";") if part)
    return ", ".join(_category(lang, indicator, by, category) for by, _, category in parts)


def _category(lang: str, indicator: Indicator | None, by: str, category: str) -> str:
    if by == "step" and indicator is not None:
        return next((pick(step.title, lang) for step in indicator.steps if step.code == category), category)
    if by == "sex" and category in _SEX:
        return say(lang, _SEX[category])
    key = f"workbook.category.{by}_{category}"
    return say(lang, key) if known(key) else f"{by}: {category}"
