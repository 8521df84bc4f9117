"""The page on upgrading Streamlit names every inner part of it that the code leans on, and each of them is there as installed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from streamlit import logger as theirs
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.runtime.session_manager import SessionManager

from tests.catalogues import ROOT
from web.front_end import front_end

PAGE = ROOT / "docs" / "upgrading-streamlit.md"
SHIPPED = [
    ROOT / "dashboard.py",
    *(
        file
        for room in ("ui", "web", "pages", "nap")
        for file in (ROOT / room).rglob("*")
        if file.suffix in {".py", ".css", ".js"}
    ),
]
HOOK = re.compile(
    r"\b(st[A-Z][A-Za-z]+(?:-[a-z][A-Za-z]+)?)\b|(data-test-[a-z]+-state|data-baseweb)|(_stcore/[a-z]+[a-z_]+)|\.?(st-key)|\.(st-[a-z]+)"
)
IMPORT = re.compile(
    r"^\s*(?:from (streamlit(?:\.\w+)+) import|import (streamlit(?:\.\w+)+)|from streamlit import (\w+))", re.MULTILINE
)
MADE_BY_STREAMLIT = {"st-key"}
"""Put together by the front end, in no script of it as a whole."""
OF_THE_SERVER = "_stcore/"


@cache
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@cache
def code() -> dict[str, str]:
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in SHIPPED}


def hooks() -> set[str]:
    """Names of Streamlit's elements, states and addresses in our code."""
    return {next(filter(None, found.groups())) for text in code().values() for found in HOOK.finditer(text)}


def modules() -> set[str]:
    """Inner modules that are imported."""
    found = (each for name, text in code().items() if name.endswith(".py") for each in IMPORT.findall(text))
    return {one or other or f"streamlit.{name}" for one, other, name in found}


def told(section: str) -> str:
    """One section of the page."""
    return page().partition(f"## {section}\n")[2].partition("\n## ")[0]


def test_every_inner_module_that_is_imported_is_named_with_its_place() -> None:
    named = set(re.findall(r"`(streamlit\.[\w.]+)`", told("Python inside")))
    assert modules() - named == set()
    assert {module for module in named - modules() if not any(module in text for text in code().values())} == set()


def test_every_hook_of_the_code_is_named_and_no_other() -> None:
    named = set(re.findall(r"`([\w/-]+)`", told("Names in the page") + told("Addresses and protocol")))
    assert hooks() - named == set()
    listed = re.findall(
        r"`([\w/-]+)`", "\n".join(line for line in told("Names in the page").splitlines() if line.startswith("|"))
    )
    assert set(listed) - hooks() - {"key"} == set()


def test_every_name_of_an_element_stands_in_the_installed_front_end() -> None:
    scripts = b"".join(file.read_bytes() for file in front_end().rglob("*.js"))
    names = {hook for hook in hooks() if not hook.startswith(OF_THE_SERVER)} - MADE_BY_STREAMLIT
    whole = {name for name in names if name.encode() in scripts}
    made = {name for name in names - whole if name.startswith("stBaseButton-") and b"stBaseButton-" in scripts}
    assert names - whole - made == set()


def test_what_the_running_server_is_asked_for_is_there() -> None:
    assert callable(SessionManager.list_active_sessions)
    assert callable(SessionManager.list_sessions)
    assert callable(theirs.setup_formatter)
    folder = Path(script_run_context.__file__).parents[1]
    named = (folder / "scriptrunner" / "script_runner.py").read_text(encoding="utf-8")
    assert "ScriptRunner.scriptThread" in named


def test_every_place_and_every_test_that_the_page_names_is_there() -> None:
    paths = set(re.findall(r"`((?:tests|ui|web|nap|pages|benchmarks)/[\w./]+\.\w+)`", page()))
    assert len(paths) > 20
    assert {path for path in paths if not (ROOT / path).exists()} == set()
