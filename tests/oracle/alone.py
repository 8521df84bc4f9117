"""What one partner says of one place: a reported number becomes what happened in a period, or how it stood at its end."""

from __future__ import annotations

from datetime import date

from tests.oracle.facts import Cell, Sheet
from tests.oracle.figures import Figure, Row, taken
from tests.oracle.months import SHORTER, Span, cut, first_day, stop


def chosen(sheet: Sheet, cell: Cell, period: Span) -> list[Span]:
    """A flow's rows that count for a period, none inside another.

    Of the indicator's own period its own row counts, without one the shorter ones. Of a longer period the row of the whole
    counts unless every part was given.
    """
    there = (cell, period) in sheet.rows
    parts = cut(period, SHORTER[period[1]]) if period[1] > 1 else []
    if there and (period[1] <= sheet.length or not all(complete(sheet, cell, part) for part in parts)):
        return [period]
    return [span for part in parts for span in chosen(sheet, cell, part)]


def complete(sheet: Sheet, cell: Cell, period: Span) -> bool:
    """Whether there is a row for it or for each of its parts; an own period is told by any row within."""
    if (cell, period) in sheet.rows:
        return True
    if period[1] <= sheet.length:
        return bool(chosen(sheet, cell, period))
    return all(complete(sheet, cell, part) for part in cut(period, SHORTER[period[1]]))


def as_given(sheet: Sheet, cell: Cell, period: Span) -> Row:
    """The row of exactly this period."""
    return {name: taken(answer, stop(period)) for name, answer in sheet.rows.get((cell, period), {}).items()}


def standing(sheet: Sheet, cell: Cell, period: Span) -> Row:
    """Everything but flows: how it stood at the end of the period, or what happened in it."""
    end = stop(period)
    last = latest(sheet, cell, end)
    if last is None:
        return {}
    fresh = stop(last) > last_asked(sheet, period) - sheet.length
    row = {name: each._replace(fresh=fresh) for name, each in as_given(sheet, cell, last).items()}
    mode = sheet.key["accumulation"]
    if mode == "snapshot":
        return state(sheet, cell, period, last, row)
    if stop(last) <= period[0]:
        return {}
    return running(sheet, cell, period, row) if mode == "since_start" else within(sheet, cell, period, row)


def latest(sheet: Sheet, cell: Cell, end: int) -> Span | None:
    """The last row that ends before month `end`; of those that end together the shortest."""
    spans = [span for who, span in sheet.rows if who == cell and stop(span) <= end]
    return max(spans, key=lambda span: (stop(span), -span[1]), default=None)


def last_asked(sheet: Sheet, period: Span) -> int:
    """The month after the last one asked for: the period's end, or the indicator's, if it was given up within."""
    gone = given_up(sheet)
    return stop(period) if gone is None or gone <= period[0] else min(stop(period), gone)


def given_up(sheet: Sheet) -> int | None:
    """The month after the last one in which the indicator is valid."""
    last = sheet.key["valid_to"]
    day = date.fromisoformat(str(last)) if last else None
    return day.year * 12 + day.month if day else None


def state(sheet: Sheet, cell: Cell, period: Span, last: Span, row: Row) -> Row:
    """The last known state: of this part, or carried from at most a year before; a milestone once reached stays reached."""
    reached = is_reached(sheet, cell, stop(period))
    if reached and "" in row:
        row = row | {"": row[""]._replace(value=sheet.rows[reached][""].value, lasting=True)}
    if stop(last) > last_asked(sheet, period) - sheet.length:
        return row
    gone = given_up(sheet)
    if gone is not None and gone <= period[0]:
        return {}
    silent = [stop(span) for (who, span), answer in sheet.states.items() if who == cell and answer != "no_data"]
    ended = any(stop(last) < month <= stop(period) for month in silent)
    if not reached and (ended or stop(period) - stop(last) > 12):
        return {}
    return {name: each._replace(came=0, carried=1) for name, each in row.items()}


def is_reached(sheet: Sheet, cell: Cell, end: int) -> tuple[Cell, Span] | None:
    """The row that says that a milestone is reached."""
    if sheet.key["type"] != "milestone":
        return None
    rows = ((who, span) for (who, span), row in sheet.rows.items() if who == cell and stop(span) <= end and "" in row)
    return next((row for row in rows if sheet.rows[row][""].value), None)


def before(sheet: Sheet, cell: Cell, period: Span) -> Row | None:
    """The row that ends the day before the period begins."""
    last = latest(sheet, cell, period[0])
    return as_given(sheet, cell, last) if last is not None and stop(last) == period[0] else None


def running(sheet: Sheet, cell: Cell, period: Span, row: Row) -> Row:
    """A total since the start of the plan, with what it grew by: in the plan's first period all of it."""
    if first_day(period) == date(sheet.years[0], 1, 1):
        return {name: each._replace(increment=each.value) for name, each in row.items()}
    earlier = before(sheet, cell, period) or {}
    grown = {name: less(each, earlier.get(name)).value for name, each in row.items()}
    return {name: each._replace(increment=grown[name]) for name, each in row.items()}


def within(sheet: Sheet, cell: Cell, period: Span, row: Row) -> Row:
    """A year-to-date figure less the one the day before the period; from January on it is the figure itself."""
    if period[0] % 12 == 0:
        return row
    earlier = before(sheet, cell, period) or {}
    return {name: less(each, earlier.get(name)) for name, each in row.items()}


def less(figure: Figure, earlier: Figure | None) -> Figure:
    if earlier is None or earlier.value is None or figure.value is None:
        return figure._replace(value=None, trouble="earlier_period_missing")
    return figure._replace(value=figure.value - earlier.value)
