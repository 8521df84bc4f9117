"""Comparisons between indicators as the plan writes them: `3.2.REPORTED <= 3.1`, `4.1.A + 4.1.B + 4.1.C = 100`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nap.plan.model import Indicator

_RULE = re.compile(r"\s*([\w.+\s-]+?)\s*(<=|>=|<|>|=)\s*([\w.+\s-]+?)\s*", re.ASCII)
_OPERAND = re.compile(r"[\w.-]+", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)
_TURNED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "="}


@dataclass(frozen=True)
class Operand:
    """One figure: `breakdown` is empty for the total, else as in `Observation.breakdown`."""

    indicator: str
    breakdown: str = ""


@dataclass(frozen=True)
class Rule:
    """The sum of the left figures stands in relation `sign` (`<= >= < > =`) to the sum of the right ones, or to a number.

    With a number (`limit`) there are no figures on the right, whichever side of the sign it was written on.
    """

    left: tuple[Operand, ...]
    sign: str
    right: tuple[Operand, ...]
    limit: Decimal | None = None


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
    first, second = (_number(side, indicators) for side in match.group(1, 3))
    if first is not None and second is None:
        return _limited(match[3], _TURNED[match[2]], first, indicators)
    if second is not None and first is None:
        return _limited(match[1], match[2], second, indicators)
    left, right = (_side(side, indicators) for side in match.group(1, 3))
    wrong = next((part for part in (*left, *right) if isinstance(part, BadRule)), None)
    if wrong is not None:
        return wrong
    return Rule(_operands(left), match[2], _operands(right))


def _number(side: str, indicators: Mapping[str, Indicator]) -> Decimal | None:
    """A whole number alone on its side; none where it may be a slip for a code: 31 for 3.1, 13 where indicators are 1, 2."""
    if not _NUMBER.fullmatch(side) or any(code.isdigit() or code.replace(".", "") == side for code in indicators):
        return None
    return Decimal(side)


def _limited(side: str, sign: str, limit: Decimal, indicators: Mapping[str, Indicator]) -> Rule | BadRule:
    figures = _side(side, indicators)
    wrong = next((part for part in figures if isinstance(part, BadRule)), None)
    return wrong or Rule(_operands(figures), sign, (), limit)


def _side(side: str, indicators: Mapping[str, Indicator]) -> tuple[Operand | BadRule, ...]:
    return tuple(_operand(part.strip(), indicators) for part in side.split("+"))


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
