"""The databases of these tests."""

import pytest

from tests.houses import set_up_sqlite
from tests.store.databases import address, empty_address, migrated_file, postgres, store

__all__ = ["address", "empty_address", "migrated_file", "postgres", "store"]


@pytest.fixture(autouse=True)
def as_it_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is promised of a store is tested on the store as it is, also after tests that do not wait for the disk."""
    monkeypatch.setattr("nap.store.engine._set_up_sqlite", set_up_sqlite)
