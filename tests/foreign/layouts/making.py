"""A number enters, a file with known content leaves: the same number, the same file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.foreign.layouts import words
from tests.foreign.layouts.ambiguous import AMBIGUOUS
from tests.foreign.layouts.drawing import draw
from tests.foreign.layouts.files import as_shown
from tests.foreign.layouts.groups import titled
from tests.foreign.layouts.manners import Manner, a_manner
from tests.foreign.layouts.places import regions
from tests.foreign.layouts.register import pairs, register
from tests.foreign.layouts.shapes import SHAPES, one_period, parts_by_years, regions_by_years, years_by_parts
from tests.foreign.layouts.things import Case, Item, Paper, Table

BESIDE: tuple[Callable[[Random], Table], ...] = (regions_by_years, parts_by_years, years_by_parts, one_period)
SHEETS = (("Лист1", "Лист2", "Лист3"), ("Sheet1", "Sheet2", "Sheet3"), ("т.1", "т.2", "т.3"))
AMBIGUOUS_SHARE = 0.08


def a_case(seed: int) -> Case:
    """One case; about one in twelve cannot be told and has to be asked about."""
    rng = Random(seed)
    manner = a_manner(rng)
    if rng.random() < AMBIGUOUS_SHARE:
        return _ambiguous(seed, rng, manner)
    make = rng.choices((_single, _beneath, _beside, _sheets, _register, _pairs, _sheet_a_year), (14, 2, 1.5, 1.5, 1, 1.2, 0.5))[0]
    case = Case(seed, make.__name__.strip("_"))
    make(rng, manner, case)
    if rng.random() < 0.05:
        _words_beside(rng, manner, case)
    if len(case.papers) == 1 and not case.papers[0].merges and rng.random() < 0.12:
        case.form = "csv"
        as_shown(case.papers[0])
    return case


def _a_shape(rng: Random) -> Callable[[Random], Table]:
    return rng.choices([shape for shape, _ in SHAPES], [weight for _, weight in SHAPES])[0]


def _single(rng: Random, manner: Manner, case: Case) -> None:
    shape = _a_shape(rng)
    case.shape = shape.__name__
    case.papers = [Paper()]
    draw(rng, case.papers[0], manner, finished(rng, shape(rng)), 1 + manner.space_above)


def _beneath(rng: Random, manner: Manner, case: Case) -> None:
    paper, row = Paper(), 1 + manner.space_above
    case.papers = [paper]
    for _ in range(rng.choice((2, 2, 3))):
        shape = _a_shape(rng)
        case.shape += f" {shape.__name__}"
        row, _ = draw(rng, paper, manner, finished(rng, shape(rng)), row)
        row += 1 + rng.randint(1, 3)


def _beside(rng: Random, manner: Manner, case: Case) -> None:
    """Two tables of one shape with an empty column between them."""
    manner, shape, paper, left = replace(manner, blank_between=False, outside=False), rng.choice(BESIDE), Paper(), 1
    case.papers, case.shape = [paper], f"beside {shape.__name__}"
    for _ in range(2):
        _, right = draw(rng, paper, manner, finished(rng, shape(rng)), 1, left, bare=True)
        left = right + 2


def _sheets(rng: Random, manner: Manner, case: Case) -> None:
    for name in rng.choice(SHEETS)[: rng.randint(2, 3)]:
        shape = _a_shape(rng)
        case.shape += f" {shape.__name__}"
        case.papers.append(Paper(name))
        draw(rng, case.papers[-1], manner, finished(rng, shape(rng)), 1 + manner.space_above)


def _register(rng: Random, manner: Manner, case: Case) -> None:
    case.papers = [Paper()]
    register(rng, case.papers[0], manner)


def _pairs(rng: Random, manner: Manner, case: Case) -> None:
    case.papers = [Paper()]
    pairs(rng, case.papers[0], manner)


def _sheet_a_year(rng: Random, manner: Manner, case: Case) -> None:
    """A sheet for each year, called by it, of one layout."""
    first, parts, found = rng.randint(2012, 2022), words.sexes(rng), regions(rng)
    table = titled(rng, ("region",))
    for year in range(first, first + rng.randint(2, 3)):
        case.papers.append(Paper(str(year)))
        columns = [Item(words.TOTALS[0]), *parts]
        of_year = replace(table, rows=found, columns=columns, context=replace(table.context, period=str(year)))
        draw(rng, case.papers[-1], replace(manner, merged_titles=False), of_year, 1 + manner.space_above)


def _words_beside(rng: Random, manner: Manner, case: Case) -> None:
    """A sheet of words alone, in front or behind."""
    paper = Paper("Метаданные")
    for row, (_, title, unit, _) in enumerate(rng.sample(words.MEASURES, 3), start=1):
        paper.put(row, 1, title[manner.main])
        paper.put(row, 2, unit[manner.main])
    case.papers.insert(rng.choice((0, len(case.papers))), paper)


def _ambiguous(seed: int, rng: Random, manner: Manner) -> Case:
    make = rng.choice(AMBIGUOUS)
    case = Case(seed, "ambiguous", [Paper()], make.__name__)
    table, opened = make(rng)
    draw(rng, case.papers[0], replace(manner, codes=False), table, 1 + manner.space_above)
    figures = case.papers[0].figures
    for place, figure in figures.items():
        figures[place] = opened(figure)
    return case


def finished(rng: Random, table: Table) -> Table:
    """With a mark at some label, perhaps, and a footnote for every mark."""
    marks = {item.mark for item in (*table.rows, *table.columns, *table.upper) if item is not None} - {""}
    free = [at for at, row in enumerate(table.rows) if _can_be_marked(row) and not table.plain_rows]
    if free and rng.random() < 0.15:
        mark = "*" if marks - {"*"} else "1"  # never `1` and `¹` in one table
        if mark not in marks:
            at = rng.choice(free)
            table.rows[at] = replace(table.rows[at], mark=mark)
            marks.add(mark)
    between = rng.choice(("", " "))
    for mark in sorted(marks):
        note = rng.choice(words.NOTES)
        table.footnotes.append({lang: f"{mark}{between}{text}" for lang, text in note.items()})
    return table


def _can_be_marked(row: Item) -> bool:
    return not row.heading and bool(row.names) and all(name[-1].isalpha() for name in row.names.values())
