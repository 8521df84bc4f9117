"""Every code in the code of this room has words in three languages, a line in docs/findings.md and a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from nap.facts import Finding, Severity
from nap.finding_texts import finding_text
from nap.words import known
from tests.catalogues import texts
from tests.returns.examples import EXAMPLES
from tests.returns.finding_pages import PAGES, documented, pages

ROOT = Path(__file__).resolve().parents[2]
RAISED_BY = {"Finding": 0, "Problem": 0, "finding": 0, "_wrong": 0, "refusal": 0, "_finding": 1}
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*\Z")


def codes_in_code() -> set[str]:
    found = {"wrong-partner", "wrong-template"}
    for path in (ROOT / "nap" / "returns").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                place = RAISED_BY.get(name)
                code = node.args[place] if place is not None and len(node.args) > place else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str) and KEBAB.match(code.value):
                    found.add(code.value)
    return found


CODES = sorted(codes_in_code())
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "returns").glob("test_*.py") if path != Path(__file__)
)


def test_the_documented_codes_are_exactly_those_in_the_code() -> None:
    assert set(documented()) == set(CODES)
    assert len(CODES) > 40


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_described_with_severity_and_example(code: str) -> None:
    severity, meaning, example = documented()[code]
    assert set(severity.split(", ")) <= {each.value for each in Severity}
    assert meaning
    assert example


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_was_found_and_what_to_do(code: str) -> None:
    assert known(f"findings.{code}.message")
    assert known(f"findings.{code}.fix")


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_test(code: str) -> None:
    assert f'"{code}"' in TESTS


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_no_sentence_is_about_a_code_that_does_not_exist(lang: str) -> None:
    families = {key.split(".")[1] for key in texts(lang, "findings")} - {"where", "place", "pattern"}
    assert families == set(CODES)


def test_the_case_decides_the_wording_and_the_code_is_its_default() -> None:
    old = finding_text(Finding("not-a-workbook", Severity.REFUSED, case="xls"), "en")
    other = finding_text(Finding("not-a-workbook", Severity.REFUSED, case="other"), "en")
    assert old.message != other.message
    assert old.fix == other.fix


def test_a_finding_with_many_cells_names_the_first_twelve() -> None:
    cells = tuple(f"F{row}" for row in range(1, 40))
    message = finding_text(Finding("missing-value", Severity.WARNING, cells=cells), "en").message
    assert "F12 …" in message
    assert "F13" not in message


def test_every_code_has_an_example_and_no_example_is_of_a_code_that_is_gone() -> None:
    """A new code wants an example in tests/returns/examples.py."""
    assert sorted({example.code for example in EXAMPLES}) == CODES


def test_the_page_of_each_code_is_what_its_example_gives() -> None:
    """`python -m tests.returns.finding_pages` writes them anew."""
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert written == pages()
