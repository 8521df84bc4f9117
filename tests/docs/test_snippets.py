"""What stands in fenced blocks is tried: plans are read, settings parsed, Python run, figures read as the documents say."""

from __future__ import annotations

import ast
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from textwrap import indent
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from nap.facts import Finding
from nap.foreign.mapping_yaml import read_mapping
from nap.plan import load_plan
from tests.catalogues import ROOT
from tests.docs.papers import PAPERS, Block, blocks, name, text

BLOCKS = [block for paper in PAPERS for block in blocks(paper)]
UNTRIED = "not tried:"
"""A comment with these words and the reason right above a block keeps it from being tried."""
KINDS = {"", "sh", "yaml", "toml", "json", "python", "r", "text", "ini", "sql", "nginx", "caddy", "caddyfile", "dockerfile"}
ADDING = ROOT / "docs" / "adding.md"


def of_kind(*kinds: str) -> list[Block]:
    """The blocks of these kinds that are to be tried."""
    return [block for block in BLOCKS if block.kind in kinds and UNTRIED not in block.above]


def test_every_block_says_a_kind_that_we_know() -> None:
    assert [block.where for block in BLOCKS if block.kind not in KINDS] == []


def test_no_block_is_left_open() -> None:
    assert [
        name(paper) for paper in PAPERS if sum(line.lstrip().startswith("```") for line in text(paper).splitlines()) % 2
    ] == []


READERS = {"toml": tomllib.loads, "json": json.loads, "yaml": yaml.safe_load}


@pytest.mark.parametrize("block", of_kind(*READERS), ids=lambda block: block.where)
def test_settings_and_data_are_sound(block: Block) -> None:
    assert READERS[block.kind](block.code) is not None


@pytest.mark.parametrize("block", of_kind("python"), ids=lambda block: block.where)
def test_python_is_sound_and_what_it_imports_is_there(block: Block) -> None:
    tree = ast.parse(block.code)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in {"nap", "ui", "web"}:
            given = __import__(node.module, fromlist=[alias.name for alias in node.names])
            assert [alias.name for alias in node.names if not hasattr(given, alias.name)] == []


@pytest.mark.parametrize(
    "block", [one for one in of_kind("python") if one.paper == ADDING and "def " in one.code], ids=lambda one: one.where
)
def test_what_the_recipes_write_can_be_made(block: Block) -> None:
    made: dict[str, object] = {"__name__": "recipe"}
    exec(compile(block.code, block.where, "exec"), made)  # our own document
    assert [each for each in made.values() if callable(each)]


def test_the_recipe_for_a_check_finds_what_it_says_and_nothing_else() -> None:
    made: dict[str, Any] = {}
    exec(compile(recipe("round-figures").code, "recipe", "exec"), made)  # our own document

    def found(*totals: int) -> list[str]:
        return [finding.code for finding in made["round_figures"](SimpleNamespace(rows=[row(total) for total in totals]))]

    assert found(300, 200, 100, 500, 900, 400) == ["round-figures"]
    assert found(300, 200, 100, 500, 900, 401) == found(300, 200) == []


def row(total: int) -> SimpleNamespace:
    """As much of a row as the recipe looks at."""
    return SimpleNamespace(
        indicator=SimpleNamespace(type="count"),
        value=lambda _: Decimal(total),
        finding=lambda code, severity, _, facts: Finding(code, severity, facts=tuple(facts.items())),
    )


def test_the_recipe_for_an_indicator_makes_a_sound_plan(tmp_path: Path) -> None:
    """In context: put behind the last indicator of the plan of the project."""
    file = tmp_path / "indicators.yaml"
    plan = (ROOT / "indicators.yaml").read_text(encoding="utf-8").rstrip("\n")
    file.write_text(plan + "\n" + indent(recipe("- code: '9.1'", "yaml").code, "  "), encoding="utf-8")
    found, faults = load_plan(file)
    assert [fault for fault in faults if fault.severity == "error"] == []
    assert found is not None
    assert found.indicator("9.1") is not None


def recipe(holding: str, *kinds: str) -> Block:
    """The block of the recipes that holds these words."""
    return next(one for one in of_kind(*(kinds or ("python",))) if one.paper == ADDING and holding in one.code)


def test_the_mapping_of_the_document_is_one_that_is_read() -> None:
    block = next(one for one in BLOCKS if one.code.startswith("mapping: "))
    mapping, faults = read_mapping(block.code.encode())
    assert faults == ()
    assert mapping is not None
