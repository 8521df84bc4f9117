"""The head of the tracking table on a desk: targets together, periods by year. A card's HTML enters, the same leaves grouped."""

from __future__ import annotations

import re
from html import escape

from nap.charts.tracking import TrackingHead
from nap.facts import Frequency, Period
from nap.monitor import Track
from nap.words import period_name, say

_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_BEFORE = 3
"""Columns before the targets."""
_AFTER = 3
"""Columns of words behind the numbers."""


def grouped(html: str, lang: str, track: Track, head: TrackingHead) -> str:
    """On a phone, where each line is a card, the head is not seen and every cell names its column in full."""
    groups = "".join(
        f'<th scope="colgroup" colspan="{span}">{escape(name)}</th>' if name else _gap(span) for name, span in head.groups
    )
    said = enumerate(zip(head.names, _short(lang, track, head), strict=True))
    names = "".join(_name(full, short, number=_BEFORE <= place < len(head.names) - _AFTER) for place, (full, short) in said)
    made = f'<thead><tr class="groups">{groups}</tr><tr>{names}</tr></thead>'
    framed = html.replace('class="nap-scroll"', 'class="nap-scroll nap-track"', 1)
    return _HEAD.sub(lambda _: made, framed, count=1)


def _name(full: str, short: str, *, number: bool) -> str:
    kind = ' class="num"' if number else ""
    return f'<th scope="col"{kind} abbr="{escape(full)}">{escape(short)}</th>'


def _gap(span: int) -> str:
    return f'<td colspan="{span}"></td>'


def _short(lang: str, track: Track, head: TrackingHead) -> list[str]:
    """What a column is called below the name of its group."""
    names = list(head.names)
    first = _BEFORE + len(track.years)
    names[_BEFORE:first] = [track.plan.year(year).year_label for year in track.years]
    names[first : first + len(track.periods)] = [_part(lang, period) for period in track.periods]
    return names


def _part(lang: str, period: Period) -> str:
    if period.frequency is Frequency.YEAR:
        return say(lang, "tracking.part.year")
    if period.frequency is Frequency.MONTH:
        return period_name(lang, period)
    return say(lang, f"tracking.part.{period.frequency.value}", n="I" * period.number if period.number < 4 else "IV")
