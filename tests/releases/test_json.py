"""release.json keeps its published schema, whatever is in the release, and tells everything a release says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from nap.facts import Result
from nap.releases.as_json import release_json, schema_json
from nap.releases.release import Kind, Release
from tests.releases.making import TEXTS, TITLE, corrected, figure, hidden, small
from tests.releases.reading import NUMBERS, SECRET_NUMBER, figures_of, made_up, overlooked, results


def faults(release: Release) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_json()), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(one.absolute_path)}: {one.message}" for one in validator.iter_errors(json.loads(release_json(release)))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(schema_json()))


@pytest.mark.parametrize("release", [small(), small(Kind.DONOR), corrected(), small(results=[]), small(draft=True, number=0)])
def test_releases_keep_the_schema(release: Release) -> None:
    assert faults(release) == []


@given(results())
def test_every_release_keeps_the_schema(found: list[Result]) -> None:
    assert faults(made_up(found)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 5},
        {"reported": 0},
        {"before": {"value": 4, "numerator": None, "denominator": None, "status": "on_track"}},
        {"figure": "214"},
        {"status": "fine"},
        {"more": 1},
    ],
)
def test_the_schema_refuses_a_number_beside_the_mark_and_whatever_it_does_not_know(wrong: dict[str, Any]) -> None:
    document = json.loads(release_json(made_up([hidden("2.1")])))
    document["figures"][0] |= wrong
    assert list(Draft202012Validator(json.loads(schema_json())).iter_errors(document))


def test_a_hidden_figure_has_no_number_in_any_field_nor_the_one_before() -> None:
    release = made_up([overlooked(hidden("2.1"))])
    line = replace(release.lines[0], before=figure("2.1", SECRET_NUMBER))
    data = release_json(replace(release, lines=(line,)))
    (told,) = figures_of(data).values()
    assert {told[name] for name in (*NUMBERS, "at_least", "before")} == {None}
    assert str(SECRET_NUMBER).encode() not in data


def test_all_that_a_release_says_is_in_it() -> None:
    document = json.loads(release_json(corrected()))
    assert (document["release"], document["replaces"]["release"], document["previous"]["release"]) == (4, 3, 3)
    assert (document["title"], document["texts"]) == (TITLE, TEXTS)
    assert {kind for one in document["changes"] for kind in one["why"]} >= {"corrected", "hidden", "shown"}
    assert [one["value"] for one in document["elsewhere"]] == ["39.75"]
    codes = [one["code"] for one in document["indicators"]]
    assert codes == list(dict.fromkeys(one["indicator"] for one in document["figures"]))


def test_places_bring_the_places_they_lie_in() -> None:
    document = json.loads(release_json(made_up([figure("2.2", 3, region="41705214")])))
    places = {one["code"]: one["level"] for one in document["regions"]}
    assert places == {"KG": "country", "KG-B": "region", "41705214": "district"}


def test_one_figure_a_line_so_that_releases_can_be_compared() -> None:
    lines = release_json(small()).decode().splitlines()
    assert sum(line.startswith('{"figure": "R3-') for line in lines) == len(small().lines)
