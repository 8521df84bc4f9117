"""A house with sensitive figures of three organisations, opened by the pages; releases whose files are quick to make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.monitor import House, close
from tests.monitor.releasing import a_sensitive_house, everybody_given, quick_files


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """In place of the pages' own house."""
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    opened = a_sensitive_house(tmp_path)
    everybody_given(opened)
    monkeypatch.setattr(ui.session, "the_house", lambda: opened)
    yield opened
    close(opened)


def at(screen: AppTest, **asked: object) -> AppTest:
    """The same page under an address that asks for this."""
    for name, value in asked.items():
        screen.query_params[name] = str(value)
    return screen.run()


def press(screen: AppTest, label: str) -> AppTest:
    """The button of that name."""
    button = next(one for one in screen.button if one.label == label)
    button.click()
    return screen.run()


def field(screen: AppTest, kind: str, label: str) -> Any:
    """The field of that kind and name."""
    return next(one for one in getattr(screen, kind) if one.label == label)
