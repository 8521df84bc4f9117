"""Houses with the demo's returns, for releases of real size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nap.monitor import House, close, open_house
from nap.settings import Settings
from tests.houses import copied, filled_demo, made_once, reading_here

__all__ = ["filled_demo", "made_once", "reading_here"]


@pytest.fixture(scope="session")
def demo(filled_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo house, to be read only."""
    house = open_house(Settings.read({"NAP_DATA": str(copied(filled_demo, tmp_path_factory.mktemp("demo")))}))
    yield house
    close(house)
