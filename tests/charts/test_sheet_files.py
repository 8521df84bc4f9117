"""A figure as PNG and SVG: what must stand on it does, nothing that is hidden, and the same figure gives the same bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image

from nap.charts import Amount, Figure, Mark, distribution, drawing, series, sheet_file as room, tile_map
from nap.charts.imprint import Imprint
from nap.charts.sheet_file import PIXELS, sheet_png, sheet_svg
from nap.charts.sheet_picture import WIDTH, of_spec, of_svg
from nap.facts import Status
from nap.plan import Plan
from tests.charts.boards import H1, a_result, bars, hidden
from tests.charts.building import result

IMPRINT = Imprint(
    "ky", "УИП 1325 мониторинги", "План", "Кабыл алынган: шилтеме кылууга болбойт.", "Расмий эмес.", "/overview?a=1&b=2"
)
BARS = distribution("en", bars(), title="How they stand", what="Objective", name="objectives")
TABLE = Figure(
    "Өзгөрүү",
    "Сөздөр.",
    "Таблица",
    ("Көрсөткүч", "Маани"),
    (("Ңү", Amount("7", None)), (Mark("✓", "Жетишилди", "achieved"), "")),
    "t",
)


@pytest.fixture
def line(example_plan: Plan) -> Figure:
    indicator = example_plan.indicator("1.1")
    assert indicator is not None
    found = [result("1.1", f"{year}", str(20 + nth)) for nth, year in enumerate((2024, 2025, 2026))]
    return series("ru", example_plan, indicator, "Бишкек", found, ())


@pytest.fixture
def tiles(example_plan: Plan) -> Figure:
    indicator = example_plan.indicator("1.1")
    assert indicator is not None
    found = {"KG-B": hidden("1.1", "KG-B"), "KG-O": a_result("1.1", "KG-O", "53")}
    return tile_map("en", example_plan, indicator, H1, found, lambda region: f"/{region}")


def told(figure: Figure) -> str:
    """All that comes to the sheet as words."""
    return repr(room._told(figure, IMPRINT))


def test_an_svg_that_cannot_be_read_is_no_picture() -> None:
    for wrong in ("", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><svg>&b;</svg>"):
        with pytest.raises(ValueError):
            of_svg(wrong)


def test_what_is_hidden_has_no_number_on_the_sheet(tiles: Figure) -> None:
    (tile,) = [one for one in tiles.drawing["tiles"] if one["look"] == "hidden"]
    assert not re.search(r"\d", repr({name: value for name, value in tile.items() if name != "place"}))
    assert tile["sign"] == "*"
    (bar, _) = BARS.drawing["rows"]
    assert [part["number"] for part in bar["parts"] if part["kind"] == "suppressed"] == [4]  # so many indicators, no figure


def test_a_sheet_says_what_it_is_how_far_to_rely_on_it_and_where_it_is_from(line: Figure) -> None:
    for figure in (BARS, TABLE, line):
        said = told(figure)
        for words in (figure.title, IMPRINT.stamp, IMPRINT.note, IMPRINT.monitor, IMPRINT.plan, IMPRINT.address):
            assert words in said


def test_a_figure_without_a_picture_is_a_table_and_long_ones_say_what_is_missing() -> None:
    assert room._told(BARS, IMPRINT)["table"] is None
    long = replace(TABLE, rows=TABLE.rows * 30)
    table = room._told(long, IMPRINT)["table"]
    assert len(table["rows"]) == room._ROWS
    assert str(60 - room._ROWS) in table["more"]


def test_very_long_words_make_way_for_a_short_line() -> None:
    many = replace(BARS, words="word " * 400)
    assert "word word" not in told(many)
    assert room._told(many, IMPRINT)["words"]


def test_colours_are_those_of_the_light_theme_and_words_are_taken_out(line: Figure) -> None:
    picture = of_spec(line.spec)
    assert "var(" not in picture.svg
    assert "<text" not in picture.svg
    assert picture.width == pytest.approx(WIDTH, abs=4)
    said = [one["said"] for one in picture.words]
    assert "2025" in said
    assert any("21" in one for one in said)
    assert all(-2 <= one["x"] <= picture.width + 2 and 0 <= one["y"] <= picture.height for one in picture.words)


def test_words_of_an_svg_keep_their_place_and_look() -> None:
    inner = (
        '<g transform="translate(10,20)" font-size="12"><text x="5" y="6" text-anchor="end" fill="#112233">one'
        '<tspan x="7" dy="1.5em">two</tspan></text></g><text transform="rotate(90)" x="1" y="1">turned</text>'
    )
    picture = of_svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{inner}</svg>')
    found = [(one["said"], one["x"], one["y"], one["anchor"], one["size"], one["colour"]) for one in picture.words]
    assert found == [("one", 15, 26, "end", 12, "#112233"), ("two", 17, 44, "end", 12, "#112233")]
    assert "turned" in picture.svg


def test_a_png_is_wide_enough_for_paper_and_small_enough_for_a_phone(line: Figure, tiles: Figure) -> None:
    for figure in (BARS, TABLE, line, tiles):
        data = sheet_png(figure, IMPRINT)
        assert Image.open(io.BytesIO(data)).width == PIXELS >= 1600
        assert len(data) <= 200_000


def test_the_same_figure_gives_the_same_bytes(line: Figure, tiles: Figure) -> None:
    for figure in (BARS, TABLE, line, tiles):
        assert sheet_svg(figure, IMPRINT) == sheet_svg(figure, IMPRINT)
    assert sheet_png(line, IMPRINT) == sheet_png(line, IMPRINT)


def test_an_svg_needs_nothing_else_and_is_read_aloud(line: Figure) -> None:
    for figure in (BARS, TABLE, line):
        made = sheet_svg(figure, IMPRINT).decode()
        root = fromstring(made)
        space = "{http://www.w3.org/2000/svg}"
        assert root.get("role") == "img"
        assert (root[0].tag, root[0].text) == (f"{space}title", figure.title)
        assert figure.words in (root[1].text or "")
        assert IMPRINT.stamp in (root[1].text or "")
        assert not [one for one in root.iter() if one.tag in (f"{space}text", f"{space}image", f"{space}script")]
        outside = [value for one in root.iter() for value in one.attrib.values() if "://" in value or "data:" in value]
        assert outside == []


def test_letters_of_every_language_have_a_shape() -> None:
    """A letter without one would be drawn as the same box as any other."""
    shapes = {sheet_svg(replace(TABLE, title=letter, words="."), IMPRINT).replace(letter.encode(), b"") for letter in "өүңӨҮҢІы"}
    assert len(shapes) == 8


def test_what_looks_like_markup_is_text() -> None:
    hostile = '#panic() $x$ <script>alert(1)</script> & "quoted" \\u{0} #image("/etc/passwd")'
    figure = Figure(
        hostile, hostile, hostile, (hostile,), ((hostile,),), "x", drawing=drawing.bars([drawing.Stack(hostile, hostile, ())], ())
    )
    for made in (
        sheet_svg(figure, replace(IMPRINT, stamp=hostile, address=hostile)),
        sheet_svg(replace(figure, drawing={}), IMPRINT),
    ):
        root = fromstring(made.decode())
        assert root[0].text == hostile
        assert b"<script" not in made


def test_every_status_can_be_drawn() -> None:
    parts = [drawing.Word("x", status.value, status.value, 1) for status in Status]
    assert sheet_svg(replace(BARS, drawing=drawing.bars([drawing.Stack("all", "", parts)], parts)), IMPRINT)
