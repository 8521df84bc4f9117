"""Findings in the order somebody wants to work through them: findings enter, sections of groups leave. Nothing is drawn here.

Equal findings (same code, same sentences) are one group with all their cells, except where the order is that of the workbook:
there each stands at its first cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nap.facts import Finding, Severity
from nap.finding_texts import FindingText
from nap.plan import Plan

ORDERS = ("gravity", "place", "indicator")
GRAVITY = list(Severity)
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)\Z")


@dataclass(frozen=True)
class Group:
    """Findings that say the same. `explained`: the partner's words on a warning, or that there are none; empty elsewhere."""

    text: FindingText
    findings: tuple[Finding, ...]
    explained: str = ""

    @property
    def severity(self) -> Severity:
        """The gravity they share."""
        return self.findings[0].severity


@dataclass(frozen=True)
class Section:
    """Groups under one heading: a severity, a sheet or an indicator's code, by the order; empty for the file as a whole."""

    key: str
    groups: tuple[Group, ...]


Text = Callable[[Finding], FindingText]
Explain = Callable[[Finding], str]


def sections(findings: Iterable[Finding], order: str, plan: Plan, text: Text, explain: Explain) -> list[Section]:
    """The findings under their headings; one of ORDERS. Whatever has no sheet or no indicator comes last."""
    one_by_one = order == "place"
    found: dict[str, list[Finding]] = {}
    for each in sorted(findings, key=_sorting(order, plan)):
        found.setdefault(_heading(each, order), []).append(each)
    return [Section(key, tuple(_groups(members, text, explain, one_by_one))) for key, members in found.items()]


def _groups(findings: list[Finding], text: Text, explain: Explain, one_by_one: bool) -> Iterable[Group]:
    groups: dict[object, Group] = {}
    for number, each in enumerate(findings):
        texts, explained = text(each), explain(each)
        same = (each.severity, each.code, texts.sentence, texts.expected, texts.fix, explained)
        key = number if one_by_one else same
        before = groups[key].findings if key in groups else ()
        groups[key] = Group(groups[key].text if key in groups else texts, (*before, each), explained)
    return groups.values()


def answered_once(groups: Iterable[Group], place: Callable[[Finding], object]) -> list[tuple[Finding, ...]]:
    """For each group the findings that its own line answers: those at whose place no group before has one.

    What is kept of an answer names a row and no period, so findings of one row in several months have one answer together.
    """
    seen: set[object] = set()
    found = []
    for group in groups:
        warns = group.severity is Severity.WARNING
        found.append(tuple(each for each in group.findings if warns and place(each) not in seen))
        seen |= {place(each) for each in found[-1]}
    return found


def _heading(finding: Finding, order: str) -> str:
    match order:
        case "place":
            return finding.sheet or ""
        case "indicator":
            return finding.indicator or ""
        case _:
            return finding.severity.value


def _sorting(order: str, plan: Plan) -> Callable[[Finding], tuple[object, ...]]:
    rank = {indicator.code: number for number, indicator in enumerate(plan.indicators)}

    def key(finding: Finding) -> tuple[object, ...]:
        gravity, sheet, code = GRAVITY.index(finding.severity), finding.sheet, finding.indicator
        where = (sheet is None, sheet or "", min(map(cell_order, finding.cells), default=(0, 0, "")))
        about = (code is None, rank.get(code or "", len(rank)), code or "")
        return {"place": (*where, gravity), "indicator": (*about, gravity, *where)}.get(order, (gravity, *where))

    return key


def cell_order(cell: str) -> tuple[int, int, str]:
    """Row by row, then from left to right: `B3` before `AA3` before `A4`."""
    match = _ADDRESS.match(cell)
    return (int(match[2]), len(match[1]), match[1]) if match else (0, 0, cell)
