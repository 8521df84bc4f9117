"""How many files and connections the system lets one process open."""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, warning, well

FEWEST = 4096
"""A tab takes a connection, a reader of the database another; 50 people with three tabs each fit many times."""


def limits(_: Patient) -> Iterator[Diagnosis]:
    """One finding; none on systems without such a limit."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless = most == resource.RLIM_INFINITY
    yield warning("files_few", found=most, expected=FEWEST) if not endless and most < FEWEST else well("files")
