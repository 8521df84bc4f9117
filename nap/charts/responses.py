"""What came of alerts, as bars: by region, list, addressee or period; how long open ones wait; how the two sides see it.

Counts enter (`nap.results.answers`), a `Figure` leaves. A bar is as wide as all that were sent, its pieces show what came of
them; how many were sent stands beside it, since bars of one width cannot tell. Drawn in HTML: it prints and reaches a weak line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from nap.charts import drawing
from nap.charts.cells import Amount, Cell, Link
from nap.charts.figure import Figure
from nap.charts.texts import whole_percent
from nap.results.answers import LONG, PROMPT, Answers, Spread
from nap.words import number, say

PIECES = ("both", "recipient", "network", "day", "open")
"""What can have come of an alert, in the order of the pieces of a bar."""
_SIGNS = {"both": "✓", "recipient": "◐", "network": "◑", "day": "·", "open": "○"}
_KINDS = {"both": "on_track", "recipient": "behind", "network": "achieved", "day": "partial", "open": "no_data"}
"""Colours of the pieces in a file, by the statuses that have the same there."""
_WAITS = {"short": "on_track", "middle": "behind", "long": "off_track"}
_ALWAYS = frozenset({"both", "recipient", "open"})
"""What a table tells of also where it is zero everywhere."""
_DENSE = 5
_BANDS = ("short", "middle", "long")


@dataclass(frozen=True)
class Answered:
    """One row: what the alerts have in common, what came of them, and where they are listed."""

    label: str
    answers: Answers
    address: str = ""


def answered(lang: str, rows: Sequence[Answered], *, title: str, what: str, name: str, prompt: bool = False) -> Figure:
    """One bar a row, in the order given; `what` heads the first column. With `prompt` how many were answered soon as well."""
    present = _present(rows)
    return Figure(
        title=title,
        words=" ".join(_told(lang, row, present, prompt) for row in rows),
        caption=say(lang, "board.as_table"),
        header=_header(lang, what, present, prompt),
        rows=tuple(_row(lang, row, present, prompt) for row in rows),
        name=name,
        markup=_bars(lang, rows, prompt) + _legend(lang, present),
        drawing=drawing.bars([_stack(lang, row, prompt) for row in rows], [_word(lang, piece) for piece in present]),
    )


def two_views(lang: str, found: Answers, *, title: str, name: str) -> Figure:
    """As recipients see it and as the network sees it, and where the two differ."""
    sides = [(side, count) for side, count in (("recipient", found.by_recipient), ("network", found.by_network))]
    pieces = _present([Answered("", found)])
    facts = {piece: piece_of(found, piece) for piece in PIECES}
    differ = say(lang, "responses.differ" if found.recipient or found.network else "responses.agree", **facts)
    return Figure(
        title=title,
        words=" ".join([*(say(lang, f"responses.side.{side}.words", n=n, sent=found.sent) for side, n in sides), differ]),
        caption=say(lang, "board.as_table"),
        header=(say(lang, "responses.column.said"), say(lang, "responses.column.alerts")),
        rows=(
            *((say(lang, f"responses.piece.{piece}"), _number(facts[piece])) for piece in pieces),
            *_sides(lang, sides, found.sent),
        ),
        name=name,
        markup=f'<div class="nap-bars">{"".join(_side(lang, side, n, found.sent) for side, n in sides)}</div>'
        f'<p class="nap-remark">{escape(differ)}</p>',
        drawing=drawing.bars([_side_stack(lang, side, n, found.sent) for side, n in sides], []),
    )


def waiting(lang: str, found: Answers, *, title: str, name: str) -> Figure:
    """How long the open ones have waited, in three bands."""
    named = [say(lang, f"responses.band.{band}", days=PROMPT, most=LONG) for band in _BANDS]
    told = [f"{label}: {number(lang, n)}." for label, n in zip(named, found.bands, strict=True)]
    spread = found.waiting
    longest = [say(lang, "responses.open.days", median=spread.median, longest=spread.longest)] if spread else []
    lines = zip(_BANDS, named, found.bands, strict=True)
    return Figure(
        title=title,
        words=" ".join([*told, *longest]) if found.open_ else say(lang, "responses.open.none"),
        caption=say(lang, "board.as_table"),
        header=(say(lang, "responses.column.waits"), say(lang, "responses.column.alerts")),
        rows=tuple((label, _number(n)) for label, n in zip(named, found.bands, strict=True)),
        name=name,
        markup=f'<div class="nap-waits">{"".join(_band(*line, max(found.bands)) for line in lines)}</div>' if found.open_ else "",
        drawing=drawing.bars([_wait(*line, max(found.bands)) for line in zip(_BANDS, named, found.bands, strict=True)], [])
        if found.open_
        else {},
    )


def piece_of(found: Answers, piece: str) -> int:
    """How many of the alerts that became of."""
    return int(getattr(found, "open_" if piece == "open" else piece))


def _present(rows: Sequence[Answered]) -> list[str]:
    return [piece for piece in PIECES if piece in _ALWAYS or any(piece_of(row.answers, piece) for row in rows)]


def _header(lang: str, what: str, present: Sequence[str], prompt: bool) -> tuple[str, ...]:
    more = ["responses.column.prompt"] if prompt else []
    keys = [*(f"responses.piece.{piece}" for piece in present), *more, "responses.column.days", "responses.column.open_days"]
    return (what, say(lang, "responses.column.sent"), *(say(lang, key, days=PROMPT) for key in keys))


def _row(lang: str, row: Answered, present: Sequence[str], prompt: bool) -> tuple[Cell, ...]:
    found = row.answers
    soon = [_prompt(lang, found)] if prompt else []
    counts = [_number(n) for n in (found.sent, *(piece_of(found, piece) for piece in present))]
    name = Link(row.label, row.address) if row.address else row.label
    return (name, *counts, *soon, _days(lang, found.days), _days(lang, found.waiting))


def _days(lang: str, spread: Spread | None) -> str:
    """The middle number and the longest, or nothing."""
    return say(lang, "responses.days", median=spread.median, longest=spread.longest) if spread else ""


def _prompt(lang: str, found: Answers) -> str:
    """`7 of 13, 54 %`; said in words where none is to be judged yet."""
    if not found.judged:
        return say(lang, "responses.prompt.none")
    share = number(lang, whole_percent(Decimal(found.prompt) / found.judged))
    return say(lang, "responses.prompt", n=found.prompt, m=found.judged, share=share)


def _told(lang: str, row: Answered, present: Sequence[str], prompt: bool) -> str:
    found = row.answers
    parts = [say(lang, "responses.sent", n=found.sent)]
    parts += [f"{say(lang, f'responses.piece.{piece}')}: {number(lang, n)}" for piece in present if (n := piece_of(found, piece))]
    said = [f"{row.label}: {'; '.join(parts)}."]
    if prompt:
        said.append(say(lang, "responses.prompt.words", days=PROMPT, share=_prompt(lang, found)))
    if found.days:
        said.append(say(lang, "responses.answer.days", median=found.days.median, longest=found.days.longest))
    if found.waiting:
        said.append(say(lang, "responses.open.days", median=found.waiting.median, longest=found.waiting.longest))
    return " ".join(said)


def _bars(lang: str, rows: Sequence[Answered], prompt: bool) -> str:
    dense = " many" if len(rows) > _DENSE else ""
    return f'<div class="nap-bars{dense}">{"".join(_bar(lang, row, prompt) for row in rows)}</div>'


def _bar(lang: str, row: Answered, prompt: bool) -> str:
    found, css = row.answers, "nap-bar-label"
    label = escape(row.label)
    name = f'<a class="{css}" href="{escape(row.address)}" target="_self">{label}</a>' if row.address else ""
    pieces = "".join(_piece(lang, piece, n) for piece in PIECES if (n := piece_of(found, piece)))
    remark = _remark(lang, row, prompt)
    below = f'<span class="nap-remark">{escape(remark)}</span>' if remark else ""
    told = f'<span class="nap-bar-note">{escape(say(lang, "responses.sent", n=found.sent))}</span>'
    head = name or f'<span class="{css}">{label}</span>'
    return (
        f'<div class="nap-bar-row"><div class="nap-bar-head">{head}{told}</div><div class="nap-bar">{pieces}</div>{below}</div>'
    )


def _remark(lang: str, row: Answered, prompt: bool) -> str:
    return say(lang, "responses.prompt.words", days=PROMPT, share=_prompt(lang, row.answers)) if prompt else ""


def _piece(lang: str, piece: str, count: int) -> str:
    word = escape(say(lang, f"responses.piece.{piece}"))
    said = f'<b aria-hidden="true">{_SIGNS[piece]}</b><span class="nap-hidden">{word}: </span>{count}'
    return f'<span class="nap-seg nap-seg-alert-{piece}" style="flex-grow:{count}" title="{word}: {count}">{said}</span>'


def _legend(lang: str, present: Sequence[str]) -> str:
    named = ((one, escape(say(lang, f"responses.piece.{one}"))) for one in present)
    lines = "".join(f'<li><b class="nap-alert-{one}">{_SIGNS[one]}</b> {word}</li>' for one, word in named)
    return f'<ul class="nap-legend" aria-hidden="true">{lines}</ul>'


def _word(lang: str, piece: str, count: int = 0) -> drawing.Word:
    return drawing.Word(_SIGNS[piece], say(lang, f"responses.piece.{piece}"), _KINDS[piece], count)


def _stack(lang: str, row: Answered, prompt: bool) -> drawing.Stack:
    """The bar for a file."""
    parts = [_word(lang, piece, n) for piece in PIECES if (n := piece_of(row.answers, piece))]
    return drawing.Stack(row.label, say(lang, "responses.sent", n=row.answers.sent), parts, _remark(lang, row, prompt))


def _side_stack(lang: str, side: str, count: int, sent: int) -> drawing.Stack:
    """The bar for a file; how the two differ is said in the words below."""
    parts = [_word(lang, piece, n) for piece, n in ((_answered(side), count), ("open", sent - count)) if n]
    said = [say(lang, f"responses.side.{word}", n=n) for word, n in (("answered", count), ("not_answered", sent - count)) if n]
    return drawing.Stack(say(lang, f"responses.side.{side}"), "; ".join(said), parts)


def _wait(band: str, label: str, count: int, most: int) -> drawing.Stack:
    return drawing.Stack(label, "" if count else "0", [drawing.Word("", label, _WAITS[band], count)] if count else [], of=most)


def _answered(side: str) -> str:
    """The piece whose colour stands for what a side calls answered."""
    return "both" if side == "recipient" else "network"


def _sides(lang: str, sides: Sequence[tuple[str, int]], sent: int) -> Iterator[tuple[Cell, ...]]:
    """What each side counts, and what it does not."""
    for side, count in sides:
        for word, n in (("answered", count), ("not_answered", sent - count)):
            yield say(lang, f"responses.side.row.{word}", side=say(lang, f"responses.side.{side}")), _number(n)


def _side(lang: str, side: str, count: int, sent: int) -> str:
    """One bar of two pieces: answered, and all the others."""
    label = escape(say(lang, f"responses.side.{side}"))
    parts = ((_answered(side), count, "answered"), ("open", sent - count, "not_answered"))
    pieces = "".join(
        f'<span class="nap-seg nap-seg-alert-{css}" style="flex-grow:{n}">'
        f"{escape(say(lang, f'responses.side.{word}', n=n))}</span>"
        for css, n, word in parts
        if n
    )
    return (
        f'<div class="nap-bar-row"><div class="nap-bar-head"><span class="nap-bar-label">{label}</span></div>'
        f'<div class="nap-bar">{pieces}</div></div>'
    )


def _band(band: str, label: str, count: int, most: int) -> str:
    bar = f'<i class="nap-wait-{band}" style="width:{count * 100 // most}%" aria-hidden="true"></i>' if count else ""
    return (
        f'<div class="nap-wait"><span>{escape(label)}</span><span class="nap-wait-bar">{bar}<strong>{count}</strong></span></div>'
    )


def _number(count: int) -> Amount:
    return Amount(str(count), Decimal(count))
