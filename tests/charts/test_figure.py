"""A figure cannot be made without its words and its table; a cell keeps its number for the file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nap.charts import Amount, Figure, Link, Mark
from nap.charts.cells import plain

GOOD = {"title": "T", "words": "W", "caption": "C", "header": ("a", "b"), "rows": (("x", "y"),), "name": "n"}


@pytest.mark.parametrize("missing", ["title", "words", "caption", "header", "name"])
def test_a_figure_without_words_or_table_cannot_be_made(missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        Figure(**{**GOOD, missing: type(GOOD[missing])()})  # type: ignore[arg-type]


def test_a_row_of_another_length_than_the_header_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="rows"):
        Figure(**{**GOOD, "rows": (("x",),)})  # type: ignore[arg-type]


def test_a_figure_has_one_picture() -> None:
    with pytest.raises(ValueError, match="two pictures"):
        Figure(**GOOD, spec={"mark": "bar"}, markup="<p></p>")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("two\nlines", "two; lines"),
        (Amount("1 234,5", Decimal("1234.5")), Decimal("1234.5")),
        (Amount("hidden to protect people"), "hidden to protect people"),
        (Mark("▲", "On track", "on_track", "41%", "2025"), "41%, On track, 2025"),
        (Link("Batken", "/region?region=KG-B"), "Batken"),
        ((Mark("▲", "On track: 2", "on_track"), Link("of 3", "/x")), "On track: 2; of 3"),
    ],
)
def test_a_cell_is_plain_in_a_file(cell: object, expected: object) -> None:
    assert plain(cell) == expected  # type: ignore[arg-type]
