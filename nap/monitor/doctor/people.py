"""Who can let others in, and who was invited and never came. Counts only: no names."""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor.clock import utc_now
from nap.monitor.doctor.inside import Inside, inside
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.people import Role
from nap.store import links, persons

COORDINATOR = Role.COORDINATOR.value
ENOUGH = 2
"""Nobody accepts what she sent herself, and people fall ill."""


def people(patient: Patient) -> Iterator[Diagnosis]:
    """Nothing of a demo, whose people are invented."""
    with inside(patient) as opened:
        if opened and not opened.demo:
            yield from _found(opened)


def _found(opened: Inside) -> Iterator[Diagnosis]:
    everybody = [one for one in persons.all_people(opened.tables) if one.active]
    waiting, now = links.open_links(opened.tables), utc_now()
    invited = [one for one in everybody if not one.joined]
    awaited = [one for one in invited if one.person in waiting and waiting[one.person].ends >= now]
    yield _coordinators(
        sum(one.joined and COORDINATOR in one.roles for one in everybody), any(COORDINATOR in one.roles for one in awaited)
    )
    if len(awaited) < len(invited):
        yield warning("invitations_lapsed", n=len(invited) - len(awaited))


def _coordinators(active: int, awaited: bool) -> Diagnosis:
    if active >= ENOUGH:
        return well("coordinators", n=active)
    if active:
        return warning("coordinator_alone")
    return warning("coordinator_awaited") if awaited else error("coordinator_none")
