"""How fast a workbook is read, side by side in one run: ours, ours in the worker, openpyxl in two read-only passes, calamine.

    python benchmarks/read_workbook.py [ROWS ...]     default 2000 100000, of 15 columns

openpyxl needs two passes to tell a formula without result from a blank, and its read-only mode still loses hidden rows; calamine
tells neither. Times are the best of the runs, in seconds; the ratio is to ours in this process.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from nap.returns.personal import NamedPattern
from nap.returns.reader import open_book
from nap.returns.worker import open_book_safely, scan_safely

PIN = NamedPattern("pin", r"\b[12]\d{13}\b", "block")
PHONE = NamedPattern("phone", r"(?:\+?996|0)[\s-]?\d{3}[\s-]?\d{3}[\s-]?\d{3}", "block")


def make_return(rows: int) -> bytes:
    """A workbook such as partners send: codes, ten numbers, a source, a comment, one formula."""
    chance = random.Random(1325)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("O1")
    for row in range(1, rows + 1):
        figures = [chance.randrange(5_000) for _ in range(8)]
        codes = [f"{row % 5}.{row % 30}", f"4170{row % 40:04}", "2026-H1"]
        sheet.append([*codes, *figures, round(chance.random() * 100, 1), "register", f"comment {row}", f"=D{row}+E{row}"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def openpyxl_twice(data: bytes) -> int:
    """Both passes over all cells."""
    count = 0
    for data_only in (True, False):
        for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=data_only):
            count += sum(1 for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return count


def calamine(data: bytes) -> int:
    """All sheets as lists."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


READERS: dict[str, Callable[[bytes], object]] = {
    "ours, this process": open_book,
    "ours, in the worker": open_book_safely,
    "scan for personal data, in the worker": lambda data: scan_safely(data, (PIN, PHONE)),
    "openpyxl, two read-only passes": openpyxl_twice,
    "calamine": calamine,
}


def best_time(read: Callable[[bytes], object], data: bytes, runs: int) -> float:
    """Seconds of the quickest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        read(data)
        times.append(time.perf_counter() - start)
    return min(times)


def main(sizes: list[int]) -> None:
    """Print one table per size."""
    for rows in sizes:
        data = make_return(rows)
        print(f"{rows} rows, {len(data) / 1e6:.1f} MB")
        ours = best_time(open_book, data, runs := 5 if rows < 10_000 else 1)
        for name, read in READERS.items():
            seconds = best_time(read, data, runs)
            print(f"  {name:40}{seconds:8.3f} s  {seconds / ours:6.2f}")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [2_000, 100_000])
