"""This machine's clock beside that of the database and the last event of the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from nap.monitor.clock import utc_now
from nap.monitor.doctor.inside import Inside, inside
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.store import audit

EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
"""This program is younger."""
APART = timedelta(seconds=30)
AHEAD = timedelta(minutes=5)


def clock(patient: Patient) -> Iterator[Diagnosis]:
    """One finding for each clock that does not go with this one; one that all go together."""
    now = utc_now()
    if now < EARLIEST:
        yield error("clock_early", now=_told(now))
        return
    with inside(patient) as opened:
        found = list(_beside(now, opened)) if opened else []
    yield from found or [well("clock", now=_told(now))]


def _beside(now: datetime, opened: Inside) -> Iterator[Diagnosis]:
    apart = abs(opened.vitals.now.astimezone(UTC) - now)
    if apart > APART:
        yield warning("clock_database", seconds=int(apart.total_seconds()))
    last = audit.last_at(opened.tables)
    if last and not opened.demo and last.astimezone(UTC) - now > AHEAD:  # a demo tells of a day of its own
        yield error("clock_behind", now=_told(now), last=_told(last))


def _told(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
