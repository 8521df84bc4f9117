"""Capacity scores of organisations. One organisation's over time, or how those of many are spread, enter; a `Figure` leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from nap.charts.bars import Bar, draw_bars
from nap.charts.cells import Amount, Cell
from nap.charts.figure import Figure
from nap.charts.texts import in_sentences
from nap.words import day, number, say

_WHOLE = 100


@dataclass(frozen=True)
class Scored:
    """One score: the area's name, the day, the score and what it is out of."""

    area: str
    day: date
    score: Decimal
    highest: Decimal


@dataclass(frozen=True)
class Spread:
    """So many organisations score at least `low` and below `high`, both shares of the scale."""

    low: Fraction
    high: Fraction
    count: int


def scores_over_time(lang: str, name: str, scores: Sequence[Scored]) -> Figure:
    """`scores` of one organisation by area, then by day (at least one); `name` is the organisation's."""
    last = [place for place, one in enumerate(scores) if place + 1 == len(scores) or scores[place + 1].area != one.area]
    bars = [_bar(lang, one, apart=place in last) for place, one in enumerate(scores)]
    return Figure(
        title=say(lang, "organisations.scores.title", name=name),
        words=" ".join(_told(lang, scores[place], scores) for place in last),
        caption=say(lang, "organisations.scores.table"),
        header=tuple(say(lang, f"organisations.column.{each}") for each in ("area", "day", "score", "highest")),
        rows=tuple(_row(lang, one) for one in scores),
        name="capacity-scores",
        spec=draw_bars(lang, bars, _WHOLE, say(lang, "organisations.scores.unit")),
    )


def spread(lang: str, areas: Mapping[str, Sequence[Spread]]) -> Figure:
    """By the area's name its bands; of one without any it is said that too few organisations were assessed."""
    bars = [
        Bar(area, str(one.count), _counted(lang, area, one), one.count, note=_band(lang, one))
        for area, bands in areas.items()
        for one in bands
    ]
    rows = [
        (area, _band(lang, one), Amount(str(one.count), Decimal(one.count))) for area, bands in areas.items() for one in bands
    ]
    few = [(area, say(lang, "organisations.spread.few"), "") for area, bands in areas.items() if not bands]
    counted = [_counted(lang, area, one) for area, bands in areas.items() for one in bands]
    return Figure(
        title=say(lang, "organisations.spread.title"),
        words=in_sentences(*counted, *(f"{area}: {said}" for area, said, _ in few if counted))
        or say(lang, "organisations.spread.none"),
        caption=say(lang, "organisations.spread.table"),
        header=tuple(say(lang, f"organisations.column.{each}") for each in ("area", "band", "count")),
        rows=(*rows, *few),
        name="capacity-spread",
        spec=draw_bars(lang, bars, None) if bars else {},
    )


def _bar(lang: str, one: Scored, *, apart: bool) -> Bar:
    shown = say(lang, "organisations.score", score=number(lang, one.score), highest=number(lang, one.highest))
    share = float(one.score * _WHOLE / one.highest)
    when = day(lang, one.day)
    return Bar(f"{one.area}, {when}", shown, f"{one.area}, {when}: {shown}", share, apart=apart)


def _told(lang: str, last: Scored, scores: Sequence[Scored]) -> str:
    """The latest score of an area and, where there was one before, that."""
    before = [one for one in scores if one.area == last.area and one.day < last.day]
    said = {
        "area": last.area,
        "score": number(lang, last.score),
        "highest": number(lang, last.highest),
        "day": day(lang, last.day),
    }
    if not before:
        return say(lang, "organisations.scores.one", **said)
    earlier = {
        "before": number(lang, before[-1].score),
        "then": day(lang, before[-1].day),
        "of": number(lang, before[-1].highest),
    }
    return say(lang, "organisations.scores.words", **said, **earlier)


def _row(lang: str, one: Scored) -> tuple[Cell, ...]:
    return one.area, day(lang, one.day), *(Amount(number(lang, each), each) for each in (one.score, one.highest))


def _band(lang: str, one: Spread) -> str:
    if one.low == 0 and one.high == 1:
        return say(lang, "organisations.band.any")
    low, high = (_share(each) for each in (one.low, one.high))
    if one.low == 0:
        return say(lang, "organisations.band.below", high=high)
    return (
        say(lang, "organisations.band.above", low=low)
        if one.high == 1
        else say(lang, "organisations.band.between", low=low, high=high)
    )


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def _counted(lang: str, area: str, one: Spread) -> str:
    return say(lang, "organisations.spread.line", area=area, band=_band(lang, one), n=one.count)
