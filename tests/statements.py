"""Statements are put into SQL once for all stores of the tests: every house has an engine of its own, which knows none yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.util import LRUCache

MANY = 4000


class Statements(LRUCache[Any, Any]):
    """What an engine remembers, shared by the engines of one kind of database."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: Any) -> Any:
    """SQLAlchemy's key begins with the dialect, one for each engine."""
    return (type(key[0]), *key[1:])


@contextmanager
def put_once() -> Iterator[None]:
    """Engines made within remember together."""
    make, known = sa.create_engine, Statements(MANY)

    def made(*about: Any, **options: Any) -> sa.Engine:
        engine = make(*about, **options)
        engine._compiled_cache = known
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", made)
        yield
