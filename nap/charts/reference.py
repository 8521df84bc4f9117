"""The reference sheet of an indicator: everything the plan says of it, in words. A plan enters, names with their lines leave.

The indicator page and the page of all sheets show the same lines; nothing here comes from results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nap.charts.cells import Link
from nap.charts.method import added_up, rated
from nap.charts.texts import amount_text, goals
from nap.plan import Breakdown, Indicator, Level, Measure, Plan, Target, reporters
from nap.plan.parts import breakdown_name
from nap.plan.rules import BadRule, Operand, read_rule
from nap.results.breaks import predecessor, successors
from nap.words import pick, say

_SIGNS = {"<=": "≤", ">=": "≥"}
Line = str | Link
"""Words, or words that lead on."""


@dataclass(frozen=True)
class SheetEntry:
    """One line of the sheet: what it tells of, as a key of the catalogues, and what it tells."""

    key: str
    lines: tuple[Line, ...]

    @property
    def plain(self) -> str:
        """The lines as one text."""
        return "\n".join(line.words if isinstance(line, Link) else line for line in self.lines)


@dataclass(frozen=True)
class SheetTeller:
    """Whose sheet in which language, where another indicator's stands, and what codes of other frameworks are called."""

    lang: str
    plan: Plan
    indicator: Indicator
    at: Callable[[Indicator], str]
    elsewhere: Callable[[str], str]

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the reader's language."""
        return say(self.lang, key, **facts)

    def body(self, code: str) -> str:
        """The name of an organisation."""
        found = self.plan.partner(code)
        return pick(found.name, self.lang) if found else code

    @property
    def measure(self) -> Measure | None:
        """The measure it belongs to."""
        return next((one for one in self.plan.measures if one.code == self.indicator.measure), None)


def reference_sheet(teller: SheetTeller) -> tuple[SheetEntry, ...]:
    """The whole sheet; what the plan does not say is left out."""
    lang, plan, one = teller.lang, teller.plan, teller.indicator
    source = (one.baseline.source or "") if one.baseline else ""
    entries: Iterable[tuple[str, Sequence[Line]]] = (
        ("pages.column.definition", [pick(one.definition, lang)]),
        ("sheets.type", _kind(teller)),
        ("pages.column.unit", [pick(one.unit, lang)]),
        ("pages.column.numerator", [pick(one.numerator, lang)]),
        ("pages.column.denominator", [pick(one.denominator, lang), *_multiplier(teller)]),
        ("sheets.scale", _levels(teller, one.scale)),
        ("sheets.steps", _levels(teller, one.steps)),
        ("sheets.breakdowns", [line for split in one.breakdowns for line in _split(teller, split)]),
        ("method.goals", goals(lang, one)),
        ("pages.column.source", [source]),
        ("sheets.regional", list(_regional(teller))),
        ("sheets.direction", rated(lang, plan, one)),
        ("sheets.added", added_up(lang, plan, one)),
        ("sheets.places", [", ".join(teller.say(f"sheets.level.{level}") for level in one.levels)]),
        ("method.frequency", _calendar(teller)),
        ("method.reporters", ["; ".join(teller.body(code) for code in reporters(plan, one))]),
        ("method.objective", _objective(teller)),
        ("sheets.measure", _measure(teller)),
        ("sheets.lead", _responsible(teller)),
        ("pages.column.verification", [pick(one.verification, lang)]),
        ("pages.column.protection", _protection(teller)),
        ("sheets.limits", list(_limits(teller))),
        ("sheets.rules", [line for rule in one.rules for line in _rule(teller, rule)]),
        ("pages.column.maps_to", [teller.elsewhere(mapped) for mapped in one.maps_to]),
        ("sheets.linked", list(_linked(teller))),
    )
    kept = (SheetEntry(key, tuple(line for line in lines if line)) for key, lines in entries)
    return tuple(entry for entry in kept if entry.lines)


def _kind(teller: SheetTeller) -> list[str]:
    people = [teller.say("sheets.counts.people")] if teller.indicator.counts == "people" else []
    return [teller.say(f"method.type.{teller.indicator.type}"), *people]


def _multiplier(teller: SheetTeller) -> list[str]:
    one = teller.indicator
    return (
        [teller.say("sheets.multiplier", n=one.multiplier)]
        if one.denominator and one.type != "percentage" and one.multiplier != 1
        else []
    )


def _levels(teller: SheetTeller, levels: Sequence[Level]) -> list[str]:
    return [f"{number}. {pick(level.title, teller.lang)}" for number, level in enumerate(levels, 1)]


def _split(teller: SheetTeller, split: Breakdown) -> Iterator[str]:
    names = (breakdown_name(teller.lang, teller.indicator, f"{split.by}={category}") for category in split.categories)
    yield teller.say("sheets.split.required" if split.required else "sheets.split.optional", names=", ".join(names))
    if not split.disjoint:
        yield teller.say("sheets.split.overlap")
    if split.complete:
        yield teller.say("sheets.split.complete")


def _regional(teller: SheetTeller) -> Iterator[str]:
    """What is promised for single regions; those of one promise stand together, in the plan's order."""
    one, told = teller.indicator, dict[str, list[str]]()
    codes = [region.code for region in teller.plan.regions.all if region.code in {*one.regional_targets, *one.regional_baselines}]
    for code in codes:
        told.setdefault(" ".join(_promised(teller, code)), []).append(code)
    for words, places in told.items():
        names = ", ".join(pick(region.names, teller.lang) for code in places if (region := teller.plan.regions.get(code)))
        yield teller.say("sheets.regional.one", places=names, goals=words)


def _promised(teller: SheetTeller, code: str) -> Iterator[str]:
    baseline = teller.indicator.regional_baselines.get(code)
    if baseline is not None:
        shown = amount_text(teller.lang, teller.indicator, baseline.value)
        yield teller.say("pages.goal.baseline", date=baseline.date, value=shown)
    for target in teller.indicator.regional_targets.get(code, ()):
        yield _target(teller, target)


def _target(teller: SheetTeller, target: Target) -> str:
    shown = amount_text(teller.lang, teller.indicator, target.value)
    return teller.say(f"pages.goal.target.{target.over or 'state'}", date=target.date, value=shown)


def _calendar(teller: SheetTeller) -> list[str]:
    calendar = teller.plan.calendar
    often = teller.say(f"method.frequency.{calendar.frequency.value}")
    sent = teller.say("sheets.calendar", often=often, n=calendar.due_days)
    return [teller.say(f"method.frequency.{teller.indicator.frequency.value}"), sent]


def _objective(teller: SheetTeller) -> list[str]:
    found = teller.plan.objective(teller.indicator.objective)
    return [f"{found.code} {pick(found.title, teller.lang)}"] if found else []


def _measure(teller: SheetTeller) -> list[str]:
    found = teller.measure
    if found is None:
        return []
    until = [teller.say("sheets.deadline", date=found.deadline)] if found.deadline else []
    until += [teller.say("sheets.deadline.continuous")] if found.continuous else []
    return [f"{found.code} {pick(found.title, teller.lang)}", *until]


def _responsible(teller: SheetTeller) -> list[str]:
    found = teller.measure
    if found is None or not found.lead:
        return []
    others = "; ".join(teller.body(code) for code in found.partners)
    return [teller.body(found.lead), *([teller.say("sheets.with", names=others)] if others else [])]


def _protection(teller: SheetTeller) -> list[str]:
    """The level and what follows from it."""
    one, lines = teller.indicator, teller.plan.thresholds
    said = [teller.say(f"pages.sensitivity.{one.sensitivity}")]
    if one.sensitivity == "sensitive":
        return [
            *said,
            teller.say("sheets.protected.sensitive", sensitive=lines.cell_sensitive, several=lines.contributors_sensitive),
        ]
    return [*said, teller.say("sheets.protected.people", people=lines.cell_people)] if one.about_people else said


def _limits(teller: SheetTeller) -> Iterator[str]:
    """What the figures cannot tell, as far as the plan says it."""
    one = teller.indicator
    if one.range is not None:
        low, high = (amount_text(teller.lang, one, end) for end in one.range)
        yield teller.say("sheets.limits.range", low=low, high=high)
    if one.tolerance:
        yield teller.say("sheets.limits.tolerance", n=one.tolerance)
    if one.partners == "max":
        yield teller.say("sheets.limits.many")


def _rule(teller: SheetTeller, written: str) -> list[str]:
    """A comparison with other figures, by their names."""
    known = {one.code: one for one in teller.plan.indicators}
    rule = read_rule(written, known)
    if isinstance(rule, BadRule):
        return [written]
    right = str(rule.limit) if rule.limit is not None else _sum(teller, rule.right)
    return [f"{_sum(teller, rule.left)} {_SIGNS.get(rule.sign, rule.sign)} {right}"]


def _sum(teller: SheetTeller, operands: Sequence[Operand]) -> str:
    return " + ".join(_operand(teller, each) for each in operands)


def _operand(teller: SheetTeller, operand: Operand) -> str:
    found = teller.plan.indicator(operand.indicator)
    name = f"{operand.indicator} {pick(found.title, teller.lang)}" if found else operand.indicator
    part = breakdown_name(teller.lang, found, operand.breakdown)
    return f"«{name}: {part}»" if part else f"«{name}»"


def _linked(teller: SheetTeller) -> Iterator[Line]:
    """When it begins and ends, what it continues and what continues it."""
    one, plan = teller.indicator, teller.plan
    if one.valid_from:
        yield teller.say("sheets.since", date=one.valid_from)
    if one.valid_to:
        yield teller.say("changes.ends", date=one.valid_to)
    before = predecessor(plan, one)
    if before is not None:
        yield from _other(teller, "changes.continues", before, comparable=one.comparable)
    for after in successors(plan, one):
        yield from _other(teller, "changes.continued_by", after, comparable=after.comparable)


def _other(teller: SheetTeller, key: str, other: Indicator, *, comparable: bool) -> Iterator[Line]:
    named = f"{teller.say(key)} {other.code} {pick(other.title, teller.lang)}"
    yield Link(named, teller.at(other))
    yield teller.say("changes.comparable" if comparable else "changes.incomparable")
