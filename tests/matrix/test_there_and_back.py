"""A plan written as a matrix and read again is the same plan, whoever has moved its columns, and whatever program saved it."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest
import yaml
from hypothesis import given, strategies as st

from nap.matrix.reading import MatrixRead, read_matrix
from nap.matrix.writing import as_written, write_matrix
from nap.plan import Plan, Region, Regions, load_plan, read_plan
from nap.returns.reader import open_book
from nap.settings import ROOT
from tests.conftest import SAMPLES
from tests.oracle.generating import TABLE, a_plan

FILES = (SAMPLES / "example-plan.yaml", ROOT / "indicators.yaml")
PLACES = Regions(tuple(Region(code, parent or None, level, level, {"en": code}) for code, parent, level in TABLE))
SOFFICE = shutil.which("soffice")


def plan_of(path: Path) -> Plan:
    plan, _ = load_plan(path)
    assert plan is not None
    return plan


def back(data: bytes, plan: Plan) -> MatrixRead:
    return read_matrix(open_book(data), plan)


def same(read: MatrixRead, plan: Plan) -> bool:
    assert read.plan is not None, read.faults
    assert read.plan.version == plan.version + 1
    return replace(read.plan, version=plan.version, sha256=plan.sha256, source=plan.source) == plan


@pytest.mark.parametrize("path", FILES, ids=["example", "demo"])
@pytest.mark.parametrize("lang", ["en", "ky"])
def test_our_plans_come_back_as_they_went(path: Path, lang: str) -> None:
    plan = plan_of(path)
    read = back(write_matrix(plan, lang), plan)
    assert same(read, plan)
    assert read.faults == ()
    head = {**as_written(plan.source)["plan"], "version": 2}
    assert as_written(read.source) == {**as_written(plan.source), "plan": head}  # what was left out is still left out


@given(seed=st.integers(0, 2**32))
def test_any_plan_comes_back_as_it_went(seed: int) -> None:
    source = yaml.safe_dump(a_plan(Random(seed), seed % 2 == 0), sort_keys=False).encode()
    plan, _ = read_plan(source, "plan.yaml", PLACES, adopted=True)
    if plan is not None and read_plan(source, "plan.yaml", PLACES)[0] is not None:
        assert same(back(write_matrix(plan, "en"), plan), plan)


TEXT = st.text(st.sampled_from("aЖө=+-@'\"_x00D:#, ;[]{}&*!|>%`~1.\u00a0\u3000é<>/\\?"), max_size=12)
SMALL = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")


@given(text=TEXT, unit=TEXT, form=TEXT, code=st.from_regex(r"\A[A-Za-z0-9]{1,4}(\.[0-9]{1,3})?\Z"))
def test_texts_and_codes_come_back_letter_for_letter(text: str, unit: str, form: str, code: str) -> None:
    file = yaml.safe_load(SMALL)
    file["indicators"][0] |= {"code": code, "unit": {"en": unit or "u"}, "rules": []}
    file["measures"][0] |= {"title": {"en": text or "t", "ky": f"={text}"}, "form": f"+{form}"}
    source = yaml.safe_dump(file, sort_keys=False, allow_unicode=True).encode()
    plan, _ = read_plan(source, "plan.yaml", PLACES, adopted=True)
    if plan is not None and read_plan(source, "plan.yaml", PLACES)[0] is not None:
        assert same(back(write_matrix(plan, "en"), plan), plan)


def test_the_same_plan_gives_the_same_bytes(example_plan: Plan) -> None:
    assert write_matrix(example_plan, "ru") == write_matrix(example_plan, "ru")
    first, second = (back(write_matrix(example_plan, "ru"), example_plan).source for _ in range(2))
    assert first == second


def test_a_translator_who_fills_one_language_changes_exactly_these_texts(example_plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_matrix(example_plan, "ky")))
    for sheet in book.worksheets:
        for column in range(1, sheet.max_column + 1):
            if str(sheet.cell(1, column).value).endswith("+title+ky"):
                for row in range(3, sheet.max_row + 1):
                    if sheet.cell(row, column).value:
                        sheet.cell(row, column).value = f"Жаңы {row}"
    read = back(saved(book), example_plan)
    assert read.plan is not None
    before, after = (walked(as_written(one.source)) for one in (example_plan, read.plan))
    changed = {key for key in before | after if before.get(key) != after.get(key)} - {("plan", "version")}
    assert changed == {key for key in before if key[-2:] == ("title", "ky") and key[0] != "plan"}
    assert all(str(after[key]).startswith("Жаңы ") for key in changed)


def test_sheets_may_be_renamed_and_columns_moved(example_plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_matrix(example_plan, "en")))
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet {number}"
        sheet.insert_cols(2)
        sheet.cell(5, 2).value = "a remark of our own"
        sheet.move_range(f"A1:A{sheet.max_row}", cols=sheet.max_column)
    assert same(back(saved(book), example_plan), example_plan)


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_a_copy_saved_by_libreoffice_is_read_alike(example_plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "matrix.xlsx"
    file.write_bytes(write_matrix(example_plan, "ru"))
    out = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert same(back((out / "matrix.xlsx").read_bytes(), example_plan), example_plan)


def test_no_cell_is_a_formula(example_plan: Plan) -> None:
    source = example_plan.source.replace(b"en: Example plan 2025-2027", b"en: '=1+1'")
    plan, _ = read_plan(source, "plan.yaml", example_plan.regions)
    assert plan is not None
    book = openpyxl.load_workbook(io.BytesIO(write_matrix(plan, "en")))
    assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert same(back(write_matrix(plan, "en"), plan), plan)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def walked(value: object, path: tuple[object, ...] = ()) -> dict[tuple[object, ...], object]:
    """Every leaf by the way to it."""
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, tuple):
        inner = enumerate(value)  # type: ignore[assignment]
    else:
        return {path: value}
    return {key: leaf for name, each in inner for key, leaf in walked(each, (*path, name)).items()}
