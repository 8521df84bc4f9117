"""Changed plan files for the tests of adopting a plan and of looking back."""

from __future__ import annotations

from pathlib import Path

from tests.monitor.building import PLAN_FILE

SOURCE = PLAN_FILE.read_text(encoding="utf-8")
TARGET = "value: 600"
"""The target of indicator 2.1, police officers trained, as it stands in the example plan."""


def a_version(folder: Path, version: int, *changes: tuple[str, str]) -> Path:
    """A plan file of that version, with texts replaced."""
    source = SOURCE.replace("  version: 1\n", f"  version: {version}\n")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    file = folder / f"plan-{version}.yaml"
    file.write_text(source, encoding="utf-8")
    return file
