"""A receipt as PDF: texts stay texts, letters are there, the same words give the same bytes, also for many at once."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from nap.receipt_pdf import Block, Sheet, receipt_pdf

SHEET = Sheet(
    "ky",
    "NAP 1325",
    "Отчёттун дүмүрчөгү",
    "Кабыл алынды",
    (Block("", [("Уюм", "Аялдар тармагы: өңүү"), ("sha256", "ab" * 32)]), Block("Чечим", lines=["кабыл алынды"])),
    "белги",
    "Барак",
)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "receipt.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    "hostile", ['#panic("x")', "= heading", "$ 1/0 $", '"); #read("/etc/passwd")', "\\ * _ ` < > @ [ ]", "//"]
)
def test_what_people_typed_is_never_read_as_markup(hostile: str, tmp_path: Path) -> None:
    said = replace(SHEET, blocks=(Block("", [("name", f"A {hostile} Z")]),))
    assert f"A{hostile}Z".replace(" ", "") in "".join(text_of(receipt_pdf(said), tmp_path).split())


def test_the_letters_of_every_language_are_there(tmp_path: Path) -> None:
    told = "".join(text_of(receipt_pdf(SHEET), tmp_path).split())
    assert "Аялдартармагы:өңүү" in told
    assert "ab" * 32 in told


def test_it_is_tagged_and_says_its_language() -> None:
    made = receipt_pdf(SHEET)
    assert b"/MarkInfo" in made
    assert b"/Lang" in made


def test_the_same_words_give_the_same_bytes_also_for_many_at_once() -> None:
    said = [replace(SHEET, title=f"T{number}") for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(receipt_pdf, said)) == [receipt_pdf(each) for each in said]


def test_a_long_receipt_goes_on_to_a_second_page_with_its_number(tmp_path: Path) -> None:
    long = replace(SHEET, blocks=(Block("", lines=["word " * 400] * 6),))
    assert "2 / " in text_of(receipt_pdf(long), tmp_path)


def test_a_fingerprint_keeps_to_one_line_and_an_endless_word_stays_on_the_sheet(tmp_path: Path) -> None:
    said = replace(SHEET, blocks=(Block("", [("sha256", "ab" * 32), ("by", "x" * 254)]),))
    lines = text_of(receipt_pdf(said), tmp_path).splitlines()
    assert any("ab" * 32 in line for line in lines)
    assert max(line.count("x") for line in lines) < 100
    assert sum(line.count("x") for line in lines) >= 254
