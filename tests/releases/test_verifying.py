"""Whether a folder still holds the release: every way in which it can be spoilt is named, and nothing outside is touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from nap.releases.as_json import release_json
from nap.releases.figures_csv import figures_csv
from nap.releases.manifest import content_hash, manifest_json
from nap.releases.verifying import Fault, verify
from tests.releases.making import small

BUILT = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release of three files as it was published."""
    release, folder = small(), tmp_path / "release"
    made = {"figures.csv": figures_csv(release), "release.json": release_json(release), "ru/index.html": b"<p>"}
    made["manifest.json"] = manifest_json(release, made, BUILT)
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def told(folder: Path) -> list[tuple[str, str]]:
    return [(fault.kind, fault.path) for fault in verify(folder)]


def change(folder: Path, how: Callable[[dict[str, Any]], object]) -> None:
    """Another manifest; its content hash is made to fit."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    how(manifest)
    manifest["content_hash"] = content_hash({path: one["sha256"] for path, one in manifest["files"].items()})
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_folder_as_published_has_no_fault(folder: Path) -> None:
    assert verify(folder) == ()


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "ru" / "index.html").unlink()
    assert told(folder) == [("missing", "ru/index.html")]


def test_a_changed_file_is_named_with_both_hashes(folder: Path) -> None:
    (folder / "ru" / "index.html").write_bytes(b"<p>!")
    assert verify(folder) == (Fault("changed", "ru/index.html", sha256(b"<p>").hexdigest(), sha256(b"<p>!").hexdigest()),)


def test_a_file_that_was_not_published_is_named(folder: Path) -> None:
    (folder / "ru" / "more.html").write_bytes(b"")
    (folder / ".hidden").write_bytes(b"")
    assert told(folder) == [("extra", ".hidden"), ("extra", "ru/more.html")]


def test_a_content_hash_of_something_else_is_named(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"content_hash": "0" * 64}))
    assert told(folder) == [("content_hash", "manifest.json")]


def test_a_file_changed_together_with_its_line_still_breaks_the_content_hash(folder: Path) -> None:
    (folder / "ru" / "index.html").write_bytes(b"<p>!")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"]["ru/index.html"]["sha256"] = sha256(b"<p>!").hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert told(folder) == [("content_hash", "manifest.json")]


def test_no_manifest_no_release(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    assert told(folder) == [("missing", "manifest.json")]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == [("missing", "manifest.json")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"files": []}',
        b'{"files": {"a": 1}, "content_hash": ""}',
        b'{"files": {}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_is_none_is_told(folder: Path, content: bytes) -> None:
    (folder / "manifest.json").write_bytes(content)
    assert told(folder) == [("unreadable", "manifest.json")]


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/passwd", "ru/../../secret", "", ".", "a//b", "./figures.csv", "C:\\x", "C:/x", "..\\x", "a\x00b"]
)
def test_no_path_leaves_the_folder(folder: Path, path: str) -> None:
    (folder.parent / "secret").write_bytes(b"")
    change(folder, lambda manifest: manifest["files"].update({path: {"sha256": sha256(b"").hexdigest(), "size": 0}}))
    assert told(folder) == [("outside", path)]


@pytest.mark.parametrize("place", ["ru/index.html", "ru"])
def test_a_link_stands_for_no_file(folder: Path, place: str) -> None:
    elsewhere = folder.parent / "elsewhere"
    (folder / place).rename(elsewhere)
    (folder / place).symlink_to(elsewhere)
    assert ("outside", "ru/index.html") in told(folder)


def test_a_folder_in_place_of_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "figures.csv").unlink()
    (folder / "figures.csv").mkdir()
    assert told(folder) == [("unreadable", "figures.csv")]


@pytest.mark.parametrize(
    ("name", "value"), [("release", 4), ("as_of", "2026-01-01"), ("kind", "donor"), ("plan", {"id": "other"})]
)
def test_a_manifest_in_the_name_of_another_release_is_told(folder: Path, name: str, value: object) -> None:
    change(folder, lambda manifest: manifest.update({name: value}))
    assert told(folder) == [("stamp", name)]


def test_every_fault_is_told_at_once(folder: Path) -> None:
    (folder / "figures.csv").unlink()
    (folder / "ru" / "index.html").write_bytes(b"")
    (folder / "x").write_bytes(b"")
    assert told(folder) == [("missing", "figures.csv"), ("changed", "ru/index.html"), ("extra", "x")]
