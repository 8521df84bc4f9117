"""Files about one country beside its plan: laws, published figures, kinds of organisations, outlines, ready mappings.

Each is looked for under its name in `data/` of the folder that holds the plan file, then in the program's own. What of the
program's own speaks of one country says so itself, by its name or within, and is passed over for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nap.settings import ROOT, Settings

_CODE = re.compile(r"[A-Za-z0-9_-]{1,20}\Z", re.ASCII)


def places_of(settings: Settings, name: str) -> Iterator[Path]:
    """Where a file or folder of that name may stand, the country's own first."""
    return (base / "data" / name for base in dict.fromkeys((settings.plan_file.parent, ROOT)))


def country_file(settings: Settings, name: str) -> Path | None:
    """The file that holds; None if there is none."""
    return next((path for path in places_of(settings, name) if path.is_file()), None)


def names_file(country: str) -> bool:
    """Whether files may be named by the country's code; one with anything else in it names none."""
    return bool(_CODE.match(country))
