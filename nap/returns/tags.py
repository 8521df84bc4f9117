"""What each column of a return is: the HXL tags of the workbook, shared by the template that writes and the reading that finds them."""

from __future__ import annotations

from collections.abc import Mapping

TEMPLATE_VERSION = 1
"""Raised when the layout changes so that an older file must be read differently."""

LISTS_SHEET = "_lists"
IDENTITY_SHEET = "_nap"
"""Very hidden sheet; column A the key, column B the value, keys as in IDENTITY_KEYS, in this order from row 1."""
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
STEP = "step"
"""The breakdown name under which the steps of a cascade stand, in tags and in `Observation.breakdown`."""


def category_tag(breakdown: str, category: str) -> str:
    """The tag of one category's column: `#value+f` for sex, else `#value+<breakdown>_<category>` in lower case."""
    if breakdown == "sex" and category in SEX_TAGS:
        return SEX_TAGS[category]
    return f"#value+{breakdown}_{category}".lower()
