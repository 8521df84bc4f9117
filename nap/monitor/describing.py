"""What is to be said about the data themselves: from which edition a reader reads sensitive figures, what others publish of the
same, the laws the rules rest on; and where a figure stood in the newest release. A viewer and the house enter, data leave.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nap.facts import Period, Result, Status
from nap.monitor.country_files import country_file
from nap.monitor.editions import editions_read
from nap.monitor.house import House
from nap.monitor.once import Once
from nap.monitor.permission import require
from nap.monitor.release_making import elsewhere_of
from nap.monitor.release_reading import FORUM
from nap.monitor.released_board import kept_as, shown_releases
from nap.monitor.showing import audience_of, results_for
from nap.people import Verb, Viewer, may
from nap.releases.elsewhere import beside
from nap.releases.release import Elsewhere, Line
from nap.releases.verifying import DOCUMENT
from nap.store import releases
from nap.words import Text

_Key = tuple[str, ...]
_PLACE = ("indicator", "region", "period", "breakdown")
_PUBLISHED: Once[Mapping[_Key, tuple[str, Result]]] = Once(2)
"""Of this process. A published release never changes; whether it may be read is asked every time."""
_ABOUT = "about.yaml"


@dataclass(frozen=True)
class Norm:
    """A law, and what it means for these data."""

    title: Text
    says: Text


@dataclass(frozen=True)
class MadeByOthers:
    """Something that is shown here and was made by others, with the licence."""

    what: Text
    by: str
    licence: Text


@dataclass(frozen=True)
class ReadEdition:
    """The edition of sensitive figures that a reader reads: made for a release or at the closing of a period."""

    cause: str
    period: Period
    as_of: date


@dataclass(frozen=True)
class DataDescribed:
    """What the page about the data needs besides the plan and the figures.

    `edition`: None for coordinators, who read figures as they are, for whoever browses no figures, and before the first one;
    `live`: whether sensitive figures are read as they are. `elsewhere`: what others published beside figures this reader sees.
    """

    norms: tuple[Norm, ...]
    made_by_others: tuple[MadeByOthers, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    edition: ReadEdition | None = None
    live: bool = False


@dataclass(frozen=True)
class Stood:
    """A figure as a release has it: the release's number and day, the figure's short number."""

    number: int
    as_of: date
    name: str
    result: Result


def data_described(viewer: Viewer, house: House) -> DataDescribed:
    """The same for everybody but for what speaks of figures: who browses none is told of none."""
    require(viewer, Verb.READ_PLAN)
    norms, others = _of_country(house)
    if not may(viewer, Verb.BROWSE_RESULTS):
        return DataDescribed(norms, others)
    told = [Line(0, result) for result in results_for(viewer, house, parts=False)]
    live = audience_of(viewer).kind == "coordinator" and house.released is None
    edition = None if live or house.released is not None else _edition(house)
    return DataDescribed(norms, others, beside(elsewhere_of(house.plan, house.settings), told), edition, live)


def stood_in_release(
    viewer: Viewer, house: House, indicator: str, region: str, period: Period, breakdown: str = ""
) -> Stood | None:
    """The figure in the newest release this viewer can browse; None if it is not in it, or if a release or a day is looked at."""
    require(viewer, Verb.BROWSE_RESULTS)
    if house.until is not None:
        return None
    newest = next(iter(shown_releases(viewer, house)), None)
    if newest is None:
        return None
    told = newest.release
    figures = _PUBLISHED.made(kept_as(house, newest), lambda: _published(house, told.number))
    found = figures.get((indicator, region, str(period), breakdown))
    return Stood(told.number, told.as_of, *found) if found else None


def _published(house: House, number: int) -> Mapping[_Key, tuple[str, Result]]:
    """Every figure of a release with its short number, as its own document tells: making the release anew takes seconds."""
    with house.store.reading() as transaction:
        file = releases.file_of(transaction, house.plan.id, number, FORUM, DOCUMENT)
    told = json.loads(file[1])["figures"] if file else ()
    return {tuple(one[name] for name in _PLACE): (one["figure"], _result(one)) for one in told}


def _result(one: Mapping[str, Any]) -> Result:
    plain = {name: one[name] for name in ("reported", "expected", "carried", "at_least")}
    value = None if one["value"] is None else Decimal(str(one["value"]))
    told = {"value": value, "status": Status(one["status"]), "reason": one["reason"] or "", **plain}
    return Result(one["indicator"], one["region"], Period.parse(one["period"]), one["breakdown"], **told)


def _edition(house: House) -> ReadEdition | None:
    with house.memory.lock, house.store.reading() as transaction:
        read = editions_read(transaction, house)
    return ReadEdition(read[0].cause, read[0].period, read[0].as_of) if read else None


@cache
def _read(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _of_country(house: House) -> tuple[tuple[Norm, ...], tuple[MadeByOthers, ...]]:
    """Laws of the plan's country; what others made, but for what belongs to another country."""
    path, country = country_file(house.settings, _ABOUT), house.plan.country
    read = _read(path) if path else {"norms": (), "made_by_others": ()}
    norms = tuple(Norm(each["title"], each["says"]) for each in read["norms"] if each["country"] == country)
    others = (each for each in read["made_by_others"] if each.get("country", country) == country)
    return norms, tuple(MadeByOthers(each["what"], each["by"], each["licence"]) for each in others)
