"""Which indicator, place and period a row is about: what was typed goes in; the key comes out, or a finding why not."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property

from nap.facts import Fact, Finding, Frequency, Period, Severity
from nap.plan import Indicator, Owed, Plan, Region, owed, return_period
from nap.returns import choices, tags
from nap.returns.cells import Problem
from nap.returns.columns import Line
from nap.returns.identity import is_history
from nap.words import languages, period_name

Findings = list[Finding]
_DIGITS = str.maketrans("lI|OoОоЗз", "111000033")
"""Letters typed for digits; guessed at in advice only."""
MOST_GUESSES = 200
"""Unknown codes and places that get a suggestion; a file with more of them is not of this plan, and advice helps nobody."""
_LATIN = str.maketrans("АВЕКМНОРСТУХІЅ", "ABEKMHOPCTYXIS")


def fold_code(text: str) -> str:
    """One shape for codes: capitals, Latin letters for Cyrillic look-alikes, no spaces, a dot for a comma (domain 9.3, 23)."""
    letters = unicodedata.normalize("NFKC", text).upper().translate(_LATIN)
    return "".join(letters.split()).replace(",", ".").replace("–", "-").strip(".")


def place(problem: Problem, line: Line, tag: str, indicator: str | None = None, region: str | None = None) -> Finding:
    """The finding for this row; the cell is that column's, else that of the first key column the sheet has."""
    cell = line.address(tag) or line.address(tags.REGION_NAME) or line.address(tags.INDICATOR)
    cells, found = (cell,) if cell else (), line.text(tag) or _stray(line)
    return Finding(
        problem.code, problem.severity, line.table.sheet.name, cells, indicator, region, found, problem.case, problem.facts
    )


def _stray(line: Line) -> str | None:
    """The first number in a row whose key is empty, with its cell: else nobody knows what the row was meant for."""
    others = line.table.columns.keys() - {tags.INDICATOR, tags.REGION, tags.REGION_NAME, tags.PERIOD}
    numbers = ((tag, line.cell(tag)) for tag in sorted(others, key=line.table.columns.__getitem__))
    tag = next((tag for tag, cell in numbers if cell is not None and cell.kind == "number"), None)
    return f"{line.text(tag)} ({line.address(tag)})" if tag else None


@dataclass(frozen=True)
class Keys:
    """Reads the keys of the rows of one return; remembers what it found out."""

    plan: Plan
    partner: str
    period: Period
    _places: dict[tuple[str, str, str], tuple[str | None, Problem | None]] = field(default_factory=dict)
    _periods: dict[tuple[str, str], tuple[Period | None, Problem | None]] = field(default_factory=dict)
    _near: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """The rows expected in this return."""
        return owed(self.plan, self.partner, self.period)

    @cached_property
    def _expected(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self.owed:
            found.setdefault(row.indicator, set()).add(row.region)
        return found

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {fold_code(indicator.code): indicator.code for indicator in self.plan.indicators}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {choices.fold(title): each.code for each in self.plan.indicators for title in each.title.values()}

    @cached_property
    def _region_names(self) -> dict[str, str]:
        return {name.casefold(): each.code for each in self.plan.regions.all for name in (each.code, *each.names.values())}

    def indicator(self, line: Line) -> tuple[Indicator | None, Findings]:
        """The indicator of a row. A code that only looks different is taken and said; anything else is asked for."""
        if tags.INDICATOR not in line.table.columns:
            return None, []
        text = line.text(tags.INDICATOR)
        exact = self.plan.indicator(text)
        if exact is not None:
            return exact, []
        cell = line.cell(tags.INDICATOR)
        if cell is not None and cell.kind == "number" and isinstance(cell.value, Decimal):
            return self._numbered(line, cell.value)
        code = self._codes.get(fold_code(text)) if text else None
        if code is None:
            return None, [place(self._unknown(line, text), line, tags.INDICATOR)]
        fixed = Problem("code-corrected", "indicator", (("code", code),), Severity.FIXED)
        return self.plan.indicator(code), [place(fixed, line, tags.INDICATOR, code)]

    def _numbered(self, line: Line, value: Decimal) -> tuple[Indicator | None, Findings]:
        """Excel keeps 1.10 as 1.1: taken if one code alone can be meant."""
        meant = [each for each in self.plan.indicators if _is_number(each.code) and Decimal(each.code) == value]
        if len(meant) == 1:
            return meant[0], []
        facts = (("suggestion", ", ".join(each.code for each in meant)),)
        problem = Problem("unknown-indicator", "near", facts) if meant else self._unknown(line, str(value))
        return None, [place(problem, line, tags.INDICATOR)]

    def _unknown(self, line: Line, text: str) -> Problem:
        if not text:
            return Problem("unknown-indicator", "blank")
        suggestion = (
            self._titles.get(choices.fold(text))
            or self._from_date(line)
            or self._codes.get(fold_code(text.translate(_DIGITS)))
            or self._nearest("indicator", text, self._codes.values())
        )
        return (
            Problem("unknown-indicator", "near", (("suggestion", suggestion),))
            if suggestion
            else Problem("unknown-indicator", "none")
        )

    def _nearest(self, kind: str, text: str, words: Collection[str]) -> str | None:
        """The word most like this one; only for so many texts, because likeness is slow to measure."""
        key = (kind, text)
        if key not in self._near and len(self._near) < MOST_GUESSES:
            self._near[key] = next(iter(get_close_matches(text[:80], words, 1, 0.6)), None)
        return self._near.get(key)

    def _from_date(self, line: Line) -> str | None:
        cell = line.cell(tags.INDICATOR)
        if cell is None or not isinstance(cell.value, date):
            return None
        day = cell.value
        return next((code for code in (f"{day.day}.{day.month}", f"{day.month}.{day.day}") if self.plan.indicator(code)), None)

    def region(self, line: Line, indicator: Indicator) -> tuple[str | None, Findings]:
        """The region code of a row: the code wins, a name helps, and where they disagree somebody is asked (design 5).

        A column that is not there was reported once, as a missing column.
        """
        if not {tags.REGION, tags.REGION_NAME} & line.table.columns.keys():
            return None, []
        code, name = line.text(tags.REGION), line.text(tags.REGION_NAME)
        key = (code, name, indicator.code)
        if key not in self._places:
            self._places[key] = self._place(code, name, indicator)
        region, problem = self._places[key]
        tag = tags.REGION if code or not name else tags.REGION_NAME
        return region, [place(problem, line, tag, indicator.code, region)] if problem else []

    def _place(self, code: str, name: str, indicator: Indicator) -> tuple[str | None, Problem | None]:
        if not code and not name:
            return None, Problem("unknown-region", "blank")
        exact = self.plan.regions.get(code) or self.plan.regions.get(fold_code(code))
        if exact is not None:
            return self._agreed(exact, code, name)
        candidates = self.plan.regions.find(code or name)
        if not candidates:
            return None, self._nowhere(code or name)
        if len(candidates) == 1:
            return self._own(candidates[0])
        return self._one_of(candidates, indicator)

    def _agreed(self, region: Region, code: str, name: str) -> tuple[str | None, Problem | None]:
        candidates = self.plan.regions.find(name)
        if candidates and region not in candidates:
            facts = (
                ("regions", "|".join((region.code, *(each.code for each in candidates)))),
                ("code", region.code),
                ("name", name),
            )
            return None, Problem("ambiguous-region", "disagree", facts)
        if code == region.code or not self._reports(region.code):
            return self._own(region)
        return region.code, Problem("code-corrected", "region", (("code", region.code),), Severity.FIXED)

    def _one_of(self, candidates: tuple[Region, ...], indicator: Indicator) -> tuple[str | None, Problem | None]:
        facts: tuple[tuple[str, Fact], ...] = (("regions", "|".join(each.code for each in candidates)),)
        expected = [each.code for each in candidates if each.code in self._expected.get(indicator.code, ())]
        if len(expected) == 1:
            return expected[0], Problem("ambiguous-region", "expected", (*facts, ("code", expected[0])), Severity.FIXED)
        return None, Problem("ambiguous-region", "several", facts)

    def _own(self, region: Region) -> tuple[str | None, Problem | None]:
        if self._reports(region.code):
            return region.code, None
        partner = self.plan.partner(self.partner)
        facts = (("regions", "|".join(partner.regions if partner else ())), ("code", region.code))
        return None, Problem("unknown-region", "not-yours", facts)

    def _reports(self, code: str) -> bool:
        """True for the partner's regions, the places inside them, and a place all of whose regions are the partner's.

        The country beside named regions stands for the country's own row only: it does not open every other region.
        """
        partner = self.plan.partner(self.partner)
        assigned = set(partner.regions) if partner else set()
        if code in assigned:
            return True
        if len(assigned) > 1:
            assigned -= {self.plan.regions.country.code}
        above: str | None = code
        while above:
            if above in assigned:
                return True
            region = self.plan.regions.get(above)
            above = region.parent if region else None
        inside = {each.code for each in self.plan.regions.children(code)}
        return bool(inside) and inside <= assigned

    def _nowhere(self, text: str) -> Problem:
        near = self._nearest("region", text.casefold(), self._region_names)
        if near is None:
            return Problem("unknown-region", "none")
        return Problem("unknown-region", "near", (("regions", self._region_names[near]),))

    def when(self, line: Line, indicator: Indicator) -> tuple[Period | None, Findings]:
        """The period of a row: one that ends in this return, or one of the years before the plan (design 3)."""
        if tags.PERIOD not in line.table.columns:
            return None, []
        text = line.text(tags.PERIOD)
        cell = line.cell(tags.PERIOD)
        if cell is not None and cell.kind == "date" and isinstance(cell.value, date) and indicator.frequency is Frequency.MONTH:
            text = f"{cell.value:%Y-%m}"
        if (text, indicator.code) not in self._periods:
            self._periods[text, indicator.code] = self._period(text, indicator)
        period, problem = self._periods[text, indicator.code]
        return period, [place(problem, line, tags.PERIOD, indicator.code)] if problem else []

    def _period(self, text: str, indicator: Indicator) -> tuple[Period | None, Problem | None]:
        mine = _ending_in(self.period, indicator.frequency)
        facts: tuple[tuple[str, Fact], ...] = (("periods", "|".join(map(str, mine))),)
        period = _parse(text, mine) if text else None
        if not mine and (period is None or not is_history(self.plan, period)):
            return None, _retired(indicator)
        if not text:
            return None, Problem("wrong-period", "blank", facts)
        if period is None:
            return None, Problem("wrong-period", "format", facts)
        if period in mine or is_history(self.plan, period):
            return (period, None) if indicator.valid_in(period) else (None, _retired(indicator))
        if period.frequency is not indicator.frequency:
            return None, Problem("wrong-period", "frequency", facts)
        inside = self.plan.years[0] <= period.year <= self.plan.years[1]
        other: tuple[tuple[str, Fact], ...] = (("return_period", str(return_period(self.plan, period))),)
        return None, Problem("wrong-period", "other-return" if inside else "outside", (*facts, *other))


def _retired(indicator: Indicator) -> Problem:
    return Problem("wrong-period", "retired", (("valid_from", indicator.valid_from), ("valid_to", indicator.valid_to)))


def _ending_in(period: Period, frequency: Frequency) -> tuple[Period, ...]:
    """The periods of that frequency whose last day lies in this return."""
    if frequency.months <= period.frequency.months:
        return period.parts(frequency)
    longer = period.within(frequency)
    return (longer,) if longer.end == period.end else ()


def _parse(text: str, expected: Iterable[Period]) -> Period | None:
    try:
        return Period.parse(fold_code(text))
    except ValueError:
        shape = choices.fold(text)
        return next((each for each in expected for lang in languages() if choices.fold(period_name(lang, each)) == shape), None)


def _is_number(code: str) -> bool:
    return code.isascii() and code.replace(".", "", 1).isdigit()
