"""Who can let others in, and who was invited and never came. Counts only: no names."""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor.clock import utc_now
from nap.monitor.doctor.inside import Inside, inside
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.people import Role
from nap.store import links, persons

ENOUGH = 2
"""Nobody accepts what she sent herself, and people fall ill."""


def people(patient: Patient) -> Iterator[Diagnosis]:
    """Nothing of a demo, whose people are invented."""
    with inside(patient) as opened:
        if opened and not opened.demo:
            yield from _found(opened)


def _found(opened: Inside) -> Iterator[Diagnosis]:
    everybody = [one for one in persons.all_people(opened.tables) if one.active]
    coordinators = sum(one.joined and Role.COORDINATOR.value in one.roles for one in everybody)
    if coordinators < ENOUGH:
        yield warning("coordinator_alone") if coordinators else error("coordinator_none")
    else:
        yield well("coordinators", n=coordinators)
    waiting, now = links.open_links(opened.tables), utc_now()
    invited = [one.person for one in everybody if not one.joined]
    lapsed = sum(person not in waiting or waiting[person].ends < now for person in invited)
    if lapsed:
        yield warning("invitations_lapsed", n=lapsed)
