"""Specs as the browser gets them: drawn as SVG, data where the server leaves them alone, nothing unused, nothing unknown."""

from __future__ import annotations

import json
import re
import tomllib

import altair as alt
import pytest

from nap.charts import Figure, by_category, by_region, series
from nap.charts.look import FONT
from nap.facts import Period, Result, Status
from nap.plan import Plan
from nap.settings import ROOT
from tests.charts.building import fields_used, hidden, result, rows


def pictures(plan: Plan, found: list[Result]) -> list[Figure]:
    share = plan.indicator("1.1")
    assert share is not None
    places = zip(("KG", "KG-B", "KG-T", "KG-J"), found, strict=False)
    figures = [
        series("en", plan, share, "X", found),
        by_region("en", plan, share, Period.parse("2026"), list(places), str),
        by_category("en", plan, share, "X", "sex", [(str(n), one) for n, one in enumerate(found)]),
    ]
    return [figure for figure in figures if figure.spec]


def every_kind() -> list[Result]:
    return [
        result("1.1", "2023", "20", Status.NOT_ASSESSABLE, reason="history"),
        result("1.1", "2024", "30", Status.PARTIAL, at_least=True),
        result("1.1", "2025", "31", carried=1),
        hidden("1.1", "2026"),
        result("1.1", "2027", None, Status.NOT_DUE),
    ]


def test_every_spec_keeps_to_the_schema(example_plan: Plan) -> None:
    for figure in pictures(example_plan, every_kind()):
        alt.Chart.from_dict(json.loads(json.dumps(figure.spec)), validate=True)


def test_the_picture_is_an_svg_and_its_data_stand_in_its_layers(example_plan: Plan) -> None:
    for figure in pictures(example_plan, every_kind()):
        assert figure.spec["usermeta"] == {"embedOptions": {"renderer": "svg"}}
        assert {"data", "datasets", "$schema"}.isdisjoint(figure.spec)
        assert '"empty"' not in json.dumps(figure.spec)


def test_no_field_is_sent_that_is_not_used(example_plan: Plan) -> None:
    for figure in pictures(example_plan, every_kind()):
        text = json.dumps(figure.spec)
        used = set(re.findall(r"datum\.(\w+)", text)) | set(re.findall(r'"field": "(\w+)"', text))
        assert fields_used(figure) <= used


def test_specs_are_small(example_plan: Plan) -> None:
    for figure in pictures(example_plan, every_kind()):
        frame = len(json.dumps(figure.spec)) - sum(len(json.dumps(row)) for row in rows(figure.spec))
        assert frame < 8000


def test_every_spec_can_be_drawn(example_plan: Plan) -> None:
    converter = pytest.importorskip("vl_convert")
    for figure in pictures(example_plan, every_kind()):
        assert "<svg" in converter.vegalite_to_svg(dict(figure.spec) | {"width": 600})


def test_pictures_are_written_in_the_font_of_the_pages() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["font"] == FONT
