"""Who promised what: measures and indicators by responsible body or by deadline, with what was last reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from nap.charts import Figure, Link
from nap.charts.promised import Stand, Task, Telling, alone, by_body, measures, next_target, state_name, timeline
from nap.facts import MEASURE_STATUSES
from nap.monitor import (
    DUE,
    Indicator,
    MeasureReport,
    Plan,
    Promise,
    Viewer,
    bodies,
    browse,
    last_closed,
    plan_of,
    promises,
    responsible,
    return_periods,
)
from nap.words import period_name, say
from ui.addresses import address
from ui.cards import Card, card, footer, show_all, signs
from ui.choices import segments
from ui.filters import Filters
from ui.names import partner_name
from ui.session import house, language, t
from ui.tables import lead, note
from ui.view import View

NOTHING = "nothing"
"""In the address: the measures of which nothing was reported."""
BODY, DEADLINE = "body", "deadline"


@dataclass(frozen=True)
class Asked:
    """What the filters ask for; empty: everything. `arranged` by body or by deadline."""

    arranged: str = BODY
    body: str = ""
    objective: str = ""
    due: str = ""
    state: str = ""

    @property
    def of_measures(self) -> bool:
        """Whether it asks for something that only measures have."""
        return bool(self.due or self.state)


def show_promises(person: Viewer) -> None:
    """Draw the page."""
    lead(t("pages.promises.lead"))
    view, filters = _view(person), Filters()
    asked = _asked(view.plan, filters)
    filters.tell()
    _about()
    found = view.shelf.made("promises", lambda: promises(person, house()))
    if not found:
        note(t("promises.no_measures"))
    show_all(view.made(("promises", asked), lambda: _cards(view, found, asked)))
    signs()
    footer()


def _view(person: Viewer) -> View:
    """Statuses as they stand at the end of the last period that is closed; before the first one nothing was asked for yet."""
    plan, shelf = plan_of(person, house()), browse(person, house())
    return View(shelf, language(), plan, shelf.board(), last_closed(house()) or return_periods(plan)[0])


def _asked(plan: Plan, filters: Filters) -> Asked:
    arranged = segments("by", t("promises.arranged"), {one: t(f"promises.arranged.{one}") for one in (BODY, DEADLINE)}, BODY)
    states = {**{one: state_name(language(), one) for one in MEASURE_STATUSES}, NOTHING: state_name(language(), "")}
    return Asked(
        arranged,
        filters.body(plan, bodies(plan)),
        filters.objective(plan, everything=True),
        filters.choice("due", t("promises.column.deadline"), {one: _named(one) for one in DUE}),
        filters.choice("state", t("promises.column.state"), states),
    )


def _named(due: str) -> str:
    said = t(f"promises.due.{due}")
    return said[:1].upper() + said[1:]


def _about() -> None:
    """Whose words these are; of a release, of which day."""
    shown = house()
    when = t("promises.about.day", date=shown.today()) if shown.until is not None or shown.released is not None else ""
    st.html(f'<p class="nap-words">{escape(t("promises.about"))} {escape(when)}</p>')


def _cards(view: View, found: Sequence[Promise], asked: Asked) -> list[Card]:
    here, told = _address(asked), _telling(view)
    tasks = [_task(view, one) for one in found if _fits(one, asked)]
    figures = [*_first(view, told, tasks, asked)] if tasks else []
    figures.append(_measures(view, told, tasks, len(found) - len(tasks), asked))
    if not asked.of_measures:
        figures += _alone(view, told, asked)
    return [card(figure, here) for figure in figures if figure.rows or figure.onward]


def _telling(view: View) -> Telling:
    begins = view.plan.calendar.year_begins
    return Telling(view.lang, lambda code: partner_name(view.lang, view.plan, code), view.indicator_at(view.country), begins)


def _fits(one: Promise, asked: Asked) -> bool:
    state = "" if asked.state == NOTHING else asked.state
    return (
        asked.body in {"", one.measure.lead}
        and asked.objective in {"", one.measure.objective}
        and asked.due in {"", one.due(house().today())}
        and (not asked.state or one.status == state)
    )


def _task(view: View, one: Promise) -> Task:
    followed = [indicator for indicator in view.board.indicators() if indicator.measure == one.measure.code]
    stands = tuple((indicator, view.board.at(indicator, view.country, view.period)) for indicator in followed)
    return Task(one.measure, one.due(house().today()), one.status, one.period, tuple(_beside(view, one)), stands)


def _beside(view: View, one: Promise) -> Iterator[str]:
    """That reports differ; for those who may know, who said what, and the words beside it."""
    if one.differ:
        yield view.say("promises.differ")
    for report in one.reports:
        if report.partner != one.measure.lead:
            yield _said(view, report)
        yield from (view.say("promises.comment", text=text) for text in report.comments)


def _said(view: View, report: MeasureReport) -> str:
    status, period = say(view.lang, f"workbook.measure_status.{report.status}"), period_name(view.lang, report.period)
    return view.say("promises.says", who=partner_name(view.lang, view.plan, report.partner), status=status, period=period)


def _first(view: View, told: Telling, tasks: Sequence[Task], asked: Asked) -> Iterator[Figure]:
    """What the arrangement is for: who answers for what, or what comes next."""
    if asked.arranged == DEADLINE:
        if any(task.measure.deadline for task in tasks):
            yield timeline(told, tasks, house().today(), title=view.say("promises.timeline"), name="deadlines")
        return
    rows = [
        (Link(told.body(code), _address(replace(asked, body=code))), own, stands)
        for code in bodies(view.plan)
        if asked.body in {"", code}
        for own in [[task for task in tasks if task.measure.lead == code]]
        for stands in [_answered_for(view, code, asked)]
        if own or stands
    ]
    yield by_body(told, rows, title=view.say("promises.bodies"), name="bodies")


def _answered_for(view: View, code: str, asked: Asked) -> list[Stand]:
    if asked.of_measures:
        return []
    chosen = [one for one in view.board.indicators(asked.objective) if code in responsible(view.plan, one)]
    return [(one, view.board.at(one, view.country, view.period)) for one in chosen]


def _measures(view: View, told: Telling, tasks: Sequence[Task], others: int, asked: Asked) -> Figure:
    ordered = sorted(tasks, key=lambda task: _by_deadline(task) if asked.arranged == DEADLINE else _by_body(view.plan, task))
    figure = measures(told, ordered, title=view.say(f"promises.measures.{asked.arranged}"), name=f"measures-{asked.arranged}")
    if not others:
        return figure
    left_out, there = view.say("tracking.filtered", n=others), _address(Asked(asked.arranged))
    return replace(figure, words=f"{figure.words} {left_out}", onward=Link(view.say("coverage.filtered.show"), there))


def _by_deadline(task: Task) -> tuple[int, str, str]:
    """Passed ones first, then in order of time; what has no end follows, what is done stands last."""
    when = task.measure.deadline
    return DUE.index(task.due), when.isoformat() if when else "", ""


def _by_body(plan: Plan, task: Task) -> tuple[int, str, str]:
    order = [partner.code for partner in plan.partners]
    return order.index(task.measure.lead) if task.measure.lead in order else len(order), "", ""


def _alone(view: View, told: Telling, asked: Asked) -> list[Figure]:
    """Indicators without a measure, of those in question; by their body, or by the day of their next target."""
    today, country = house().today(), view.country
    chosen = [one for one in view.board.indicators(asked.objective) if one.measure is None]
    chosen = [one for one in chosen if not asked.body or asked.body in responsible(view.plan, one)]
    order = [*bodies(view.plan), ""]
    if asked.arranged == DEADLINE:
        chosen.sort(key=lambda one: str(next_target(one, today) or "9999"))
    else:
        chosen.sort(key=lambda one: order.index(next(iter(responsible(view.plan, one)), "")))
    rows = [(one, view.board.at(one, country, view.period), _bodies(view, one)) for one in chosen]
    if not rows:
        return []
    return [alone(told, rows, today, title=view.say("promises.alone"), name="indicators-alone")]


def _bodies(view: View, indicator: Indicator) -> str:
    return "\n".join(partner_name(view.lang, view.plan, code) for code in responsible(view.plan, indicator))


def _address(asked: Asked) -> str:
    codes = {"body": asked.body, "objective": asked.objective, "due": asked.due, "state": asked.state}
    return address("promises", by="" if asked.arranged == BODY else asked.arranged, **codes)
