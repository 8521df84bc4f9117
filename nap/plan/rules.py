"""Comparisons between indicators as the plan writes them: `3.2.REPORTED <= 3.1`, `2.1.F + 2.1.M <= 2.1`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nap.plan.model import Indicator

_RULE = re.compile(r"\s*([\w.+\s-]+?)\s*(<=|>=|<|>|=)\s*([\w.+\s-]+?)\s*", re.ASCII)
_OPERAND = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True)
class Operand:
    """One figure: `breakdown` is empty for the total, else as in `Observation.breakdown`."""

    indicator: str
    breakdown: str = ""


@dataclass(frozen=True)
class Rule:
    """The sum of the left figures stands in relation `sign` (`<= >= < > =`) to the sum of the right ones."""

    left: tuple[Operand, ...]
    sign: str
    right: tuple[Operand, ...]


@dataclass(frozen=True)
class BadRule:
    """Why a rule cannot be read: `bad-rule`, `unknown-indicator` or `unknown-category`, and the part meant."""

    code: str
    found: str


def read_rule(text: str, indicators: Mapping[str, Indicator]) -> Rule | BadRule:
    """The rule, its figures looked up among the indicators; the first thing that is wrong with it otherwise."""
    match = _RULE.fullmatch(text)
    if match is None:
        return BadRule("bad-rule", text)
    left, right = (tuple(_operand(part.strip(), indicators) for part in side.split("+")) for side in match.group(1, 3))
    wrong = next((part for part in (*left, *right) if isinstance(part, BadRule)), None)
    if wrong is not None:
        return wrong
    return Rule(_operands(left), match[2], _operands(right))


def _operands(parts: tuple[Operand | BadRule, ...]) -> tuple[Operand, ...]:
    return tuple(part for part in parts if isinstance(part, Operand))


def _operand(written: str, indicators: Mapping[str, Indicator]) -> Operand | BadRule:
    if not _OPERAND.fullmatch(written):
        return BadRule("bad-rule", written)
    if written in indicators:
        return Operand(written)
    code, _, category = written.rpartition(".")
    indicator = indicators.get(code)
    if indicator is None:
        return BadRule("unknown-indicator", written)
    key = next((key for key in indicator.categories if key.partition("=")[2] == category), None)
    return Operand(code, key) if key else BadRule("unknown-category", written)
