"""Alerts and recommendations: to whom, answered or not, how long it took; what waits, with its return, for coordinators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from nap.charts import Amount, Cell, Figure, Link
from nap.charts.responses import Answered, answered, two_views, waiting
from nap.facts import Frequency, Period
from nap.monitor import Answers, OpenAlert, Plan, Responses, Viewer, browse, plan_of, responses, return_periods
from nap.words import day, period_name, pick
from ui.addresses import address
from ui.cards import Card, card, footer, show_all
from ui.filters import Filters
from ui.names import indicator_name, partner_name, region_name
from ui.session import house, language, t
from ui.tables import lead, link, note

_FIRST = 10
"""So many rows of words and of open alerts stand open; the others unfold."""


class Asked(NamedTuple):
    """What the address asks for: codes, empty for all."""

    objective: str
    region: str
    period: str

    def at(self, **changed: str) -> str:
        """Where this view leads, or one that differs in something."""
        return address("responses", **{**self._asdict(), **changed})


def show_responses(person: Viewer) -> None:
    """Draw the page."""
    lead(t("pages.responses.lead"))
    plan = plan_of(person, house())
    asked = _asked(plan)
    shelf = browse(person, house())
    found = shelf.made(("responses", asked), lambda: _responses(person, asked))
    if found.total.sent:
        st.html(f'<p class="nap-alerts">{escape(" ".join(_summary(found.total)))}</p>')
        show_all(shelf.made((language(), "responses cards", asked), lambda: _cards(plan, found, asked)))
        _about(found)
    else:
        _nothing(found, asked)
    footer()


def _responses(person: Viewer, asked: Asked) -> Responses:
    period = Period.parse(asked.period) if asked.period else None
    return responses(person, house(), objective=asked.objective, region=asked.region, period=period)


def _asked(plan: Plan) -> Asked:
    """The filters: objectives that have lists, first-level regions, periods that have begun and their years."""
    filters, lang = Filters(), language()
    spoken = {one.objective for one in plan.indicators if one.type == "list"}
    objectives = {one.code: f"{one.code} {pick(one.title, lang)}" for one in plan.objectives if one.code in spoken}
    regions = {one.code: region_name(lang, plan, one.code) for one in plan.regions.level("region")}
    begun = [one for one in return_periods(plan) if one.start <= house().today()]
    periods = sorted({*begun, *(one.within(Frequency.YEAR) for one in begun)}, reverse=True)
    asked = Asked(
        filters.choice("objective", t("pages.column.objective"), objectives),
        filters.choice("region", t("pages.column.region"), regions),
        filters.choice("period", t("pages.column.period"), {str(one): period_name(lang, one) for one in periods}),
    )
    filters.tell()
    return asked


def _summary(found: Answers) -> list[str]:
    """What came of all of them, in a few sentences."""
    said = [t("responses.summary", n=found.sent, recipient=found.by_recipient, network=found.by_network, open=found.open_)]
    if found.days:
        said.append(t("responses.answer.days", median=found.days.median, longest=found.days.longest))
    if found.waiting:
        said.append(t("responses.open.days", median=found.waiting.median, longest=found.waiting.longest))
    return said


def _cards(plan: Plan, found: Responses, asked: Asked) -> Sequence[Card]:
    here, name = asked.at(), "-".join(["responses", *filter(None, asked)])
    figures = [
        _regions(plan, found, asked, f"{name}-regions"),
        two_views(language(), found.total, title=t("responses.two_views"), name=f"{name}-sides"),
        _periods(found, asked, f"{name}-periods"),
        waiting(language(), found.total, title=t("responses.waiting", date=found.as_of), name=f"{name}-waiting"),
        *([_lists(plan, found, f"{name}-lists")] if len(found.by_indicator) > 1 else []),
    ]
    worded = [_worded(found.by_addressee, "addressee", f"{name}-to"), _worded(found.by_subject, "subject", f"{name}-about")]
    cards = [card(each, here) for each in figures] + [card(each, here, _FIRST) for each in worded]
    return [*cards, *([card(_open(plan, found.waiting, f"{name}-open"), here, _FIRST)] if found.waiting else [])]


def _regions(plan: Plan, found: Responses, asked: Asked, name: str) -> Figure:
    rows = [
        Answered(_place(plan, code), each, "" if code == plan.country else asked.at(region=code))
        for code, each in found.by_region.items()
    ]
    return answered(language(), rows, title=t("responses.by_region"), what=t("pages.column.region"), name=name)


def _place(plan: Plan, code: str) -> str:
    return t("responses.nowhere") if code == plan.country else region_name(language(), plan, code)


def _periods(found: Responses, asked: Asked, name: str) -> Figure:
    named = {period: period_name(language(), period) for period in found.by_period}
    rows = [Answered(named[period], each, asked.at(period=str(period))) for period, each in found.by_period.items()]
    return answered(language(), rows, title=t("responses.by_period"), what=t("pages.column.period"), name=name, prompt=True)


def _lists(plan: Plan, found: Responses, name: str) -> Figure:
    rows = [
        Answered(indicator_name(language(), plan, code), each, address("indicator", indicator=code))
        for code, each in found.by_indicator.items()
    ]
    return answered(language(), rows, title=t("responses.by_list"), what=t("pages.column.indicator"), name=name)


def _worded(parted: Mapping[str, Answers], what: str, name: str) -> Figure:
    """By addressee or subject: a table, because there may be many; in the words of the organisations."""
    rows = [Answered(words or t(f"responses.other.{what}"), each) for words, each in parted.items()]
    title, head = t(f"responses.by_{what}"), t(f"responses.column.{what}")
    return answered(language(), rows, title=title, what=head, name=name)


def _open(plan: Plan, found: Sequence[OpenAlert], name: str) -> Figure:
    """The open ones with the way to their returns, the oldest first."""
    alike = any(one.entry.alike for one in found)
    keys = ["responses.column.title", "responses.column.day", "responses.column.waits_days", "pages.column.region"]
    keys += ["pages.column.partner", "responses.column.addressee", *(["pages.column.remark"] if alike else [])]
    return Figure(
        title=t("responses.open.list"),
        words=t("responses.open.list.words", n=len(found)),
        caption=t("responses.open.list"),
        header=tuple(map(t, keys)),
        rows=tuple(_open_row(plan, one)[: len(keys)] for one in found),
        name=name,
    )


def _open_row(plan: Plan, one: OpenAlert) -> tuple[Cell, ...]:
    item, lang = one.entry.item, language()
    there = address("review", **{"return": one.entry.return_id, "every": 1})
    return (
        Link(item.title or t("changes.entries.untitled"), there),
        day(lang, item.started),
        Amount(str(one.days)),
        region_name(lang, plan, item.region),
        partner_name(lang, plan, one.entry.partner),
        item.addressee,
        t("changes.entries.maybe_same") if one.entry.alike else "",
    )


def _about(found: Responses) -> None:
    """What has to be known of these counts."""
    said = [t("responses.about.open"), t("responses.about.words"), t("responses.about.alike")]
    if found.alike:
        said.append(t("changes.entries.alike", n=found.alike))
    if found.kept_back:
        said.append(t("responses.kept_back", n=found.kept_back))
    lines = "".join(f"<li>{escape(one)}</li>" for one in said)
    st.html(f'<div class="nap-about"><ul>{lines}</ul></div>')


def _nothing(found: Responses, asked: Asked) -> None:
    """Why there is nothing, and what to do."""
    if found.every:
        note(t("responses.none.chosen"))
        link(address("responses"), t("responses.none.all"))
    elif found.kept_back and not found.indicators:
        note(t("responses.kept_back", n=found.kept_back))
    else:
        note(t("responses.none.accepted" if found.indicators else "responses.none.lists"))
