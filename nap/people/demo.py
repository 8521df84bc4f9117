"""The people of a demo: made from the plan, never stored. The monitor hands them out in a demo store only."""

from __future__ import annotations

from nap.people.roles import Role, Viewer
from nap.plan import Plan
from nap.words import pick

HOST = "demo"
"""A host name nobody can have an address at, so that a demo person never meets a real one."""


def demo_people(plan: Plan) -> tuple[Viewer, ...]:
    """One coordinator, forum member and donor, and a sender for each partner of the plan: `<code in lower case>@demo`."""
    general = (Role.COORDINATOR, Role.FORUM, Role.DONOR)
    people = [Viewer(f"{role.value}@{HOST}", role.value, frozenset({role})) for role in general]
    for partner in plan.partners:
        name = pick(partner.name, plan.languages[0])
        people.append(Viewer(f"{partner.code.lower()}@{HOST}", name, frozenset({Role.PARTNER}), partner.code))
    return tuple(people)
