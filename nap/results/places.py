"""From cells to places (docs/results.md): districts into regions within each partner, partners, regions into the country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nap.plan import Indicator, Plan
from nap.results.cells import Cell
from nap.results.figures import Figure, Figures, add_up, alone, highest, without_parts

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
        self._above = {code: self._chain(code) for code in self.order}
        self.inside: dict[str, list[str]] = {}
        for code in self.order:
            for larger in self._above[code][1:]:
                self.inside.setdefault(larger, []).append(code)

    def above(self, code: str) -> tuple[str, ...]:
        """The place itself and every place it lies in."""
        return self._above[code]

    def _chain(self, code: str) -> tuple[str, ...]:
        if code == self.country:
            return (code,)
        region = self.region_of.get(code)
        return (code, self.country) if region is None else (code, region, self.country)


def over_places(indicator: Indicator, places: Places, cells: Mapping[Cell, Figures]) -> dict[str, Figures]:
    """The figures of every place in one period, from the figures of each partner in each place."""
    districts = of_districts(indicator, places, cells)
    by_place: dict[str, list[Figures]] = {}
    for (_partner, code), figures in with_districts(cells, districts).items():
        by_place.setdefault(code, []).append(figures)
    found = {code: over_partners(indicator, several) for code, several in by_place.items()}
    _show_conflicts(indicator, found, cells, districts)
    country = _country(indicator, places, found)
    if country:
        found[places.country] = country
    return found


def of_districts(indicator: Indicator, places: Places, cells: Mapping[Cell, Figures]) -> dict[Cell, Figures]:
    """For each partner and region the sum of the partner's districts there."""
    if indicator.regions not in ADDS_PLACES:
        return {}
    districts: dict[Cell, list[Figures]] = {}
    for cell in sorted(cells):
        region = places.region_of.get(cell[1])
        if region is not None:
            districts.setdefault((cell[0], region), []).append(cells[cell])
    return {cell: _together(indicator, parts) for cell, parts in districts.items()}


def with_districts(cells: Mapping[Cell, Figures], districts: Mapping[Cell, Figures]) -> Mapping[Cell, Figures]:
    """The row of each partner for each place: its own, or for a region without one the sum of its districts."""
    speaking = {cell: figures for cell, figures in districts.items() if yields(cells.get(cell), (figures,))}
    return {**cells, **speaking} if speaking else cells


def _show_conflicts(
    indicator: Indicator, found: dict[str, Figures], cells: Mapping[Cell, Figures], districts: Mapping[Cell, Figures]
) -> None:
    """Beside a region's figure stands what it would be if a partner's districts spoke where its own row does."""
    for region, keys in _conflicts(cells, districts).items():
        by_parts = {cell: figures for cell, figures in {**cells, **districts}.items() if cell[1] == region}
        total = over_partners(indicator, list(by_parts.values()))
        beside = {key: _beside(found[region][key], total.get(key)) for key in keys & found[region].keys()}
        found[region] = {**found[region], **beside}


def _conflicts(cells: Mapping[Cell, Figures], districts: Mapping[Cell, Figures]) -> dict[str, set[str]]:
    """By region the figures that a partner gave for it, and that are not what the partner's districts add up to."""
    found: dict[str, set[str]] = {}
    for cell, added in districts.items():
        own = cells.get(cell)
        if own is not None and not yields(own, (added,)):
            found.setdefault(cell[1], set()).update(key for key in added if _differs(own.get(key), added[key]))
    return {region: keys for region, keys in found.items() if keys}


def _differs(own: Figure | None, parts: Figure) -> bool:
    return own is None or (own.value, own.numerator, own.denominator) != (parts.value, parts.numerator, parts.denominator)


def yields(own: Figures | None, parts: Sequence[Figures]) -> bool:
    """True if the parts speak for the whole: it has no row of its own, or an old one (that no longer lasts) beside new parts."""
    if own is None:
        return True
    stands = any(figure.fresh or figure.lasting for figure in own.values())
    return not stands and any(figure.fresh for each in parts for figure in each.values())


def _together(indicator: Indicator, several: Sequence[Figures]) -> Figures:
    if len(several) == 1:
        return several[0]
    return {key: add_up(indicator, figures) for key, figures in _by_key(several).items()}


def over_partners(indicator: Indicator, several: Sequence[Figures]) -> Figures:
    """One row out of those of several partners for the same place and period."""
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
    """A reported country row wins; the sum of regions stands beside it (docs/results.md)."""
    own = found.get(places.country)
    regions = [found[code] for code in places.firsts if code in found]
    if indicator.regions not in ADDS_PLACES:
        return own
    if not regions:
        return None if own is None else {key: _beside(figure, None) for key, figure in own.items()}
    total = {key: without_parts(figure) for key, figure in _together(indicator, regions).items()}
    if own is None or yields(own, regions):
        return total
    return {key: _beside(figure, total.get(key)) for key, figure in own.items()}


def _beside(figure: Figure, parts: Figure | None) -> Figure:
    """A row reported for the whole, with what its parts add up to (None if none came)."""
    return replace(figure, parts=parts, whole=True)
