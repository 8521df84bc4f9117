"""What the monitor gives away is said twice, for Python and for the type checker; both say the same, and it is there."""

from __future__ import annotations

import ast
from pathlib import Path

from nap import monitor
from nap.monitor.exported import ROOMS

GIVEN = {name.partition("=")[0]: (room, name.rpartition("=")[2]) for room, names in ROOMS.items() for name in names.split()}


def test_the_type_checker_is_told_what_python_is_told() -> None:
    assert monitor.__file__ is not None
    tree = ast.parse(Path(monitor.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    told = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == GIVEN


def test_everything_given_away_is_there() -> None:
    assert [name for name in GIVEN if not hasattr(monitor, name)] == []
