"""Districts, partners, regions and periods put together, in the order of docs/results.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import NamedTuple

from tests.oracle.alone import as_given, chosen, standing
from tests.oracle.facts import Cell, Sheet
from tests.oracle.figures import Figure, Row, added, agreed, by_breakdown, common, worth
from tests.oracle.months import Span, around, stop

Said = Callable[[Cell], Row]
"""What a partner says of a place, in the stretch of time that is put together."""


class Made(NamedTuple):
    """The row of a place; what its smaller places add up to, where its own figure counts (None: they gave nothing)."""

    row: Row
    parts: dict[str, Figure | None] = MappingProxyType({})  # type: ignore[assignment]

    @property
    def smaller(self) -> Row:
        """What the smaller places make of it."""
        known = {name: self.parts.get(name, figure) for name, figure in self.row.items()}
        return {name: figure for name, figure in known.items() if figure is not None}


def made(sheet: Sheet, place: str, period: Span) -> Made:
    """The row of a place for a period of the indicator or a longer one."""
    asked = (place, period)
    if asked not in sheet.memo:
        flow = sheet.key["accumulation"] == "flow"
        sheet.memo[asked] = over_time(sheet, place, period) if flow else in_place(sheet, place, standing_in(sheet, period))
    return sheet.memo[asked]


def standing_in(sheet: Sheet, period: Span) -> Said:
    return lambda cell: standing(sheet, cell, period)


def over_time(sheet: Sheet, place: str, period: Span) -> Made:
    """Flows: every stretch for itself, then the sum of them."""
    rows = {cell: chosen(sheet, cell, period) for cell in sheet.cells() if place in sheet.around(cell[1])}
    found = [in_stretch(sheet, place, stretch, rows) for stretch in stretches(sheet, rows.values())]
    pieces = [piece for piece in found if piece.row]
    if stretches(sheet, rows.values()) == [period]:
        return pieces[0] if pieces else Made({})
    row = by_breakdown((piece.row for piece in pieces), lambda figures: added(sheet, figures))
    smaller = by_breakdown((piece.smaller for piece in pieces), lambda figures: added(sheet, figures))
    beside = {name for piece in pieces for name, parts in piece.parts.items() if parts is not None}
    parts = {name: smaller[name] for name in beside}
    return Made({name: each._replace(others=False) for name, each in row.items()}, parts)


def stretches(sheet: Sheet, rows: Iterable[list[Span]]) -> list[Span]:
    """Times that no row of anybody crosses the border of, none shorter than the indicator's own period."""
    spans = {around(span, sheet.length) for several in rows for span in several}
    inner = {span for span in spans for other in spans if span != other and other[0] <= span[0] and stop(span) <= stop(other)}
    return sorted(spans - inner)


def in_stretch(sheet: Sheet, place: str, stretch: Span, rows: dict[Cell, list[Span]]) -> Made:
    """One stretch: each partner's own rows are added up before the partners meet."""

    def said(cell: Cell) -> Row:
        spans = [span for span in rows.get(cell, []) if stretch[0] <= span[0] and stop(span) <= stop(stretch)]
        return by_breakdown((as_given(sheet, cell, span) for span in spans), lambda figures: added(sheet, figures))

    return in_place(sheet, place, said)


def in_place(sheet: Sheet, place: str, said: Said) -> Made:
    """All partners in a place, and the smaller places where they count."""
    level = sheet.level(place)
    if level == "district":
        return Made(of_partners(sheet, [said((partner, place)) for partner in partners(sheet)]))
    return of_the_country(sheet, place, said) if level == "country" else of_a_region(sheet, place, said)


def partners(sheet: Sheet) -> list[str]:
    return sorted({partner for partner, _ in sheet.cells()})


def of_a_region(sheet: Sheet, place: str, said: Said) -> Made:
    """A partner's districts speak where it has no row of the region; where it has both and they differ, they stand beside."""
    rows, beside, differing = [], [], set()
    for partner in partners(sheet):
        own, districts = said((partner, place)), of_districts(sheet, partner, place, said)
        spoken = districts if yields(own, [districts]) else own
        rows.append(spoken)
        beside.append(districts or own)
        if spoken is own:
            differing |= {name for name in districts if name not in own or own[name].number != districts[name].number}
    row, parts = of_partners(sheet, rows), of_partners(sheet, beside)
    return Made(row, {name: parts[name] for name in differing if name in row})


def of_districts(sheet: Sheet, partner: str, place: str, said: Said) -> Row:
    """What one partner's districts of a region add up to."""
    if not sheet.adds_places:
        return {}
    rows = [said((partner, district)) for district in sheet.inside(place)]
    return by_breakdown([row for row in rows if row], lambda figures: added(sheet, figures))


def yields(own: Row, parts: list[Row]) -> bool:
    """Whether the parts speak for the whole: it has no row of its own, or an old one that may be outdated where they have new."""
    if not own:
        return True
    lasting = any(each.lasting for each in own.values())
    return not lasting and not is_fresh(own) and any(is_fresh(each) for each in parts)


def is_fresh(row: Row) -> bool:
    return any(each.fresh for each in row.values())


def of_the_country(sheet: Sheet, place: str, said: Said) -> Made:
    """The country's own row wins; what the regions make stands beside it."""
    own = of_partners(sheet, [said((partner, place)) for partner in partners(sheet)])
    if not sheet.adds_places:
        return Made(own)
    regions = [row for row in (of_a_region(sheet, region, said).row for region in sheet.inside(place)) if row]
    parts = by_breakdown(regions, lambda figures: added(sheet, figures))
    return Made(parts) if regions and yields(own, regions) else Made(own, {name: parts.get(name) for name in own})


def of_partners(sheet: Sheet, rows: list[Row]) -> Row:
    """How rows of several partners for one place meet."""
    given = [row for row in rows if row]
    if sheet.key["type"] == "milestone" or sheet.key["partners"] == "max":
        return by_breakdown(given, lambda figures: highest(sheet, figures))
    if sheet.key["partners"] == "none":
        return by_breakdown(given, lambda figures: agreed(figures, "not_combined"))
    return by_breakdown(given, lambda figures: added(sheet, figures))


def highest(sheet: Sheet, figures: list[Figure]) -> Figure:
    """The highest figure; at least so many, if others had people too or did not say how many."""
    if len(figures) == 1:
        return figures[0]
    known = [each for each in figures if worth(sheet, each) is not None]
    if not known:
        return agreed(figures, "not_combined")
    best = max(reversed(known), key=lambda each: worth(sheet, each) or 0)
    others = [each for each in figures if each is not best]
    several = any(worth(sheet, each) != 0 for each in others) and sheet.key["type"] != "milestone"
    numbers = {name: getattr(best, name) for name in ("value", "numerator", "denominator", "increment")}
    return common(figures)._replace(others=several, **numbers)
