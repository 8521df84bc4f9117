"""What tests of the plan share: the regions of the data folder."""

from __future__ import annotations

import pytest

from nap.plan import Regions
from nap.settings import ROOT

TABLE = ROOT / "data" / "regions.csv"


@pytest.fixture(scope="session")
def regions() -> Regions:
    return Regions.load(TABLE)
