"""Houses on both databases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nap.monitor import House, close
from tests.houses import filled_demo, made_once, reading_here
from tests.monitor.building import a_house
from tests.on_postgresql import ADDRESS
from tests.store.databases import address, empty_address, migrated_file, postgres, store

__all__ = ["address", "empty_address", "filled_demo", "made_once", "migrated_file", "postgres", "reading_here", "store"]


@pytest.fixture
def house(address: str) -> Iterator[House]:
    """An empty demo house on the example plan, once on each database."""
    opened = a_house(address)
    yield opened
    close(opened)


@pytest.fixture
def quick_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """The same on SQLite alone, for what does not depend on the database."""
    if ADDRESS not in os.environ or request.node.get_closest_marker("sqlite") is None:
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "nap.sqlite")  # else it would name a database
    opened = a_house(f"sqlite:///{tmp_path / 'nap.sqlite'}")
    yield opened
    close(opened)
