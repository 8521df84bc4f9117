"""An objective is a distribution and "assessed n of m": no mean of percentages, no single per cent, in picture, words or file."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, strategies as some

from nap.charts import Bar, Figure, Link, Square, distribution, standing
from nap.charts.cells import plain
from nap.results import Tally
from nap.results.board import ORDER
from tests.charts.building import LANGUAGES

PER_CENT = ("%", "per cent", "percent", "процент", "пайыз")
tallies = some.builds(
    Tally,
    some.dictionaries(some.sampled_from(ORDER), some.integers(1, 40)),
    some.integers(0, 9),
    some.integers(0, 99),
    some.integers(0, 99),
)


def figures(lang: str, tally: Tally) -> Iterator[Figure]:
    yield distribution(lang, [Bar("O1", tally, whole=True)], title="t", what="w", name="n")
    yield standing(lang, ["O1"], [(Link("Batken", "/region"), [Square(tally, "/objective", whole=True)])], title="t", name="n")


def everything(figure: Figure) -> str:
    rows = [[str(plain(cell)) for cell in row] for row in figure.rows]
    return "\n".join([figure.words, figure.markup, str(figure.spec), *figure.header, *(cell for row in rows for cell in row)])


@given(tally=tallies, lang=some.sampled_from(LANGUAGES))
def test_no_objective_gets_a_single_per_cent(tally: Tally, lang: str) -> None:
    for figure in figures(lang, tally):
        told = everything(figure)
        assert not [word for word in PER_CENT if word in told.lower()]


@given(tally=tallies)
def test_no_mean_of_percentages_every_number_of_an_objective_is_a_count(tally: Tally) -> None:
    (row,) = next(figures("en", tally)).rows
    counts = [int(plain(cell)) for cell in row[1:]]
    assert counts[-2:] == [tally.assessed, tally.of + tally.silent]
    assert sum(counts[:-2]) == tally.of + tally.silent
