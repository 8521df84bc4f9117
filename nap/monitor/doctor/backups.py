"""When the last backup was made and the last reminder sent, by what stands on record. Nothing of a demo."""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor.clock import utc_now
from nap.monitor.doctor.inside import Inside, inside
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.store import audit, reminders

LATE, TOO_LATE = 2, 14
"""Days."""
SILENT = 120
"""Days without any reminder: no plan has returns due so rarely that nobody is reminded for so long."""


def backups(patient: Patient) -> Iterator[Diagnosis]:
    """One finding about backups; one about reminders where letters can be sent."""
    with inside(patient) as opened:
        if opened and not opened.demo:
            yield _backup(opened)
            if patient.settings.mail:
                yield from _reminders(opened)


def _backup(opened: Inside) -> Diagnosis:
    last = audit.last_at(opened.tables, audit.BACKUP)
    if last is None:
        return warning("backup_none")
    days = (utc_now() - last).days
    return (well, warning, error)[(days >= LATE) + (days >= TOO_LATE)](
        "backup_late" if days >= LATE else "backup", n=days, day=last.date().isoformat()
    )


def _reminders(opened: Inside) -> Iterator[Diagnosis]:
    last = reminders.last_at(opened.tables)
    if last is None or (utc_now() - last).days > SILENT:
        yield warning("reminders_none", n=SILENT)
    else:
        yield well("reminders", day=last.date().isoformat())
