"""The shapes of single tables: where regions, parts and periods stand. Each makes the content of one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.foreign.layouts import groups, times, words
from tests.foreign.layouts.groups import titled
from tests.foreign.layouts.places import regions, with_districts
from tests.foreign.layouts.things import Item, Table
from tests.foreign.layouts.words import named


def statistics(rng: Random) -> Table:
    """As the national office lays them out: a total, then groups beneath headings, years across."""
    table = titled(rng)
    table.rows = [Item(table.title) if rng.random() < 0.4 else groups.country(rng)]
    kinds = rng.sample(("sex", "age", "urbanisation", "region", *rng.sample(groups.UNKNOWN, 2)), rng.randint(2, 4))
    for kind in kinds:
        lines = _regions_for(rng) if kind == "region" else groups.categories(rng, kind)
        table.rows += [groups.heading(rng, kind), *groups.deeper(lines)]
    table.columns = times.years(rng)
    table.corner = words.CORNERS[0]
    return table


def _regions_for(rng: Random) -> list[Item]:
    return groups.nested(rng, regions(rng)) if rng.random() < 0.4 else regions(rng)


def regions_by_years(rng: Random) -> Table:
    table = titled(rng, ("region",))
    table.rows, table.columns = groups.territory(rng), times.years(rng)
    table.corner = rng.choice((*words.PLACES, {}))
    if rng.random() < 0.3:
        table.title = groups.joined(table.title, times.span(table.columns), " ")
    if rng.random() < 0.1:
        table.upper = [Item(rng.choice(words.OVER_YEARS))] * len(table.columns)
    return table


def regions_by_shorter(rng: Random) -> Table:
    """Quarters, half-years or months across."""
    table = regions_by_years(rng)
    table.title = titled(rng).title
    table.context, table.upper = Item(measure="shorter"), []
    table.columns = times.shorter(rng)
    return table


def parts_by_years(rng: Random) -> Table:
    kind = groups.any_kind(rng)
    table = titled(rng, (kind,))
    table.rows, table.columns = groups.with_total(rng, groups.categories(rng, kind), groups.total(rng)), times.years(rng)
    if rng.random() < 0.25:
        table.rows = [groups.total(rng), groups.including(rng), *groups.deeper(groups.categories(rng, kind))]
    return table


def measures_by_years(rng: Random) -> Table:
    """A few measures, a line each, nothing broken down."""
    table = titled(rng)
    first, *more = rng.sample(words.MEASURES, rng.randint(2, 5))
    table.title = named("Негизги көрсөткүчтөр", "Основные показатели", "Main indicators")
    table.unit = {}
    table.context = Item()
    with_units = rng.random() < 0.4
    table.rows = [Item(title, measure=key, unit=unit if with_units else {}) for key, title, unit, _ in (first, *more)]
    table.columns, table.decimals = times.years(rng), 1
    return table


def years_by_regions(rng: Random) -> Table:
    table = titled(rng, ("region",))
    table.rows, table.columns = times.years(rng, 3, 12), groups.with_total(rng, regions(rng))
    return _down(table)


def _down(table: Table) -> Table:
    table.plain_rows, table.corner = True, words.YEARS
    return table


def years_by_parts(rng: Random) -> Table:
    """Years down; the categories across, sometimes beneath `of which`."""
    kind = groups.any_kind(rng)
    table = titled(rng, (kind,))
    table.rows, parts = times.years(rng, 3, 12), groups.categories(rng, kind)
    table.columns = [groups.total(rng), *parts]
    if rng.random() < 0.4:
        over = replace(groups.including(rng), heading=False)
        table.upper = [None, *(over for _ in parts)]
    return _down(table)


def one_period(rng: Random) -> Table:
    """Regions down, categories across, the period in the title or beneath it."""
    kind = rng.choice(("sex", "sex", "age", "urbanisation", *groups.UNKNOWN[:2]))
    table = titled(rng, ("region",))
    table.rows, parts = groups.with_total(rng, regions(rng)), groups.categories(rng, kind)
    alone = kind not in groups.UNKNOWN and rng.random() < 0.2  # `physical` without a total may as well be a measure
    table.columns = parts if alone else [groups.total(rng), *parts]
    if len(table.columns) > len(parts) and rng.random() < 0.45:
        over = replace(groups.including(rng), heading=False)
        table.upper = [None, *(over for _ in parts)]
    table.corner = rng.choice(words.PLACES)
    return _dated(rng, table)


def _dated(rng: Random, table: Table) -> Table:
    phrase, period = times.phrase(rng)
    table.context = replace(table.context, period=period)
    if rng.random() < 0.7:
        table.title = groups.joined(table.title, phrase, rng.choice((" ", ", ")))
    else:
        table.subtitle = phrase
    return table


def one_period_parts_down(rng: Random) -> Table:
    """Categories down, regions across, the period in the title."""
    kind = groups.any_kind(rng)
    table = titled(rng, (kind,))
    table.rows = groups.with_total(rng, groups.categories(rng, kind), groups.total(rng))
    table.columns = [Item(words.COUNTRIES[0]), *regions(rng)]
    return _dated(rng, table)


def year_over_parts(rng: Random) -> Table:
    """Two storeys: years above women and men, regions down."""
    table = titled(rng, ("region", "sex"))
    table.rows, kind = groups.with_total(rng, regions(rng)), rng.choice(("sex", "sex", "urbanisation"))
    parts = groups.categories(rng, kind)
    below = [groups.total(rng), *parts] if rng.random() < 0.6 else parts
    for year in times.years(rng, 1, 4):
        table.columns += below
        table.upper += [year] * len(below)
    table.corner = rng.choice(words.PLACES)
    return table


def part_over_years(rng: Random) -> Table:
    """Two storeys: women and men above years, regions down."""
    table = titled(rng, ("region", "sex"))
    table.rows, parts = groups.with_total(rng, regions(rng)), groups.categories(rng, rng.choice(("sex", "urbanisation")))
    years = times.years(rng, 2, 4)
    for part in [groups.total(rng), *parts]:
        table.columns += years
        table.upper += [part] * len(years)
    table.corner = rng.choice(words.PLACES)
    return table


def year_over_quarters(rng: Random) -> Table:
    table = titled(rng, ("region",))
    table.rows = groups.with_total(rng, regions(rng))
    table.columns, table.upper = times.storeyed(rng)
    table.corner = rng.choice(words.PLACES)
    return table


def measures_over_years(rng: Random) -> Table:
    """Two storeys: two measures above years, regions down."""
    table = titled(rng)
    table.title = named("Үй-бүлөлүк зомбулук", "Семейное насилие", "Domestic violence")
    table.rows, table.unit, table.context = groups.with_total(rng, regions(rng)), {}, Item()
    years = times.years(rng, 2, 4)
    for key, names, _, _ in (words.MEASURES[0], words.MEASURES[5]):
        table.columns += years
        table.upper += [Item(names, measure=key)] * len(years)
    table.corner = rng.choice(words.PLACES)
    return table


def districts(rng: Random) -> Table:
    """A region and what lies inside it, years across."""
    table = titled(rng)
    parent, inside = with_districts(rng)
    table.rows, table.columns = [parent, *groups.deeper(inside)], times.years(rng)
    table.corner = words.PLACES[0]
    return table


def period_bands(rng: Random) -> Table:
    """A year as a heading, regions beneath, categories across; then the next year."""
    table = titled(rng, ("region",))
    found = groups.with_total(rng, regions(rng))
    for year in times.years(rng, 2, 3, marks=False):
        table.rows += [replace(year, heading=True), *(item.within(Item(period=year.period)) for item in found)]
    table.columns = [groups.total(rng), *words.sexes(rng)]
    table.corner = rng.choice(words.PLACES)
    return table


def part_bands(rng: Random) -> Table:
    """Women as a heading, regions or ages beneath, years across; then men."""
    table = titled(rng)
    found = regions(rng) if rng.random() < 0.5 else words.ages(rng)
    for part in words.sexes(rng):
        table.rows += [replace(part, heading=True), *groups.deeper([item.within(replace(part, names={})) for item in found])]
    table.columns = times.years(rng)
    return table


def measure_bands(rng: Random) -> Table:
    """One measure as a heading with the regions beneath, then another."""
    table = titled(rng)
    table.title, table.unit = named("Негизги көрсөткүчтөр", "Основные показатели", "Main indicators"), {}
    table.context = Item()
    found = groups.with_total(rng, regions(rng))
    for key, title, unit, _ in rng.sample(words.MEASURES, 2):
        names = groups.joined(title, unit, ", ")
        table.rows += [Item(names, heading=True), *groups.deeper([item.within(Item(measure=key)) for item in found])]
    table.columns, table.corner = times.years(rng), words.PLACES[0]
    return table


def ages_by_sex(rng: Random) -> Table:
    """Ages down, women and men across, the period in the title."""
    table = titled(rng, ("age",))
    table.rows = groups.with_total(rng, words.ages(rng), groups.total(rng))
    table.columns = [groups.total(rng), *words.sexes(rng)]
    return _dated(rng, table)


def crossed_labels(rng: Random) -> Table:
    """Two parts in one label: `Women, 18-29 years`."""
    table = titled(rng)
    below = words.ages(rng) if rng.random() < 0.5 else words.towns(rng)
    for part in words.sexes(rng):
        for item in below:
            names = {lang: f"{text}, {item.names[lang]}" for lang, text in part.names.items()}
            table.rows.append(replace(item.within(replace(part, names={})), names=names))
    table.columns = times.years(rng)
    return table


SHAPES: tuple[tuple[Callable[[Random], Table], int], ...] = (
    (statistics, 6),
    (regions_by_years, 6),
    (parts_by_years, 4),
    (one_period, 5),
    (year_over_parts, 3),
    (years_by_regions, 3),
    (years_by_parts, 3),
    (measures_by_years, 2),
    (one_period_parts_down, 2),
    (part_over_years, 2),
    (year_over_quarters, 2),
    (regions_by_shorter, 2),
    (districts, 2),
    (period_bands, 2),
    (part_bands, 2),
    (ages_by_sex, 1),
    (crossed_labels, 1),
    (measures_over_years, 1),
    (measure_bands, 1),
)
