"""A demo house of one's own, quick to open; a PostgreSQL to go to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from nap.monitor import House, close, open_house
from nap.settings import Settings
from tests.houses import copied, filled_demo, made_once, parser_once, reading_here
from tests.store.databases import make_database, migrated_file, postgres

__all__ = ["filled_demo", "made_once", "migrated_file", "parser_once", "postgres", "reading_here"]


@pytest.fixture
def settings(filled_demo: Path, tmp_path: Path) -> Settings:
    """The settings of a demo in a folder of its own."""
    return Settings.read({"NAP_DATA": str(copied(filled_demo, tmp_path / "demo"))})


@pytest.fixture
def demo(settings: Settings) -> Iterator[House]:
    """That demo, open."""
    house = open_house(settings)
    yield house
    close(house)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """The settings of an empty place."""
    return Settings.read({"NAP_DATA": str(tmp_path / "elsewhere")})


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a PostgreSQL database in which nothing stands."""
    return make_database(postgres, f"k{uuid4().hex}")


@pytest.fixture
def on_postgres(elsewhere: Settings, empty_postgres: str) -> Settings:
    """The settings of an empty place on PostgreSQL."""
    return replace(elsewhere, database_url=empty_postgres)
