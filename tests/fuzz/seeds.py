"""The sound workbooks that are spoilt: templates filled in three languages, the demo's returns, a copy by another program.

`NAP_REAL_WORKBOOKS` names a folder of genuine ones to try as well.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from nap.plan import Plan, load_plan
from tests.returns.workbooks import Return

ROOT = Path(__file__).resolve().parents[2]
DEMO = ("NSC-2025-H2", "WPN-2026-H1", "OWI-2026-H1", "FWN-2025-H2", "MLM-2025-H2", "CRA-2026-H1", "history-NSC-2018")
RETURNS = (("WPN", "2026-H1", "ru"), ("FWN", "2025-H2", "ky"), ("CRA", "2026-H1", "en"), ("PBF", "2026-H1", "ru"))


@cache
def the_plan() -> Plan:
    """The plan of the demo."""
    plan, faults = load_plan(ROOT / "indicators.yaml")
    assert plan is not None, faults
    return plan


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each."""
    made = [(f"{partner}-{lang}", Return(the_plan(), partner, period, lang).data()) for partner, period, lang in RETURNS]
    files = [ROOT / "data" / "demo" / f"{name}.xlsx" for name in DEMO] + [ROOT / "tests" / "samples" / "libreoffice.xlsx"]
    if folder := os.environ.get("NAP_REAL_WORKBOOKS"):
        files += sorted(Path(folder).rglob("*.xlsx"))
    return (*made, *((path.stem, path.read_bytes()) for path in files))
