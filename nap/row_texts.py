"""What a coordinator says of a finding, and rows that do not count, as sentences: data enter, words in one language leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nap.facts import Finding
from nap.words import period_name, pick, say

if TYPE_CHECKING:
    from nap.monitor.row_views import BesideReturn
    from nap.plan import Plan
    from nap.store.left_out import LeftOut, Row
    from nap.store.remarks import Word


def at_finding(lang: str, finding: Finding, beside: BesideReturn) -> str:
    """What a reviewer says to that finding and why it is waived, a line each; empty if nothing was said."""
    remark, waiver = beside.words_at(finding)
    said = [say(lang, "rows.coordinator", text=remark.text)] if remark else []
    said += [say(lang, "rows.waived", reason=waiver.text)] if waiver else []
    return "\n".join(said)


def row_name(lang: str, plan: Plan, row: Row, names: Mapping[str, str]) -> str:
    """Indicator, place and period, as a person reads them."""
    indicator, region, period = row
    known = plan.indicator(indicator)
    title = f"{indicator} {pick(known.title, lang)}" if known else indicator
    return " · ".join((title, names.get(region, region), period_name(lang, period)))


def left_out_text(lang: str, one: LeftOut) -> str:
    """Why a row does not count."""
    return say(lang, f"rows.kind.{one.kind}", reason=one.reason)


def place_name(lang: str, word: Word) -> str:
    """Where a remark stands: sheet and cell, or the return as a whole."""
    _, sheet, cell, _, _ = word.spot
    return f"{say(lang, 'pages.sheet', sheet=sheet)}, {cell}" if cell else say(lang, "pages.whole_file")
