"""What each column of a return is: the HXL tags of the workbook, shared by the template that writes and the reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nap.plan import Indicator
from functools import lru_cache

from nap.facts import MEASURE_STATUSES as MEASURE_STATUSES

TEMPLATE_VERSION = 1
"""Raised when the layout changes so that an older file must be read differently."""

LISTS_SHEET = "_lists"
IDENTITY_SHEET = "_nap"
"""Very hidden sheet; column A the key, column B the value, keys as in IDENTITY_KEYS, in this order from row 1."""
NAMES = "nap_"
"""How the names of our lists begin; they stand in the first row of LISTS_SHEET."""
IDENTITY_KEYS = ("plan", "plan_version", "partner", "period", "template_version", "language")

INDICATOR, REGION, REGION_NAME, PERIOD = "#indicator+code", "#adm+code", "#adm+name", "#date+period"
TOTAL, NUMERATOR, DENOMINATOR = "#value+total", "#value+num", "#value+den"
LEVEL, TEXT, STATE = "#value+level", "#value+text", "#value+state"
QUALITY, SOURCE = "#status+quality", "#meta+source"
COMMENT, EXPLANATION = "#description+comment", "#description+explanation"
CALCULATED = "#calc+percent"
"""Our own formula in the template; never read."""

ITEM_STARTED, ITEM_TITLE, ITEM_ADDRESSEE, ITEM_SUBJECT = "#date+start", "#item+title", "#org+addressee_type", "#subject"
ITEM_RECIPIENT, ITEM_NETWORK, ITEM_ANSWERED = "#status+answered_recipient", "#status+answered_network", "#date+answered"
MEASURE, MEASURE_STATUS = "#activity+code", "#status+measure"
NOTHING = "#meta+nothing_to_report"
"""On the first sheet: this tag in column A, the answer in column C of the same row."""

DATA_TAGS = (INDICATOR, REGION, PERIOD)
"""A sheet whose tag row has these three holds data rows; one with INDICATOR and ITEM_TITLE items; one with MEASURE measures;
one with INDICATOR and TEXT but no PERIOD narratives."""

SEX_TAGS: Mapping[str, str] = {"F": "#value+f", "M": "#value+m", "_U": "#value+u"}
# --- What stands in which cell of a template (written by template*.py, read by the checks) ---
# Ordinal and milestone: the answer stands in LEVEL, `#value+total` is locked. Ordinal: the title of the level in the workbook's
# language (drop-down); milestone: `workbook.yes` or `workbook.no`. A code, a number or another language may be typed as well.
# Cascade: one column per step, `category_tag(STEP, code)`; `#value+total` is locked.
# List: the owed row stands on the objective's sheet with an open `#value+total`, which may stay empty (the items are counted) or
# say 0 when there was none; the items themselves stand on the items sheet, whose rows are all blank in a fresh template.
# Narrative: one row per indicator and region on the narrative sheet, never on an objective's sheet.
# Above each indicator's rows two merged rows begin in untagged column A (title, definition); tagged cells there are empty.
# Column A of data, items, measures and narrative sheets is our own row check (a formula) and bears no tag.
# NOTHING is answered by `workbook.yes` or `workbook.no`.
STEP = "step"
"""The breakdown name under which the steps of a cascade stand, in tags and in `Observation.breakdown`."""


@lru_cache(maxsize=1_000)
def category_tag(breakdown: str, category: str) -> str:
    """The tag of one category's column: `#value+f` for sex, else `#value+<breakdown>_<category>` in lower case."""
    if breakdown == "sex" and category in SEX_TAGS:
        return SEX_TAGS[category]
    return f"#value+{breakdown}_{category}".lower()


def parts_by_tag(indicator: Indicator) -> dict[str, str]:
    """The columns of an indicator's parts, in order of the plan: tag → key in `Observation.breakdown`, `#value+f` → `sex=F`."""
    split = ((each.by, category) for each in indicator.breakdowns for category in each.categories)
    steps = ((STEP, step.code) for step in indicator.steps)
    return {category_tag(by, code): f"{by}={code}" for by, code in (*split, *steps)}


def header_key(tag: str) -> str:
    """The catalogue key of a fixed column's header: `#value+total` → `workbook.header.value_total`."""
    return f"workbook.header.{tag.lstrip('#').replace('+', '_')}"
