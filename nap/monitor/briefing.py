"""The brief of a region for a meeting with its authorities: of the latest release, unless something else is asked for.

A brief is made to be handed out. So it never shows more than the forum reads, whoever makes it.
"""

from __future__ import annotations

from dataclasses import replace

from nap.facts import Period
from nap.monitor.browsing import Shelf, browse
from nap.monitor.house import House, installed
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.released_board import board_release, released_house, shown_releases
from nap.monitor.responding import responses
from nap.monitor.showing import last_closed
from nap.people import Role, Verb, Viewer
from nap.plan.regions import Region
from nap.releases.brief import brief
from nap.releases.brief_matter import Matter, Origin
from nap.releases.brief_told import Alerts, Brief
from nap.releases.release import Release

LIVE = "live"
"""Asks for the accepted figures of today, released or not."""
_LONGEST_NUMBER = 6


def region_brief(viewer: Viewer, house: House, region: str, lang: str, source: str = "", period: str = "") -> Brief:
    """The brief of a first-level region. `source`: a release's number, `live`, or nothing for the latest release; where there is
    none yet the accepted figures are shown and the brief says so. `period`: the last return period that is over by default.

    A house that shows a release or an earlier day already gives the figures of that. Unknown: language, region, period, release.
    """
    require(viewer, Verb.BROWSE_RESULTS)
    if lang not in house.plan.languages:
        raise Unknown("language", lang)
    shown = house if house.until is not None else _asked(viewer, house, source)
    place = _region(shown, region)
    shelf = browse(replace(viewer, roles=frozenset({Role.FORUM}), partner=None), shown)
    told = _period(shown, shelf, period)
    wanted = source != LIVE
    return shelf.made(("brief", lang, region, told, wanted), lambda: brief(lang, _matter(viewer, shelf, place, told, wanted)))


def _asked(viewer: Viewer, house: House, source: str) -> House:
    if source == LIVE:
        return house
    if source:
        number = int(source) if source.isascii() and source.isdecimal() and len(source) <= _LONGEST_NUMBER else 0
        return released_house(viewer, house, number)
    try:
        return released_house(viewer, house)
    except Unknown:
        return house


def _region(house: House, code: str) -> Region:
    for found in house.plan.regions.level("region"):
        if found.code == code:
            return found
    raise Unknown("region", code)


def _period(house: House, shelf: Shelf, asked: str) -> Period:
    """One of those that are over and have results."""
    ended = [one for one in shelf.board().periods(house.plan.calendar.frequency) if one.end < house.today()]
    last = last_closed(house)
    if not asked and ended:
        return last if last in ended else ended[-1]
    for one in ended:
        if str(one) == asked:
            return one
    raise Unknown("period", asked)


def _matter(viewer: Viewer, shelf: Shelf, region: Region, period: Period, wanted: bool) -> Matter:
    """`viewer` asks which releases there are, the shelf's what stands in them."""
    house = shelf.house
    origin = _origin(viewer, house, wanted)
    return Matter(house.plan, shelf.board(), region, period, house.today(), origin, _alerts(shelf.viewer, house, region))


def _origin(viewer: Viewer, house: House, wanted: bool) -> Origin:
    if house.released is not None:
        found = next(one for one in shown_releases(viewer, house) if one.release.number == house.released)
        return _of_release(board_release(house.of_today, found), wanted)
    with house.store.reading() as transaction:
        illustrative = house.plan.status == "illustrative" or installed(transaction, house.settings).demo
    return Origin(wanted=wanted, earlier=house.until is not None, illustrative=illustrative)


def _of_release(release: Release, wanted: bool) -> Origin:
    base = release.base_url.rstrip("/")
    address = f"{base}/releases/{release.number}/" if base else ""
    numbers = {line.key: line.number for line in release.lines}
    return Origin(release.number, wanted, False, address, release.illustrative, numbers)


def _alerts(reader: Viewer, house: House, region: Region) -> Alerts:
    """Those on record up to the day of the figures, whatever their period."""
    told = responses(reader, house, region=region.code).total
    return Alerts(told.sent, told.answered, told.open_, told.waiting.longest if told.waiting else None, told.recipient)
