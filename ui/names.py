"""What things are called: codes of the plan enter, names in the reader's language leave."""

from __future__ import annotations

from collections.abc import Mapping

from nap.monitor import Plan, breakdown_name as breakdown_name
from nap.words import pick


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
