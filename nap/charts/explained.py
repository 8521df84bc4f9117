"""An explanation in a reader's words: steps with their formulas filled in, how the rating came about. Enters an `Explanation`
already withheld for its reader, leaves sentences, escaped nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from nap.charts.texts import amount_text, coverage_text, value_text
from nap.facts import Observation, Period
from nap.plan import Indicator, Plan
from nap.results.explanation import Explanation, Step
from nap.results.figures import figure_of, number as number_of
from nap.words import number, period_name, pick, say

_MOST_TERMS = 9
"""A longer formula is no help; the terms stand in the list below it."""
_DIGITS = 2
"""Decimals of a quotient in a formula; what was reported is shown digit for digit."""
_REPORTED_DIGITS = 4
"""A number with no more decimals than these ends there, and is not cut."""


@dataclass(frozen=True)
class ToldStep:
    """One step: what it is of, its number, how it came about, the formula with the numbers, and the steps it was made from.

    `of`: the place and period that have a result of their own, for a link; None for what a single partner gave. `counts`: false
    for one that was compared and not taken. `beside`: what the parts add up to where they do not count.
    """

    label: str
    amount: str
    how: str = ""
    formula: str = ""
    items: tuple[ToldStep, ...] = ()
    of: tuple[str, Period] | None = None
    counts: bool = True
    beside: ToldStep | None = None


class Teller:
    """Tells explanations of one indicator in one language."""

    def __init__(self, lang: str, plan: Plan, indicator: Indicator) -> None:
        self.lang, self.plan, self.indicator = lang, plan, indicator

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the reader's language."""
        return say(self.lang, key, **facts)

    def answer(self, explanation: Explanation) -> str:
        """The number itself, with how complete it is."""
        result = explanation.result
        told = coverage_text(self.lang, result)
        value = value_text(self.lang, self.indicator, result)
        return self.say("explain.answer.covered", value=value, coverage=told) if told else value

    def steps(self, explanation: Explanation) -> ToldStep | None:
        """The way to the number; None where there is none."""
        step = explanation.step
        if step is None:
            return None
        told = self._told(step, f"{self.place(step.region)}, {self.period(step.period)}")
        if told.how or step.how == "rule":
            return told
        reporter = next((each.partner for each in step.walk() if each.how == "observation"), "")
        return replace(told, how=self.say("explain.observation", partner=self.partner(reporter)) if reporter else "")

    def accepted(self, at: datetime) -> date:
        """The day of a moment where the plan is at home."""
        return at.astimezone(ZoneInfo(self.plan.calendar.timezone)).date()

    def amount(self, step: Step) -> str:
        """The number of a step, unrounded where that is a figure people can read."""
        if step.value is None:
            return self.say("explain.no_number")
        return self.exact(step.value)

    def exact(self, value: Decimal) -> str:
        """A number digit for digit; a quotient that does not end is cut and says so; levels and shares as readers know them."""
        if self.indicator.scale:
            return amount_text(self.lang, self.indicator, value)
        cut = round(value, _REPORTED_DIGITS)
        cut = cut if cut == value else round(value, max(_DIGITS, self.indicator.precision + 1))
        text = number(self.lang, cut.normalize() + 0)
        text = self.say("pages.value.percent", value=text) if self.indicator.type == "percentage" else text
        return text if cut == value else f"≈\N{NO-BREAK SPACE}{text}"

    def printed(self, value: Decimal) -> str:
        """A number within a formula, digit for digit; a negative one in brackets."""
        if self.indicator.scale:
            return self.exact(value)
        text = self._plain(value)
        text = self.say("pages.value.percent", value=text) if self.indicator.type == "percentage" else text
        return f"({text})" if value < 0 else text

    def observed(self, observation: Observation) -> str:
        """What an observation says: its figure, or the answer instead of one."""
        if observation.state:
            return self.say(f"workbook.state.{observation.state}")
        figure = figure_of(self.indicator, observation, 0, frozenset())
        value = number_of(self.indicator, figure)
        told = self.exact(value) if value is not None else self.say("explain.no_number")
        if figure.numerator is not None and figure.denominator is not None:
            told = f"{self._plain(figure.numerator)} ÷ {self._plain(figure.denominator)}"
        return f"{told} ({self.say(f'explain.quality.{observation.quality}')})" if observation.quality else told

    def typed(self, observation: Observation) -> str:
        """What stood in the cells it was read from."""
        return "; ".join(text or self.say("explain.typed.empty") for _, text in observation.typed)

    def missing(self, explanation: Explanation) -> list[str]:
        """Each expected cell without the figure on a line: whose, what was answered, which earlier figure stands."""
        lines = []
        for one in explanation.missing:
            said = [", ".join([self.partner(one.partner), self.place(one.region), self.period(one.period)])]
            said += [self.say(f"workbook.state.{one.answer}")] if one.answer else []
            said += [self.say("explain.stands", period=one.stands)] if one.stands else []
            lines.append("; ".join(said))
        return lines

    def hidden(self, explanation: Explanation) -> str:
        """Why nothing is told; the rule itself is no secret."""
        lines = self.plan.thresholds
        least = lines.cell_sensitive if self.indicator.sensitivity == "sensitive" else lines.cell_people
        return self.say(f"explain.hidden.{explanation.hidden}", most=least - 1)

    def partner(self, code: str) -> str:
        """The organisation's name."""
        found = self.plan.partner(code)
        return pick(found.name, self.lang) if found else code

    def place(self, code: str) -> str:
        """The region's name."""
        found = self.plan.regions.get(code)
        return pick(found.names, self.lang) if found else code

    def period(self, period: Period) -> str:
        """The period in words."""
        return period_name(self.lang, period)

    def _label(self, step: Step, parent: Step, named: bool) -> str:
        """What tells the step apart from its neighbours, and whose figure it is if that was not `named` yet."""
        match parent.over:
            case "periods":
                label = self.period(step.period)
            case "regions" | "districts":
                label = self.place(step.region)
            case "partners":
                return self.partner(step.partner)
            case _:
                elsewhere = [self.place(step.region)] if step.region != parent.region else []
                label = ", ".join([*elsewhere, self.period(step.period)])
        return f"{label}, {self.partner(step.partner)}" if step.partner and not named else label

    def _told(self, step: Step, label: str, named: bool = False, over: str = "") -> ToldStep:
        """`named`: a step above has said whose figure it is; `over`: what the step above goes over."""
        if step.how == "share":
            return self._shared(step, label)
        below = named or (bool(step.partner) and label.endswith(self.partner(step.partner)))
        items = tuple(self._told(each, self._label(each, step, below), below, step.over) for each in step.operands)
        beside = self._told(step.beside, self.say("explain.beside")) if step.beside else None
        if step.how == "whole":  # the same number once more: its own way is told in its place
            own = items[0]
            how = " ".join(filter(None, [own.how, self._how(step)]))
            return ToldStep(label, own.amount, how, own.formula, own.items, self._of(step, over), step.counts, beside)
        told = (self._how(step), self._formula(step), items, self._of(step, over), step.counts, beside)
        return ToldStep(label, self._number(step), *told)

    @staticmethod
    def _of(step: Step, over: str) -> tuple[str, Period] | None:
        return (step.region, step.period) if over in {"regions", "periods"} else None

    def _shared(self, step: Step, label: str) -> ToldStep:
        """The division and what is divided are told as one."""
        inner = self._told(step.operands[0], label) if step.operands else None
        top, bottom = self._plain(step.numerator), self._plain(step.denominator)
        times = f"{self._plain(step.times)} × " if step.times != 1 else ""
        formula = f"{times}{top} ÷ {bottom}"
        formula = self.equals(formula, self.amount(step)) if step.value is not None else formula
        how = self.say(f"explain.share.{self.indicator.type}")
        if inner is None or not inner.how:
            return ToldStep(label, self.amount(step), how, formula)
        parts = inner.formula or inner.amount
        told = (f"{inner.how} {how}", f"{parts}; {formula}", inner.items, None, step.counts, inner.beside)
        return ToldStep(label, self.amount(step), *told)

    def _number(self, step: Step) -> str:
        """Parts of a ratio are told as such: only the whole is divided."""
        if step.numerator is not None and step.denominator is not None:
            return f"{self._plain(step.numerator)} ÷ {self._plain(step.denominator)}"
        return self.amount(step)

    def _how(self, step: Step) -> str:
        if step.how in {"observation", "rule"}:
            return ""
        facts = {"place": self.place(step.region), "period": step.operands[0].period if step.operands else step.period}
        facts |= {"n": step.value, "m": len(step.operands)}
        said = self.say(self._key(step), **facts)
        return said if step.operands or step.how == "whole" else f"{said} {self.say('explain.not_listed')}"

    def _key(self, step: Step) -> str:
        milestone = self.indicator.type == "milestone"
        if len(step.operands) == 1 and step.over:
            return f"explain.only.{step.over}"
        if milestone and step.how == "highest":
            return "explain.milestone.partners"
        if milestone and step.how == "sum" and step.over == "regions":
            return "explain.milestone.regions" if step.operands else "explain.milestone.hidden"
        if step.how == "highest":
            return self._highest(step)
        if step.how == "sum" and step.over == "periods" and self.indicator.counts == "people":
            return "explain.sum.participations"
        if step.how == "year_to_date" and len(step.operands) == 1:
            return "explain.year_to_date.missing"
        if step.how == "running_total" and len(step.operands) == 1:
            return "explain.running_total.first" if step.increment is not None else "explain.running_total.unknown"
        return f"explain.{step.how}.{step.over}" if step.over and step.how in {"sum", "pooled"} else f"explain.{step.how}"

    def _highest(self, step: Step) -> str:
        """Others who had nobody counted nobody twice; of who gave no number it is not known."""
        if sum(each.value != 0 for each in step.operands) <= (1 if step.value else 0):
            return "explain.highest.alone"
        return "explain.highest.people" if self.indicator.counts == "people" else "explain.highest.other"

    def _formula(self, step: Step) -> str:
        terms = [self._number(each) for each in step.operands]
        if not terms or len(terms) > _MOST_TERMS:
            return ""
        total = self._number(step)
        match step.how:
            case "sum" if len(terms) > 1 and self.indicator.type != "milestone":
                return self.equals(" + ".join(terms), total)
            case "pooled" if len(terms) > 1:
                return self.equals(f"{self._over(step, 'numerator')} ÷ {self._over(step, 'denominator')}", total)
            case "year_to_date" if len(terms) == 2:
                return self.equals(f"{terms[0]} − {terms[1]}", total)
            case "running_total" if len(terms) == 2 and step.increment is not None:
                return self.equals(f"{terms[0]} − {terms[1]}", self.exact(step.increment))
            case "highest" if self.indicator.type != "milestone":
                return f"{'; '.join(terms)} → {total}"
            case _:
                return ""

    def _over(self, step: Step, name: str) -> str:
        return f"({' + '.join(self._plain(getattr(each, name)) for each in step.operands)})"

    @staticmethod
    def about(text: str) -> str:
        """A number within a formula or sentence; only what a formula comes to says that it is rounded."""
        return text.removeprefix("≈\N{NO-BREAK SPACE}")

    @staticmethod
    def equals(left: str, right: str) -> str:
        """Both sides of a formula; a rounded one is about equal."""
        return f"{left} {right}" if right.startswith("≈") else f"{left} = {right}"

    def _plain(self, value: Decimal | None) -> str:
        return "" if value is None else number(self.lang, value.normalize() + 0)
