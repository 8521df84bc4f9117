"""The map of true outlines says what the tile map says, tears no border apart, and keeps what is hidden without a number."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from time import process_time

import pytest
from hypothesis import given, strategies as some

from nap.charts import Figure, outline_map, tile_map
from nap.charts.outline_areas import short_names
from nap.charts.outline_canvas import WIDTH, canvas, inside, simplified
from nap.facts import Result, Status
from nap.plan import Indicator, Plan, Regions
from nap.plan.outlines import Outlines, read_outlines
from nap.settings import ROOT
from tests.charts.boards import H1, a_result, hidden

REGIONS = Regions.load(ROOT / "data" / "regions.csv").level("region")
CODES = [region.code for region in REGIONS]
DATA = (ROOT / "data" / "shapes" / "KG.topo.json").read_bytes()
LARGEST = 12_000
STATUSES = [Status.ON_TRACK, Status.PARTIAL, Status.NO_DATA, Status.SUPPRESSED, None]


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    found, _ = read_outlines(DATA, CODES)
    assert found is not None
    return found


@pytest.fixture
def share(example_plan: Plan) -> Indicator:
    found = example_plan.indicator("1.1")
    assert found is not None
    return found


def lead(region: str) -> str:
    return f"/indicator?region={region}"


def both(
    plan: Plan, indicator: Indicator, found: dict[str, Result | None], outlines: Outlines, lang: str = "en"
) -> tuple[Figure, Figure]:
    return outline_map(lang, plan, indicator, H1, found, lead, outlines), tile_map(lang, plan, indicator, H1, found, lead)


def every(code: str = "1.1") -> dict[str, Result | None]:
    return {region: a_result(code, region, str(10 + n)) for n, region in enumerate(CODES)}


def link(markup: str, region: str) -> str:
    found = re.search(rf'<a href="[^"]*region={region}".*?</a>', markup)
    assert found is not None
    return found[0]


def test_words_table_and_scale_are_those_of_the_tiles(example_plan: Plan, share: Indicator, outlines: Outlines) -> None:
    drawn, tiles = both(example_plan, share, every(), outlines)
    assert (drawn.title, drawn.words, drawn.header, drawn.rows, drawn.name) == (
        tiles.title, tiles.words, tiles.header, tiles.rows, tiles.name,
    )  # fmt: skip
    assert re.findall(r'<p class="nap-scale">.*?</p>', drawn.markup) == re.findall(r'<p class="nap-scale">.*?</p>', tiles.markup)


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_every_region_is_one_link_with_its_name_figure_and_sign(
    example_plan: Plan, share: Indicator, outlines: Outlines, lang: str
) -> None:
    drawn, _ = both(example_plan, share, every(), outlines, lang)
    for region, row in zip(CODES, drawn.rows, strict=True):
        own = link(drawn.markup, region)
        assert own.count("aria-label") == 1
        assert row[1].text in own.replace("\u00a0", " ") or row[1].text in own  # type: ignore[union-attr]
        assert "▲" in own
    assert len(re.findall("<a ", drawn.markup)) == len(CODES)


def test_a_hidden_region_has_no_number_no_shade_and_leaves_the_scale_alone(
    example_plan: Plan, share: Indicator, outlines: Outlines
) -> None:
    drawn, _ = both(example_plan, share, every() | {"KG-B": hidden("1.1", "KG-B")}, outlines)
    own = link(drawn.markup, "KG-B")
    said = re.sub(r'href="[^"]*"|style="[^"]*"|<small class="no">\d</small>', "", own)
    assert 'class="nap-area hidden"' in own
    assert not re.search(r"\d|shade", said)


@given(statuses=some.lists(some.sampled_from(STATUSES), min_size=9, max_size=9))
def test_what_is_hidden_missing_partial_or_never_asked_looks_as_on_the_tiles(
    example_plan: Plan, outlines: Outlines, statuses: list[Status | None]
) -> None:
    indicator = example_plan.indicator("1.1")
    assert indicator is not None
    found = {region: result_of(region, status, n) for n, (region, status) in enumerate(zip(CODES, statuses, strict=True))}
    drawn, tiles = both(example_plan, indicator, found, outlines)
    if not tiles.markup:
        assert drawn.markup == ""
        return
    for region in CODES:
        look = re.search(r'class="nap-tile ([^"]*)"[^>]*region=' + region, tiles.markup)
        assert look is not None
        assert re.search(rf'class="nap-area (nap-spot )?{look[1]}"', link(drawn.markup, region))


def result_of(region: str, status: Status | None, n: int) -> Result | None:
    if status is None:
        return None
    if status is Status.SUPPRESSED:
        return hidden("1.1", region)
    return a_result("1.1", region, None if status is Status.NO_DATA else str(n), status)


def test_a_region_without_an_outline_is_named_under_the_map_and_stays_in_the_table(example_plan: Plan, share: Indicator) -> None:
    few, _ = read_outlines(DATA, CODES[:3])
    assert few is not None
    drawn, tiles = both(example_plan, share, every(), few)
    assert "Osh city" in drawn.markup.rpartition("nap-map-note")[2]
    assert len(re.findall("<a ", drawn.markup)) == 3
    assert drawn.rows == tiles.rows


def test_it_says_that_boundaries_are_schematic(example_plan: Plan, share: Indicator, outlines: Outlines) -> None:
    drawn, _ = both(example_plan, share, every(), outlines)
    assert "Boundaries are schematic" in drawn.markup


def test_the_shapes_are_small(example_plan: Plan, share: Indicator, outlines: Outlines) -> None:
    drawn, _ = both(example_plan, share, every(), outlines)
    shapes = sum(map(len, re.findall(r'style="[^"]*"', drawn.markup)))
    assert shapes < LARGEST


def test_two_neighbours_share_every_point_of_their_border(outlines: Outlines) -> None:
    drawn = canvas(outlines)
    stretches = [frozenset(pair) for loops in drawn.loops.values() for loop in loops for pair in pairwise((*loop, loop[0]))]
    lines = {frozenset(pair) for line in drawn.lines for pair in pairwise(line)}
    assert set(stretches) <= lines
    assert max(stretches.count(each) for each in set(stretches)) <= 2


def test_words_stand_inside_their_region_or_a_line_leads_to_them(outlines: Outlines) -> None:
    drawn = canvas(outlines)
    for code, spot in drawn.spots.items():
        there = spot.led_from or spot.at
        if code in drawn.loops:
            assert inside(drawn.loops[code], *there)
        elif code in drawn.marks:
            assert there == drawn.marks[code]
    assert {code for code, spot in drawn.spots.items() if spot.led_from} == {"KG-GB", "KG-GO"}


def test_words_of_small_regions_cover_nobody(outlines: Outlines) -> None:
    drawn = canvas(outlines)
    for spot in drawn.spots.values():
        if spot.led_from:
            assert not any(inside(loops, *spot.at) for loops in drawn.loops.values())


def test_everything_stands_on_the_paper(outlines: Outlines) -> None:
    drawn = canvas(outlines)
    points = [*chain(*drawn.lines), *drawn.marks.values(), *(spot.at for spot in drawn.spots.values())]
    assert all(0 <= x <= WIDTH and 0 <= y <= drawn.height for x, y in points)


POINTS = some.tuples(some.integers(-50, 50), some.integers(-50, 50))


@given(line=some.lists(POINTS, min_size=2, max_size=25), near=some.floats(0.1, 9))
def test_a_simplified_line_keeps_its_ends_and_its_order_and_leaves_nothing_far_behind(
    line: list[tuple[int, int]], near: float
) -> None:
    kept = simplified(line, near)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in kept)
    assert simplified(line, 1000)[0] == line[0]


@given(names=some.lists(some.text("абвг ", min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=9))
def test_a_short_name_is_never_empty(names: list[str]) -> None:
    regions = [type(REGIONS[0])(str(n), "X", "region", "x", {"en": name}) for n, name in enumerate(names)]
    assert all(short_names("en", regions).values())


def test_the_word_that_all_names_share_is_left_out() -> None:
    assert short_names("ru", REGIONS)["KG-B"] == "Баткенская"
    assert short_names("ky", REGIONS)["KG-GO"] == "Ош шаары"
    assert short_names("en", REGIONS)["KG-O"] == "Osh"


def test_a_region_of_which_nothing_is_left_at_this_size_is_a_mark() -> None:
    square = ((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0))
    speck = ((1.0, 1.0), (1.0, 1.0))
    drawn = canvas(Outlines((square, speck), {"A": (((0,),),), "B": (((1,),),)}, {}))
    assert set(drawn.loops) == {"A"}
    assert set(drawn.marks) == {"B"}
    assert set(canvas(Outlines((speck,), {"B": (((0,),),)}, {})).marks) == {"B"}


def test_a_border_of_thousands_of_equal_teeth_is_not_gone_through_once_for_each() -> None:
    line = [(float(place), float(place % 2) * 9) for place in range(6_000)]
    begun = process_time()
    assert len(simplified(line, 1.0)) == len(line)
    assert process_time() - begun < 3  # a second; a minute where each tooth costs all that are left
