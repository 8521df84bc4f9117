"""Nothing of a page acts for whoever it was drawn for: every run looks up who is there, and nothing runs past the frame."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ui.menu import PAGES

FILES = sorted([*PAGES.glob("*.py"), *PAGES.parent.glob("ui/*.py")])
PAST_THE_FRAME = {"fragment", "experimental_fragment", "dialog", "experimental_dialog"}
"""What Streamlit runs again by itself, without the frame: nobody would have asked who is there."""
HARMLESS = {"people_link._on_its_way"}
"""Says that a letter is on its way, and asks for a whole run when it has arrived."""
CALLED_BEFORE = ("on_click", "on_change", "on_select", "on_submit", "on_dismiss")
"""Called when a run begins, before the frame has asked."""
PERSONS = {"person", "viewer", "who"}


def calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_runs_past_the_frame_shows_nothing_and_knows_nobody(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    used = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in PAST_THE_FRAME]
    known = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and f"{file.stem}.{node.name}" in HARMLESS and node.decorator_list
    ]
    assert len(used) == len(known)
    for function in known:
        assert not function.args.args
        assert names_in(function) & (PERSONS | {"house", "viewer_of"}) == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_called_before_the_frame_knows_no_person(file: Path) -> None:
    """It may change what the tab remembers, which the frame throws away if somebody else is there; nothing more."""
    functions = {node.name: node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}
    for call in calls(file):
        given = {word.arg: word.value for word in call.keywords}
        for name in CALLED_BEFORE:
            if name not in given:
                continue
            called = given[name]
            words = names_in(called) | names_in(given.get("args")) | names_in(given.get("kwargs"))
            words |= names_in(functions.get(getattr(called, "id", "")))
            assert words & (PERSONS | {"house", "viewer_of"}) == set(), f"{file.name}:{call.lineno}"


def names_in(node: ast.AST | None) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} if node else set()
