"""Every link of every document leads somewhere: files, headings, pictures, pages of the app."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.catalogues import ROOT
from tests.docs.papers import PAPERS, anchors, links, name

ELSEWHERE = ("https://", "http://", "mailto:")
READERS = ("docs/guide/", "docs/README.md", "README.md")
INDEX = ROOT / "docs" / "README.md"
NOT_LISTED = ("docs/README.md", "docs/findings/", "docs/guide/ru/", "docs/guide/ky/")
"""What the index of documents need not name: itself, what a finding means (they have a list of their own), translations."""


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(paper: Path) -> None:
    lost = []
    for target in links(paper):
        path, _, anchor = unquote(target).partition("#")
        if target.startswith(ELSEWHERE):
            continue
        there = (paper.parent / path).resolve() if path else paper
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            lost.append(target)
    assert lost == []


def test_links_stay_within_the_project() -> None:
    roots = {
        (paper.parent / target.partition("#")[0]).resolve()
        for paper in PAPERS
        for target in links(paper)
        if not target.startswith(ELSEWHERE)
    }
    assert [there for there in roots if not there.is_relative_to(ROOT)] == []


def test_the_index_names_every_document() -> None:
    told = {(INDEX.parent / target.partition("#")[0]).resolve() for target in links(INDEX)}
    papers = [paper for paper in (ROOT / "docs").rglob("*.md") if not name(paper).startswith(NOT_LISTED)]
    assert [name(paper) for paper in papers if paper.resolve() not in told] == []


def test_the_newest_version_among_the_changes_is_that_of_the_project() -> None:
    newest = next(line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line.startswith("## "))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert newest.removeprefix("## ").split()[0] == project["version"]
