"""One tool, one file, once: run by reading.py in the tool's own interpreter. Prints the seconds of the check and its faults.

python benchmarks/reading_one.py TOOL PLAN RETURN RULES
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

Check = Callable[[], int]
"""Runs the check and tells how many rows are at fault."""
NAMES = ("#indicator+code", "#adm+code", "#date+period", "#value+total", "#value+f", "#value+m", "#value+u")
NUMBERS = NAMES[3:]


def ours(plan_file: Path, file: Path, _: dict[str, Any]) -> Check:
    """The whole check as a partner meets it, in its worker processes."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from nap.plan import load_plan
    from nap.returns.check import Context, check_return

    plan, faults = load_plan(plan_file)
    assert plan is not None, faults

    def check() -> int:
        checked = check_return(file.read_bytes(), Context({}, plan, date(2026, 7, 10)))
        wrong = [each for each in checked.findings if each.code == "parts-exceed-total"]
        return len(wrong)

    return check


def frictionless(_: Path, file: Path, rules: dict[str, Any]) -> Check:
    """A schema for the columns, a row constraint for the sum."""
    from frictionless import Checklist, Resource, Schema, checks, formats, system

    system.trusted = True  # the file stands outside the working folder
    number = {"type": "integer", "constraints": {"required": True, "minimum": 0, "maximum": rules["most"]}}
    lists = dict(zip(NAMES, (rules["codes"], rules["regions"], rules["periods"]), strict=False))
    fields: list[dict[str, Any]] = [
        {"name": name, "type": "string", "constraints": {"required": True, "enum": values}} for name, values in lists.items()
    ]
    plain = {name: name[1:].replace("+", "_") for name in NAMES}
    fields += [{"name": name, **number} for name in NUMBERS]
    schema = Schema.from_descriptor(
        {"fields": [field | {"name": plain[field["name"]]} for field in fields], "primaryKey": [plain[each] for each in lists]}
    )
    total, *parts = (plain[name] for name in NUMBERS)
    constraint = checks.row_constraint(formula=f"{total} == {' + '.join(parts)}")

    def check() -> int:
        # Its formulas know no "+" in a name: the header is skipped and the schema names the columns.
        from frictionless import Dialect

        dialect = Dialect(header=False, controls=[formats.ExcelControl(sheet="O1")])
        dialect.comment_rows = [1]
        resource = Resource(path=str(file), dialect=dialect, schema=schema)
        found = resource.validate(Checklist(checks=[constraint])).flatten(["type", "rowNumber"])
        return len({row for kind, row in found if kind == "row-constraint"})

    return check


def pandera(_: Path, file: Path, rules: dict[str, Any]) -> Check:
    """A DataFrame schema over what pandas reads with openpyxl."""
    import pandas as pd
    import pandera.pandas as pa

    lists = dict(zip(NAMES, (rules["codes"], rules["regions"], rules["periods"]), strict=False))
    columns = {name: pa.Column(str, pa.Check.isin(values)) for name, values in lists.items()}
    columns |= {name: pa.Column(int, pa.Check.in_range(0, rules["most"])) for name in NUMBERS}
    total, *parts = NUMBERS
    adds_up = pa.Check(lambda frame: frame[total] == frame[parts].sum(axis=1), name="adds_up")
    schema = pa.DataFrameSchema(columns, checks=[adds_up], unique=list(lists))
    strings = dict.fromkeys(lists, str)

    def check() -> int:
        frame = pd.read_excel(file, sheet_name="O1", engine="openpyxl", dtype=strings)
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as wrong:
            cases = wrong.failure_cases
            return int(cases.loc[cases["check"] == "adds_up", "index"].nunique())
        return 0

    return check


def bare_read(_: Path, file: Path, __: dict[str, Any]) -> Check:
    """Every cell seen once by openpyxl's quickest way, nothing checked."""
    from openpyxl import load_workbook

    def check() -> int:
        sheet = load_workbook(file, read_only=True)["O1"]
        return sum(1 for row in sheet.iter_rows(values_only=True) for value in row if value is not None) * 0

    return check


TOOLS = {"ours": ours, "frictionless": frictionless, "pandera": pandera, "bare read": bare_read}


def main() -> None:
    """Load everything, then time the check alone."""
    tool, plan, file, rules = sys.argv[1:]
    check = TOOLS[tool](Path(plan), Path(file), json.loads(Path(rules).read_text()))
    start = time.perf_counter()
    faults = check()
    print(json.dumps({"seconds": time.perf_counter() - start, "faults": faults}))


if __name__ == "__main__":
    main()
