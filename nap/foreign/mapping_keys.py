"""Every key of a mapping file with its shape, meaning and default, and how large such a file may be."""

from __future__ import annotations

import re
from decimal import Decimal

from nap.foreign.mapping import NAME
from nap.plan.shapes import Choice as OneOf, Code, Key, ListOf, MapOf, Number, Section, Text, Words

COUNTED = 100_000
"""Lists are read whole up to so many; how many there may be says `mapping_checks`, which tells the place and the limit."""

LARGEST = 300_000
"""Bytes of a file; a mapping of a hundred long tables has two thirds of it. Reading it keeps others waiting."""
MOST_TABLES, MOST_LINES, MOST_ANCHORS, LONGEST_TEXT = 200, 5_000, 1_000, 2_000
ANY = "any"
"""Stands for a language that is not known."""
TOTAL, OUT = "total", "out"
PART = re.compile(r"[a-z][a-z0-9]*=[A-Z_][A-Z0-9_]*(?:;[a-z][a-z0-9]*=[A-Z_][A-Z0-9_]*)*", re.ASCII)
ORIENTATIONS = ("periods-in-columns", "periods-in-rows", "one-period")

_POSITIVE = Number(whole=True, low=Decimal(1))
ANCHOR = Section(
    (
        Key("row", Text(), "Words of the row it speaks of."),
        Key("column", Text(), "Words of the column it speaks of."),
        Key("nth", _POSITIVE, "Which of several such lines.", default="1"),
        Key("sheet", Text(), "Only on this sheet.", default="any"),
        Key("take", Text(), "What the line is taken for.", required=True),
    )
)
SEEN = Section(
    (
        Key("sheet", Text(), "Sheet on which the block stood."),
        Key("area", Text(), "Where it stood there, A5:T8."),
        Key("orientation", OneOf(ORIENTATIONS), "Which way its periods ran."),
        Key("lines", ListOf(Words(), most=COUNTED), "Labels of its lines.", default="not listed: new lines are not told"),
    )
)
TABLE = Section(
    (
        Key("indicator", Text(), "Code of the indicator, best in quotes: '1.10'.", required=True),
        Key("title", Words(), "What is counted, as the sheet says it."),
        Key("heading", Words(), "By what it is broken down, as the sheet says it."),
        Key("unit", Words(), "Unit, as the sheet says it."),
        Key("measures", OneOf(("value", "numerator", "denominator")), "Which count of the indicator.", default="value"),
        Key("breakdown", Text(), "A part that holds for the whole block: sex=F."),
        Key("region", Text(), "Place of figures that name none.", default="the country"),
        Key("scale", Number(low=Decimal("0.000001"), high=Decimal(10**12)), "Figures are multiplied by it.", default="1"),
        Key("dash", OneOf(("no_data", "zero")), "What a dash means.", default="no_data"),
        Key("parts", MapOf(Text()), "Parts of the sheet and those of the plan: a part, total or out."),
        Key("leave_out", ListOf(Text(), most=COUNTED), "Labels of lines that are not taken."),
        Key("seen", SEEN, "How it looked when it was mapped, so that changes are told."),
    )
)
FILE = Section(
    (
        Key("mapping", Code("mapping-name", NAME.pattern), "Name of the mapping.", required=True),
        Key("format", _POSITIVE, "Version of this form, 1.", required=True),
        Key("partner", Text(), "Code of the partner whose figures these are.", required=True),
        Key("source", Text(), "Publication, as it is to stand beside each figure."),
        Key("anchors", ListOf(ANCHOR, most=COUNTED), "Lines that a person explained.", default="none"),
        Key("tables", ListOf(TABLE, least=1, most=COUNTED), "Blocks that are taken.", required=True),
    )
)
