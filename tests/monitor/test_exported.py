"""What the monitor gives away is said once; the type checker is told the same, and it is there."""

from __future__ import annotations

from nap import monitor
from nap.monitor.exported import ROOMS
from tests.monitor.exported_stub import STUB, stub


def test_the_type_checker_is_told_what_python_is_told() -> None:
    assert STUB.read_text(encoding="utf-8") == stub()


def test_everything_given_away_is_there() -> None:
    given = [name.partition("=")[0] for names in ROOMS.values() for name in names.split()]
    assert [name for name in given if not hasattr(monitor, name)] == []
