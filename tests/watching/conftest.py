"""What a process would write into its log, caught as it would leave; and a small open house with the routes that people meet."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from nap.logs import formatter
from tests.hashing import quick_hashes
from tests.houses import made_once
from tests.store.databases import migrated_file
from tests.web.conftest import house

__all__ = ["house", "made_once", "migrated_file", "quick_hashes"]


@dataclass
class Caught:
    """Every line so far, in one form and the other."""

    json: io.StringIO
    text: io.StringIO

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.json.getvalue().splitlines()]

    def everything(self) -> str:
        return self.json.getvalue() + self.text.getvalue()

    def clear(self) -> None:
        for kept in (self.json, self.text):
            kept.seek(0)
            kept.truncate()


@pytest.fixture
def log() -> Iterator[Caught]:
    """All that is logged from INFO on, by whomever."""
    caught, handlers, root = Caught(io.StringIO(), io.StringIO()), list[logging.Handler](), logging.getLogger()
    for kind, into in (("json", caught.json), ("text", caught.text)):
        handler = logging.StreamHandler(into)
        handler.setFormatter(formatter(kind))
        handlers.append(handler)
        root.addHandler(handler)
    before = root.level
    root.setLevel(logging.INFO)
    yield caught
    root.setLevel(before)
    for handler in handlers:
        root.removeHandler(handler)
