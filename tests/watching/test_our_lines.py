"""What our own lines are filled with, typed by hand: a new one has to be looked at before it is written."""

from __future__ import annotations

import ast
from functools import cache

from tests.catalogues import CODE, ROOT

LOGGERS = {"_LOG", "_log"}
CODES = {
    "problem.code", "error.code", "refused.code", "code", "said", "link.purpose.value", "PURPOSE", "check.__name__",
    "category.__name__", "type(fault).__name__", "type(problem).__name__",
}  # fmt: skip
"""Words out of our own code."""
FAILURES = {
    "fault", "error", "problem.__cause__", "context.get('exception')", "getattr(fault, 'orig', None) or fault",
    "getattr(fault.__cause__, 'orig', None) or fault.__cause__",
}  # fmt: skip
"""Exceptions, of which only kind and code are told."""
NUMBERS = {"port"}


@cache
def lines() -> tuple[tuple[str, ast.Call], ...]:
    """Every call that writes a line, with its place."""
    sources = ((path, path.read_text(encoding="utf-8")) for path in CODE)
    return tuple(
        (f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node)
        for path, source in sources
        if "getLogger" in source
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func).partition(".")[0] in LOGGERS
    )


def said(line: ast.Call) -> list[ast.expr]:
    """The sentence and what is filled into it."""
    return line.args[1:] if ast.unparse(line.func).endswith(".log") else line.args


def test_every_word_in_a_line_of_ours_is_a_code_a_number_a_failure_or_declared_fit() -> None:
    filled = {(where, ast.unparse(each)) for where, line in lines() for each in said(line)[1:]}
    known = CODES | FAILURES | NUMBERS
    assert {(where, text) for where, text in filled if text not in known and not text.startswith("Fit(")} == set()


def test_sentences_of_ours_are_written_out_so_that_what_is_filled_in_can_be_left_out() -> None:
    assert len(lines()) > 25  # they were found at all
    assert [where for where, line in lines() if not isinstance(said(line)[0], ast.Constant)] == []
