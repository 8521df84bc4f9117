"""The outlines of the country's regions: the file of its code is found, read and kept; what is wrong with it is logged."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from nap.discreet import Fit
from nap.monitor.country_files import names_file, places_of
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.people import Verb, Viewer
from nap.plan.faults import Fault
from nap.plan.outlines import Outlines, read_outlines
from nap.settings import Settings
from nap.words import say

_log = logging.getLogger("nap.outlines")


def region_outlines(viewer: Viewer, house: House) -> Outlines | None:
    """The outlines for the plan's country, from `data/shapes/<code>.topo.json` in the folder of the plan file, else of the
    monitor; None if there is no such file or it is of no use."""
    require(viewer, Verb.BROWSE_RESULTS)
    country, codes = house.plan.country, tuple(region.code for region in house.plan.regions.level("region"))
    for path in _places(house.settings, country):
        try:
            told = path.stat()
        except OSError:
            continue
        return _kept(path, (told.st_mtime_ns, told.st_size), codes)
    return None


def _places(settings: Settings, country: str) -> Iterable[Path]:
    return places_of(settings, f"shapes/{country}.topo.json") if names_file(country) else ()


@lru_cache(maxsize=8)
def _kept(path: Path, version: tuple[int, int], codes: tuple[str, ...]) -> Outlines | None:
    """Read once for each `version` of the file, so that a fault is logged once too."""
    try:
        found, faults = read_outlines(path.read_bytes(), codes)
    except OSError as error:
        _log.warning("%s: %s", Fit(path.name), error)
        return None
    for fault in faults:
        _log.warning("%s: %s", Fit(path.name), Fit(outline_fault_text(fault, "en")))
    return found


def outline_fault_text(fault: Fault, lang: str) -> str:
    """What is wrong with a file of outlines, and what to do, as a sentence."""
    return say(lang, f"places.fault.{fault.code}", **dict(fault.facts))
