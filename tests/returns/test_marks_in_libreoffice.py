"""Marked and mended workbooks in another program: LibreOffice opens them, saves them, and our marks are known again."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nap.facts import Severity
from nap.plan import Plan
from nap.returns import tags
from nap.returns.marks import marked, without_marks
from nap.returns.surgery import with_values
from tests.returns.marking import differing, mark, parts, wrong
from tests.returns.reader_files import opened
from tests.returns.workbooks import Return, check

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def resaved(home: Path, data: bytes) -> bytes:
    """The workbook as LibreOffice saves it."""
    (home / "file.xlsx").write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
    ]
    subprocess.run([*command, str(home / "out"), str(home / "file.xlsx")], check=True, capture_output=True, timeout=180)
    return (home / "out" / "file.xlsx").read_bytes()


@pytest.fixture(scope="module")
def spoilt(example_plan: Plan) -> bytes:
    made = Return(example_plan, "PBF")
    sheet, columns, row = next(each for each in made.lines() if tags.TOTAL in each[1] and tags.PERIOD in each[1])
    sheet.cell(row, columns[tags.TOTAL]).value = "около 12"
    return made.data()


def test_a_marked_return_saved_by_it_reads_as_before_and_loses_its_marks(home: Path, spoilt: bytes, example_plan: Plan) -> None:
    before = check(spoilt, example_plan)
    data = resaved(home, marked(spoilt, before, "ky"))
    assert opened(data).sheets[0].name == "Эмнени оңдоо керек"
    assert check(data, example_plan).findings == before.findings
    again = without_marks(data)
    assert [sheet.name for sheet in opened(again).sheets] == [sheet.name for sheet in opened(spoilt).sheets]
    assert not any(sign in content for content in parts(again).values() for sign in (b"nap-mark", b"nap_marks"))
    assert not any("comments" in name or name.endswith(".vml") for name in parts(again))


def test_a_copy_it_saved_is_marked_and_comes_back_as_it_was(home: Path, spoilt: bytes) -> None:
    copy = resaved(home, spoilt)
    name = next(sheet.name for sheet in opened(copy).sheets if len(sheet.cells) > 50)
    data = mark(copy, wrong(name, "B3", "F9"), wrong(name, "G9", severity=Severity.WARNING))
    assert differing(copy, without_marks(data)) <= {"docProps/core.xml"}
    assert load_workbook(io.BytesIO(data)).sheetnames[0] == "Что исправить"


def test_values_filled_into_its_copy_are_what_it_calculates_with(home: Path, spoilt: bytes) -> None:
    copy = resaved(home, spoilt)
    sheet = next(sheet for sheet in opened(copy).sheets if len(sheet.cells) > 50)
    again = opened(resaved(home, with_values(copy, {(sheet.name, "Z60"): "1 234,5", (sheet.name, "Z61"): "=1+1"}))).sheet(
        sheet.name
    )
    assert again is not None
    assert [again.cells[row, 26].text for row in (60, 61)] == ["1234.5", "=1+1"]
