"""What an organisation gave and what counts of it: the organisation enters, its accepted figures leave, and their workbook."""

from __future__ import annotations

from dataclasses import dataclass

from nap.facts import Observation
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.recording import downloaded
from nap.monitor.views import Download
from nap.people import Verb, Viewer
from nap.results.passing_on import kept_back, row_of


@dataclass(frozen=True)
class OwnFigure:
    """One figure or answer of the organisation that counts. `hidden`: left out because it counts too few people; then without
    any number."""

    said: Observation
    hidden: bool = False


def own_figures(
    viewer: Viewer, house: House, partner: str, *, protected: bool = False, parts: bool = True
) -> tuple[OwnFigure, ...]:
    """Everything accepted of one organisation, in order of the plan, places, time and parts. Unknown(partner).

    Without `parts` mostly totals, which is much faster. `protected`: without what counts too few people to be passed on
    (`nap.results.passing_on`).
    """
    require(viewer, Verb.SEE_RETURNS)
    if house.plan.partner(partner) is None:
        raise Unknown("partner", partner)
    require(viewer, Verb.SEE_RETURNS, partner)
    found = _counting(house, partner, parts)
    hidden = kept_back(house.plan, found) if protected else frozenset()
    return tuple(
        OwnFigure(_bare(one), hidden=True) if (row_of(one), one.breakdown) in hidden else OwnFigure(one) for one in found
    )


def own_workbook(viewer: Viewer, house: House, partner: str, lang: str, *, protected: bool = True) -> Download:
    """The same as Excel, to be passed on: totals, parts, what was answered instead, and a sheet that says what it is."""
    from nap.monitor.own_sheets import workbook  # openpyxl takes long to import

    figures = own_figures(viewer, house, partner, protected=protected)
    data = workbook(house, partner, lang, figures, protected=protected)
    kind = "protected" if protected else "whole"
    downloaded(viewer, house, "own_figures", partner=partner, kind=kind)
    return Download(f"{partner}-{house.today()}-{lang}.xlsx", data)


def _counting(house: House, partner: str, parts: bool) -> tuple[Observation, ...]:
    order = {region.code: place for place, region in enumerate(house.plan.regions.all)}
    with house.memory.lock, house.store.reading() as transaction:
        counting = Counting(transaction, house)
        return tuple(
            one
            for indicator in house.plan.indicators
            for one in sorted(
                (each for each in _of(counting, indicator.code, parts) if each.partner == partner),
                key=lambda one: (order.get(one.region, len(order)), one.period, one.breakdown),
            )
        )


def _of(counting: Counting, indicator: str, parts: bool) -> tuple[Observation, ...]:
    return counting.figures(indicator) if parts else counting.totals(indicator)


def _bare(one: Observation) -> Observation:
    return Observation(one.partner, one.indicator, one.region, one.period, one.breakdown)
