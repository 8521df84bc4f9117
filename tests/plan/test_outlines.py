"""A file of outlines: every fault has a name, whatever is wrong with it nothing breaks, and the file of the demo is whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as some

from nap.plan import Regions
from nap.plan.outlines import LARGEST_OUTLINES, MOST_POSITIONS, Outlines, read_outlines
from nap.settings import ROOT

CODES = ("A", "B", "C")


def a_file(**changes: Any) -> dict[str, Any]:
    """Two squares side by side, A and B, with one border between them, and C, a point."""
    shapes = [
        {"type": "Polygon", "id": "A", "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": "B", "arcs": [[[~0, 2]]]},
        {"type": "Point", "id": "C", "coordinates": [0.5, 0.5]},
    ]
    arcs = [[[1, 0], [1, 1]], [[1, 1], [0, 1], [0, 0], [1, 0]], [[1, 0], [2, 0], [2, 1], [1, 1]]]
    arcs[2] = [[1, 0], [2, 0], [2, 1], [1, 1]]
    whole = {"type": "Topology", "objects": {"x": {"type": "GeometryCollection", "geometries": shapes}}, "arcs": arcs}
    return whole | changes


def shapes(*several: dict[str, Any]) -> dict[str, Any]:
    return a_file(objects={"x": {"type": "GeometryCollection", "geometries": list(several)}})


def faults(file: Any) -> list[tuple[str, str]]:
    found, told = read_outlines(json.dumps(file).encode(), CODES)
    assert (found is None) == any(fault.severity == "error" for fault in told)
    return [(fault.severity, fault.code) for fault in told]


WRONG = {
    "outlines-no-topology": [[], 7, a_file(type="FeatureCollection"), a_file(arcs=None), a_file(objects=[]), a_file(transform=3)],
    "outlines-no-position": [a_file(arcs=[[[0, 0], ["x", 1]]]), a_file(arcs=[[[0, 0]]]), a_file(transform={"scale": [1]})],
    "outlines-off-the-earth": [
        a_file(arcs=[[[0, 0], [181, 0]]]),
        a_file(arcs=[[[0, 0], [0, 95]]]),
        a_file(arcs=[[[0, 0], [10**400, 0]]]),
        a_file(transform={"scale": [10**400, 1], "translate": [0, 0]}),
    ],
    "outlines-too-fine": [
        a_file(arcs=[[[0, 0]] * (MOST_POSITIONS + 1)], objects={}),
        a_file(arcs=[[[0, 0]] * 200], objects={"x": {"type": "Polygon", "id": "A", "arcs": [[0] * 200]}}),
    ],
    "outlines-no-id": [shapes({"type": "Polygon", "arcs": [[0, 1]]})],
    "outlines-twice": [
        shapes({"type": "Polygon", "id": "A", "arcs": [[0, 1]]}, {"type": "Polygon", "id": "A", "arcs": [[0, 1]]})
    ],
    "outlines-no-shape": [
        shapes({"type": "LineString", "id": "A", "arcs": [0]}),
        shapes({"type": "Polygon", "id": "A", "arcs": [[9]]}),
        shapes({"type": "Polygon", "id": "A", "arcs": []}),
        shapes({"type": "Polygon", "id": "A", "arcs": [["0"]]}),
    ],
    "outlines-open": [shapes({"type": "Polygon", "id": "A", "arcs": [[0]]})],
    "outlines-no-region": [shapes({"type": "Point", "id": "C", "coordinates": [0, 0]})],
}


@pytest.mark.parametrize(("code", "file"), [(code, file) for code, several in WRONG.items() for file in several])
def test_every_fault_has_its_name_and_the_file_is_not_taken(code: str, file: Any) -> None:
    assert ("error", code) in faults(file)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"type": "Topology", "arcs": [[NaN, 1]]}'])
def test_what_is_no_file_of_outlines_is_told(data: bytes) -> None:
    found, told = read_outlines(data, CODES)
    assert found is None
    assert [fault.severity for fault in told] == ["error"]


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    _, told = read_outlines(b"[" + b" " * LARGEST_OUTLINES, CODES)
    assert [fault.code for fault in told] == ["outlines-too-large"]


def test_the_source_is_a_line_that_can_be_sent_to_a_browser() -> None:
    found, _ = read_outlines(json.dumps(a_file(source={"by": "A\ud800b" * 1_000})).encode(), CODES)
    assert found is not None
    assert found.source.startswith("AbAb")
    assert len(found.source) < 2_000


def test_an_id_that_is_no_region_is_left_out_and_told() -> None:
    found, told = read_outlines(json.dumps(a_file()).encode(), ("A", "C"))
    assert found is not None
    assert (list(found.areas), list(found.points)) == (["A"], ["C"])
    assert [(fault.severity, fault.code, dict(fault.facts)) for fault in told] == [
        ("warning", "outlines-unknown-region", {"found": "B"})
    ]


def test_steps_of_a_file_of_whole_numbers_are_added_up_and_scaled() -> None:
    steps = a_file(
        transform={"scale": [0.5, 0.25], "translate": [10, 20]},
        arcs=[[[2, 0], [0, 4]], [[2, 4], [-2, 0], [0, -4], [2, 0]], [[2, 0], [2, 0], [0, 4], [-2, 0]]],
    )
    found, told = read_outlines(json.dumps(steps).encode(), CODES)
    assert (found is not None, told) == (True, ())
    assert isinstance(found, Outlines)
    assert found.arcs[1] == ((11.0, 21.0), (10.0, 21.0), (10.0, 20.0), (11.0, 20.0))
    assert found.points["C"] == (10.25, 20.125)


JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-3, 3)
    | some.floats(allow_nan=False)
    | some.sampled_from(["A", "Polygon", "Point"]),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.sampled_from(["type", "id", "arcs", "geometries"]), inner)
    ),
    max_leaves=12,
)


@given(part=some.sampled_from(["arcs", "objects", "transform", "source"]), put=JSON)
def test_whatever_stands_in_the_file_nothing_breaks(part: str, put: Any) -> None:
    faults(a_file(**{part: put}))


@given(shape=JSON)
def test_nor_whatever_a_shape_is(shape: Any) -> None:
    faults(a_file(objects={"x": {"geometries": [shape]}}))


def test_the_file_of_the_demo_has_every_region_once_and_says_where_it_comes_from() -> None:
    regions = Regions.load(ROOT / "data" / "regions.csv").level("region")
    found, told = read_outlines((ROOT / "data" / "shapes" / "KG.topo.json").read_bytes(), [one.code for one in regions])
    assert found is not None
    assert told == ()
    assert sorted([*found.areas, *found.points]) == sorted(one.code for one in regions)
    assert list(found.points) == ["KG-GO"]
    assert "public domain" in found.source
    assert "schematic" in found.source
