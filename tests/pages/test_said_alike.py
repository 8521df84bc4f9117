"""Picture, twin for files, words and table of every card of the demo say the same, for everybody who sees it, in every language.

Read back out of what is sent, not out of what it was made of: a number that is drawn stands in the table, one that stands in the
table is drawn, what is hidden has its sign and word and no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ui.cards
import ui.session
from nap.charts import Figure
from nap.charts.cells import Amount, Mark
from nap.monitor import House, close, open_house, sign_in_demo
from nap.settings import Settings
from nap.words import say
from tests.charts.building import rows
from tests.charts.saying import amounts, numbers, read, spec_numbers, spec_texts, table_text, told, twin_texts
from tests.houses import copied, filled_demo
from tests.pages.conftest import FRAME, PATIENCE
from ui.menu import PAGES

__all__ = ["filled_demo"]

Screen = tuple[str, dict[str, str]]
LANGUAGES = ("en", "ru", "ky")
SCREENS: Sequence[Screen] = (
    ("overview", {}),
    ("overview", {"as": "map"}),
    ("overview", {"as": "map", "on": "2.5"}),
    ("region", {"region": "KG-B"}),
    ("region", {"region": "KG-GO", "period": "2025-H2"}),
    ("objective", {"objective": "O1"}),
    ("objective", {"objective": "O2", "period": "2025-H2"}),
    ("objective", {"objective": "O3", "status": "suppressed"}),
    ("compare", {"indicator": "2.2"}),
    ("compare", {"indicator": "1.3"}),
    ("compare", {"indicator": "3.5", "what": "regions"}),
    ("compare", {"indicator": "1.3", "what": "periods"}),
    ("compare", {"indicator": "2.5", "what": "periods"}),
    ("compare", {"indicator": "2.2", "what": "parts"}),
    ("responses", {}),
    ("coverage", {"period": "2026-H1"}),
    ("tracking", {"objective": "O3"}),
    ("promises", {}),
    ("promises", {"by": "deadline"}),
    ("organisations", {}),
)
INDICATORS = ("1.1", "1.9", "1.10", "1.16", "2.2", "2.11", "2.14", "2.17", "2.18", "3.5", "3.12", "3.14", "3.17")
"""Pooled, split, milestones, steps, levels, carried, year to date, sensitive, hidden in part: every way to make figures."""
SPOKEN = ("responses-sides",)
"""Few numbers, told in sentences of their own instead of line by line."""
PLACES = ("KG", "KG-B", "KG-GO")
WORDED = ("nap-icards", "nap-deadlines")
"""Pictures that are words: their file shows the table."""


@pytest.fixture(scope="module")
def demo(filled_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = open_house(Settings.read({"NAP_DATA": str(copied(filled_demo, tmp_path_factory.mktemp("demo")))}))
    yield house
    close(house)


def screens(person: str, lang: str) -> list[Screen]:
    """Everything for the forum; a third for the coordinator, whose cards differ in what is shown before it is closed."""
    place = LANGUAGES.index(lang)
    each = [("indicator", {"indicator": code, "region": PLACES[(place + n) % 3]}) for n, code in enumerate(INDICATORS)]
    every = [*SCREENS, *each]
    return every if person == "forum@demo" else every[place::3]


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["forum@demo", "coordinator@demo"])
def figures(demo: House, request: pytest.FixtureRequest, lang: str, monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """Every figure on the way through the pages."""
    found: dict[bytes, Figure] = {}
    token, take = sign_in_demo(demo, request.param), ui.cards.take_along
    monkeypatch.setattr(ui.session, "the_house", lambda: demo)
    monkeypatch.setattr(ui.session, "session_cookie", lambda: token)

    def kept(figure: Figure, digest: bytes, *more: str) -> str:
        found[digest] = figure
        return take(figure, digest, *more)

    monkeypatch.setattr(ui.cards, "take_along", kept)
    for page, asked in screens(request.param, lang):
        screen = AppTest.from_file(FRAME, default_timeout=PATIENCE)
        screen.session_state["language"] = lang
        screen.query_params.update(asked)
        screen.switch_page(str(PAGES / f"{page}.py")).run()
        assert not screen.exception, (page, asked)
    assert len(found) > 15
    return list(found.values())


def test_picture_words_and_table_of_every_card_say_the_same(figures: list[Figure], lang: str) -> None:
    """One walk for all rules: to make the cards takes longer than to read them."""
    rules = (drawn_and_not_told, told_and_not_drawn, file_differs, not_named, hidden_and_told, hidden_and_silent, other_in_files)
    faults = [(figure.name, rule.__name__, fault) for figure in figures for rule in rules if (fault := rule(lang, figure))]
    assert faults == []
    assert sum(len(amounts(figure)) for figure in figures) > 100


def drawn(lang: str, figure: Figure) -> str:
    """All words of the picture."""
    return "\n".join(read(figure.markup).shown if figure.markup else spec_texts(figure))


def drawn_and_not_told(lang: str, figure: Figure) -> object:
    """Numbers of the picture that neither table nor words have."""
    said = numbers(lang, "\n".join((figure.title, figure.words, figure.caption, table_text(figure)))) | amounts(figure)
    return (numbers(lang, drawn(lang, figure)) | spec_numbers(figure)) - said


def told_and_not_drawn(lang: str, figure: Figure) -> object:
    """Figures of the table that the picture lacks: nothing of nothing is drawn; the path and the country are lines beside."""
    if not (figure.spec or figure.markup):
        return set()
    beside = {say(lang, "figures.column.goal"), say(lang, "places.column.from_country")}
    cells = [cell for row in figure.rows for name, cell in zip(figure.header, row, strict=True) if name not in beside]
    there = {cell.value for cell in cells if isinstance(cell, Amount) and cell.value}
    return there - numbers(lang, drawn(lang, figure)) - spec_numbers(figure)


def file_differs(lang: str, figure: Figure) -> object:
    """What the twin for a file says beyond the picture of the page, or leaves out."""
    if not figure.markup or any(name in figure.markup for name in WORDED):
        return figure.drawing
    if not figure.drawing:
        return "no twin"
    shown, twin = read(figure.markup), numbers(lang, "\n".join(twin_texts(figure.drawing)))
    beyond = twin - numbers(lang, "\n".join([*shown.shown, *shown.axes]))
    marks = figure.markup.count('class="dot') + figure.markup.count('class="col')  # heights without numbers
    below = numbers(lang, figure.words) if figure.name in SPOKEN else set()
    return beyond or (set() if marks else {one for one in amounts(figure) if one} - twin - below)


def not_named(lang: str, figure: Figure) -> object:
    """Rows of a picture's table that the words neither name nor count; of a series they name the first and the last figure."""
    if not (figure.spec or figure.markup) or figure.name in SPOKEN or len(figure.rows) in numbers(lang, figure.words):
        return []
    known = [row for row in figure.rows if isinstance(row[1], Amount) and row[1].value is not None]
    series = figure.header[0] == say(lang, "pages.column.period") and known
    named = (known[0], known[-1]) if series else figure.rows
    return [name for row in named if (name := told(row[0]).strip()) not in figure.words]


def hidden_and_told(lang: str, figure: Figure) -> object:
    """Numbers within what stands for a hidden figure, other than its period's, and heights of hidden points."""
    periods = numbers(lang, "\n".join(told(cell) for row in figure.rows for cell in row[:2] if isinstance(cell, str)))
    inside = numbers(lang, "\n".join(read(figure.markup).hidden)) - periods if figure.markup else set()
    return inside or [row for row in rows(figure.spec) if row.get("x") and ("v" in row or "l" in row)]


def hidden_and_silent(lang: str, figure: Figure) -> object:
    """Hidden rows of which the words say nothing."""
    marks = [cell for row in figure.rows for cell in row if isinstance(cell, Mark) and cell.kind == "suppressed"]
    ways = [say(lang, "common.status.suppressed"), say(lang, "pages.value.not_shown_yet")]
    return [] if any(way.lower() in figure.words.lower() for way in ways) else marks[:1]


def other_in_files(lang: str, figure: Figure) -> object:
    """Cells whose number for a file is another than the one that can be read."""
    cells = [cell for row in figure.rows for cell in row if isinstance(cell, Amount) and cell.value is not None]
    return [cell for cell in cells if (said := numbers(lang, cell.text)) and cell.value not in said]
