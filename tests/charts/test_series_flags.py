"""What may still change says so: in the picture, in its words, in the table; never of a hidden figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap.charts import Figure, series
from nap.facts import UNSURE, Result, Status
from nap.plan import Plan
from nap.words import say
from tests.charts.building import LANGUAGES, result, rows


def drawn(plan: Plan, *results: Result, lang: str = "en") -> Figure:
    indicator = plan.indicator("1.1")
    assert indicator is not None
    return series(lang, plan, indicator, "Kyrgyzstan", results)


def rings(figure: Figure) -> list[object]:
    return [row["t"] for row in rows(figure.spec) if "q" in row]


def test_a_hidden_figure_tells_nothing_of_how_sure_it_is(example_plan: Plan) -> None:
    known = result("1.1", "2024", "20")
    hidden = replace(result("1.1", "2025", None, Status.SUPPRESSED), flags=frozenset({"provisional"}))
    figure = drawn(example_plan, known, hidden)
    assert "rovisional" not in f"{figure.words}{figure.rows}{figure.spec}"


def test_figures_that_are_sure_have_no_ring_and_no_key(example_plan: Plan) -> None:
    figure = drawn(example_plan, result("1.1", "2024", "20"), result("1.1", "2025", "30"))
    assert not rings(figure)
    assert "◌" not in str(figure.spec)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("quality", sorted(UNSURE))
def test_picture_words_and_table_say_the_same(example_plan: Plan, lang: str, quality: str) -> None:
    unsure = replace(result("1.1", "2025", "30"), flags=frozenset({quality}))
    figure, word = drawn(example_plan, result("1.1", "2024", "20"), unsure, lang=lang), say(lang, f"about.quality.{quality}")
    assert rings(figure) == ["2025"]
    assert f"{word[:1].upper()}{word[1:]}: " in figure.words
    told = [word in str(row[3]) for row in figure.rows]
    assert told.count(True) == 1
    assert any(word in str(row.get("s")) for row in rows(figure.spec) if row.get("q"))
    assert f"◌ {word}" in str(figure.spec).replace("', '", " ")
