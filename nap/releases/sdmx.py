"""Our nouns in the codes of SDMX, which statistical offices exchange data in: a period, a breakdown, a result enter, codes leave.

Code lists: CL_FREQ, CL_OBS_STATUS, CL_SEX, CL_AGE (cross-domain). REF_AREA and the other parts keep the codes of the plan.
"""

from __future__ import annotations

from nap.facts import Frequency, Period, Result, Status
from nap.results.reasons import Reason

TOTAL = "_T"
FREQUENCIES = {Frequency.MONTH: "M", Frequency.QUARTER: "Q", Frequency.HALF_YEAR: "S", Frequency.YEAR: "A"}
STATUSES = ("A", "B", "I", "M", "O", "P", "Q", "U")
"""Those of CL_OBS_STATUS that we use."""
_CANNOT_EXIST = frozenset({Reason.NOT_APPLICABLE, Reason.DENOMINATOR_ZERO, Reason.NOT_ASKED, Reason.NOT_ASKED_THEN})


def time_period(period: Period) -> str:
    """`2026`, `2026-Q2`, `2026-03` as we write them; SDMX calls half a year a semester: `2026-S1`.

    A fiscal year has no code of its own there that says when it begins: it is written as a time range, `2026-04-01/P12M`.
    """
    if period.begins > 1 and period.frequency is not Frequency.MONTH:
        return f"{period.start}/P{period.frequency.months}M"
    if period.begins > 1:
        return f"{period.start:%Y-%m}"
    return str(period).replace("-H", "-S")


def dimensions(breakdown: str) -> tuple[str, str, str]:
    """SEX, AGE and OTHER of a breakdown; `_T` where it is not split by that. OTHER names the split too: `step=REPORTED`."""
    parts = dict(part.split("=", 1) for part in breakdown.split(";") if part)
    sex, age = parts.pop("sex", TOTAL), parts.pop("age", TOTAL)
    return sex, age, ";".join(f"{by}={category}" for by, category in parts.items()) or TOTAL


def obs_status(result: Result) -> str:
    """One code of CL_OBS_STATUS, the one a reader must know first.

    Q hidden; M cannot exist; O missing; P parts are still missing, the figure will change; B not comparable with the baseline;
    I stands in from an earlier period; U the true figure is higher; A otherwise.
    """
    if result.status is Status.SUPPRESSED:
        return "Q"
    if result.value is None:
        return "M" if result.reason in _CANNOT_EXIST else "O"
    if result.incomplete:
        return "P"
    if result.reason == Reason.BREAK_IN_SERIES:
        return "B"
    if result.carried:
        return "I"
    return "U" if result.at_least else "A"
