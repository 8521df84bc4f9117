"""Indicators of one organisation or one responsible body: two filters more, which every figure and link of a page keeps to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nap.monitor import Indicator, Plan, Role, Verb, Viewer, bodies, may, reporters, responsible
from ui.filters import Filters


@dataclass(frozen=True)
class Narrowed:
    """Codes of who reports and of who is responsible, as the plan says; empty for everybody."""

    partner: str = ""
    body: str = ""

    def holds(self, plan: Plan, indicator: Indicator) -> bool:
        """Whether the indicator belongs to both."""
        reported = not self.partner or self.partner in reporters(plan, indicator)
        return reported and (not self.body or self.body in responsible(plan, indicator))

    def codes(self) -> dict[str, str]:
        """The same for an address."""
        return {"partner": self.partner, "body": self.body}


EVERYTHING = Narrowed()


def narrowed(person: Viewer, filters: Filters, plan: Plan) -> Narrowed:
    """What the two filters ask for; neither is drawn where there is nothing to choose."""
    partners, responsibles = _partners(person, plan), bodies(plan)
    return Narrowed(
        filters.partner(plan, partners) if partners else "",
        filters.body(plan, responsibles) if responsibles else "",
    )


def _partners(person: Viewer, plan: Plan) -> Sequence[str]:
    """Who reports stands in the plan; a partner finds the own organisation, and no other."""
    everybody = may(person, Verb.REVIEW) or Role.FORUM in person.roles or not person.partner
    asked = {code for one in plan.indicators for code in reporters(plan, one)}
    return [one.code for one in plan.partners if one.code in asked and (everybody or one.code == person.partner)]
