"""Tables with a label column for each dimension: a register of one line for each figure; place and part beside each other."""

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
PART_HEADS = {"sex": SEX, "age": AGE, "urbanisation": named("Жери", "Тип местности", "Area")}


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
        _write(paper, (row, len(heads) + numbered), pen, *line)


def pairs(rng: Random, paper: Paper, manner: Manner) -> None:
    """A column of places, a column of parts, years across; a place stands once (merged or not) or on each of its lines."""
    lang, row = manner.main, 1 + manner.space_above
    paper.put(row, 1, groups.titled(rng).title[lang])
    row += 1 + manner.space_below_title
    kind = rng.choice(("sex", "sex", "age", "urbanisation"))
    parts, times = groups.categories(rng, kind), years(rng, 2, 6)
    if rng.random() < 0.4:
        parts = [groups.total(rng), *parts]
    for column, value in enumerate((REGION[lang], PART_HEADS[kind][lang], *(manner.header(item) for item in times)), start=1):
        paper.put(row, column, value)
    notes = {item.mark for item in times} - {""}
    pen, repeated = Pen(rng, rng.choice((0, 1))), rng.random() < 0.4
    for place in groups.with_total(rng, regions(rng), Item(words.COUNTRIES[0])):
        for step, part in enumerate(parts):
            row += 1
            paper.put(row, 1, place.names[lang] if repeated or not step else "")
            paper.put(row, 2, part.names[lang])
            for column, time in enumerate(times, start=3):
                _write(paper, (row, column), pen, place, part, time)
        if not repeated and manner.storeys_merged:
            paper.merge(row - len(parts) + 1, 1, row, 1)
    for mark in notes:
        paper.put(row + 1, 1, mark + words.NOTES[1][lang])


def _write(paper: Paper, place: tuple[int, int], pen: Pen, *lines: Item) -> None:
    written = pen.write()
    if not written.empty:
        paper.put(*place, written.cell, written.pattern)
        paper.figures[place] = figure(written.value, *lines, Item(measure="one"))


def _columns(rng: Random) -> list[tuple[Names, list[Item]]]:
    found: list[tuple[Names, list[Item]]] = [(REGION, regions(rng)), (words.YEARS, years(rng, 2, 4, marks=False))]
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
