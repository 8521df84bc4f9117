"""What is asked for stands in the lock, one version of each, its files by their hashes: a fresh machine installs what was tried,
or nothing.
"""

from __future__ import annotations

import re

import pytest

from tests.catalogues import ROOT

NAME = re.compile(r"[A-Za-z0-9._-]+")
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z0-9,-]+\])?==(?P<version>[^ ;]+)( ; [^#]+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
LOCKS = ("requirements", "requirements-dev")


def names(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = (NAME.match(line) for line in lines if line and not line.startswith(("-", "#")))
    return {match[0].lower().replace("_", "-").replace(".", "-") for match in found if match}


def locked(file: str) -> dict[str, tuple[str, frozenset[str]]]:
    """The version and the hashes of each package of a lock."""
    lines = (ROOT / f"{file}.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    kept = {}
    for line in filter(None, lines):
        pin, *hashes = (part.strip() for part in re.split(r"(?=--hash)", line))
        found = PINNED.fullmatch(pin)
        assert found, f"not pinned: {pin}"
        assert hashes, f"no hash: {pin}"
        assert all(HASH.fullmatch(each) for each in hashes), pin
        kept[found["name"]] = (found["version"], frozenset(hashes))
    return kept


@pytest.mark.parametrize("file", LOCKS)
def test_the_lock_holds_whatever_is_asked_for(file: str) -> None:
    asked = names(f"{file}.in")
    assert asked
    assert asked - names(f"{file}.txt") == set()


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_is_pinned_to_one_version_with_the_hashes_of_its_files(file: str) -> None:
    assert len(locked(file)) > 30


def test_what_stands_in_both_locks_is_the_same_there() -> None:
    run, tools = map(locked, LOCKS)
    shared = run.keys() & tools.keys()
    assert shared
    assert [name for name in shared if run[name] != tools[name]] == []


def test_the_documented_commands_make_locks_with_hashes() -> None:
    told = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = [line for line in told.splitlines() if line.startswith(".venv/bin/uv pip compile")]
    assert len(commands) == len(LOCKS)
    for command, file in zip(commands, LOCKS, strict=True):
        assert command.endswith(f"{file}.in -o {file}.txt")
        assert {"--universal", "--generate-hashes"} < set(command.split())
