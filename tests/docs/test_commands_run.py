"""The command lines that people meet first, README and guides, are run as they stand: on an empty store, on that of the demo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogues import ROOT
from tests.cli.conftest import Nap
from tests.docs.commands import Call, calls
from tests.docs.papers import name

FIRST = ("README.md", "docs/guide/")
OF_AN_EMPTY_STORE = ("init", "people invite", "people link")
EXPECTED = {
    "results explain --release 1": 2,
    "people link coordinator@example.org": 2,
}
"""What else than 0 comes of a line that names what is not there: no release is
published yet, nobody has that address.
"""


def told(*, empty: bool) -> list[Call]:
    """The lines of the documents for newcomers, in their order."""
    first = [call for call in calls() if name(call.block.paper).startswith(FIRST) and not call.is_form]
    return [call for call in first if " ".join(call.words).startswith(OF_AN_EMPTY_STORE) is empty]


def run(nap: Nap, call: Call) -> None:
    """One line; what it leaves is what is expected of it, and never a traceback."""
    said = " ".join(call.words)
    wanted = next((status for begins, status in EXPECTED.items() if said.startswith(begins)), 0)
    done = nap(*call.words)
    assert (said, done.status, "Traceback" in done.err) == (said, wanted, False), done.err + done.out


def test_a_real_installation_begins_as_the_documents_say(nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = told(empty=True)
    assert [line.words[0] for line in lines][:2] == ["init", "people"]
    for line in lines:
        run(nap, line)


def test_what_newcomers_are_told_to_type_works_on_the_demo(
    demo_nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = told(empty=False)
    assert len(lines) > 8
    for line in lines:
        run(demo_nap, line)


def test_no_line_is_told_that_would_need_more_than_the_project(tmp_path: Path) -> None:
    assert not [call.where for call in calls() if name(call.block.paper) == "README.md" and "/" in " ".join(call.words)]
    assert (ROOT / "start.py").exists()
