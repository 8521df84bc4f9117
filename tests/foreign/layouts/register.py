"""A register: one line for each figure, its place, year and part in columns of their own."""

from __future__ import annotations

from random import Random

from tests.foreign.layouts import groups, words
from tests.foreign.layouts.manners import Manner
from tests.foreign.layouts.numbers import Pen
from tests.foreign.layouts.places import regions
from tests.foreign.layouts.things import Item, Paper, figure
from tests.foreign.layouts.times import years
from tests.foreign.layouts.words import Names, named

REGION, SEX = named("Аймак", "Территория", "Region"), named("Жынысы", "Пол", "Sex")
AGE, VALUE = named("Жаш курагы", "Возраст", "Age"), named("Саны", "Значение", "Value")


def register(rng: Random, paper: Paper, manner: Manner) -> None:
    """Columns in an ordinary order; all texts in one language."""
    lang = manner.main
    columns = _columns(rng)
    row = 1 + manner.space_above
    if rng.random() < 0.6:
        paper.put(row, 1, groups.titled(rng).title[lang])
        row += 1 + manner.space_below_title
    heads = [names[lang] for names, _ in columns] + [VALUE[lang]]
    numbered = manner.numbers
    for step, text in enumerate((["№"] if numbered else []) + heads):
        paper.put(row, 1 + step, text)
    pen = Pen(rng, rng.choice((0, 1)))
    for count, line in enumerate(_lines([items for _, items in columns]), start=1):
        row += 1
        if numbered:
            paper.put(row, 1, count)
        for step, item in enumerate(line, start=1 + numbered):
            paper.put(row, step, manner.header(item) if item.period else item.names[lang])
        written, place = pen.write(), (row, len(heads) + numbered)
        if not written.empty:
            paper.put(*place, written.cell, written.pattern)
            paper.figures[place] = figure(written.value, *line, Item(measure="register"))


def _columns(rng: Random) -> list[tuple[Names, list[Item]]]:
    found: list[tuple[Names, list[Item]]] = [(REGION, regions(rng)), (words.YEARS, years(rng, 2, 4))]
    found[1] = (words.YEARS, [item for item in found[1][1] if not item.mark])
    if rng.random() < 0.3:
        found.reverse()
    if rng.random() < 0.6:
        found.append((SEX, words.sexes(rng)))
    if rng.random() < 0.2:
        found.append((AGE, words.ages(rng)))
    return found


def _lines(columns: list[list[Item]]) -> list[list[Item]]:
    lines: list[list[Item]] = [[]]
    for items in columns:
        lines = [[*line, item] for line in lines for item in items]
    return lines
