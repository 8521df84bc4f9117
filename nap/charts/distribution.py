"""How many indicators stand how, one bar a row: objectives of the plan, regions of a country. Tallies enter, a `Figure` leaves.

Never one percentage for an objective: the bar shows the distribution and says of how many. It is drawn in
HTML, because each of its segments is a link, and because it must print and reach a weak line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from nap.charts import drawing
from nap.charts.cells import Amount, Cell, Link
from nap.charts.figure import Figure
from nap.charts.look import SIGNS, SILENT
from nap.charts.texts import assessed
from nap.facts import Status
from nap.results import Tally
from nap.results.board import ORDER, RATED
from nap.words import number, say


@dataclass(frozen=True)
class Bar:
    """One row: what it is of, how it stands, what else is to be said (a change, for instance), and where it leads.

    `lead` gives the address of the indicators of one status; both are empty for readers who may not follow. With `whole`,
    indicators that nobody was asked for yet belong to the whole as well.
    """

    label: str
    tally: Tally
    address: str = ""
    lead: Callable[[Status], str] = lambda _: ""
    remark: str = ""
    whole: bool = False

    @property
    def of(self) -> int:
        """The indicators this bar is of."""
        return self.tally.of + (self.tally.silent if self.whole else 0)


def distribution(lang: str, bars: Sequence[Bar], *, title: str, what: str, name: str) -> Figure:
    """Bars in the order given. `what` heads the first column (Objective, Region), `name` is the file's name."""
    present = [status for status in ORDER if any(bar.tally.counts.get(status) for bar in bars)]
    silent = any(bar.whole and bar.tally.silent for bar in bars)
    drawn = any(bar.of for bar in bars)
    return Figure(
        title=title,
        words=" ".join(_words(lang, bar) for bar in bars) or say(lang, "board.nothing"),
        caption=say(lang, "board.as_table"),
        header=_header(lang, what, present, silent),
        rows=tuple(_row(bar, present, silent) for bar in bars),
        name=name,
        markup=_markup(lang, bars, present) if drawn else "",
        drawing=_drawing(lang, bars, present) if drawn else {},
    )


def assessed_text(lang: str, bar: Bar) -> str:
    """`assessed 7 of 18`, and how many of the statuses a coordinator set."""
    return assessed(lang, bar.tally, bar.of)


def _header(lang: str, what: str, present: Sequence[Status], silent: bool) -> tuple[str, ...]:
    words = [say(lang, f"common.status.{status.value}") for status in present]
    more = [say(lang, "board.silent")] if silent else []
    return (what, *words, *more, say(lang, "board.column.assessed"), say(lang, "board.column.of"))


def _row(bar: Bar, present: Sequence[Status], silent: bool) -> tuple[Cell, ...]:
    counts = [bar.tally.counts.get(status, 0) for status in present]
    more = [bar.tally.silent] if silent else []
    name = Link(bar.label, bar.address) if bar.address else bar.label
    return (name, *map(_amount, [*counts, *more, bar.tally.assessed, bar.of]))


def _amount(count: int) -> Amount:
    return Amount(str(count), Decimal(count))


def _words(lang: str, bar: Bar) -> str:
    parts = [f"{say(lang, f'common.status.{status.value}')}: {number(lang, n)}" for status, n in bar.tally.counts.items()]
    if bar.whole and bar.tally.silent:
        parts.append(f"{say(lang, 'board.silent')}: {number(lang, bar.tally.silent)}")
    told = "; ".join([*parts, assessed_text(lang, bar)])
    return f"{bar.label}: {told}." + (f" {bar.remark}." if bar.remark else "")


def _markup(lang: str, bars: Sequence[Bar], present: Sequence[Status]) -> str:
    rows = "".join(_bar(lang, bar) for bar in bars)
    words = _legend(lang, bars, present)
    legend = "".join(f'<li><b class="nap-{one.kind}">{one.sign}</b> {escape(one.word)}</li>' for one in words)
    dense = " many" if len(bars) > _DENSE else ""
    return f'<div class="nap-bars{dense}">{rows}</div><ul class="nap-legend" aria-hidden="true">{legend}</ul>'


def _legend(lang: str, bars: Sequence[Bar], present: Sequence[Status]) -> list[drawing.Word]:
    words = [_word(lang, one) for one in present]
    return [*words, _silent(lang)] if any(bar.whole and bar.tally.silent for bar in bars) else words


def _word(lang: str, status: Status, count: int = 0) -> drawing.Word:
    return drawing.Word(SIGNS[status], say(lang, f"common.status.{status.value}"), status.value, count)


def _silent(lang: str, count: int = 0) -> drawing.Word:
    return drawing.Word(SILENT, say(lang, "board.silent"), "unrated", count)


def _drawing(lang: str, bars: Sequence[Bar], present: Sequence[Status]) -> drawing.Drawing:
    """The same bars for a file."""
    rows = []
    for bar in bars:
        parts = [_word(lang, status, count) for status, count in bar.tally.counts.items()]
        parts += [_silent(lang, bar.tally.silent)] if bar.whole and bar.tally.silent else []
        rows.append(drawing.Stack(bar.label, assessed_text(lang, bar), parts, bar.remark))
    return drawing.bars(rows, _legend(lang, bars, present))


def _bar(lang: str, bar: Bar) -> str:
    segments = "".join(_segment(lang, bar, status, count) for status, count in bar.tally.counts.items())
    rest = _rest(lang, bar.tally.silent) if bar.whole and bar.tally.silent else ""
    remark = f'<span class="nap-remark">{escape(bar.remark)}</span>' if bar.remark else ""
    label = _tag(bar.address, "nap-bar-label", escape(bar.label))
    told = f'<span class="nap-bar-note">{escape(assessed_text(lang, bar))}</span>'
    return (
        f'<div class="nap-bar-row"><div class="nap-bar-head">{label}{told}</div>'
        f'<div class="nap-bar">{segments}{rest}</div>{remark}</div>'
    )


def _segment(lang: str, bar: Bar, status: Status, count: int) -> str:
    word = escape(say(lang, f"common.status.{status.value}"))
    kind = f"nap-seg-{status.value}" if status in RATED or status in _DRAWN_APART else "nap-seg-unrated"
    said = f'<b aria-hidden="true">{SIGNS[status]}</b><span class="nap-hidden">{word}: </span>{count}'
    return _tag(bar.lead(status), f"nap-seg {kind}", said, f' style="flex-grow:{count}" title="{word}: {count}"')


def _tag(address: str, css: str, inner: str, more: str = "") -> str:
    """A link where it leads somewhere, else plain words; `inner` and `more` are HTML already."""
    if not address:
        return f'<span class="{css}"{more}>{inner}</span>'
    return f'<a class="{css}" href="{escape(address)}" target="_self"{more}>{inner}</a>'


def _rest(lang: str, count: int) -> str:
    word = escape(say(lang, "board.silent"))
    return (
        f'<span class="nap-seg nap-seg-silent" style="flex-grow:{count}" title="{word}: {count}">'
        f'<b aria-hidden="true">{SILENT}</b><span class="nap-hidden">{word}: </span>{count}</span>'
    )


_DENSE = 5
"""More rows than these stand closer together."""
_DRAWN_APART = frozenset({Status.SUPPRESSED, Status.PARTIAL, Status.NO_DATA})
"""Hidden is hatched, partial is half, what never came is empty; the other unrated ones look alike."""
