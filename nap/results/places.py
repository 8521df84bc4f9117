"""From cells to places (design.md §7): districts into regions within each partner, partners, regions into the country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nap.plan import Indicator, Plan
from nap.results.cells import Cell
from nap.results.figures import Figure, Figures, add_up, alone, highest, number

ADDS_PLACES = frozenset({"sum", "pooled"})
"""Rules for regions that add smaller places up; under the others only what was reported for a place stands there."""


class Places:
    """The plan's places by what lies in what, looked up once."""

    def __init__(self, plan: Plan) -> None:
        self.country = plan.regions.country.code
        self.firsts = tuple(region.code for region in plan.regions.level("region"))
        self.order = {region.code: place for place, region in enumerate(plan.regions.all)}
        parents = ((region.code, plan.regions.parent_region(region.code)) for region in plan.regions.level("district"))
        self.region_of = {code: parent.code for code, parent in parents if parent is not None}

    def above(self, code: str) -> tuple[str, ...]:
        """The place itself and every place it lies in."""
        if code == self.country:
            return (code,)
        region = self.region_of.get(code)
        return (code, self.country) if region is None else (code, region, self.country)


def over_places(indicator: Indicator, places: Places, cells: Mapping[Cell, Figures]) -> dict[str, Figures]:
    """The figures of every place in one period, from the figures of each partner in each place."""
    by_place: dict[str, list[Figures]] = {}
    for (_partner, code), figures in _with_districts(indicator, places, cells).items():
        by_place.setdefault(code, []).append(figures)
    found = {code: _over_partners(indicator, several) for code, several in by_place.items()}
    country = _country(indicator, places, found)
    if country:
        found[places.country] = country
    return found


def _with_districts(indicator: Indicator, places: Places, cells: Mapping[Cell, Figures]) -> Mapping[Cell, Figures]:
    """The cells, and for each partner the sum of its districts in regions for which it gave no row of its own."""
    if indicator.regions not in ADDS_PLACES:
        return cells
    districts: dict[Cell, list[Figures]] = {}
    for cell in sorted(cells):
        region = places.region_of.get(cell[1])
        if region is not None:
            districts.setdefault((cell[0], region), []).append(cells[cell])
    added = {cell: _together(indicator, parts) for cell, parts in districts.items() if _yields(cells.get(cell), parts)}
    return {**cells, **added} if added else cells


def _yields(own: Figures | None, parts: Sequence[Figures]) -> bool:
    """True if the parts speak for the whole: it has no row of its own, or an old one where the parts have new ones."""
    return own is None or (not _fresh(own) and any(_fresh(each) for each in parts))


def _fresh(figures: Figures) -> bool:
    return any(figure.fresh for figure in figures.values())


def _together(indicator: Indicator, several: Sequence[Figures]) -> Figures:
    if len(several) == 1:
        return several[0]
    return {key: add_up(indicator, figures) for key, figures in _by_key(several).items()}


def _over_partners(indicator: Indicator, several: Sequence[Figures]) -> Figures:
    if len(several) == 1:
        return several[0]
    return {key: _combine(indicator, figures) for key, figures in _by_key(several).items()}


def _combine(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    if len(figures) == 1:
        return figures[0]
    if indicator.type == "milestone" or indicator.partners == "max":
        return highest(indicator, figures)
    return alone(figures) if indicator.partners == "none" else add_up(indicator, figures)


def _by_key(several: Sequence[Figures]) -> dict[str, list[Figure]]:
    keys: dict[str, list[Figure]] = {}
    for figures in several:
        for key, figure in figures.items():
            keys.setdefault(key, []).append(figure)
    return keys


def _country(indicator: Indicator, places: Places, found: Mapping[str, Figures]) -> Figures | None:
    """A reported country row wins; the sum of regions stands beside it (design.md §7)."""
    own = found.get(places.country)
    regions = [found[code] for code in places.firsts if code in found]
    if not regions or indicator.regions not in ADDS_PLACES:
        return own
    total = _together(indicator, regions)
    if own is None or _yields(own, regions):
        return total
    return {key: _beside(indicator, figure, total.get(key)) for key, figure in own.items()}


def _beside(indicator: Indicator, figure: Figure, parts: Figure | None) -> Figure:
    return figure if parts is None else replace(figure, parts_sum=number(indicator, parts))
