"""The command lines of the documents: taken out of their blocks, put to the real parser, run."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nap.cli import _parser
from tests.catalogues import ROOT
from tests.docs.papers import PAPERS, Block, blocks

_CALL = re.compile(r"(?:(?:python3|py) start\.py nap|(?:[\w./$-]*/)?python3? -m nap)(?=\s|$)(?P<rest>[^\n]*)")
_COMMENT = re.compile(r"\s#(?:\s.*)?$|\s{3,}[a-z].*$")
_ALTERNATIVE = re.compile(r"\s*\|\s*")
PLACEHOLDER = re.compile(r"(?<![\w-])(?:[A-Z][A-Z!:]+[A-Z]|[A-Z][A-Z]+(?:\.\w+)?)(?![\w-])|[\[\]|…]|\.\.\.")

DEMO = frozenset(re.findall(r"(?m)^  - code: ([A-Z]{2,5})$", (ROOT / "indicators.yaml").read_text(encoding="utf-8")))
"""Codes of the demo's partners, which are typed as they stand."""


@dataclass(frozen=True)
class Call:
    """One call of the program in a document: the words after it, and whether it only shows a form."""

    block: Block
    words: tuple[str, ...]
    is_form: bool

    @property
    def where(self) -> str:
        """How a test names it."""
        return f"{self.block.where} {' '.join(self.words)}"[:110]


def calls() -> list[Call]:
    """Every call in every fenced block of every document."""
    return [call for paper in PAPERS for block in blocks(paper) for call in _of(block)]


def _of(block: Block) -> Iterator[Call]:
    joined = re.sub(r"\\\n\s*", " ", block.code)
    for line in joined.splitlines():
        if line.lstrip().startswith("#"):
            continue
        for found in _CALL.finditer(line):
            rest = _COMMENT.sub("", found["rest"]).strip()
            if not rest.startswith("…"):
                yield Call(block, tuple(_split(rest)), is_form(rest))


def is_form(rest: str) -> bool:
    """Whether something stands for what is to be typed: capitals that are no partner of the demo, brackets, bars, dots."""
    return bool(PLACEHOLDER.search(" ".join(word for word in rest.split() if word not in DEMO)))


def _split(rest: str) -> list[str]:
    """The words up to where the shell would go on with something else."""
    try:
        words = shlex.split(rest, comments=True)
    except ValueError:
        words = rest.split()
    end = next((place for place, word in enumerate(words) if word in {"&&", ";", ">", ">>", "|", "<", "&"}), len(words))
    return words if PLACEHOLDER.search(rest) and "[" in rest else words[:end]


@cache
def tree() -> argparse.ArgumentParser:
    """The real parser."""
    return _parser()


def leaf(words: tuple[str, ...]) -> tuple[argparse.ArgumentParser, tuple[str, ...]]:
    """The parser of the command that these words begin with, and the words after it."""
    parser, rest = tree(), words
    while rest:
        found = next((action for action in parser._actions if isinstance(action, argparse._SubParsersAction)), None)
        word = rest[0].split("|")[0]
        if found is None or word not in found.choices:
            break
        parser, rest = found.choices[word], rest[1:]
    return parser, rest


def options(parser: argparse.ArgumentParser) -> set[str]:
    """What a command can be told."""
    return {option for action in parser._actions for option in action.option_strings}
