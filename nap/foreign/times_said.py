"""Times that longer texts name: a title enters; its periods leave, and None for each time that is no period of ours.

`за 9 месяцев 2024 года` names no year: a year inside a time is never read without the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nap.facts import Period
from nap.foreign.headers import is_moment, period_of_text
from nap.foreign.labels_times import YEAR_WITHIN, period_span
from nap.foreign.labels_words import Token, tokens
from nap.foreign.model import Role

_LONGEST_TEXT = 600
"""Letters of a title that are looked through."""
_LONGEST = 10
"""Tokens of a time: `по состоянию на 01.01.2024 г.`"""


class Time(NamedTuple):
    """From which token to which, and the period; None: a time that somebody has to explain. `day`: one day, of no weight."""

    start: int
    end: int
    period: Period | None
    day: bool = False


def times_in(text: str) -> Iterator[Time]:
    """Every time with its year that a text names, the longest spans first."""
    said, place = tokens(text[:_LONGEST_TEXT]), 0
    while place < len(said):
        found = _time_at(text, said, place) if said[place].kind != "sign" else None
        if found is not None:
            yield found
        place = found.end if found is not None else place + 1


def periods_in(texts: Iterable[str]) -> tuple[Period | None, ...]:
    """What texts name, each once. A day counts only where nothing else is named: titles end in the day of their report."""
    found = [time for text in texts for time in times_in(text)]
    weighty = [time for time in found if not time.day] or found
    return tuple(dict.fromkeys(time.period for time in weighty))


def _time_at(text: str, said: Sequence[Token], start: int) -> Time | None:
    if _numbers_something(text, said, start):
        return None
    for end in range(min(len(said), start + _LONGEST), start, -1):
        window = text[said[start].start : said[end - 1].end]
        if said[end - 1].kind == "sign" or not YEAR_WITHIN.search(window) or _ends_apart(text, said[end - 1]):
            continue
        label = period_of_text(window)
        if label is not None and label.role is Role.PERIOD and not label.notes:
            period = label.meaning.period
            return Time(start, end, period, period is None and is_moment(window))
    span = period_span(text, said, start)
    return Time(start, *span) if span and not _ends_apart(text, said[span[0] - 1]) else None


def _ends_apart(text: str, last: Token) -> bool:
    """`в 2023 году 5 женщин`: five women, not the month of May."""
    return last.kind == "number" and len(last.shape) <= 2 and text[last.start - 1].isspace()


def _numbers_something(text: str, said: Sequence[Token], start: int) -> bool:
    """`5. 2023`: the number of a table, not the month of May."""
    behind = said[start + 1] if start + 1 < len(said) else None
    if said[start].kind != "number" or len(said[start].shape) > 2 or behind is None or behind.kind != "sign":
        return False
    return text[behind.end : behind.end + 1].isspace()
