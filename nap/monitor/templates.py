"""The workbook for one partner and period, made when asked for."""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import Observation, Period
from nap.monitor.counting import counting_totals
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.recording import downloaded
from nap.monitor.views import Download
from nap.people import Verb, Viewer
from nap.plan import is_owed


def template(viewer: Viewer, house: House, partner: str, period: Period, lang: str) -> Download:
    """The return workbook, with that partner's last accepted totals; Unknown: partner, period (nothing is owed), language."""
    require(viewer, Verb.SEND_RETURN)
    if house.plan.partner(partner) is None:
        raise Unknown("partner", partner)
    require(viewer, Verb.SEND_RETURN, partner)
    if not is_owed(house.plan, partner, period):
        raise Unknown("period", str(period))
    if lang not in house.plan.languages:
        raise Unknown("language", lang)
    from nap.returns.template import make_template  # openpyxl takes long to import, and only this verb needs it

    data = make_template(house.plan, partner, period, lang, latest_of(counting_totals(house), partner, period))
    downloaded(viewer, house, "template", partner=partner, period=str(period))
    return Download(f"{partner}-{period}-{lang}.xlsx", data)


def latest_of(counting: Iterable[Observation], partner: str, period: Period) -> dict[tuple[str, str], Observation]:
    """Of the totals that count that partner's last one of each indicator and region, from before the return's period ends."""
    latest: dict[tuple[str, str], Observation] = {}
    for one in counting:
        if one.partner != partner or one.period.end > period.end:
            continue
        key = (one.indicator, one.region)
        if key not in latest or latest[key].period < one.period:
            latest[key] = one
    return latest
