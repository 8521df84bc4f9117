"""Genuine workbooks of others, saved by LibreOffice in each kind, say the same cell by cell. Only with --long."""

from __future__ import annotations

import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from nap.foreign.opening import Opened
from nap.returns.book import Cell, Sheet
from nap.settings import ROOT
from tests.foreign.opening_files import opened_here

REAL = Path(os.environ.get("NAP_REAL_WORKBOOKS") or ROOT.parent / "shared" / "real" / "nsc")
FILTERS = {
    "ods": "ods",
    "xls": "xls:MS Excel 97",
    "csv": "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1",
}
"""The last: separator, quotation mark, encoding; what stands in the cells and not what is shown, each sheet a file."""
EXACT = Decimal("1e-14")
"""Relative: LibreOffice calculates formulas anew, the last of fifteen digits may differ."""


@pytest.fixture(scope="module")
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office, workbooks = shutil.which("soffice"), sorted(REAL.glob("*.xlsx"))
    if not (request.config.getoption("--long") and office and workbooks):
        pytest.skip("asks for --long, LibreOffice and a folder of genuine workbooks (NAP_REAL_WORKBOOKS)")
    folder = tmp_path_factory.mktemp("saved")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for wanted in FILTERS.values():
        command = [office, "--headless", profile, "--convert-to", wanted, "--outdir", str(folder), *map(str, workbooks)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def sheets_of(path: Path) -> dict[str, Sheet]:
    found = opened_here(path.read_bytes())
    assert isinstance(found, Opened), found
    return {sheet.name: sheet for sheet in found.book.sheets}


def saved_as(folder: Path, stem: str, kind: str) -> dict[str, Sheet]:
    if kind != "csv":
        return sheets_of(folder / f"{stem}.{kind}")
    return {path.stem.removeprefix(f"{stem}-"): sheets_of(path)["csv"] for path in folder.glob(f"{stem}-*.csv")}


def same(ours: Cell | None, theirs: Cell | None, kind: str) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    if isinstance(ours.value, Decimal) and isinstance(theirs.value, Decimal):
        return ours.percent == theirs.percent and abs(ours.value - theirs.value) <= abs(ours.value) * EXACT
    return ours.text == theirs.text and (kind == "csv" or ours.kind == theirs.kind)


@pytest.mark.parametrize("kind", FILTERS)
def test_a_genuine_workbook_says_the_same_in_each_kind(saved: Path, kind: str) -> None:
    cells = 0
    for path in sorted(REAL.glob("*.xlsx")):
        others = saved_as(saved, path.stem, kind)
        for name, sheet in sheets_of(path).items():
            places = sorted(sheet.cells.keys() | others[name].cells.keys())
            cells += len(places)
            assert [at for at in places if not same(sheet.cells.get(at), others[name].cells.get(at), kind)] == []
    assert cells > 1_000
