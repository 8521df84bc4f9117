"""Figures of indicators that are no simple sums: regions by level of a scale, and for coordinators the entries of a list."""

from __future__ import annotations

from nap.charts import Cell, Figure, Link, levels
from nap.monitor import Entry, Indicator, Verb, entries, may, yes_no
from nap.words import day
from ui.addresses import address
from ui.view import View, by_level

_COLUMNS = (
    "workbook.header.item_title",
    "workbook.header.date_start",
    "pages.column.region",
    "pages.column.partner",
    "workbook.header.org_addressee_type",
    "workbook.header.status_answered_recipient",
    "workbook.header.status_answered_network",
)


def levels_of_regions(view: View, indicator: Indicator, region: str) -> list[Figure]:
    """For the country: how many regions stand at which level in the chosen period."""
    found = by_level(view, indicator, view.period) if indicator.scale and region == view.country else []
    return [levels(view.lang, view.plan, indicator, view.period, found)] if found else []


def listed_entries(view: View, indicator: Indicator, region: str) -> list[Figure]:
    """What the accepted returns list for the chosen period, all organisations together."""
    viewer = view.shelf.viewer
    if indicator.type != "list" or not may(viewer, Verb.REVIEW):
        return []
    everything = entries(viewer, view.shelf.house, indicator.code, region)
    found = [one for one in everything if view.period.contains(one.period)]
    title = view.say("changes.entries.title", place=view.place(region), period=view.period)
    alike = sum(one.alike for one in found)
    columns = (*_COLUMNS, "pages.column.remark") if alike else _COLUMNS
    words = [view.say("changes.entries.words", n=len(found)), view.say("changes.entries.alike", n=alike) if alike else ""]
    return [
        Figure(
            title=title,
            words=" ".join(part for part in words if part),
            caption=title,
            header=tuple(view.say(column) for column in columns),
            rows=tuple(_row(view, one)[: len(columns)] for one in found),
            name=f"indicator-{indicator.code}-{region}-{view.period}-entries",
        )
    ]


def _row(view: View, one: Entry) -> tuple[Cell, ...]:
    item = one.item
    source = Link(item.title or view.say("changes.entries.untitled"), address("review", **{"return": one.return_id, "every": 1}))
    answered = day(view.lang, item.answered) if item.answered else ""
    network = "\n".join(part for part in (_answer(view, item.answered_network), answered) if part)
    return (
        source,
        day(view.lang, item.started),
        view.place(item.region),
        one.partner,
        item.addressee,
        _answer(view, item.answered_recipient),
        network,
        view.say("changes.entries.maybe_same") if one.alike else "",
    )


def _answer(view: View, said: str) -> str:
    """Yes or no in the reader's language, whichever the workbook was filled in; anything else as it was typed."""
    meant = yes_no(said)
    return said if meant is None else view.say("workbook.yes" if meant else "workbook.no")
