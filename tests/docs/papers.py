"""The Markdown files of the project: which there are, their code blocks, their links, their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.catalogues import ROOT
from web.markdown import sections
from web.markdown_words import Ways

PAPERS = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "deploy").rglob("*.md")),
    *sorted((ROOT / "benchmarks").glob("*.md")),
)
_FENCE = re.compile(r"(?m)^(?P<indent> *)```(?P<kind>[\w-]*)[^\n]*\n(?P<code>.*?)^ *```", re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """One fenced block: in which file, from which line on, of which kind, what stands in it, what stands right above it."""

    paper: Path
    line: int
    kind: str
    code: str
    above: str

    @property
    def where(self) -> str:
        """How a test names it."""
        return f"{name(self.paper)}:{self.line}"


def name(paper: Path) -> str:
    """The file's path in the project."""
    return paper.relative_to(ROOT).as_posix()


@cache
def text(paper: Path) -> str:
    """What stands in the file."""
    return paper.read_text(encoding="utf-8")


def blocks(paper: Path) -> Iterator[Block]:
    """Every fenced block of the file."""
    whole = text(paper)
    for found in _FENCE.finditer(whole):
        indent = len(found["indent"])
        code = "".join(line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in found["code"].splitlines(keepends=True))
        above = whole[: found.start()].rstrip().rpartition("\n")[2].strip()
        yield Block(paper, whole.count("\n", 0, found.start()) + 1, found["kind"], code, above)


def links(paper: Path) -> list[str]:
    """Where every link and picture of the file leads."""
    prose = _CODE.sub("", _FENCE.sub("", _COMMENT.sub("", text(paper))))
    return _LINK.findall(prose)


@cache
def anchors(paper: Path) -> frozenset[str]:
    """The addresses of its headings."""
    return frozenset(each.anchor for each in sections(text(paper), Ways()) if each.level)
