"""Reading in a process of its own: the same answers, and an end to every file that hangs, explodes or crashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

import pytest
from openpyxl import Workbook

from nap.facts import Finding
from nap.returns import worker
from nap.returns.book import Book
from nap.returns.personal import NamedPattern, scan
from nap.returns.reader import open_book
from nap.returns.worker import Limits, open_book_safely, scan_safely
from nap.returns.worker_process import LESS_URGENT
from tests.conftest import SAMPLES
from tests.returns.reader_files import bomb_of_extent, hand_made, saved

GOOD = (SAMPLES / "libreoffice.xlsx").read_bytes()
PHONE = NamedPattern("phone", r"0\d{3} \d{3} \d{3}", "block")
ENDLESS = NamedPattern("endless", r"(a|a?)+$", "block")


class Unhurried(Limits):
    """Time by the clock does not end it, so that a busy machine tells the same."""

    clock = 120


def case_of(answer: object) -> tuple[str, str]:
    assert isinstance(answer, Finding), answer
    assert answer.severity == "refused"
    return answer.code, answer.case


def text_book(text: str) -> bytes:
    workbook = Workbook()
    workbook.active["A1"] = text
    return saved(workbook)


def test_the_worker_gives_the_same_book() -> None:
    book = open_book_safely(GOOD)
    assert isinstance(book, Book)
    assert book == open_book(GOOD)


@pytest.mark.parametrize("data", [b"", b"a;b", bomb_of_extent(), GOOD[:500]])
def test_the_worker_gives_the_same_refusal(data: bytes) -> None:
    assert open_book_safely(data) == open_book(data)


def test_a_scan_in_the_worker_gives_the_same_places() -> None:
    hits = scan_safely(GOOD, [PHONE])
    assert hits == scan(GOOD, [PHONE])
    assert hits
    assert scan_safely(b"%PDF-1.7", [PHONE]) == scan(b"%PDF-1.7", [PHONE])


def test_a_file_that_hangs_is_ended_and_the_time_is_told() -> None:
    finding = scan_safely(text_book("a" * 60 + "!"), [ENDLESS], Unhurried(seconds=1))
    assert case_of(finding) == ("file-unreadable", "timeout")
    assert isinstance(finding, Finding)
    assert dict(finding.facts) == {"seconds": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
def test_a_file_that_needs_too_much_memory_is_ended() -> None:
    workbook = Workbook()
    for row in range(2_000):
        workbook.active.append([f"{row} {column}" for column in range(15)])
    assert case_of(open_book_safely(saved(workbook), Limits(memory=24 * 1024**2))) == ("file-unreadable", "memory")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
def test_a_file_that_takes_too_long_to_read_is_ended() -> None:
    texts = "<si><t>a</t></si>" * 1_500_000
    finding = open_book_safely(hand_made("<sheetData/>", strings=texts), Limits(seconds=1))
    assert case_of(finding) == ("file-unreadable", "timeout")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
def test_a_search_that_needs_too_much_memory_is_ended() -> None:
    texts = "<si><t>a</t></si>" * 400_000
    assert case_of(scan_safely(hand_made("<sheetData/>", strings=texts), [PHONE], Limits(memory=48 * 1024**2))) == (
        "file-unreadable",
        "memory",
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux chooses whom to end")
def test_should_the_machine_run_out_of_memory_the_worker_goes_first() -> None:
    asked = (
        "from nap.returns.worker_process import set_limits; set_limits(5, 2**31, 5);"
        "print(open('/proc/self/oom_score_adj').read())"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=worker._ROOT).stdout
    assert int(said) == 800


def test_no_limit_stays_on_this_process() -> None:
    resource = pytest.importorskip("resource")
    before = [resource.getrlimit(what) for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    open_book_safely(GOOD)
    assert [resource.getrlimit(what) for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU)] == before


@pytest.mark.parametrize(
    ("program", "case"),
    [
        ("import os; os.abort()", "crash"),
        ("raise SystemExit(1)", "crash"),
        ("raise SystemExit(3)", "memory"),
        ("print('no answer at all')", "crash"),
        ("pass", "crash"),
        ("import sys, marshal; sys.stdout.buffer.write(marshal.dumps(('book', 1)))", "crash"),
    ],
)
def test_a_worker_that_ends_badly_makes_the_file_unreadable(monkeypatch: pytest.MonkeyPatch, program: str, case: str) -> None:
    monkeypatch.setattr(worker, "_START", program)
    assert case_of(open_book_safely(GOOD)) == ("file-unreadable", case)
    assert case_of(scan_safely(GOOD, [PHONE])) == ("file-unreadable", case)


def test_it_works_from_many_threads_at_once() -> None:
    books: list[object] = []
    threads = [threading.Thread(target=lambda: books.append(open_book_safely(GOOD))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert books == [open_book(GOOD)] * 4


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX reports the signal or status")
def test_a_worker_left_alone_ends_by_itself() -> None:
    line = json.dumps({"verb": "scan", "patterns": [ENDLESS], "limits": {"seconds": 1, "memory": 2 * 1024**3}})
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", worker._START, worker._ROOT], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    process.communicate(line.encode() + b"\n" + text_book("a" * 60 + "!"), timeout=20)
    assert process.returncode != 0


def test_the_worker_needs_no_installed_package() -> None:
    program = f"import sys; sys.path.insert(0, {worker._ROOT!r}); import nap.returns.worker_process; print('site' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
def test_the_worker_steps_back_behind_the_pages_of_everybody() -> None:
    asked = "import os; from nap.returns.worker_process import set_limits; set_limits(5, 2**31, 5); print(os.nice(0))"
    ours = os.nice(0)
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=worker._ROOT).stdout
    assert int(said) == min(ours + LESS_URGENT, 19)
