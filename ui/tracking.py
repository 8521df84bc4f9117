"""The indicator tracking table: its filters, the table on the screen, the workbook as donors expect it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nap.charts import SIGNS, Link, levels_text
from nap.charts.tracking import tracking, tracking_head
from nap.facts import Period, Status
from nap.monitor import (
    Indicator,
    Role,
    Track,
    TrackingAsked,
    Verb,
    Viewer,
    bodies,
    may,
    reporters,
    responsible,
    tracking_file,
)
from ui.addresses import address
from ui.cards import Card, card, footer, show, signs
from ui.downloads import download
from ui.filters import Filters
from ui.names import partner_name
from ui.session import house, language, t
from ui.stamp import stamp
from ui.tables import lead
from ui.tracking_table import grouped
from ui.view import View, by_level, view_of

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """What the filters ask for; empty: everything."""

    region: str
    objective: str = ""
    body: str = ""
    partner: str = ""
    status: Status | None = None

    @property
    def part(self) -> bool:
        """Whether it is less than everything there is in the place."""
        return bool(self.objective or self.body or self.partner or self.status)


def show_tracking(person: Viewer) -> None:
    """Draw the page."""
    lead(t("pages.tracking.lead"))
    filters = Filters()
    view = view_of(person, filters)
    if view is not None:
        asked = _asked(person, view, filters)
        show(view.made(("tracking", asked), lambda: _card(view, asked)))
        _workbook(view, asked)
    filters.tell()
    signs()
    footer()


def _asked(person: Viewer, view: View, filters: Filters) -> Asked:
    plan = view.plan
    return Asked(
        filters.region(plan, [view.country, *(code for code in view.board.regions() if code != view.country)]),
        filters.objective(plan, everything=True),
        filters.body(plan, bodies(plan)),
        filters.partner(plan, _partners(person, view)),
        filters.status(list(SIGNS)),
    )


def _partners(person: Viewer, view: View) -> Sequence[str]:
    """Who reports what stands in the plan; a partner finds the own organisation at once, and no other."""
    everybody = may(person, Verb.REVIEW) or Role.FORUM in person.roles or not person.partner
    asked = {code for one in view.plan.indicators for code in reporters(view.plan, one)}
    return [one.code for one in view.plan.partners if one.code in asked and (everybody or one.code == person.partner)]


def _card(view: View, asked: Asked) -> Card:
    everything = list(_there(view, asked.region))
    kept = tuple(one for one in everything if _fits(view, asked, one))
    track = Track(view.board, asked.region, view.period, kept)
    title = view.say("tracking.title", place=view.place(asked.region), period=view.period)
    figure = tracking(
        view.lang,
        track,
        view.indicator_at(asked.region),
        lambda code: partner_name(view.lang, view.plan, code),
        lambda one, period: _levels(view, asked.region, one, period),
        title=title,
        name=f"tracking-{asked.region}-{view.period}",
    )
    if len(kept) < len(everything):
        left_out = view.say("tracking.filtered", n=len(everything) - len(kept))
        words = f"{figure.words} {left_out}" if kept else f"{view.say('tracking.none')} {left_out}"
        there = _address(view, Asked(asked.region))
        figure = replace(figure, words=words, onward=Link(view.say("coverage.filtered.show"), there))
    made = card(figure, _address(view, asked))
    return replace(made, below=grouped(made.below, view.lang, track, tracking_head(view.lang, track)))


def _there(view: View, region: str) -> Iterator[Indicator]:
    """The indicators of the place: all for the country, elsewhere those that were asked for there."""
    for one in view.board.indicators():
        if region == view.country or view.board.at(one, region, view.period) is not None:
            yield one


def _fits(view: View, asked: Asked, indicator: Indicator) -> bool:
    if asked.status is not None:
        now = view.board.at(indicator, asked.region, view.period)
        if now is None or now.status is not asked.status:
            return False
    return (
        asked.objective in {"", indicator.objective}
        and (not asked.body or asked.body in responsible(view.plan, indicator))
        and (not asked.partner or asked.partner in reporters(view.plan, indicator))
    )


def _levels(view: View, region: str, indicator: Indicator, period: Period) -> str:
    """For scales that are not combined for the whole country: how many regions stand at which level."""
    if not indicator.scale or region != view.country:
        return ""
    return levels_text(view.lang, indicator, by_level(view, indicator, period))


def _address(view: View, asked: Asked) -> str:
    codes = {"region": asked.region, "objective": asked.objective, "body": asked.body, "partner": asked.partner}
    return address("tracking", period=view.period, **codes, status=asked.status.value if asked.status else "")


def _workbook(view: View, asked: Asked) -> None:
    """The same lines as an Excel workbook, made at the click."""
    shown, lang, chosen = house(), language(), _codes(view, asked)
    wanted = TrackingAsked(asked.region, view.period, chosen, stamp(), tuple(_told(view, asked)), bool(asked.partner))
    name = f"tracking-{asked.region}-{view.period}-{lang}.xlsx"
    download(
        t("tracking.excel"),
        lambda person: tracking_file(person, shown, lang, wanted),
        name=name,
        kind=_EXCEL,
        key="tracking_excel",
        what="result_table",
    )


def _codes(view: View, asked: Asked) -> tuple[str, ...]:
    return tuple(one.code for one in _there(view, asked.region) if _fits(view, asked, one))


def _told(view: View, asked: Asked) -> Iterator[tuple[str, str]]:
    """The filters by name, for the first sheet of the workbook."""
    yield view.say("pages.column.region"), view.place(asked.region)
    if asked.objective:
        yield view.say("pages.column.objective"), asked.objective
    if asked.body:
        yield view.say("tracking.column.responsible"), partner_name(view.lang, view.plan, asked.body)
    if asked.partner:
        yield view.say("pages.column.partner"), partner_name(view.lang, view.plan, asked.partner)
    if asked.status:
        yield view.say("pages.column.status"), view.say(f"common.status.{asked.status.value}")
