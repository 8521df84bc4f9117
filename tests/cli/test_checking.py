"""`check` of one file, several files and folders: what is said, what is left out, what is written, and the exit status."""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nap.cli import main
from nap.commands import checking
from nap.plan import load_plan
from tests.catalogues import ROOT
from tests.cli.conftest import Nap
from tests.returns.workbooks import Return

EXAMPLE = ROOT / "tests" / "samples" / "example-plan.yaml"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """A sound return, one with an error, and the sound one of another language, by name."""
    plan, _ = load_plan(EXAMPLE)
    assert plan is not None
    spoilt = Return(plan, lang="en")
    spoilt.put("2.2", "KG-B", "#value+total", "around six")
    return {"good.xlsx": Return(plan).data(), "bad.xlsx": spoilt.data()}


@pytest.fixture
def folder(made: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a partner keeps it: returns, one of them twice and in a sub-folder, and other things beside them."""
    monkeypatch.setenv("NAP_PLAN", str(EXAMPLE))
    place = tmp_path / "returns"
    (place / "sub").mkdir(parents=True)
    (place / "good.xlsx").write_bytes(made["good.xlsx"])
    (place / "sub" / "bad.xlsx").write_bytes(made["bad.xlsx"])
    (place / "sub" / "copy of good.xlsx").write_bytes(made["good.xlsx"])
    (place / "table.csv").write_text("a;b")
    (place / "~$good.xlsx").write_bytes(b"somebody")
    (place / ".good.xlsx").write_bytes(b"hidden")
    (place / "letter.pdf").write_bytes(b"%PDF")
    return place


def names(folder: Path) -> list[str]:
    return [str(folder / name) for name in ("good.xlsx", "sub/bad.xlsx", "sub/copy of good.xlsx", "table.csv")]


def test_a_folder_gives_a_report_for_each_return_in_it_and_says_what_it_left_out(nap: Nap, folder: Path) -> None:
    done = nap("check", folder, "--json", "--offline")
    assert [each["file"] for each in done.json] == names(folder)
    assert [each["verdict"] for each in done.json] == ["clean", "errors", "clean", "refused"]
    assert done.status == 2
    left = done.err.splitlines()
    assert [name for name in ("~$good.xlsx", ".good.xlsx", "letter.pdf") if not any(name in line for line in left)] == []
    assert len(left) == 3


def test_one_file_keeps_the_report_of_one_and_a_folder_with_one_gives_a_list(nap: Nap, folder: Path) -> None:
    one = nap("check", folder / "sub" / "bad.xlsx", "--json", "--offline")
    shutil.rmtree(folder / "sub")
    (folder / "table.csv").unlink()
    many = nap("check", folder, "--json", "--offline")
    assert list(one.json) == ["verdict", "partner", "period", "rows", "read", "findings"]
    assert [list(each) for each in many.json] == [["file", "same_as", "rivals", *one.json]]
    assert (one.status, many.status) == (1, 0)


def test_equal_files_and_two_for_one_return_are_told_together(nap: Nap, folder: Path) -> None:
    good, bad, copy, _ = names(folder)
    told = {each["file"]: (each["same_as"], each["rivals"]) for each in nap("check", folder, "--json", "--offline").json}
    assert told[copy] == (good, [])
    assert told[good] == (None, [bad])
    said = nap("check", folder, "--offline", "--lang", "en").out.splitlines()
    assert f"{copy}: Exactly the same as this file: {good}" in said
    assert f"{bad}: For the same organisation and period there is also: {good}. Which one do you mean?" in said


def test_each_files_findings_stand_under_its_name_and_verdict(nap: Nap, folder: Path) -> None:
    done = nap("check", folder / "good.xlsx", folder / "sub" / "bad.xlsx", "--offline", "--lang", "en")
    good, bad = done.out.index("good.xlsx: No findings"), done.out.index("bad.xlsx: There are errors to mend")
    assert good < bad < done.out.index("around six")
    assert done.out.rstrip().endswith("With errors to mend: 1 file")
    assert done.status == 1


def test_a_file_that_cannot_be_opened_stops_nobody(nap: Nap, folder: Path) -> None:
    done = nap("check", folder / "nothing.xlsx", folder / "good.xlsx", "--json", "--offline")
    missing, good = done.json
    assert (missing["verdict"], missing["findings"][0]["code"]) == ("refused", "file-unreadable")
    assert "could not be opened" in missing["findings"][0]["message"]
    assert (good["verdict"], good["same_as"], done.status) == ("clean", None, 2)


def test_a_giant_is_refused_without_being_loaded(nap: Nap, folder: Path) -> None:
    with (folder / "giant.xlsx").open("wb") as file:
        file.truncate(1 << 34)  # a hole: takes no room on the disk
    giant = next(each for each in nap("check", folder, "--json", "--offline").json if each["file"].endswith("giant.xlsx"))
    assert [finding["code"] for finding in giant["findings"]] == ["file-too-large"]


def test_a_folder_without_returns_is_said_in_one_line(nap: Nap, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = nap("check", tmp_path / "empty")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_name_that_cannot_be_printed_stops_nothing(nap: Nap, folder: Path) -> None:
    try:
        (folder / "\x1b[31m\n.xlsx").write_bytes(b"x")
        (folder / b"\xff\xfe.xlsx".decode(errors="surrogateescape")).write_bytes(b"y")
    except OSError:
        pytest.skip("this file system takes no such names")
    done = nap("check", folder, "--offline")
    assert (done.status, "\x1b" in done.out) == (2, False)


def test_the_summary_workbook_holds_every_file_and_finding(nap: Nap, folder: Path, tmp_path: Path) -> None:
    reports = nap("check", folder, "--json", "--offline", "--summary", tmp_path / "out" / "summary.xlsx").json
    book = load_workbook(tmp_path / "out" / "summary.xlsx")
    told = [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert told == ["good.xlsx", "sub/bad.xlsx", "sub/copy of good.xlsx", "table.csv"]
    assert book.worksheets[1].max_row - 1 == sum(len(each["findings"]) for each in reports)
    assert book.worksheets[2].max_row - 1 == sum(len(each["read"]) for each in reports)


def test_files_of_several_folders_keep_names_of_their_own_in_the_summary(nap: Nap, folder: Path, tmp_path: Path) -> None:
    nap("check", folder / "good.xlsx", folder / "sub", folder / "table.csv", "--offline", "--summary", tmp_path / "all.xlsx")
    told = [row[0].value for row in load_workbook(tmp_path / "all.xlsx").worksheets[0].iter_rows(min_row=2)]
    assert told == ["good.xlsx", "bad.xlsx", "copy of good.xlsx", "table.csv"]


def test_a_language_that_is_not_there_is_refused_with_those_that_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check", str(folder / "good.xlsx"), "--lang", "de"])
    told = capsys.readouterr()
    assert (stopped.value.code, told.out) == (2, "")
    assert "there is no language 'de'; there are " in told.err
    assert all(lang in told.err.rpartition("there are")[2] for lang in ("ky", "ru", "en"))


@pytest.mark.parametrize("option", ["--summary", "--marked"])
def test_no_file_that_is_checked_is_overwritten(nap: Nap, folder: Path, option: str) -> None:
    for place in (folder / "good.xlsx", folder / "sub" / ".." / "good.xlsx"):
        before = place.read_bytes()
        done = nap("check", folder / "good.xlsx", "--offline", option, place)
        assert (done.status, done.out, place.read_bytes()) == (2, "", before)
        assert "good.xlsx" in done.err
    assert nap("check", folder, "--offline", "--marked", folder).status == 2


def test_what_cannot_be_written_is_said_in_one_line(nap: Nap, folder: Path) -> None:
    done = nap("check", folder / "good.xlsx", "--offline", "--summary", folder / "letter.pdf" / "summary.xlsx")
    assert (done.status, "summary.xlsx" in done.err, done.err.count("\n")) == (2, True, 1)


def test_a_marked_copy_is_the_file_with_its_findings_in_it(nap: Nap, folder: Path, tmp_path: Path) -> None:
    bad = folder / "sub" / "bad.xlsx"
    report = nap("check", bad, "--json", "--offline", "--marked", tmp_path / "marked.xlsx").json
    before, after = load_workbook(bad), load_workbook(tmp_path / "marked.xlsx")
    assert set(before.sheetnames) < set(after.sheetnames)
    error = next(each for each in report["findings"] if each["severity"] == "error")
    cell = after[error["sheet"]][error["cell"]]
    assert (cell.value, before[error["sheet"]][error["cell"]].comment) == ("around six", None)
    assert "around six" in cell.comment.text


def test_marked_copies_of_a_folder_stand_as_their_files_did(nap: Nap, folder: Path, tmp_path: Path) -> None:
    done = nap("check", folder, "--offline", "--lang", "en", "--marked", tmp_path / "marked")
    copies = sorted(path.relative_to(tmp_path / "marked").as_posix() for path in (tmp_path / "marked").rglob("*.xlsx"))
    assert copies == ["good.xlsx", "sub/bad.xlsx", "sub/copy of good.xlsx", "table.csv.xlsx"]
    assert done.status == 2
    assert "text (.csv)" in " ".join(_texts(tmp_path / "marked" / "table.csv.xlsx")), "a list where there is nothing to mark"


def test_a_file_that_was_not_opened_has_no_marked_copy(nap: Nap, folder: Path, tmp_path: Path) -> None:
    done = nap("check", folder / "nothing.xlsx", folder / "good.xlsx", "--offline", "--marked", tmp_path / "marked")
    assert "nothing.xlsx" in done.err
    assert [path.name for path in (tmp_path / "marked").iterdir()] == ["good.xlsx"]


def _texts(workbook: Path) -> list[str]:
    return [str(cell.value) for sheet in load_workbook(workbook).worksheets for row in sheet.iter_rows() for cell in row]


def test_files_of_one_name_give_marked_copies_of_two(nap: Nap, folder: Path, tmp_path: Path) -> None:
    (folder / "sub" / "good.xlsx").write_bytes((folder / "sub" / "bad.xlsx").read_bytes())
    nap("check", folder / "good.xlsx", folder / "sub" / "good.xlsx", "--offline", "--marked", tmp_path / "marked")
    assert sorted(path.name for path in (tmp_path / "marked").iterdir()) == ["good (2).xlsx", "good.xlsx"]


def test_a_checked_folder_leaves_nothing_in_the_store(
    demo_nap: Nap, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NAP_PLAN")
    demo_nap("template", "WPN", "2026-H1", "-o", folder / "own.xlsx")
    before = _rows(tmp_path / "run" / "nap.sqlite")
    own = next(each for each in demo_nap("check", folder, "--json").json if each["file"].endswith("own.xlsx"))
    assert (own["partner"], own["verdict"]) == ("WPN", "warnings")
    assert _rows(tmp_path / "run" / "nap.sqlite") == before
    assert len(list((tmp_path / "run").glob("*.sqlite"))) == 1


def _rows(store: Path) -> dict[str, int]:
    with closing(sqlite3.connect(store)) as opened:
        tables = [name for (name,) in opened.execute("select name from sqlite_master where type = 'table'")]
        return {name: opened.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}


class _Watched(io.StringIO):
    def isatty(self) -> bool:
        return True

    def reconfigure(self, **_: str) -> None:
        return None


def test_progress_is_told_only_to_somebody_who_watches(nap: Nap, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "of 4" not in nap("check", folder, "--offline").err
    watched = _Watched()
    monkeypatch.setattr(sys, "stderr", watched)
    nap("check", folder, "--offline", "--lang", "en")
    assert "Checked: 2 of 4" in watched.getvalue()
    assert watched.getvalue().endswith("\r\x1b[K")


def test_a_file_is_named_once_however_often_it_is_asked_for(nap: Nap, folder: Path) -> None:
    reports = nap("check", folder, folder / "good.xlsx", folder / "sub", "--json", "--offline").json
    assert [each["file"] for each in reports] == names(folder)


def test_every_verdict_has_its_exit_status() -> None:
    assert checking.EXIT == {"clean": 0, "warnings": 0, "errors": 1, "refused": 2}


def test_a_check_waits_for_no_library_it_does_not_need(folder: Path) -> None:
    heavy = "{'openpyxl', 'sqlalchemy', 'numpy', 'pydantic', 'streamlit'} & set(sys.modules)"
    code = f"import sys; from nap.cli import main; main(sys.argv[1:]); print('heavy:', sorted({heavy}))"
    command = [sys.executable, "-c", code, "check", str(folder / "good.xlsx"), "--offline", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "heavy: []"
