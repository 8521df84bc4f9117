"""Laws of understanding: any grid of cells leads to blocks and remarks, never to an exception; no figure is said twice."""

from __future__ import annotations

from hypothesis import given, strategies as st

from nap.foreign.model import Axis, Hint, Sure
from nap.foreign.understanding import understand
from nap.returns.book import Book, Cell, Sheet
from tests.foreign.grids import asked, cell, expect, figures, regions, sheet, understood

WORDS = (
    "Ош|г.Ош|Баткенская область|Всего|мужчины|женщины|По полу|По возрасту:|Число браков|в том числе:|из них женщины|0-17|Год|№"
)
MORE = "Регион|2020|2021|'20231|2022 г.|I квартал|12|7|0.5|'12,3|'(0,0)|-|…|#REF!|(в процентах)|* сноска|xx|1|2|3"
CELLS = st.sampled_from([*WORDS.split("|"), *MORE.split("|")]).map(cell)
GRIDS = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 7)), CELLS, max_size=50)
MERGES = st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=4)
PLAIN = "ignore|label|header|heading|title|unit|footnote|total|figures"
TAKES = f"{PLAIN}|period:2023|region:KG-GO|region:country|part:sex=F|part:?|nonsense"
HINTS = st.lists(
    st.builds(Hint, st.just("S"), st.sampled_from(Axis), st.integers(1, 9), st.sampled_from(TAKES.split("|"))), max_size=3
)

TABLE = """
Число браков
Көрсөткүч|Показатель|Items|2021|2022
Бардыгы|Всего|Total|100|101
Баткен облусу|Баткенская область|Batken oblast|11|12
эркектер|мужчины|men|13|14
Ош ш.|г.Ош|Osh city|21|22
эркектер|мужчины|men|23|24
"""


@given(GRIDS, MERGES, HINTS)
def test_any_grid_is_understood_without_an_exception(cells: dict[tuple[int, int], Cell], merges: list, hints: list[Hint]) -> None:
    areas = tuple((min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merges)
    read = understand(Book((Sheet("S", "visible", cells, merges=areas),)), regions(), hints)
    places = [(given.row, given.column) for block in read.blocks for given in block.values]
    assert len(places) == len(set(places))
    assert set(places) <= set(cells)
    assert all(block.sure is Sure.CERTAIN or block.remarks for block in read.blocks)
    assert {(row, column) for _, row, column in read.roles} <= set(cells)


def test_a_table_moved_says_the_same() -> None:
    here, there = (understand(Book((sheet(TABLE, top=top, left=left),)), regions()) for top, left in ((1, 1), (7, 4)))
    assert figures(here) == figures(there)


def test_the_order_of_languages_changes_nothing_but_labels() -> None:
    turned = "\n".join("|".join([*line.split("|")[2::-1], *line.split("|")[3:]]) for line in TABLE.strip().splitlines())
    assert figures(understood(turned)) == figures(understood(TABLE))


def test_nothing_is_guessed_of_an_empty_book() -> None:
    assert asked(understand(Book(()), regions())) == ["no-table"]


def test_figures_of_hidden_lines_and_sheets_are_told() -> None:
    plain = sheet(TABLE)
    hidden = Sheet("S", "hidden", plain.cells, hidden_rows=frozenset({4}))
    assert {remark.code for remark in understand(Book((hidden,)), regions()).remarks} == {"hidden-sheet", "hidden-lines"}


def test_a_person_outweighs_the_program() -> None:
    def take(axis: Axis, index: int, what: str) -> dict[str, str]:
        return figures(understood("Регион|2021|2022\nБаткенская область|11|12\nСуды|21|22", Hint("Sheet1", axis, index, what)))

    assert "11" not in take(Axis.COLUMN, 2, "ignore")
    assert take(Axis.COLUMN, 3, "period:2030")["12"] == "KG-B - 2030"
    assert take(Axis.ROW, 3, "region:KG-GO")["21"] == "KG-GO - 2021"
    assert take(Axis.ROW, 3, "part:sex=F")["21"].endswith("sex=F 2021")
    assert take(Axis.ROW, 3, "total")["21"] == "KG - 2021"


def test_three_languages_name_one_line() -> None:
    assert figures(understood(TABLE)) == expect(
        """
        100 KG - 2021
        101 KG - 2022
        11 KG-B - 2021
        12 KG-B - 2022
        13 KG-B sex=M 2021
        14 KG-B sex=M 2022
        21 KG-GO - 2021
        22 KG-GO - 2022
        23 KG-GO sex=M 2021
        24 KG-GO sex=M 2022
        """
    )
