"""How long a whole check takes as a process of its own: ours, and frictionless on the same figures with comparable rules.

    python benchmarks/check_return.py [ROWS ...]     default 2000

frictionless gets a plain table (header in the first row, a schema with types, ranges and enumerations: it knows neither tags nor
plans) and runs from the interpreter named by NAP_BENCH_PYTHON, made with requirements-bench.txt. Median of five runs, in turn.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook, load_workbook

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nap.facts import Period  # noqa: E402
from nap.plan import load_plan  # noqa: E402
from nap.returns.template import make_template  # noqa: E402

RUNS = 5
PLACES = ["KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO"]
PLAN = """
plan: {{id: bench, version: 1, status: draft, title: {{en: Bench}}, country: KG, years: [2025, 2027], languages: [en]}}
regions: data/regions.csv
partners:
  - {{code: P1, name: {{en: Partner}}, regions: [{places}]}}
objectives:
  - {{code: O1, title: {{en: Objective}}}}
indicators:
{indicators}
"""
INDICATOR = (
    "  - {{code: '1.{number}', objective: O1, title: {{en: Indicator {number}}}, type: count, counts: people, range: [0, 100000],"
    " breakdowns: [{{by: sex, categories: [F, M, _U], disjoint: true, complete: true}}]}}"
)


def make_files(folder: Path, rows: int) -> dict[str, Path]:
    """The plan, a filled return, and the same figures as a plain table with its schema."""
    count = -(-rows // len(PLACES))
    plan_file = folder / "plan.yaml"
    indicators = "\n".join(INDICATOR.format(number=number) for number in range(1, count + 1))
    plan_file.write_text(PLAN.format(places=", ".join(PLACES), indicators=indicators), encoding="utf-8")
    plan, faults = load_plan(plan_file)
    assert plan is not None, faults
    book = load_workbook(io.BytesIO(make_template(plan, "P1", Period.parse("2026-H1"), "en")))
    sheet = next(each for each in book.worksheets if each.title.startswith("O1"))
    head = next(row for row in sheet.iter_rows() if any(cell.value == "#value+total" for cell in row))
    columns = {cell.value: cell.column for cell in head if cell.value}
    plain = Workbook(write_only=True)
    table = plain.create_sheet("O1")
    table.append(["indicator", "region", "period", "total", "f", "m", "u"])
    for row in range(head[0].row + 1, sheet.max_row + 1):
        keys = [sheet.cell(row, columns[tag]).value for tag in ("#indicator+code", "#adm+code", "#date+period")]
        if all(keys):
            figures = [100 + row, 60 + row, 35, 5]
            for tag, figure in zip(("#value+total", "#value+f", "#value+m", "#value+u"), figures, strict=True):
                sheet.cell(row, columns[tag]).value = figure
            table.append([*keys, *figures])
    files = {
        "plan": plan_file,
        "return": folder / "return.xlsx",
        "table": folder / "table.xlsx",
        "schema": folder / "schema.json",
    }
    book.save(files["return"])
    plain.save(files["table"])
    files["schema"].write_text(json.dumps(_schema(count)))
    return files


def _schema(count: int) -> dict[str, object]:
    number = {"type": "integer", "constraints": {"minimum": 0, "maximum": 100000}}
    codes = {"indicator": [f"1.{number}" for number in range(1, count + 1)], "region": PLACES, "period": ["2026-H1"]}
    keys = [{"name": name, "type": "string", "constraints": {"enum": values}} for name, values in codes.items()]
    return {"fields": [*keys, *({"name": name, **number} for name in ("total", "f", "m", "u"))], "primaryKey": [*codes]}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """One run of a whole process; it must be content with the file."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    elapsed = time.perf_counter() - start
    assert done.returncode == 0, done.stdout[-800:] + done.stderr[-800:]
    return elapsed


def main() -> None:
    """Print the medians and their ratio."""
    peer = os.environ.get("NAP_BENCH_PYTHON")
    for rows in [int(text) for text in sys.argv[1:]] or [2000]:
        with tempfile.TemporaryDirectory() as name:
            files = make_files(Path(name), rows)
            environment = {**os.environ, "NAP_PLAN": str(files["plan"]), "NAP_DATA": name}
            ours = [sys.executable, "-m", "nap", "check", str(files["return"]), "--json", "--offline"]
            theirs = [
                str(peer),
                "-m",
                "frictionless",
                "validate",
                "--trusted",
                str(files["table"]),
                "--schema",
                str(files["schema"]),
            ]
            commands = {"ours": ours, **({"frictionless": theirs} if peer else {})}
            times: dict[str, list[float]] = {label: [] for label in commands}
            for _ in range(RUNS + 1):
                for label, command in commands.items():
                    times[label].append(seconds(command, environment))
        medians = {label: statistics.median(each[1:]) for label, each in times.items()}
        ratio = f"  ratio {medians['frictionless'] / medians['ours']:.2f}" if peer else "  (set NAP_BENCH_PYTHON for the peer)"
        print(f"{rows} rows: " + "  ".join(f"{label} {value:.2f} s" for label, value in medians.items()) + ratio)


if __name__ == "__main__":
    main()
