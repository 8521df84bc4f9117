"""Who answers for what: an indicator of the plan enters; the bodies in charge of it leave."""

from __future__ import annotations

from nap.plan.model import Indicator, Measure, Plan


def measure_of(plan: Plan, indicator: Indicator) -> Measure | None:
    """The measure that it follows; None where it follows none."""
    return next((one for one in plan.measures if one.code == indicator.measure), None) if indicator.measure else None


def responsible(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """Codes of the bodies that answer for it: the lead of its measure, then its own.

    Of a sensitive indicator only the former, which the plan names for a task: who reports on survivors is not told in tables that
    travel.
    """
    measure = measure_of(plan, indicator)
    own = "" if indicator.sensitivity == "sensitive" else indicator.lead or ""
    return tuple(dict.fromkeys(code for code in (measure.lead if measure else "", own) if code))


def bodies(plan: Plan) -> tuple[str, ...]:
    """Every organisation that answers for a measure or an indicator, in the plan's order."""
    found = {measure.lead for measure in plan.measures} | {code for one in plan.indicators for code in responsible(plan, one)}
    return tuple(partner.code for partner in plan.partners if partner.code in found)
