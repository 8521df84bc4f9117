"""One file, the same rules, four tools side by side in one run: our check, frictionless, pandera with pandas, and a bare read.

    python benchmarks/reading.py [ROWS ...] [--runs N]     default 200 2000 100000, three runs

The file is a genuine return: a table under our tags, which is a table with a header for the others, and the sheet that says whose
it is. The rules every tool is given: the columns are there, codes come from lists, numbers are whole and between limits, a key
stands once, women and men and not stated are the total. Ten faults are planted and every tool must find them all. Ours does more
with the same file: the gate, the search for personal data, every other check, sentences.

Times are medians in seconds: `whole` is a process from its start, `itself` the check alone with everything loaded. Ratios are to
ours. The peers run from the interpreter named by NAP_BENCH_PYTHON, made with requirements-bench.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("ours", "frictionless", "pandera", "bare read")
FAULTS = 10
HEADER = ("#indicator+code", "#adm+code", "#date+period", "#value+total", "#value+f", "#value+m", "#value+u")
REGIONS = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
YEARS = range(2012, 2025)
MOST = 1_000_000
PLAN = """
plan: {{id: bench, version: 1, status: draft, title: {{en: Bench}}, country: KG, years: [2025, 2027], history_from: 2012,
  languages: [en], privacy: [{{name: pin, pattern: '\\b[12]\\d{{13}}\\b', level: block}}]}}
regions: data/regions.csv
partners: [{{code: P1, name: {{en: Partner}}, regions: [{places}]}}]
objectives: [{{code: O1, title: {{en: Objective}}}}]
indicators:
{indicators}
"""
INDICATOR = (
    "  - {{code: '1.{number}', objective: O1, title: {{en: Indicator {number}}}, type: count, counts: people, range: [0, {most}],"
    " frequency: month, breakdowns: [{{by: sex, categories: [F, M, _U], disjoint: true, complete: true}}]}}"
)


def keys(rows: int) -> tuple[int, Iterator[tuple[str, str, str]]]:
    """How many indicators it takes, and that many keys: first what is owed, then the months of history."""
    now = [f"2026-{month:02}" for month in range(1, 7)]
    past = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]
    count = -(-rows // (len(REGIONS) * len(now + past)))
    codes = [f"1.{number}" for number in range(1, count + 1)]
    return count, islice(product(codes, REGIONS, now + past), rows)


def make_files(folder: Path, rows: int) -> dict[str, Path]:
    """The plan for us, the workbook for all, the rules for the others."""
    count, wanted = keys(rows)
    files = {"plan": folder / "plan.yaml", "return": folder / "return.xlsx", "rules": folder / "rules.json"}
    indicators = "\n".join(INDICATOR.format(number=number, most=MOST) for number in range(1, count + 1))
    files["plan"].write_text(PLAN.format(places=", ".join(REGIONS), indicators=indicators), encoding="utf-8")
    book = Workbook(write_only=True)
    table = book.create_sheet("O1")
    table.append(HEADER)
    for number, key in enumerate(wanted):
        women, men = 60 + number % 37, 35 + number % 11
        wrong = number % (rows // FAULTS) == rows // FAULTS - 1
        table.append([*key, women + men + 5 - wrong, women, men, 5])
    _add_identity(book)
    book.save(files["return"])
    codes = [f"1.{number}" for number in range(1, count + 1)]
    periods = [f"{year}-{month:02}" for year in (*YEARS, 2026) for month in range(1, 13)]
    rules = {"codes": codes, "regions": REGIONS, "periods": periods, "most": MOST, "faults": FAULTS}
    files["rules"].write_text(json.dumps(rules))
    return files


def _add_identity(book: Workbook) -> None:
    sheet = book.create_sheet("_nap")
    fields = {
        "plan": "bench",
        "plan_version": "1",
        "partner": "P1",
        "period": "2026-H1",
        "template_version": "1",
        "language": "en",
    }
    for row in fields.items():
        sheet.append(row)


def measure(tool: str, files: dict[str, Path]) -> tuple[float, float]:
    """Seconds of the whole process and of the check itself; the tool must have found every fault."""
    python = sys.executable if tool == "ours" else os.environ["NAP_BENCH_PYTHON"]
    command = [python, str(ROOT / "benchmarks" / "reading_one.py"), tool, *map(str, files.values())]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    whole = time.perf_counter() - start
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert tool == "bare read" or said["faults"] >= FAULTS, (tool, said)
    return whole, said["seconds"]


def report(rows: int, runs: int) -> None:
    """Measure every tool in turn, so that each meets the same machine; print one line a tool."""
    tools = TOOLS if os.environ.get("NAP_BENCH_PYTHON") else TOOLS[:1]
    with tempfile.TemporaryDirectory() as name:
        files = make_files(Path(name), rows)
        size = files["return"].stat().st_size / 1e6
        times: dict[str, list[tuple[float, float]]] = {tool: [] for tool in tools}
        for _ in range(runs):
            for tool in tools:
                times[tool].append(measure(tool, files))
    print(f"{rows:>9,} rows, {size:.2f} MB")
    whole, itself = ({tool: statistics.median(each[at] for each in found) for tool, found in times.items()} for at in (0, 1))
    for tool in tools:
        ratios = f"{whole[tool] / whole['ours']:8.2f} {itself[tool] / itself['ours']:8.2f}"
        print(f"  {tool:<14}{whole[tool]:8.2f} {itself[tool]:8.2f}   {ratios}")


def main() -> None:
    """Read the sizes, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", nargs="*", type=int, default=[200, 2000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not os.environ.get("NAP_BENCH_PYTHON"):
        print("Set NAP_BENCH_PYTHON to see the others beside ours.", file=sys.stderr)
    print(f"  {'':<14}{'whole':>8} {'itself':>8}   {'ratio':>8} {'ratio':>8}")
    for rows in options.rows:
        report(rows, options.runs)


if __name__ == "__main__":
    main()
