"""Checking without sending: several files and a folder, one's own only, nothing kept; texts of partners stay text."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import ui.check
from nap.facts import Period
from nap.monitor import House, NotNow, Tried, person_viewer, template, try_file, within_limits
from nap.monitor.trying import MOST_BYTES, MOST_FILES
from tests.journeys.filling import Entries, fill
from tests.monitor.building import WPN
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

PERIOD = Period.parse("2026-H1")
GOOD: Entries = {("2.1", "KG-J"): {"#value+total": 12, "#value+f": 7, "#value+m": 5, "#value+u": 0}}
BAD: Entries = {("2.1", "KG-J"): {"#value+total": "a dozen"}}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Upload = tuple[str, bytes, str]


@pytest.fixture
def blank(house: House) -> bytes:
    return template(person_viewer(house, "wpn@demo"), house, "WPN", PERIOD, "en").data  # type: ignore[arg-type]


@pytest.fixture
def good(blank: bytes) -> bytes:
    return fill(blank, GOOD)[0]


@pytest.fixture
def bad(blank: bytes) -> bytes:
    return fill(blank, BAD)[0]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were checked."""
    names: list[str] = []

    def counting(viewer: object, house: House, name: str, data: bytes) -> Tried:
        names.append(name)
        return try_file(viewer, house, name, data)  # type: ignore[arg-type]

    monkeypatch.setattr(ui.check, "try_file", counting)
    return names


def page(look: Opener, person: str = "wpn@demo", lang: str = "en", folder: bool = False) -> AppTest:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "check.py")).run()
    if folder:
        screen.segmented_control(key="what").set_value("folder").run()
    assert not screen.exception
    return screen


def uploaded(screen: AppTest, files: Sequence[tuple[str, bytes]]) -> AppTest:
    screen.file_uploader[0].set_value([(name, data, XLSX) for name, data in files])
    screen.run()
    assert not screen.exception
    return screen


def test_every_file_has_its_verdict_and_the_gravest_is_shown_in_full(look: Opener, good: bytes, bad: bytes) -> None:
    screen = uploaded(page(look), [("good.xlsx", good), ("bad.xlsx", bad), ("letter.docx", b"PK\x03\x04 no workbook")])
    told = words(screen)
    assert [told.count(said) > 0 for said in ("There are errors to mend", "This file cannot be taken")] == [True, True]
    assert screen.selectbox(key="check_file").options[0] == "letter.docx"
    screen.selectbox(key="check_file").select("bad.xlsx").run()
    assert not screen.exception
    told = words(screen)
    assert "a dozen" in told
    assert "good.xlsx. Which one do you mean?" in told


def test_nothing_is_kept_of_what_was_checked(house: House, look: Opener, bad: bytes, tmp_path: Path) -> None:
    screen = page(look)
    before = _rows(house)
    files = sorted(path.name for path in tmp_path.rglob("*"))
    uploaded(screen, [("bad.xlsx", bad), ("no.xlsx", b"no workbook")])
    assert _rows(house) == before
    assert sorted(path.name for path in tmp_path.rglob("*")) == files
    assert "tried" in screen.session_state
    screen.switch_page(str(PAGES / "start.py")).run()
    assert "tried" not in screen.session_state


def _rows(house: House) -> dict[str, int]:
    with closing(sqlite3.connect(house.settings.data / "nap.sqlite")) as opened:
        tables = [name for (name,) in opened.execute("select name from sqlite_master where type = 'table'")]
        return {name: opened.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}


def test_the_page_says_that_nothing_is_sent_or_kept(look: Opener) -> None:
    assert "Nothing is sent and nothing is kept" in words(page(look))


def test_a_partner_checks_only_its_own_returns_and_a_coordinator_anybodys(look: Opener, good: bytes) -> None:
    foreign = uploaded(page(look, "nsc@demo"), [("good.xlsx", good)])
    assert "This file cannot be taken" in words(foreign)
    assert "2.1" not in words(foreign).partition("good.xlsx")[2]
    anybody = uploaded(page(look, "coordinator@demo"), [("good.xlsx", good)])
    assert "This file cannot be taken" not in words(anybody)
    assert "What was understood" in words(anybody)


def test_no_file_is_checked_twice_however_often_the_page_runs(look: Opener, good: bytes, bad: bytes, tried: list[str]) -> None:
    screen = uploaded(page(look), [("good.xlsx", good), ("bad.xlsx", bad)])
    screen.selectbox(key="check_file").select("good.xlsx").run()
    assert tried == ["bad.xlsx", "good.xlsx"]


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(
    look: Opener, good: bytes, bad: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def stopping(viewer: object, house: House, name: str, data: bytes) -> Tried:
        if len(done) == 1:
            done.append("stopped")
            ui.check.st.rerun()
        done.append(name)
        return try_file(viewer, house, name, data)  # type: ignore[arg-type]

    monkeypatch.setattr(ui.check, "try_file", stopping)
    uploaded(page(look), [("good.xlsx", good), ("bad.xlsx", bad)])
    assert done == ["bad.xlsx", "stopped", "good.xlsx"]


def test_a_server_that_is_busy_says_so_and_keeps_what_is_done(
    look: Opener, good: bytes, bad: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(viewer: object, house: House, name: str, data: bytes) -> Tried:
        if name == "good.xlsx":
            raise NotNow("busy")
        return try_file(viewer, house, name, data)  # type: ignore[arg-type]

    monkeypatch.setattr(ui.check, "try_file", busy)
    screen = uploaded(page(look), [("good.xlsx", good), ("bad.xlsx", bad)])
    assert len(screen.error) == 1
    assert "a dozen" in words(screen)
    alone = uploaded(page(look), [("good.xlsx", good)])
    assert len(alone.error) == 1


def test_equal_files_of_one_name_stay_apart_and_are_said_to_be_equal(look: Opener, good: bytes) -> None:
    told = words(uploaded(page(look), [("r.xlsx", good), ("r.xlsx", good)]))
    assert "r (2).xlsx" in told
    assert "Exactly the same as this file: r.xlsx" in told


def test_a_folder_is_read_past_what_lies_beside_the_returns(look: Opener, good: bytes, tried: list[str]) -> None:
    files = [("in/good.xlsx", good), ("in/sub/old.xls", b"x"), ("in/~$good.xlsx", b"y"), ("in/letter.pdf", b"z")]
    told = words(uploaded(page(look, folder=True), files))
    assert tried == ["in/good.xlsx", "in/sub/old.xls"]
    assert "no spreadsheets: in/letter.pdf, in/~$good.xlsx." in told or "in/~$good.xlsx, in/letter.pdf." in told


def test_more_files_than_the_limit_are_named_and_wait(
    look: Opener, good: bytes, tried: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nap.monitor.trying.MOST_FILES", 2)
    told = words(uploaded(page(look), [(f"{number}.xlsx", b"x") for number in range(4)]))
    assert tried == ["0.xlsx", "1.xlsx"]
    assert "2.xlsx, 3.xlsx" in told


def test_the_limits_are_of_files_and_of_bytes() -> None:
    assert within_limits([1] * (MOST_FILES + 3)) == MOST_FILES
    assert within_limits([MOST_BYTES // 2, MOST_BYTES // 2, 1]) == 2
    assert within_limits([MOST_BYTES + 1]) == 0
    assert within_limits([]) == 0


def test_names_of_files_are_text_and_never_marked_up(look: Opener) -> None:
    hostile = "<img src=x onerror=alert(1)>**b**[x](http://y).xlsx"
    screen = uploaded(page(look), [(hostile, b"no workbook"), ("other.xlsx", b"no workbook")])
    told = "\n".join(str(one.value) for one in screen.main if type(one).__name__ != "FileUploader" and hasattr(one, "value"))
    assert "<img" not in told.replace(str(screen.selectbox(key="check_file").value), "")
    assert "&lt;img src=x onerror=alert(1)&gt;**b**" in told


def test_the_files_to_take_along_are_made_at_the_click(look: Opener, bad: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    monkeypatch.setattr(ui.check, "download", lambda label, make, **given: seen.update({given["key"]: (given["name"], make)}))
    uploaded(page(look), [("in/bad.xlsx", bad), ("no.xlsx", b"no workbook")])
    assert seen["check_marked"][0] == "no-marked.xlsx"  # type: ignore[index]
    assert openpyxl.load_workbook(io.BytesIO(_made(seen, "check_marked"))).sheetnames, "the list where there is nothing to mark"
    assert openpyxl.load_workbook(io.BytesIO(_made(seen, "check_summary"))).worksheets[0].max_row == 3
    uploaded(page(look), [("in/bad.xlsx", bad)])
    assert seen["check_marked"][0] == "bad-marked.xlsx"  # type: ignore[index]
    marked = openpyxl.load_workbook(io.BytesIO(_made(seen, "check_marked")))
    assert any(cell.comment for sheet in marked.worksheets for row in sheet.iter_rows() for cell in row)


def test_a_file_that_cannot_be_taken_says_why_in_its_row_and_nothing_is_said_to_be_sent_again(look: Opener) -> None:
    told = words(uploaded(page(look), [("a.xlsx", b"no workbook"), ("b.xlsx", b"")]))
    table = told[told.index("What each file came to") : told.index("Download the summary")]
    reasons = re.findall(r'<span class="nap-small">(.*?)</span>', table)
    assert len(reasons) == 2
    assert all(3 < len(reason) < 130 for reason in reasons)
    assert "send it" not in told


def _made(seen: dict[str, object], key: str) -> bytes:
    _, make = seen[key]  # type: ignore[misc]
    return bytes(make(WPN))


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_the_page_speaks_the_readers_language(look: Opener, good: bytes, lang: str) -> None:
    told = words(uploaded(page(look, lang=lang), [("a.xlsx", good), ("b.xlsx", b"x")]))
    assert [english for english in ("Verdict", "Choose", "Download", "Checked:", "To mend") if english in told] == []
