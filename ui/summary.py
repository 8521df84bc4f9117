"""The donor's summary: how each objective stands, then its indicators; public figures of the last closed period."""

from __future__ import annotations

from collections.abc import Sequence

from nap.charts import Bar, distribution, indicators
from nap.facts import Period
from nap.monitor import Board, Plan, Viewer, last_closed, plan_of, read_summary
from nap.words import pick, say
from ui.cards import Card, card, footer, show_all, signs
from ui.session import house, language, t
from ui.tables import lead, note


def show_summary(person: Viewer) -> None:
    """Everything on one page, in the order of the plan."""
    plan, lang, period = plan_of(person, house()), language(), last_closed(house())
    if period is None:
        note(t("pages.summary.not_yet"))
        return
    lead(f"{t('pages.summary.as_of', period=period, date=period.end)} {t('board.public_only')}")
    shelf = read_summary(person, house())
    show_all(shelf.made(lang, lambda: _cards(lang, plan, shelf.board(), period)))
    signs()
    footer()


def _cards(lang: str, plan: Plan, board: Board, period: Period) -> Sequence[Card]:
    country, spoken = plan.regions.country.code, [one for one in plan.objectives if board.indicators(one.code)]
    titles = {one.code: f"{one.code} {pick(one.title, lang)}" for one in spoken}
    bars = [Bar(titles[one.code], board.tally(board.indicators(one.code), country, period), whole=True) for one in spoken]
    glance = distribution(
        lang,
        bars,
        title=say(lang, "board.glance", period=period),
        what=say(lang, "pages.column.objective"),
        name=f"summary-{period}",
    )
    return [card(glance, "/summary"), *(_listed(lang, plan, board, period, code, title) for code, title in titles.items())]


def _listed(lang: str, plan: Plan, board: Board, period: Period, objective: str, title: str) -> Card:
    country = plan.regions.country.code
    found = [(one, board.at(one, country, period)) for one in board.indicators(objective)]
    name = f"summary-{objective}-{period}"
    return card(indicators(lang, plan, country, found, lambda _: "", period, title=title, name=name), "/summary", explained=False)
