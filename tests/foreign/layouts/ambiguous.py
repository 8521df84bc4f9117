"""Tables that nobody can read in one way only: the right answer is a question. Each gives a table and what stays open of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.foreign.layouts import groups, times, words
from tests.foreign.layouts.groups import titled
from tests.foreign.layouts.places import regions
from tests.foreign.layouts.shapes import regions_by_years
from tests.foreign.layouts.things import Figure, Item, Table
from tests.foreign.layouts.words import Names, named

Opened = Callable[[Figure], Figure]
BARE: tuple[tuple[Names, frozenset[str]], ...] = (
    (named("Ош", "Ош", "Osh"), frozenset({"KG-O", "KG-GO"})),
    (named("Талас", "Талас", "Talas"), frozenset({"KG-T"})),
    (named("Нарын", "Нарын", "Naryn"), frozenset({"KG-N"})),
    (named("Манас", "Манас", "Manas"), frozenset()),
)


def bare_place(rng: Random) -> tuple[Table, Opened]:
    """`Ош` among oblasts, neither city nor oblast."""
    table = regions_by_years(rng)
    names, hidden = rng.choice(BARE)
    kept = [item for item in regions(rng) if item.region not in hidden]
    table.rows = [*kept, Item(names, region="?")]
    return table, lambda figure: _open(figure, "region") if figure.region == "?" else figure


def no_period(rng: Random) -> tuple[Table, Opened]:
    """Regions down, women and men across, and no year anywhere."""
    table = titled(rng, ("region",))
    table.rows = groups.with_total(rng, regions(rng))
    table.columns = [groups.total(rng), *words.sexes(rng)]
    return table, lambda figure: _open(figure, "period")


def lone_swallowed_year(rng: Random) -> tuple[Table, Opened]:
    """A single header 20231 with no years beside it."""
    table = titled(rng, ("region",))
    table.rows = groups.with_total(rng, regions(rng))
    text = f"{times.year(rng)}1"
    table.columns = [Item({"": text}, number=int(text) if rng.random() < 0.5 else None)]
    return table, lambda figure: _open(figure, "period")


def two_equal_places(rng: Random) -> tuple[Table, Opened]:
    """The same region twice with different figures: each is what it says, and which of them counts has to be asked."""
    table = titled(rng, ("region",))
    found = regions(rng)
    twice = rng.choice(found)
    table.rows, table.columns = [*found, twice], times.years(rng)
    return table, lambda figure: figure


def _open(figure: Figure, word: str) -> Figure:
    return replace(figure, open=figure.open | {word})


AMBIGUOUS: tuple[Callable[[Random], tuple[Table, Opened]], ...] = (bare_place, no_period, lone_swallowed_year, two_equal_places)
