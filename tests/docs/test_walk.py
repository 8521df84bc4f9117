"""The walk of a return through the house names files and functions that are there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.catalogues import ROOT
from tests.docs.papers import text

WALK = text(ROOT / "docs" / "architecture.md").partition("## One walk of a return")[2].partition("\n## ")[0]
STEPS = re.findall(r"^\|[^|]+\| `([\w/.]+\.py)` \| ([^|]+) \|$", WALK, re.MULTILINE)


def test_every_step_was_found() -> None:
    assert len(STEPS) == WALK.count("\n| ") - 1 > 25


@pytest.mark.parametrize(("file", "names"), STEPS, ids=[f"{file} {names}" for file, names in STEPS])
def test_a_step_is_where_it_is_said_to_be(file: str, names: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    there = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    assert set(re.findall(r"`(\w+)`", names)) - there == set()
