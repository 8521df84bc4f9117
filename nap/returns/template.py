"""The return workbook of one partner for one period: a plan enters, the bytes of an Excel file leave.

The same arguments give the same bytes. Reading it back goes by the tags of `nap.returns.tags`, never by position.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import Observation, Period
from nap.plan import Plan
from nap.returns.template_data import add_objective
from nap.returns.template_first import add_first
from nap.returns.template_head import Written
from nap.returns.template_layout import Contents, contents
from nap.returns.template_lists import add_identity, add_lists
from nap.returns.template_more import add_items, add_measures, add_narratives, items_counted
from nap.returns.template_paint import Painter
from nap.tables import plain_properties, sheet_name, workbook_bytes
from nap.words import pick, say

NOTHING_KNOWN: Mapping[tuple[str, str], Observation] = MappingProxyType({})


def make_template(
    plan: Plan, partner: str, period: Period, lang: str, latest: Mapping[tuple[str, str], Observation] = NOTHING_KNOWN
) -> bytes:
    """The workbook in `lang`, every row that is owed already there; for a year of history every row that can be told.

    `latest` holds the last accepted total by (indicator, region), shown in grey. ValueError for a partner the plan does not
    know, and for a period that is neither a return period of the plan nor a whole year from `history_from` to its start.
    """
    planned = contents(plan, partner, period, lang, latest)
    workbook = Workbook()
    plain_properties(workbook)
    workbook.calculation.fullCalcOnLoad = True
    painter = Painter(workbook)
    first = workbook.worksheets[0]
    first.title = sheet_name(say(lang, "workbook.sheet.first"), ())
    add_first(painter, first, planned, _add_tables(painter, planned))
    add_lists(painter, planned)
    add_identity(painter, planned)
    return workbook_bytes(workbook)


def _add_tables(painter: Painter, planned: Contents) -> list[Written]:
    """The sheets with rows to fill, in the order they are shown."""
    lang, workbook = planned.lang, painter.workbook
    pages = [_new(workbook, f"{page.objective.code} {pick(page.objective.title, lang)}") for page in planned.objectives]
    items = _new(workbook, say(lang, "workbook.sheet.items")) if planned.lists else None
    counted = items_counted(items.title, planned) if items else "0"
    written = [
        add_objective(painter, sheet, planned, page, counted) for sheet, page in zip(pages, planned.objectives, strict=True)
    ]
    if items:
        written.append(add_items(painter, items, planned))
    if planned.measures:
        written.append(add_measures(painter, _new(workbook, say(lang, "workbook.sheet.measures")), planned))
    if planned.narratives:
        written.append(add_narratives(painter, _new(workbook, say(lang, "workbook.sheet.narratives")), planned))
    return written


def _new(workbook: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(sheet_name(name, workbook.sheetnames))
    return sheet
