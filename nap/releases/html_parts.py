"""Pieces that every page is put together from: status, figures, tables, facts. Disclosed results enter, markup leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nap.charts.gaps import why
from nap.charts.look import SIGNS, SILENT
from nap.charts.texts import by_hand, plain_status, value_text
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.releases.html_markup import NOTHING, Html, join, lines, tag
from nap.releases.html_page import Site
from nap.results import Tally
from nap.results.board import RATED
from nap.words import number, say

_EMPTY = re.compile("<td[^>]*></td>")


@dataclass(frozen=True)
class Column:
    """A column's words; `right` for numbers."""

    words: str
    right: bool = False


def status(lang: str, result: Result, *, chip: bool = False, reason: bool = True) -> Html:
    """Sign, word and colour; the reason below where there is no figure or no rating, or a coordinator's.

    Of a hidden figure no reason is told: its mark says all that may be said."""
    reason = reason and result.status is not Status.SUPPRESSED
    told = [each for each in (why(lang, result), *by_hand(lang, result)) if each] if reason else []
    word = plain_status(lang, result)
    small = tag("small", lines("\n".join(told))) if told else NOTHING
    if chip:
        mark = tag("span", _sign(result.status), " ", word, class_=f"st chip {tone(result.status)}")
        return join([mark, tag("span", small, class_="st") if told else NOTHING])
    return tag("span", _sign(result.status), " ", word, small, class_=f"st {tone(result.status)}")


def tone(of: Status) -> str:
    """The class of a status' colour; what rates nothing is quiet."""
    return f"t-{of.value}" if of in RATED else "t-none"


def _sign(of: Status) -> Html:
    return tag("b", SIGNS[of], aria_hidden="true")


def shown(lang: str, indicator: Indicator, result: Result) -> Html:
    """A figure in words. Every hidden one wears the same mark, wherever it stands and whatever it hides."""
    if result.status is Status.SUPPRESSED:
        return join([tag("b", SIGNS[Status.SUPPRESSED], aria_hidden="true"), " ", value_text(lang, indicator, result)])
    return join([value_text(lang, indicator, result)])


def figure_cell(lang: str, indicator: Indicator, result: Result | None, *below: Html) -> Html:
    """A cell of a table with a figure, and what belongs to it in small letters."""
    if result is None:
        return tag("td", class_="n")
    worded = result.value is None or bool(indicator.scale) or indicator.type == "milestone"
    return tag("td", shown(lang, indicator, result), *below, class_="n words" if worded else "n")


def number_cell(site: Site, result: Result) -> Html:
    """The short number of a figure, by which it is cited and linked to."""
    name = site.number(result)
    return tag("td", tag("span", name, id=name) if name else NOTHING, class_="ref")


def cell(*inside: str, right: bool = False) -> Html:
    """A cell of words."""
    return tag("td", *inside, class_="n" if right else None)


def head(*inside: str) -> Html:
    """The cell that names its row."""
    return tag("th", *inside, scope="row")


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Html] | Html],
    look: str | None = None,
    *,
    headed: bool = False,
) -> Html:
    """A table in a box of its own that can be scrolled by keyboard, so that the page itself never scrolls sideways.

    `headed`: a heading above says what the caption says, so that only those hear it who do not see."""
    columns, rows = _told(columns, list(rows))
    heads = (tag("th", one.words, scope="col", class_="n" if one.right else None) for one in columns)
    body = (row if isinstance(row, Html) else tag("tr", *row) for row in rows)
    named = tag("caption", tag("span", caption, class_="sr" if headed else None))
    inner = tag("table", named, tag("thead", tag("tr", *heads)), tag("tbody", *body), class_=look)
    return tag("div", inner, class_="box", role="group", tabindex="0", aria_label=caption)


def _told(columns: Sequence[Column], rows: list[Sequence[Html] | Html]) -> tuple[Sequence[Column], list[Sequence[Html] | Html]]:
    """Without columns in which nothing stands, such as the short numbers of a draft, which has none yet."""
    whole = [row for row in rows if not isinstance(row, Html)]
    kept = [at for at in range(len(columns)) if not whole or not all(_EMPTY.fullmatch(row[at]) for row in whole)]
    return [columns[at] for at in kept], [row if isinstance(row, Html) else [row[at] for at in kept] for row in rows]


def facts(entries: Iterable[tuple[str, Html]]) -> Html:
    """Names with what they stand for; those that stand for nothing are left out."""
    told = [(name, said) for name, said in entries if said]
    return tag("dl", *(join([tag("dt", name), tag("dd", said)]) for name, said in told), class_="facts") if told else NOTHING


def squares(tally: Tally) -> Html:
    """One square an indicator, in order of status, with its sign: a picture beside the counts, which say the same in words."""
    found = [(SIGNS[one], _square(one)) for one, n in tally.counts.items() for _ in range(n)]
    found += [(SILENT, "b-no_data")] * tally.silent
    return tag("ul", *(tag("li", sign, class_=look) for sign, look in found), class_="squares", aria_hidden="true")


def _square(of: Status) -> str:
    if of in RATED:
        return f"b-{of.value}"
    return "b-hidden" if of is Status.SUPPRESSED else "b-no_data" if of is Status.NO_DATA else "b-none"


def counts(lang: str, tally: Tally) -> Html:
    """How many stand how, each with sign, word and number."""
    told = [_count(tone(one), SIGNS[one], say(lang, f"common.status.{one.value}"), lang, n) for one, n in tally.counts.items()]
    told += [_count("t-none", SILENT, say(lang, "board.silent"), lang, tally.silent)] if tally.silent else []
    return tag("ul", *told, class_="counts")


def _count(look: str, sign: str, word: str, lang: str, n: int) -> Html:
    mark = tag("span", tag("b", sign, aria_hidden="true"), " ", word, class_=f"st {look}")
    return tag("li", mark, " ", tag("span", number(lang, n), class_="num"))


def folded(title: str, *inside: Html, fold: bool = True) -> Html:
    """Opened by whoever wants it, so that a long page stays calm; paper shows all.

    Without `fold` what is inside stands by itself, and no heading is added."""
    return tag("details", tag("summary", title), *inside, class_="fold") if fold else join(inside)


def section(site: Site, key: str, *inside: Html, rank: str = "h2", anchor: str = "") -> Html:
    """A heading with what stands under it; nothing where there is nothing to stand there."""
    body = join(inside)
    return join([tag(rank, site.say(key), id=anchor or None), body]) if body else NOTHING
