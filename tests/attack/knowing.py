"""What an attacker knows, as linear equations and inequalities over the numbers that were not told.

Written from the manual of the results alone. Whatever the plan suggests and happens to be true is given to the attacker for a
certainty, so that the real ones know less: a place is the sum of its parts, a year of its halves, a part is not larger than its
total, nobody is counted below zero, what one sent oneself is in it, an unchanged figure is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.plan.model import PARTS
from nap.plan.rules import Operand, Rule, read_rule
from tests.attack.rows import Cell, Kept

ADDED = frozenset({"count", "stock", "money", "list", "cascade", "milestone"})
Name = tuple[int, Cell, str]
"""Number of the edition, cell, field."""
Terms = Sequence[tuple[int | Decimal, Name]]
CLOSE = 1e-6


@dataclass
class Known:
    """Equations and inequalities in unknown numbers. `same`: unknowns that are one and the same number."""

    kept: Sequence[Kept]
    equal: list[tuple[dict[int, float], float]] = field(default_factory=list)
    at_most: list[tuple[dict[int, float], float]] = field(default_factory=list)
    unknown: dict[Name, int] = field(default_factory=dict)
    same: dict[Name, Name] = field(default_factory=dict)
    fixed: dict[Name, float] = field(default_factory=dict)
    least: list[float] = field(default_factory=list)

    def truth(self, name: Name) -> Decimal:
        number, cell, of = name
        row = self.kept[number].truth.get(cell)
        return (getattr(row, of) if row else None) or Decimal(0)

    def first(self, name: Name) -> Name:
        while name in self.same:
            name = self.same[name]
        return name

    def told(self, name: Name) -> float | None:
        """The number if it can be read, None if it is kept back; where there is no figure at all it is nought."""
        name = self.first(name)
        if name in self.fixed:
            return self.fixed[name]
        number, cell, of = name
        if cell not in self.kept[number].truth:
            return 0.0
        row = self.kept[number].told.get(cell)
        if row is None or row.status is Status.SUPPRESSED:
            return None
        shown, true = getattr(row, of), getattr(self.kept[number].truth[cell], of)
        assert shown is None or shown == true, (cell, shown, true)
        return None if shown is None and true is not None else float(shown or 0)

    def index(self, name: Name) -> int:
        name = self.first(name)
        if name not in self.unknown:
            self.unknown[name] = len(self.unknown)
            self.least.append(0.0)
        return self.unknown[name]

    def is_equal(self, terms: Terms, amount: Decimal = Decimal(0)) -> bool:
        """Learn that the terms make this amount, if they do. Says whether they do."""
        return self._learn(terms, amount, exactly=True)

    def is_at_most(self, terms: Terms, amount: Decimal = Decimal(0)) -> bool:
        return self._learn(terms, amount, exactly=False)

    def _learn(self, terms: Terms, amount: Decimal, *, exactly: bool) -> bool:
        true = sum((times * self.truth(name) for times, name in terms), Decimal(0)) - amount
        if (abs(true) > Decimal("1e-9")) if exactly else (true > Decimal("1e-9")):
            return False
        left, right = self.written(terms)
        if left:
            (self.equal if exactly else self.at_most).append((left, float(amount) - right))
        return True

    def written(self, terms: Iterable[tuple[int | Decimal, Name]]) -> tuple[dict[int, float], float]:
        """The unknowns with their factors, and what the told numbers make together."""
        left: dict[int, float] = {}
        right = 0.0
        for times, name in terms:
            told = self.told(name)
            if told is not None:
                right += float(times) * told
            else:
                place = self.index(name)
                left[place] = left.get(place, 0.0) + float(times)
        return {place: times for place, times in left.items() if times}, right


def everything(plan: Plan, kept: Sequence[Kept], viewer: str = "", *, guessing: bool = False) -> Known:
    """All that the viewer knows: an outsider, or a partner by its code, who also has what it sent itself.

    `guessing`: a partner also supposes that nobody else sent anything where nobody did, although the plan asks others too, and
    that the others' figures stayed the same where they did.
    """
    known = Known(kept)
    _unchanged(known)
    for number, edition in enumerate(kept):
        for indicator in plan.indicators:
            rows = {cell: row for cell, row in edition.truth.items() if cell[0] == indicator.code}
            for cell in rows:
                _of_one_row(known, indicator, number, cell)
                _of_goals(known, indicator, number, cell, rows)
            for cell in rows:
                for of in fields_of(indicator):
                    _of_places(plan, known, indicator, (number, cell, of))
                    _of_periods(known, indicator, (number, cell, of))
        _of_rules(plan, known, number)
    if viewer:
        _of_oneself(plan, known, viewer, guessing)
    return known


def fields_of(indicator: Indicator) -> tuple[str, ...]:
    if indicator.type in PARTS:
        return ("numerator", "denominator") if indicator.has_ratio else ("value",)
    return ("value", "increment") if indicator.accumulation == "since_start" else ("value",)


def _unchanged(known: Known) -> None:
    """A number that did not change between two editions is taken to be known for unchanged."""
    last: dict[tuple[Cell, str], Name] = {}
    for number, edition in enumerate(known.kept):
        for cell, row in edition.truth.items():
            for of in ("value", "increment", "numerator", "denominator"):
                if getattr(row, of) is None:
                    continue
                name, before = (number, cell, of), last.get((cell, of))
                if before is not None and _stands(known, before, name):
                    _join(known, before, name)
                last[cell, of] = name


def _stands(known: Known, before: Name, name: Name) -> bool:
    """True if it is the same number, of the same organisations: two that are equal by chance are not one."""
    rows = [known.kept[number].truth[cell] for number, cell, _ in (before, name)]
    return known.truth(before) == known.truth(name) and rows[0].contributors == rows[1].contributors


def _join(known: Known, before: Name, name: Name) -> None:
    told = known.told(name)
    known.same[name] = known.first(before)
    if told is not None and known.told(before) is None:
        known.fixed[known.first(before)] = told


def _of_one_row(known: Known, indicator: Indicator, number: int, cell: Cell) -> None:
    if indicator.type == "percentage" and indicator.has_ratio:
        known.is_at_most([(1, (number, cell, "numerator")), (-1, (number, cell, "denominator"))])
    if cell[3] or not indicator.categories:
        return
    for keys, complete in _splits(indicator):
        for of in fields_of(indicator):
            terms = [*((1, (number, (*cell[:3], key), of)) for key in keys), (-1, (number, cell, of))]
            (complete and known.is_equal(terms)) or known.is_at_most(terms)


def _splits(indicator: Indicator) -> Iterator[tuple[list[str], bool]]:
    """The categories that are together no more than the total, and whether they are the whole of it."""
    for split in indicator.breakdowns:
        keys = [f"{split.by}={each}" for each in split.categories]
        if split.disjoint:
            yield keys, split.complete
        else:
            yield from (([key], False) for key in keys)


def _of_places(plan: Plan, known: Known, indicator: Indicator, name: Name) -> None:
    number, cell, of = name
    inside = [each.code for each in plan.regions.children(cell[1])]
    parts = [(1, (number, (cell[0], place, *cell[2:]), of)) for place in inside]
    parts = [each for each in parts if each[1][1] in known.kept[number].truth]
    if not parts or indicator.regions not in ("sum", "pooled"):
        return
    known.is_equal([*parts, (-1, name)]) or known.is_at_most([*parts, (-1, name)])
    row = known.kept[number].told.get(cell)
    if of == "value" and row is not None and row.parts_sum is not None:
        known.is_equal(parts, row.parts_sum)


def _of_periods(known: Known, indicator: Indicator, name: Name) -> None:
    """A longer period is the sum of its parts, or the last of them; a running total never falls."""
    number, cell, of = name
    shorter = sorted({each for each in _periods(known, number, cell) if cell[2].contains(each) and each != cell[2]})
    for frequency in {each.frequency for each in shorter}:
        inside = [(number, (*cell[:2], each, cell[3]), of) for each in shorter if each.frequency == frequency]
        if indicator.accumulation in ("flow", "ytd") or of == "increment":
            terms = [*((1, each) for each in inside), (-1, name)]
            known.is_equal(terms) or known.is_at_most(terms)
        else:
            known.is_equal([(1, inside[-1]), (-1, name)])
    if indicator.accumulation == "since_start" and of == "value":
        _running(known, name)


def _running(known: Known, name: Name) -> None:
    number, cell, _ = name
    before = [each for each in _periods(known, number, cell) if each.end < cell[2].start]
    if before:
        earlier = (number, (*cell[:2], max(before, key=lambda each: (each.end, each.frequency.months)), cell[3]), "value")
        known.is_at_most([(1, earlier), (-1, name)])
        known.is_equal([(1, earlier), (1, (number, cell, "increment")), (-1, name)])


def _periods(known: Known, number: int, cell: Cell) -> list[Period]:
    return _times(known).get((number, cell[0], cell[1], cell[3]), [])


def _times(known: Known) -> Mapping[tuple[int, str, str, str], list[Period]]:
    found: dict[tuple[int, str, str, str], list[Period]] | None = known.__dict__.get("_found")
    if found is None:
        found = {}
        for number, edition in enumerate(known.kept):
            for code, place, period, key in edition.truth:
                found.setdefault((number, code, place, key), []).append(period)
        known.__dict__["_found"] = found
    return found


def _of_goals(known: Known, indicator: Indicator, number: int, cell: Cell, rows: Mapping[Cell, Result]) -> None:
    """Progress that is told tells the sum it was computed from."""
    row, told = rows[cell], known.kept[number].told.get(cell)
    targets = [each for each in (*indicator.targets, *indicator.regional_targets.get(cell[1], ())) if each.over == "plan"]
    if told is None or told.progress is None or not targets or row.progress is None:
        return
    own = [each for each in _periods(known, number, cell) if each.frequency == indicator.frequency and each <= cell[2]]
    for since in sorted({each.year for each in own}):
        terms: Terms = [(1, (number, (*cell[:2], each, cell[3]), "value")) for each in own if each.year >= since]
        for target in targets:
            known.is_equal(terms, told.progress * target.value)


def _of_rules(plan: Plan, known: Known, number: int) -> None:
    indicators = {each.code: each for each in plan.indicators}
    rules = [read_rule(text, indicators) for each in plan.indicators for text in each.rules]
    places = {cell[1:3] for cell in known.kept[number].truth}
    for rule in rules:
        assert isinstance(rule, Rule), rule
        for place, period in places:
            _one_rule(known, number, rule, place, period)


def _one_rule(known: Known, number: int, rule: Rule, place: str, period: Period) -> None:
    def side(operands: Iterable[Operand], sign: int) -> list[tuple[int, Name]]:
        return [(sign, (number, (each.indicator, place, period, each.breakdown), "value")) for each in operands]

    sign = -1 if rule.sign in (">", ">=") else 1
    terms = [*side(rule.left, sign), *side(rule.right, -sign)]
    amount = (rule.limit or Decimal(0)) * sign
    if rule.sign == "=":
        known.is_equal(terms, amount)
    else:
        known.is_at_most(terms, amount)


def _of_oneself(plan: Plan, known: Known, viewer: str, guessing: bool) -> None:
    """What one sent oneself is in every sum, and the rest, what the others sent, obeys the same laws."""
    rests: dict[tuple[Cell, str], tuple[Name, Decimal]] = {}
    for number, edition in enumerate(known.kept):
        mine = edition.own.get(viewer, {})
        for cell, row in edition.truth.items():
            indicator = plan.indicator(cell[0])
            assert indicator is not None
            own = mine.get(cell)
            for of in fields_of(indicator):
                amount = (getattr(own, of) if own else None) or Decimal(0)
                name = (number, cell, of)
                if row.contributors == {viewer} and (guessing or asked_alone(plan, indicator, cell[1], viewer)):
                    known.is_equal([(1, name)], amount)
                elif amount:
                    known.is_at_most([(-1, name)], -amount)
                if guessing:
                    _same_rest(known, rests, name, amount, getattr(row, of) is not None)
            _rest_of_ratio(known, indicator, number, cell, own)
            _rest_of_total(known, indicator, number, cell, mine)


def asked_alone(plan: Plan, indicator: Indicator, place: str, viewer: str) -> bool:
    """True if the plan asks no other partner for figures of the place, of a place in it or around it."""
    near = {place, *_around(plan, place), *(each.code for each in plan.regions.all if place in _around(plan, each.code))}
    asked = {each.code for each in plan.partners if near & set(each.regions)}
    return asked & set(indicator.reported_by) <= {viewer}


def _around(plan: Plan, place: str) -> list[str]:
    found, parent = [], plan.regions.get(place)
    while parent is not None and parent.parent:
        found.append(parent.parent)
        parent = plan.regions.get(parent.parent)
    return found


def _same_rest(
    known: Known, rests: dict[tuple[Cell, str], tuple[Name, Decimal]], name: Name, amount: Decimal, there: bool
) -> None:
    """What the others sent did not change, although the figure did."""
    key = (name[1], name[2])
    if not there:
        return
    if key in rests:
        before, own = rests[key]
        known.is_equal([(1, name), (-1, before)], amount - own)
    rests[key] = (name, amount)


def _rest_of_ratio(known: Known, indicator: Indicator, number: int, cell: Cell, own: Result | None) -> None:
    if indicator.type == "percentage" and own is not None and own.numerator is not None and own.denominator is not None:
        terms = [(1, (number, cell, "numerator")), (-1, (number, cell, "denominator"))]
        known.is_at_most(terms, own.numerator - own.denominator)


def _rest_of_total(known: Known, indicator: Indicator, number: int, cell: Cell, mine: Mapping[Cell, Result]) -> None:
    if cell[3] or indicator.partners != "sum" or indicator.type in PARTS:
        return
    total = mine.get(cell)
    for keys, _ in _splits(indicator):
        parts = [mine.get((*cell[:3], key)) for key in keys]
        own = sum(((each.value if each else None) or Decimal(0) for each in parts), Decimal(0))
        own -= (total.value if total else None) or Decimal(0)
        terms = [*((1, (number, (*cell[:3], key), "value")) for key in keys), (-1, (number, cell, "value"))]
        known.is_at_most(terms, own)
