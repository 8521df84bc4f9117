"""How much has come in for one return period, by region and by objective, for everybody who browses results."""

from __future__ import annotations

from nap.charts import Figure
from nap.charts.came import Arrived, arrived
from nap.facts import Period
from nap.monitor import CoverageParts, Verb, Viewer, coverage_parts, may
from nap.words import pick
from ui.addresses import address
from ui.cards import card, show
from ui.names import region_name
from ui.session import house, language, t


def show_parts(person: Viewer, period: Period) -> None:
    """Two cards; nothing for those who do not browse results."""
    if not may(person, Verb.BROWSE_RESULTS):
        return
    found = coverage_parts(person, house(), period)
    here = address("coverage", period=period)
    for figure in (_regions(found), _objectives(found)):
        show(card(figure, here))


def _regions(found: CoverageParts) -> Figure:
    lang, plan, period = language(), house().plan, found.period
    rows = [
        Arrived(
            t("responses.came.whole") if code == plan.country else region_name(lang, plan, code),
            each.came,
            each.expected,
            "" if code == plan.country else address("region", region=code, period=period),
        )
        for code, each in found.by_region.items()
    ]
    title, name = t("responses.came.by_region", period=period), f"coverage-regions-{period}"
    return arrived(lang, rows, title=title, what=t("pages.column.region"), name=name)


def _objectives(found: CoverageParts) -> Figure:
    lang, plan, period = language(), house().plan, found.period
    titles = {one.code: f"{one.code} {pick(one.title, lang)}" for one in plan.objectives}
    rows = [
        Arrived(titles[code], each.came, each.expected, address("objective", objective=code, period=period))
        for code, each in found.by_objective.items()
    ]
    title, name = t("responses.came.by_objective", period=period), f"coverage-objectives-{period}"
    return arrived(lang, rows, title=title, what=t("pages.column.objective"), name=name)
