"""The databases of these tests."""

from tests.store.databases import address, empty_address, migrated_file, postgres, store

__all__ = ["address", "empty_address", "migrated_file", "postgres", "store"]
