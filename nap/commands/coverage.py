"""`results coverage`: who has reported, in time or late; of one partner every expected figure, given or why not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

from nap.commands.edge import in_words, lang_of, period_in, print_json, the_house
from nap.monitor import Coverage, Expected, PeriodCoverage, Square, Unknown, coverage as coverage_of, expected_of, operator
from nap.words import say

Value = str | int | bool | None
_RETURNED = frozenset({"submitted", "returned", "accepted"})


@in_words
def coverage(options: Namespace) -> int:
    """Print how every return stands (exit status 2 for a partner or period there is not)."""
    with the_house() as house:
        period = period_in(house.plan, options.period, lang_of(options)) if options.period else None
        found = coverage_of(operator(), house, as_of=options.as_of)
        if period is not None and period not in [one.period for one in found.periods]:
            raise Unknown("period", options.period)
        figures = expected_of(operator(), house, options.partner, period=period, as_of=options.as_of) if options.partner else ()
    squares = [one for one in found.squares if period in (None, one.period) and options.partner in (None, one.partner)]
    periods = [one for one in found.periods if period in (None, one.period)]
    if options.json:
        print_json(_json(found, periods, squares, figures))
    else:
        print("\n".join(_lines(lang_of(options), periods, squares, figures)))
    return 0


def _json(
    found: Coverage, periods: Sequence[PeriodCoverage], squares: Sequence[Square], figures: Sequence[Expected]
) -> Mapping[str, object]:
    return {
        "as_of": found.as_of.isoformat(),
        "periods": [_row(one) for one in periods],
        "returns": [_row(one) for one in squares],
        "figures": [_row(one) for one in figures],
    }


def _row(one: PeriodCoverage | Square | Expected) -> Mapping[str, Value]:
    """The fields by name; periods and days as their codes, what is empty as null."""
    return {name: value if isinstance(value, int) else str(value or "") or None for name, value in vars(one).items()}


def _lines(lang: str, periods: Sequence[PeriodCoverage], squares: Sequence[Square], figures: Sequence[Expected]) -> Iterator[str]:
    for one in periods:
        told = {"n": one.accepted, "m": one.partners, "k": one.came, "l": one.expected}
        yield say(lang, "coverage.counts.one", period=one.period, **told)
    for square in squares:
        yield "  ".join((str(square.period), square.partner, *_told(lang, square)))
    for figure in figures:
        yield "  ".join((str(figure.period), figure.indicator, figure.region, _state(lang, figure)))


def _told(lang: str, square: Square) -> Iterator[str]:
    known = square.state in _RETURNED
    yield say(lang, f"common.return_status.{square.state}" if known else f"coverage.state.{square.state}")
    if square.counts:
        yield say(lang, "coverage.of", n=square.came, m=square.expected)
    if square.late:
        yield say(lang, "coverage.late", n=square.late)
    if square.draft:
        yield say(lang, "coverage.draft")


def _state(lang: str, figure: Expected) -> str:
    if figure.given:
        return say(lang, "coverage.given.late" if figure.late else "coverage.given")
    return say(lang, f"common.reason.{figure.why}")
