"""Who promised what, as figures: measures by body or by deadline, with what was last reported and how their indicators stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from nap.charts.cells import Amount, Cell, Link, Mark
from nap.charts.figure import Figure
from nap.charts.lists import standing_told
from nap.charts.look import SIGNS, SILENT
from nap.charts.texts import amount_text, status_mark, status_word
from nap.facts import MEASURE_STATUSES, Frequency, Period, Result
from nap.plan import Indicator, Measure
from nap.words import day, number, period_name, pick, say

_SIGNS = {"not_begun": "○", "in_progress": "▶", "done": "✓", "": "–"}
_KINDS = {"not_begun": "info", "in_progress": "info", "done": "achieved", "": "unrated"}
"""No colours of a rating: what was reported is nobody's judgement. Only what is done looks done."""
_LATE = "!"

Stand = tuple[Indicator, Result | None]
"""An indicator and how it stands."""


@dataclass(frozen=True)
class Task:
    """One measure as the page tells it. `due`: where its deadline lies (`nap.monitor.DUE`); `beside`: what else was reported."""

    measure: Measure
    due: str
    status: str = ""
    period: Period | None = None
    beside: tuple[str, ...] = ()
    indicators: tuple[Stand, ...] = ()


@dataclass(frozen=True)
class Telling:
    """In which language, what organisations are called, where an indicator leads, in which month years begin."""

    lang: str
    body: Callable[[str], str]
    lead: Callable[[Indicator], str]
    year_begins: int = 1

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the reader's language."""
        return say(self.lang, key, **facts)


def measure_words(told: Telling, tasks: Sequence[Task]) -> str:
    """How many measures, how far they are, how many deadlines have passed."""
    if not tasks:
        return told.say("promises.none")
    states = Counter(task.status for task in tasks)
    counted = "; ".join(f"{state_name(told.lang, one)}: {number(told.lang, states[one])}" for one in _states() if states[one])
    late = sum(task.due == "overdue" for task in tasks)
    passed = told.say("promises.words.passed", n=late) if late else told.say("promises.words.none_passed")
    return f"{told.say('promises.words', n=len(tasks), what=counted)} {passed}"


def state_name(lang: str, status: str) -> str:
    """`In progress`; an empty one says that nothing was reported."""
    said = say(lang, f"workbook.measure_status.{status}") if status else say(lang, "promises.nothing")
    return said[:1].upper() + said[1:]


def state_mark(lang: str, status: str, *small: str) -> Mark:
    """The same with its sign; `small` stands below."""
    return Mark(_SIGNS[status], state_name(lang, status), _KINDS[status], small="\n".join(each for each in small if each))


def measures(told: Telling, tasks: Sequence[Task], *, title: str, name: str) -> Figure:
    """One measure a row, in the order given."""
    columns = ("promises.column.measure", "promises.column.deadline", "tracking.column.responsible", "promises.column.state")
    return Figure(
        title=title,
        words=measure_words(told, tasks),
        caption=title,
        header=(*(told.say(key) for key in columns), told.say("promises.column.indicators")),
        rows=tuple(_measure(told, task) for task in tasks),
        name=name,
    )


def _measure(told: Telling, task: Task) -> tuple[Cell, ...]:
    one, lang = task.measure, told.lang
    when = period_name(lang, task.period) if task.period else ""
    return (
        f"{one.code} {pick(one.title, lang)}",
        deadline(told, task),
        "\n".join(filter(None, (told.body(one.lead), _helpers(told, one)))),
        state_mark(lang, task.status, when, *task.beside),
        tuple(_stands(told, stand) for stand in task.indicators) or "",
    )


def _helpers(told: Telling, measure: Measure) -> str:
    named = "; ".join(told.body(code) for code in measure.partners)
    return told.say("promises.with", who=named) if named else ""


def deadline(told: Telling, task: Task) -> Cell:
    """The day, or that there is none; one that has passed says so without blame."""
    if task.measure.deadline is None:
        return told.say(f"promises.due.{task.due}")
    when = day(told.lang, task.measure.deadline)
    if task.due != "overdue":
        return when
    return Mark(_LATE, told.say("promises.passed"), "warning", small=when)


def _stands(told: Telling, stand: Stand) -> Link:
    indicator, result = stand
    name = f"{indicator.code} {pick(indicator.title, told.lang)}"
    if result is None:
        return Link(f"{SILENT} {name}: {told.say('board.silent')}", told.lead(indicator))
    return Link(f"{SIGNS[result.status]} {name}: {status_word(told.lang, result)}", told.lead(indicator))


def by_body(told: Telling, found: Sequence[tuple[Link, Sequence[Task], Sequence[Stand]]], *, title: str, name: str) -> Figure:
    """One body a row: its measures by state, deadlines that have passed, how the indicators it answers for stand."""
    columns = ("tracking.column.responsible", "promises.column.measures", "promises.column.passed", "promises.column.indicators")
    every = [task for _, tasks, _ in found for task in tasks]
    return Figure(
        title=title,
        words=told.say("promises.bodies.words", n=len(found), m=len(every)),
        caption=title,
        header=tuple(told.say(key) for key in columns),
        rows=tuple(_body(told, *one) for one in found),
        name=name,
    )


def _body(told: Telling, body: Link, tasks: Sequence[Task], stands: Sequence[Stand]) -> tuple[Cell, ...]:
    lang, states = told.lang, Counter(task.status for task in tasks)
    marks = tuple(
        Mark(_SIGNS[one], f"{state_name(lang, one)}: {number(lang, states[one])}", _KINDS[one])
        for one in _states()
        if states[one]
    )
    late = sum(task.due == "overdue" for task in tasks)
    counts = Counter(None if result is None else result.status for _, result in stands)
    standing = tuple(
        Mark(sign, f"{say(lang, f'common.status.{status.value}')}: {number(lang, counts[status])}", status.value)
        for status, sign in SIGNS.items()
        if counts[status]
    )
    silent = (Mark(SILENT, f"{say(lang, 'board.silent')}: {number(lang, counts[None])}", "unrated"),) if counts[None] else ()
    return body, marks or "", Amount(number(lang, late), Decimal(late)) if tasks else "", (*standing, *silent) or ""


def timeline(told: Telling, tasks: Sequence[Task], today: date, *, title: str, name: str) -> Figure:
    """Half-years in order of time, and under each the measures that fall due in it; the running one is named."""
    dated = sorted((task for task in tasks if task.measure.deadline), key=lambda task: task.measure.deadline or today)
    columns = ("promises.column.deadline", "promises.column.measure", "tracking.column.responsible", "promises.column.state")
    return Figure(
        title=title,
        words=measure_words(told, dated),
        caption=title,
        header=tuple(told.say(key) for key in columns),
        rows=tuple(_dated(told, task) for task in dated),
        name=name,
        markup=_halves(told, dated, today) if dated else "",
    )


def _dated(told: Telling, task: Task) -> tuple[Cell, ...]:
    one = task.measure
    when = day(told.lang, one.deadline) if one.deadline else ""
    return when, f"{one.code} {pick(one.title, told.lang)}", told.body(one.lead), state_mark(told.lang, task.status)


def _half(told: Telling, when: date) -> Period:
    return Period.around(when, Frequency.HALF_YEAR, told.year_begins)


def _halves(told: Telling, dated: Sequence[Task], today: date) -> str:
    halves = sorted({_half(told, task.measure.deadline) for task in dated if task.measure.deadline} | {_half(told, today)})
    items = "".join(
        _column(told, half, [task for task in dated if _half(told, task.measure.deadline or today) == half], today)
        for half in halves
    )
    return f'<ol class="nap-deadlines">{items}</ol>'


def _column(told: Telling, half: Period, tasks: Sequence[Task], today: date) -> str:
    now = half.start <= today <= half.end
    here = f'<span class="now">{escape(told.say("promises.now"))}</span>' if now else ""
    chips = (
        "".join(_chip(told, task) for task in tasks) or f'<li class="none">{escape(told.say("promises.no_deadline_here"))}</li>'
    )
    css = ' class="now"' if now else ' class="past"' if half.end < today else ""
    return f"<li{css}><h3>{escape(period_name(told.lang, half))}{here}</h3><ul>{chips}</ul></li>"


def _chip(told: Telling, task: Task) -> str:
    one, kind = task.measure, "warning" if task.due == "overdue" else _KINDS[task.status]
    when = day(told.lang, one.deadline) if one.deadline else ""
    state, sign = state_name(told.lang, task.status), escape(_LATE if task.due == "overdue" else _SIGNS[task.status])
    return (
        f'<li><span class="nap-mark nap-{kind}"><b aria-hidden="true">{sign}</b> {escape(one.code)}</span> '
        f"{escape(pick(one.title, told.lang))}<small>{escape(when)} · {escape(state)}</small></li>"
    )


def alone(told: Telling, found: Sequence[tuple[Indicator, Result | None, str]], today: date, *, title: str, name: str) -> Figure:
    """Indicators that follow no measure: who answers for each, the next target, how it stands."""
    columns = ("pages.column.indicator", "tracking.column.responsible", "promises.column.next", "pages.column.status")
    stand = standing_told(told.lang, [result for _, result, _ in found])
    return Figure(
        title=title,
        words=f"{told.say('promises.alone.words', n=len(found))} {stand}".strip(),
        caption=title,
        header=tuple(told.say(key) for key in columns),
        rows=tuple(_alone(told, *one, today) for one in found),
        name=name,
    )


def _alone(told: Telling, indicator: Indicator, result: Result | None, body: str, today: date) -> tuple[Cell, ...]:
    lang = told.lang
    return (
        Link(f"{indicator.code} {pick(indicator.title, lang)}", told.lead(indicator)),
        body,
        _next(told, indicator, today),
        status_mark(lang, result) if result is not None else say(lang, "board.silent"),
    )


def next_target(indicator: Indicator, today: date) -> date | None:
    """The day of the next target, else of the last; None where there is none."""
    days = sorted(target.date for target in indicator.targets)
    return next((each for each in days if each >= today), days[-1] if days else None)


def _next(told: Telling, indicator: Indicator, today: date) -> str:
    when = next_target(indicator, today)
    found = next((target for target in indicator.targets if target.date == when), None)
    if found is None:
        return told.say("coverage.no_target")
    return f"{amount_text(told.lang, indicator, found.value)}\n{day(told.lang, found.date)}"


def _states() -> tuple[str, ...]:
    return (*reversed(MEASURE_STATUSES), "")
