"""The page of an objective: how it stands, its indicators at a glance, then each of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nap.charts.texts import amount_text
from nap.charts.timeline import short_name
from nap.plan import Indicator
from nap.releases.html_indicator import Depth, anchor, indicator_part, latest
from nap.releases.html_markup import NOTHING, Html, join, paragraphs, tag
from nap.releases.html_page import Site, over
from nap.releases.html_parts import Column, cell, counts, figure_cell, head, squares, status, table
from nap.releases.summary import text_of
from nap.results import goal_of
from nap.words import period_name, pick


def objective_page(site: Site, code: str, depth: Depth) -> Html:
    """The body of the page."""
    objective, indicators = site.release.plan.objective(code), site.shelf.by_objective[code]
    title = pick(objective.title, site.lang) if objective else code
    text = text_of(site.release, site.lang, code)
    period = period_name(site.lang, site.release.period)
    tally = site.release.board.tally(indicators, site.release.plan.country, site.release.period)
    top = [over(site, period), tag("h1", tag("span", code, class_="code"), " ", title)]
    return join(
        [
            tag("div", *top, paragraphs(text, class_="lead") if text else NOTHING, class_="title"),
            squares(tally),
            counts(site.lang, tally),
            at_a_glance(site, indicators, lead=True),
            *(indicator_part(site, one, replace(depth, folded=True)) for one in indicators),
        ]
    )


def at_a_glance(site: Site, indicators: Sequence[Indicator], *, lead: bool, base: str = "") -> Html:
    """Each indicator on one line: from where, where it stands, where it should be, and the status."""
    columns = [Column(site.say("pages.column.indicator")), Column(site.say("pages.column.baseline"), right=True)]
    columns += [Column(site.say(f"pages.column.{name}"), right=True) for name in ("value", "target")]
    columns += [Column(site.say("pages.column.status"))]
    rows = [_line(site, one, base if lead else "") for one in indicators]
    return table(site.say("site.glance"), columns, rows, "toc aims")


def _line(site: Site, indicator: Indicator, base: str) -> list[Html]:
    now, lang = latest(site, indicator), site.lang
    name = tag("a", f"{indicator.code} {pick(indicator.title, lang)}", href=f"{base}#{anchor(indicator)}")
    start, aim = _start(site, indicator), _aim(site, indicator)
    if now is None:
        silent = cell(tag("span", site.say("board.silent"), class_="quiet"))
        return [head(name), cell(start, right=True), cell(), cell(aim, right=True), silent]
    value = figure_cell(lang, indicator, now, tag("small", short_name(now.period)))
    return [head(name), cell(start, right=True), value, cell(aim, right=True), cell(status(lang, now, reason=False))]


def _start(site: Site, indicator: Indicator) -> str:
    goal = goal_of(indicator, site.release.plan.country, site.release.plan.country)
    if goal.baseline is None:
        return site.say("coverage.no_baseline")
    return f"{amount_text(site.lang, indicator, goal.baseline.value)} ({goal.baseline.date.year})"


def _aim(site: Site, indicator: Indicator) -> str:
    if not indicator.targets:
        return site.say("coverage.no_target")
    last = max(indicator.targets, key=lambda target: target.date)
    return f"{amount_text(site.lang, indicator, last.value)} ({last.date.year})"
