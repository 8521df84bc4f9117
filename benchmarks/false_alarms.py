"""How often the search for personal data is wrong: honest files that are refused or asked about, planted data that are not found.

    python benchmarks/false_alarms.py [--count 200] [--real FOLDER]

FOLDER holds genuine workbooks (of a statistical office): they are searched as they are, added to a return as sheets, and their
figures are typed into a return. Honest returns and planted data are those of the tests.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nap.facts import Finding, Severity  # noqa: E402
from nap.plan import Plan, load_plan  # noqa: E402
from nap.returns import tags  # noqa: E402
from nap.returns.personal import scan  # noqa: E402
from nap.returns.personlists import person_lists  # noqa: E402
from nap.returns.privately import patterns_of, personal_findings  # noqa: E402
from nap.returns.reader import open_book  # noqa: E402
from tests.returns import planted  # noqa: E402
from tests.returns.honest import honest_returns  # noqa: E402
from tests.returns.workbooks import Return, check  # noqa: E402

PLACE = ("2.1", "KG-B")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--real", type=Path)
    chosen = options.parse_args()
    plan, example = (_plan(ROOT / name) for name in ("indicators.yaml", "tests/samples/example-plan.yaml"))
    genuine = sorted(chosen.real.rglob("*.xlsx")) if chosen.real else []
    _tell("genuine workbooks as they are", [_alone(path.read_bytes(), plan) for path in genuine])
    _tell("genuine workbooks as sheets of a return", [_found(_as_sheets(path, plan), plan) for path in genuine])
    _tell("their figures typed into a return", [_found(_typed(path, plan), plan) for path in genuine])
    _tell("honest returns", [_found(data, plan) for _, data in honest_returns(plan, chosen.count)])
    for name, cases in _planted(example):
        found = [each for each, data in cases if any(hit.severity is not Severity.INFO for hit in _found(data, example))]
        print(f"planted, {name}: {len(found)} found of {len(cases)}")


def _plan(path: Path) -> Plan:
    plan, faults = load_plan(path)
    assert plan is not None, faults
    return plan


def _tell(name: str, files: Sequence[Sequence[Finding]]) -> None:
    gravest = Counter(min((each.severity.value for each in found), key=["refused", "warning"].index) for found in files if found)
    print(f"{name}: {len(files)} files, {gravest['refused']} refused, {gravest['warning']} asked about")


def _found(data: bytes, plan: Plan) -> list[Finding]:
    return [each for each in check(data, plan).findings if each.code == "personal-data"]


def _alone(data: bytes, plan: Plan) -> list[Finding]:
    hits, book = scan(data, patterns_of(plan)), open_book(data)
    if isinstance(hits, Finding) or isinstance(book, Finding):
        raise SystemExit("a genuine workbook cannot be read")
    return personal_findings((*hits, *person_lists(book)))


def _as_sheets(path: Path, plan: Plan) -> bytes:
    made = Return(plan)
    for number, sheet in enumerate(load_workbook(path).worksheets):
        copy = made.book.create_sheet(f"{path.stem} {number}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and not type(cell).__name__.startswith("Merged"):
                    copy.cell(cell.row, cell.column).value = cell.value
    return made.data()


def _typed(path: Path, plan: Plan) -> bytes:
    made = Return(plan)
    book = open_book(path.read_bytes())
    assert not isinstance(book, Finding)
    cells = [cell for sheet in book.sheets for cell in sheet.cells.values()]
    figures = iter([float(cell.value) for cell in cells if isinstance(cell.value, Decimal)])
    words = iter([cell.text for cell in cells if cell.kind == "text"])
    for sheet, columns, row in made.lines():
        for tag, source in ((tags.TOTAL, figures), (tags.NUMERATOR, figures), (tags.COMMENT, words), (tags.SOURCE, words)):
            if tag in columns and (value := next(source, None)) is not None:
                sheet.cell(row, columns[tag]).value = value
    return made.data()


Cases = list[tuple[str, bytes]]


def _planted(plan: Plan) -> Iterator[tuple[str, Cases]]:
    sound = Return(plan).data()
    yield "numbers of persons in a comment", _commented(plan, planted.BLOCKED_SPELLINGS)
    yield "names in free text", _commented(plan, planted.ASKED_SPELLINGS)
    yield "lists of persons", [(name, planted.with_sheet(sound, rows)) for name, rows in planted.LISTS.items()]
    yield "parts of the file", [(name, planted.with_part(sound, *part)) for name, part in planted.PARTS.items()]
    yield "corners of a sheet", [(name, planted.inside_sheet(sound, *put)) for name, put in planted.INSIDE.items()]
    yield "what is known not to be found", _commented(plan, list(planted.KNOWN_MISSES.values()))


def _commented(plan: Plan, values: Iterable[object]) -> Cases:
    return [(str(value), planted.with_comment(Return(plan), *PLACE, value)) for value in values]


if __name__ == "__main__":
    main()
