"""All figures of a release as one CSV table in the codes of SDMX, its second row HXL tags. A release enters, bytes leave."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from nap.facts import Period
from nap.releases.lines import hidden, row
from nap.releases.release import Line, Release
from nap.releases.sdmx import FREQUENCIES, dimensions, obs_status, time_period
from nap.results.as_json import Value

COLUMNS = {
    "INDICATOR": "#indicator+code",
    "REF_AREA": "#loc+code",
    "FREQ": "#frequency+code",
    "TIME_PERIOD": "#date+period",
    "SEX": "#group+sex+code",
    "AGE": "#group+age+code",
    "OTHER": "#group+other+code",
    "OBS_VALUE": "#indicator+value+num",
    "OBS_STATUS": "#status+observation+code",
    "NUMERATOR": "#indicator+numerator+num",
    "DENOMINATOR": "#indicator+denominator+num",
    "REPORTED": "#meta+reported+num",
    "EXPECTED": "#meta+expected+num",
    "STATUS": "#status+progress+code",
    "FIGURE": "#meta+figure+id",
}
"""Column and its HXL tag. All but the last are those of the contract; `FIGURE` is the short number to cite."""

Cell = str | int | float | None


def figures_csv(release: Release) -> bytes:
    """UTF-8 without byte order mark, commas, CRLF lines, decimal point, empty where there is no number.

    Everything in it is a code of ours or a number, so that nothing can be taken for a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerow(COLUMNS.values())
    writer.writerows([_text(value) for value in cells(release, line)] for line in release.lines)
    return out.getvalue().encode()


def cells(release: Release, line: Line) -> list[Cell]:
    """One line under those columns, numbers as numbers."""
    told, period = row(line), line.result.period
    return [
        line.result.indicator,
        line.result.region,
        *_when(period),
        *dimensions(line.result.breakdown),
        _number(told["value"]),
        obs_status(line.result),
        *(_number(told[name]) for name in ("numerator", "denominator", "reported", "expected")),
        "suppressed" if hidden(line.result) else line.result.status.value,
        release.name(line),
    ]


def _when(period: Period) -> tuple[str, str]:
    return FREQUENCIES[period.frequency], time_period(period)


def _number(value: Value) -> int | float | None:
    return value if isinstance(value, (int, float)) else None


def _text(value: Cell) -> str:
    """A float in its shortest form that reads back as itself, never as `1e-07`."""
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return "" if value is None else str(value)
