"""Results as cells of a workbook: numbers where there are any, else the word that stands in their place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nap.charts.look import LIGHT, SIGNS
from nap.charts.texts import amount_text, milestone_text, plain_status
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.releases.lines import hidden, number
from nap.releases.release import Line, Release
from nap.releases.workbook_paper import Cell, Mark, Number
from nap.words import say

_UNSENT = frozenset({Status.NO_DATA, Status.NOT_DUE})


def hidden_mark(lang: str) -> Mark:
    """The one mark of every hidden figure."""
    return Mark(say(lang, "formats.hidden"), "hidden")


def value_cell(lang: str, indicator: Indicator, result: Result | None) -> Cell:
    """The value of a result; empty where nobody was asked."""
    if result is None:
        return None
    if hidden(result):
        return hidden_mark(lang)
    if result.value is None:
        return nothing(lang, result)
    if indicator.type == "milestone":
        return milestone_text(lang, indicator, result, result.value)
    return amount(lang, indicator, result)


def amount(lang: str, indicator: Indicator, result: Result) -> Cell:
    """A value that is there: a level by its name, anything else as a number."""
    if result.value is None or indicator.scale:
        return None if result.value is None else amount_text(lang, indicator, result.value)
    return Number(number(result.value) or 0, indicator.precision, bool(result.at_least))


def nothing(lang: str, result: Result) -> Mark:
    """What stands in place of a value that is not there."""
    word = f"common.status.{result.status.value}" if result.status in _UNSENT else "pages.value.none"
    return Mark(say(lang, word), "nothing")


def count_cell(value: object) -> Cell:
    """A number of things, if there is one."""
    return Number(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def status_cell(lang: str, result: Result | None) -> Cell:
    """Sign, word and colour of the status; that of a hidden figure is the mark."""
    if result is None:
        return None
    if hidden(result):
        return hidden_mark(lang)
    kind = result.status.value
    return Mark(f"{SIGNS[result.status]} {plain_status(lang, result)}", kind if kind in LIGHT else "text")


def coverage_cell(lang: str, result: Result | None) -> Cell:
    """How many of the expected figures came in, and for how many an earlier one stands in."""
    if result is None or hidden(result) or not result.expected or result.reported is None:
        return None
    return _coverage(lang, result.reported, result.expected, result.carried or 0)


@lru_cache(maxsize=1000)
def _coverage(lang: str, reported: int, expected: int, carried: int) -> str:
    """The same few sentences stand in thousands of rows."""
    told = say(lang, "pages.coverage", n=reported, m=expected)
    return f"{told}; {say(lang, 'pages.carried', n=carried)}" if carried else told


def figure_cell(release: Release, result: Result | None) -> Cell:
    """The short number to cite."""
    line = None if result is None else release.line(result.indicator, result.region, result.period, result.breakdown)
    return None if line is None else release.name(line)


def parts_of(lines: Iterable[Line]) -> dict[tuple[str, str, str], list[Line]]:
    """The parts of every total, by indicator, region and period; looked up once, because a release has many."""
    found: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        one = line.result
        if one.breakdown:
            found.setdefault((one.indicator, one.region, str(one.period)), []).append(line)
    return found
