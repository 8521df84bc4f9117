"""Groups of lines that belong together: a heading and its categories, regions with women and men beneath, totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.foreign.layouts import words
from tests.foreign.layouts.places import regions
from tests.foreign.layouts.things import Item, Table
from tests.foreign.layouts.words import HEADINGS, INCLUDING, Names

PARTS: dict[str, Callable[[Random], list[Item]]] = {
    "sex": words.sexes,
    "age": words.ages,
    "urbanisation": words.towns,
    "disability": words.abilities,
}
UNKNOWN = tuple(words.UNKNOWN)
NOUNS = {  # how a title says by what it is broken down
    "sex": words.named("жынысы боюнча", "по полу", "by sex"),
    "age": words.named("жаш курагы боюнча", "по возрастным группам", "by age group"),
    "urbanisation": words.named("жашаган жери боюнча", "по месту проживания", "by place of residence"),
    "disability": words.named("майыптуулугу боюнча", "по наличию инвалидности", "by disability"),
    "region": words.named("аймактар боюнча", "по территории", "by territory"),
    "education": words.named("билими боюнча", "по уровню образования", "by education"),
    "violence": words.named("зомбулуктун түрлөрү боюнча", "по видам насилия", "by type of violence"),
    "work": words.named("иши боюнча", "по роду занятий", "by occupation"),
    "marriage": words.named("үй-бүлөлүк абалы боюнча", "по семейному положению", "by marital status"),
}


def categories(rng: Random, kind: str) -> list[Item]:
    """The categories of a kind, whether a code has it or not."""
    return words.unknowns(rng, kind) if kind in UNKNOWN else PARTS[kind](rng)


def any_kind(rng: Random) -> str:
    return rng.choice(("sex", "sex", "age", "age", "urbanisation", "disability", *UNKNOWN))


def total(rng: Random) -> Item:
    return Item(rng.choice(words.TOTALS))


def country(rng: Random) -> Item:
    return Item(rng.choice((*words.COUNTRIES, *words.COUNTRIES, *words.TOTALS)))


def heading(rng: Random, kind: str) -> Item:
    return Item(rng.choice(HEADINGS[kind]), heading=True)


def including(rng: Random) -> Item:
    return Item(rng.choice(INCLUDING), heading=True)


def deeper(items: list[Item], depth: int = 1) -> list[Item]:
    return [replace(item, depth=item.depth + depth) for item in items]


def nested(rng: Random, parents: list[Item], *, with_total: bool = False) -> list[Item]:
    """Women and men beneath each of them; the parent has figures of its own, or a line of its own for the total."""
    below = words.sexes(rng, lower=True)
    if with_total:
        below = [Item(words.named("бардыгы", "всего", "total")), *below]
    found = []
    for parent in parents:
        found.append(replace(parent, heading=with_total))
        found += deeper([item.within(parent) for item in below])
    return found


def with_total(rng: Random, items: list[Item], first: Item | None = None) -> list[Item]:
    """A line for the whole above them or, more rarely, beneath."""
    whole = first or country(rng)
    return [whole, *items] if rng.random() < 0.7 else [*items, whole]


def territory(rng: Random) -> list[Item]:
    """Regions with or without the whole country, sometimes `of which` between, sometimes women and men beneath each."""
    chance = rng.random()
    if chance < 0.2:
        return nested(rng, regions(rng), with_total=rng.random() < 0.3)
    if chance < 0.35:
        return [country(rng), including(rng), *deeper(regions(rng))]
    return regions(rng) if chance < 0.5 else with_total(rng, regions(rng))


def a_measure(rng: Random, but: tuple[str, ...] = ()) -> tuple[str, Names, Names, int]:
    return rng.choice([each for each in words.MEASURES if each[0] not in but])


def titled(rng: Random, kinds: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> Table:
    """A table still without lines: a measure, its unit, by what it is broken down."""
    key, title, unit, decimals = a_measure(rng, but)
    if kinds and rng.random() < 0.6:
        title = joined(title, NOUNS[kinds[0]], " ")
    return Table(title, unit, [], [], context=Item(measure=key), corner=rng.choice((*words.CORNERS, {})), decimals=decimals)


def joined(first: Mapping[str, str], second: Mapping[str, str], between: str) -> Names:
    return {lang: f"{text}{between}{second[lang]}" for lang, text in first.items()}
