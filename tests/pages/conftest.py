"""Every page against a small open house: the demo people of the example plan, without server or browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import ui.session
from nap.monitor import House, close, open_house, sign_in_demo
from nap.settings import Settings
from tests.houses import made_once, reading_here
from tests.store.databases import migrated_file
from ui.menu import PAGES

__all__ = ["made_once", "migrated_file", "reading_here"]

PLAN = Path(__file__).parent.parent / "samples" / "example-plan.yaml"
FRAME = PAGES.parent / "ui" / "frame.py"
PATIENCE = 30
_HELD = re.compile(r'<span class="nap-tied">(.*?)</span>')

Opener = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def packages_searched_once() -> Iterator[None]:
    """Every AppTest reads what is told of every installed package, in case it brings a component; they stay the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def house(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A fresh demo store, on the demo's own day."""
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    opened = open_house(Settings.read({"NAP_DATA": str(tmp_path), "NAP_PLAN": str(PLAN)}))
    monkeypatch.setattr(ui.session, "the_house", lambda: opened)
    yield opened
    close(opened)


@pytest.fixture
def look(house: House, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Open the frame (or one page's file) as somebody: `look("wpn@demo")`, `look(None, PAGES / "review.py")`."""

    def opened(person: str | None, file: Path = FRAME, lang: str = "en") -> AppTest:
        token = sign_in_demo(house, person) if person else ""
        monkeypatch.setattr(ui.session, "session_cookie", lambda: token)
        screen = AppTest.from_file(file, default_timeout=PATIENCE)
        screen.session_state["language"] = lang
        return screen.run()

    return opened


def words(screen: AppTest) -> str:
    """Everything a reader could see, in one string; what only keeps a date on one line is not seen."""
    shown = [*screen.main, *screen.sidebar]
    texts = [str(getattr(one, name, "")) for one in shown for name in ("label", "value")]
    return _HELD.sub(r"\1", "\n".join(text for text in texts if "<style>" not in text))
