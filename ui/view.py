"""One view of the board: whose results, in which language, at the end of which period; and the figures several pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TypeVar

from nap.charts import Bar, Figure, Link, concerns, distribution, indicators, levels_text
from nap.charts.indicator_cards import as_cards
from nap.facts import Period, Result, Status
from nap.monitor import Board, Indicator, Plan, Shelf, Viewer, browse, last_closed, plan_of
from nap.words import period_name, pick, say
from ui.addresses import address
from ui.filters import Filters
from ui.known import nothing_told
from ui.names import region_name
from ui.narrowing import EVERYTHING, Narrowed
from ui.session import house, language, t
from ui.tables import note

Made = TypeVar("Made")
MOST = 6
"""So many rows stand open beside a picture; the others unfold."""


@dataclass(frozen=True)
class View:
    """What the figures of one page are made of, and the shelf they are kept on."""

    shelf: Shelf
    lang: str
    plan: Plan
    board: Board
    period: Period
    narrowed: Narrowed = EVERYTHING

    def indicators(self, objective: str = "") -> list[Indicator]:
        """The indicators of an objective (or all) that the page is about."""
        return [one for one in self.board.indicators(objective) if self.narrowed.holds(self.plan, one)]

    @property
    def before(self) -> Period:
        """The period of the same length before."""
        return self.period.previous()

    @property
    def country(self) -> str:
        """The country's code."""
        return self.plan.regions.country.code

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The cards of a page, made once for this audience, language, period and `key`."""
        return self.shelf.made((self.lang, self.period, self.narrowed, key), make)

    def place(self, region: str) -> str:
        """The region's name."""
        return region_name(self.lang, self.plan, region)

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the reader's language."""
        return say(self.lang, key, **facts)

    def indicator_at(self, region: str) -> Callable[[Indicator], str]:
        """Where an indicator leads from a page about this region."""
        return lambda indicator: address("indicator", indicator=indicator.code, region="" if region == self.country else region)

    def objective_at(self, objective: str, region: str = "", status: Status | None = None) -> str:
        """Where an objective leads: its indicators in a region (the country by default), of one status or of all."""
        place = "" if region == self.country else region
        asked = status.value if status else ""
        more = self.narrowed.codes()
        return address("objective", objective=objective, region=place, period=self.period, status=asked, **more)

    def region_at(self, region: str, status: Status | None = None, objective: str = "") -> str:
        """Where a region leads."""
        asked = status.value if status else ""
        return address("region", region=region, objective=objective, period=self.period, status=asked, **self.narrowed.codes())


def view_of(person: Viewer, filters: Filters) -> View | None:
    """The view the period filter asks for; None, and a note, before the first period has ended."""
    plan, shelf = plan_of(person, house()), browse(person, house())
    board = shelf.board()
    ended = [period for period in board.periods(plan.calendar.frequency) if period.end < house().today()]
    if not ended:
        note(nothing_told(t("board.no_period")))
        return None
    return View(shelf, language(), plan, board, filters.period(ended, last_closed(house())))


def objective_bars(view: View, region: str, *, title: str) -> Figure:
    """How each objective stands in one place."""
    return distribution(
        view.lang,
        [_objective_bar(view, region, one.code) for one in view.plan.objectives],
        title=title,
        what=view.say("pages.column.objective"),
        name=f"objectives-{region}-{view.period}",
    )


def _objective_bar(view: View, region: str, objective: str) -> Bar:
    found = view.plan.objective(objective)
    assert found is not None
    chosen = view.indicators(objective)
    return Bar(
        f"{objective} {pick(found.title, view.lang)}",
        view.board.tally(chosen, region, view.period),
        address=view.objective_at(objective, region),
        lead=lambda status: view.objective_at(objective, region, status),
        remark=_moved(view, chosen, region),
        whole=region == view.country,
    )


def region_bars(view: View, objective: str, *, title: str) -> Figure:
    """How one objective stands in each region where it is asked of, the country first; in the plan's order, never by rank."""
    chosen = view.indicators(objective)
    regions = view.board.regions(one.code for one in view.board.indicators(objective))
    bars = {region: _region_bar(view, objective, chosen, region) for region in regions}
    asked = [bar for region, bar in bars.items() if bar.of or region == view.country]
    others = [bar.label for bar in bars.values() if bar not in asked]
    what, name = view.say("pages.column.region"), f"regions-{objective}-{view.period}"
    figure = distribution(view.lang, asked, title=title, what=what, name=name)
    return _without(view, figure, others) if others else figure


def _region_bar(view: View, objective: str, chosen: Sequence[Indicator], region: str) -> Bar:
    return Bar(
        view.place(region),
        view.board.tally(chosen, region, view.period),
        address=view.objective_at(objective, region),
        lead=_to(view, objective, region),
        remark=_moved(view, chosen, region),
    )


def _without(view: View, figure: Figure, places: Sequence[str]) -> Figure:
    """The same, saying where nothing was asked: an empty bar would look like nothing done."""
    said = view.say("responses.not_asked_in", places=", ".join(places))
    seen = f'{figure.markup}<p class="nap-remark">{escape(said)}</p>' if figure.markup else ""
    return replace(figure, words=f"{figure.words} {said}", markup=seen)


def _to(view: View, objective: str, region: str) -> Callable[[Status], str]:
    return lambda status: view.objective_at(objective, region, status)


def _moved(view: View, chosen: Sequence[Indicator], region: str) -> str:
    """What changed since the last period, in few words."""
    found = view.board.changes(chosen, region, view.before, view.period)
    counts = {kind: sum(change.kind == kind for change in found) for kind in ("worse", "better", "rated", "unrated")}
    told = [view.say(f"board.moved.{kind}", n=count) for kind, count in counts.items() if count]
    return view.say("board.since", period=view.before, what=", ".join(told)) if told else ""


def concern_list(view: View, region: str, *, title: str) -> Figure:
    """What to look at first in one place."""
    found = view.board.concerns(view.indicators(), region, view.before, view.period)
    name = f"attention-{region}-{view.period}"
    return concerns(view.lang, found, view.indicator_at(region), title=title, name=name)


def indicator_list(view: View, region: str, objective: str, status: Status | None, everything: str) -> Figure:
    """The indicators of an objective (or all) in one place, of one status or all; `everything` leads to those of all."""
    found = [(one, view.board.at(one, region, view.period)) for one in view.indicators(objective)]
    asked = [(one, result) for one, result in found if result is not None or region == view.country]
    kept = [(one, result) for one, result in asked if status is None or (result is not None and result.status is status)]
    named = [view.place(region), period_name(view.lang, view.period)]
    if status is not None:
        named.append(view.say(f"common.status.{status.value}"))
    name = "-".join(["indicators", region, *filter(None, [objective, status.value if status else ""]), str(view.period)])
    figure = indicators(
        view.lang,
        view.plan,
        region,
        kept,
        view.indicator_at(region),
        view.period,
        title=view.say("board.indicators", what=", ".join(named)),
        name=name,
        instead=_levels(view, region, kept),
    )
    figure = as_cards(view.lang, figure, [result for _, result in kept])
    return figure if status is None else _filtered(view, figure, status, len(asked) - len(kept), everything)


def _filtered(view: View, figure: Figure, status: Status, others: int, everything: str) -> Figure:
    """The same with how many the filter left out, and the way to all of them."""
    if not others:
        return figure
    left_out = view.say("coverage.filtered", filter=view.say(f"common.status.{status.value}"), n=others)
    first = figure.words if figure.rows else view.say("coverage.filtered.nothing")
    onward = Link(view.say("coverage.filtered.show"), everything)
    # Beside a picture the words fold away; that something is left out must not.
    way = f'<a href="{escape(everything)}" target="_self">{escape(onward.words)}</a>'
    seen = f'{figure.markup}<p class="nap-remark">{escape(left_out)} {way}</p>' if figure.markup else ""
    return replace(figure, words=f"{first} {left_out}", onward=onward, markup=seen)


def _levels(view: View, region: str, found: Sequence[tuple[Indicator, Result | None]]) -> dict[str, str]:
    """For scales that are not combined for the whole country: how many regions stand at which level."""
    if region != view.country:
        return {}
    apart = ((one, result.period) for one, result in found if one.scale and result is not None and result.value is None)
    told = {one.code: levels_text(view.lang, one, by_level(view, one, period)) for one, period in apart}
    return {code: words for code, words in told.items() if words}


def by_level(view: View, indicator: Indicator, period: Period) -> list[tuple[str, Result]]:
    """The first-level regions that were asked for that period, with their results."""
    regions = [region.code for region in view.plan.regions.level("region")]
    found = [(code, view.board.of_period(indicator, code, period)) for code in regions]
    return [(code, result) for code, result in found if result is not None]
