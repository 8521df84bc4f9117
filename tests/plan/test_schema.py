"""The JSON Schema for editors and the page for authors follow the keys that are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from nap.plan import schema
from nap.plan.keys import FILE
from nap.settings import ROOT
from tests.conftest import SAMPLES

PLANS = {"example": SAMPLES / "example-plan.yaml", "demo": ROOT / "indicators.yaml"}
PAGE = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
VALIDATOR = Draft7Validator(schema.json_schema())


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates stay text."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(PLANS[name].read_text(encoding="utf-8"), AsEditorsRead)
    return loaded


def keys(part: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, inner in part.get("properties", {}).items():
        yield f"{path}.{name}".strip("."), inner
        yield from keys(inner, f"{path}.{name}")
    for inner in (*part.get("anyOf", ()), part.get("items", {}), part.get("additionalProperties", {})):
        if inner and isinstance(inner, dict):
            yield from keys(inner, path)


def test_the_file_for_editors_is_fresh() -> None:
    assert (ROOT / "docs" / "indicators.schema.json").read_text(encoding="utf-8") == schema.text()
    assert json.loads(schema.text()) == schema.json_schema()


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(schema.json_schema())


@pytest.mark.parametrize("name", sorted(PLANS))
def test_good_plans_fit_the_schema(name: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read(name))] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("plan", "version"), 1.5),
        (("plan", "status"), "final"),
        (("plan", "years"), [2025]),
        (("plan", "id"), "My plan"),
        (("plan", "surprise"), 1),
        (("indicators", 0, "code"), 1.1),
        (("indicators", 0, "type"), "percent"),
        (("indicators", 0, "range"), [0, "100"]),
        (("indicators", 0, "targets"), [{"date": "31.12.2026", "value": 1}]),
        (("indicators", 1, "breakdowns"), [{"by": "step", "categories": ["A"]}]),
        (("indicators", 1, "breakdowns"), [{"by": "sex", "categories": [False]}]),
        (("partners", 0, "regions"), []),
    ],
)
def test_what_the_loader_refuses_editors_underline(place: tuple[str | int, ...], value: object) -> None:
    plan = read("example")
    inner: Any = plan
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert [list(error.absolute_path)[:1] for error in VALIDATOR.iter_errors(plan)] == [[place[0]]]


def test_a_key_that_may_be_left_out_may_be_empty() -> None:
    plan = read("example")
    plan["indicators"][0] |= {"baseline": None, "targets": None, "measure": None}
    assert list(VALIDATOR.iter_errors(plan)) == []


def test_every_key_is_described_and_documented_under_its_heading() -> None:
    found = dict(keys(schema.json_schema()))
    assert len(found) > 90
    assert [path for path, inner in found.items() if not inner.get("description")] == []
    sections = {title.strip(): text for title, text in re.findall(r"^##+ (.+)\n((?:(?!^##).*\n?)*)", PAGE, re.MULTILINE)}
    home = {"scale": "scale and steps", "steps": "scale and steps", "targets": "targets and regional_targets"}
    home |= {"regional_targets": "targets and regional_targets", "regional_baselines": "baseline", "": "The file"}
    for path in found:
        owner, _, name = path.rpartition(".")
        owner = owner.rpartition(".")[2]
        assert f"| `{name}` |" in sections[home.get(owner, owner)], path


def test_the_page_names_no_key_that_does_not_exist() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    known = {path.rpartition(".")[2] for path, _ in keys(schema.json_schema())}
    types = {word for key in indicator_keys() if key.name == "type" for word in key.shape.words}
    assert named - known - types == set()


def indicator_keys() -> tuple[Any, ...]:
    section: Any = next(key.shape for key in FILE.keys if key.name == "indicators")
    return tuple(section.item.keys)


def test_the_page_gives_every_default_as_the_schema_does() -> None:
    said = [inner["description"] for _, inner in keys(schema.json_schema()) if " Default: " in inner["description"]]
    assert len(said) > 30
    assert [text for text in said if f"| {text.partition(' Default: ')[2].rstrip('.')} |" not in PAGE] == []
