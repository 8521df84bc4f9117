"""Every setting there is stands in the documents, and every setting they name is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.catalogues import CODE, ROOT
from tests.docs.papers import PAPERS, name, text

SETTING = re.compile(r"\bNAP_[A-Z][A-Z_]*[A-Z]\b")
TABLE = ROOT / "docs" / "running.md"
OF_START = ("NAP_OPEN_BROWSER",)
"""Set by start.py for the server it starts; nobody else sets it."""
OF_TESTS = {
    one
    for file in [*(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py"), ROOT / "start.py"]
    for one in SETTING.findall(file.read_text(encoding="utf-8"))
}


def known() -> set[str]:
    """Every setting the program reads; those of mail are put together from their beginning."""
    return {one for file in CODE for one in SETTING.findall(file.read_text(encoding="utf-8"))}


def test_every_setting_of_the_program_is_documented() -> None:
    read = set(SETTING.findall((ROOT / "nap" / "settings.py").read_text(encoding="utf-8")))
    told = set(SETTING.findall("".join(map(text, PAPERS))))
    assert len(read) > 12
    assert read - told == set()


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_setting_that_is_named_is_one(paper: Path) -> None:
    assert set(SETTING.findall(text(paper))) - known() - OF_TESTS - set(OF_START) == set()
