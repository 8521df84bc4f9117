"""Rules of the plan, between figures of one place whose periods end on the same day, or between figures and a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nap.facts import Fact, Finding, Period, Severity
from nap.plan.rules import Operand, Rule, read_rule
from nap.returns import tags
from nap.returns.checks.figures import ratio
from nap.returns.checks.rounding import rounding
from nap.returns.checks.wholes import moved
from nap.returns.material import Material, Row

_ROUNDED = frozenset({"percentage", "rate", "ratio", "index"})


@dataclass(frozen=True)
class _Term:
    """One figure of a rule, as it was found in the return."""

    row: Row
    tag: str
    value: Decimal
    rounded: bool

    @property
    def cell(self) -> str:
        return self.row.line.address(self.tag) or ""


@dataclass
class _Rows:
    """The first answered row of each key; of several lengths that end on one day, the one asked for is preferred."""

    exact: dict[tuple[str, str, Period], Row] = field(default_factory=dict)
    ending: dict[tuple[str, str, date], Row] = field(default_factory=dict)
    by_code: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: Row) -> None:
        if self.exact.setdefault(row.key, row) is row:
            self.by_code[row.indicator.code].append(row)
            key = row.indicator.code, row.region, row.period.end
            if key not in self.ending or row.period.frequency is row.indicator.frequency:
                self.ending[key] = row

    def like(self, code: str, row: Row) -> Row | None:
        same = self.exact.get((code, row.region, row.period))
        return same or self.ending.get((code, row.region, row.period.end))


def rules(material: Material) -> Iterator[Finding]:
    """All figures of a rule must be there and sound; where rounding explains the difference nothing is said."""
    wanted = _wanted(material)
    if not wanted:
        return
    rows = _Rows()
    for row in material.rows:
        if not row.blank:
            rows.add(row)
    for text, rule in wanted.items():
        for row in rows.by_code.get(rule.left[0].indicator, ()):
            left = _terms(rule.left, row, rows, share=rule.limit is not None)
            right = _terms(rule.right, row, rows)
            if left is not None and right is not None and not _holds(rule, left, right):
                yield _finding(text, rule, left, right)


def _wanted(material: Material) -> Mapping[str, Rule]:
    indicators = {each.code: each for each in material.plan.indicators}
    texts = dict.fromkeys(text for each in material.plan.indicators for text in each.rules)
    return {text: rule for text in texts if isinstance(rule := read_rule(text, indicators), Rule)}


def _terms(side: tuple[Operand, ...], row: Row, rows: _Rows, *, share: bool = False) -> list[_Term] | None:
    found = [_term(each, rows.like(each.indicator, row), share=share) for each in side]
    sound = [each for each in found if each is not None]
    return sound if len(sound) == len(side) else None


def _term(operand: Operand, row: Row | None, *, share: bool) -> _Term | None:
    if row is None:
        return None
    tag = _tag(row, operand)
    value = row.value(tag)
    if share and tag == tags.NUMERATOR:
        lower = row.value(tags.DENOMINATOR)
        value = ratio(row.indicator, value, lower) if value is not None and lower else None
        return None if value is None else _Term(row, tag, round(value, 1), True)
    rounded = row.indicator.type in _ROUNDED and tag != tags.NUMERATOR
    return None if value is None else _Term(row, tag, value, rounded)


def _tag(row: Row, operand: Operand) -> str:
    """The column of a figure: a category or step, else the total, the numerator of a ratio, the level."""
    by, _, category = operand.breakdown.partition("=")
    if category:
        return tags.category_tag(by, category)
    return tags.NUMERATOR if row.indicator.has_ratio else tags.LEVEL if tags.LEVEL in row.figures else tags.TOTAL


def _sum(terms: list[_Term]) -> Decimal:
    return sum((each.value for each in terms), Decimal(0))


def _holds(rule: Rule, left: list[_Term], right: list[_Term]) -> bool:
    first, second = _sum(left), _sum(right) if rule.limit is None else rule.limit
    terms = [*left, *right]
    spare = rounding([each.value for each in terms]) if any(each.rounded for each in terms) else Decimal(0)
    match rule.sign:
        case "=":
            return abs(first - second) <= spare
        case "<=":
            return first <= second + spare
        case ">=":
            return first >= second - spare
        case "<":
            return first < second + spare
        case _:
            return first > second - spare


def _finding(text: str, rule: Rule, left: list[_Term], right: list[_Term]) -> Finding:
    if rule.limit is not None:
        return _against_number(text, rule.limit, rule.sign, left)
    other = right[0]
    facts: dict[str, Fact] = {"other": other.row.indicator.code, "other_sheet": other.row.sheet, "other_cell": other.cell}
    facts |= {"rule": text, "first": _sum(left), "second": _sum(right)}
    return _at(left, [*left, *right], "", facts)


def _against_number(text: str, limit: Decimal, sign: str, left: list[_Term]) -> Finding:
    """The figures against a number; where one decimal point set right makes them fit, that number is offered."""
    facts: dict[str, Fact] = {"rule": text, "first": _sum(left), "second": limit}
    place, meant = moved({str(number): each.value for number, each in enumerate(left)}, limit)
    if sign != "=" or meant is None or len(left) < 2:
        return _at(left, left, "number", facts)
    cause = left[int(place)]
    facts |= {"typed": cause.value, "number": meant, "offer": format(meant, "f")}
    return _at([cause], [cause, *left], "moved", facts)


def _at(first: list[_Term], terms: list[_Term], case: str, facts: dict[str, Fact]) -> Finding:
    """At the first figure; the others are named where they stand on its sheet."""
    row, tag = first[0].row, first[0].tag
    cells = tuple(dict.fromkeys(each.cell for each in [first[0], *terms] if each.row.sheet == row.sheet))
    place = (row.sheet, cells, row.indicator.code, row.region, row.line.text(tag) or None)
    return Finding("rule-broken", Severity.WARNING, *place, case, tuple(facts.items()))
