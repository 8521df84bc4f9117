"""Lays a table out on a sheet: title, unit, header, rows, footnotes, and beside each figure what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.foreign.layouts.manners import Manner
from tests.foreign.layouts.numbers import Pen
from tests.foreign.layouts.things import Item, Paper, Table, figure
from tests.foreign.layouts.words import CHANGES, OFFICES, REMARK_HEADS, REMARKS, SOURCES, UNIT_HEADS


@dataclass
class Hand:
    """One table going onto one sheet, from a corner on. `row` is the next free one."""

    rng: Random
    paper: Paper
    manner: Manner
    table: Table
    row: int
    left: int
    bare: bool = False
    """Only label columns and figures: for tables that stand beside others."""
    labels: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    first: int = 0
    """The first column of figures."""
    last: int = 0
    extra: dict[str, int] = field(default_factory=dict)
    """Columns of other things: `number`, `code`, `unit`, `remark`."""

    def place_columns(self) -> None:
        """Which column holds what."""
        manner, column = self.manner, self.left
        inside = [*manner.columns]
        if self.table.plain_rows:
            inside = [(manner.main,)]
        outside = inside.pop() if manner.outside and len(inside) > 1 else None
        for word, wanted in (("number", manner.numbers), ("code", manner.codes and any(row.code for row in self.table.rows))):
            if wanted and not self.bare:
                self.extra[word], column = column, column + 1
        for languages in inside:
            self.labels.append((column, languages))
            column += 1
        if any(row.unit for row in self.table.rows):
            self.extra["unit"], column = column, column + 1
        column += manner.blank_column and not self.bare
        self.first, self.last = column, column + len(self.table.columns) - 1
        column = self.last + 1
        if outside:
            self.labels.append((column, outside))
            column += 1
        if manner.remarks and not self.bare:
            self.extra["remark"] = column

    @property
    def right(self) -> int:
        return max(self.last, *(column for column, _ in self.labels), *self.extra.values(), self.left)

    def words(self, names: Mapping[str, str], *, wrap: str = "{}", how: str = "") -> None:
        """A line of words in each language, laid out as titles are; the next row is free afterwards."""
        how = how or self.manner.title_rows
        languages = self.manner.languages
        if how == "cells" and not self.table.plain_rows:
            for column, langs in self.labels:
                self.paper.put(self.row, column, wrap.format(self.manner.label(names, langs)))
            self.row += 1
            return
        texts = [wrap.format(names.get(lang, names.get("", ""))) for lang in languages]
        if how == "stacked":
            texts = ["\n".join(dict.fromkeys(texts))]
        for text in texts if how == "rows" and not self.bare else texts[:1]:
            self.paper.put(self.row, self.left, text)
            if self.manner.merged_titles:
                self.paper.merge(self.row, self.left, self.row, self.right)
            self.row += 1


def draw(
    rng: Random, paper: Paper, manner: Manner, table: Table, row: int, left: int = 1, *, bare: bool = False
) -> tuple[int, int]:
    """The last row and column it took."""
    hand = Hand(rng, paper, manner, table, row, left, bare)
    _extend(hand)
    hand.place_columns()
    _titles(hand)
    _header(hand)
    _body(hand)
    _foot(hand)
    return hand.row - 1, hand.right


def _extend(hand: Hand) -> None:
    """A column of change behind the years."""
    table = hand.table
    periods = sorted(item.period or "" for item in table.columns)
    if not hand.manner.changes or hand.bare or table.upper or len(periods) < 2 or not all(len(each) == 4 for each in periods):
        return
    text = hand.rng.choice(CHANGES).format(last=periods[-1], before=periods[-2], first=periods[0])
    table.columns = [*table.columns, Item({"": text}, derived=True)]


def _titles(hand: Hand) -> None:
    table, manner = hand.table, hand.manner
    if manner.office and not hand.bare:
        hand.words(hand.rng.choice(OFFICES), how="one")
    unit = {lang: text for lang, text in table.unit.items() if text}
    numbered = f"{hand.rng.randint(1, 16)}.{hand.rng.randint(1, 9)}.{hand.rng.randint(1, 3)} " if manner.number_in_title else ""
    title = {lang: numbered + text for lang, text in table.title.items()}
    if manner.unit == "title":
        title = {lang: f"{text}, {unit[lang]}" if lang in unit else text for lang, text in title.items()}
    hand.words(title)
    if table.subtitle:
        hand.words(table.subtitle)
    if unit and manner.unit == "row":
        hand.words(unit, wrap="({})")
    hand.row += manner.space_below_title
    if unit and manner.unit == "right" and not hand.bare:
        hand.paper.put(hand.row, hand.last, unit[manner.main])
        hand.row += 1


def _header(hand: Hand) -> None:
    paper, manner, table = hand.paper, hand.manner, hand.table
    lower = hand.row + bool(table.upper)
    for column, languages in hand.labels:
        paper.put(hand.row, column, manner.label(table.corner, languages) if table.corner else "")
        if table.upper and manner.storeys_merged:
            paper.merge(hand.row, column, lower, column)
    heads = {"number": "№", "code": "СОАТЕ", "remark": REMARK_HEADS[manner.main], "unit": UNIT_HEADS[manner.main]}
    for word, column in hand.extra.items():
        paper.put(hand.row, column, heads[word])
    _heads(hand, lower)
    if table.upper:
        _storey(hand)
    hand.row = lower + 1
    if manner.counted_columns and not hand.bare:
        _count_columns(hand)
    hand.row += manner.blank_between and not hand.bare


def _heads(hand: Hand, lower: int) -> None:
    paper, table = hand.paper, hand.table
    for step, item in enumerate(table.columns):
        high = table.upper and table.upper[step] is None
        paper.put(hand.row if high else lower, hand.first + step, hand.manner.header(item))
        if high and hand.manner.storeys_merged:
            paper.merge(hand.row, hand.first + step, lower, hand.first + step)


def _count_columns(hand: Hand) -> None:
    """`А, Б, 1, 2, 3`, as forms of ministries have it."""
    for (column, _), letter in zip(hand.labels, "АБВ", strict=False):
        hand.paper.put(hand.row, column, letter)
    for step in range(len(hand.table.columns)):
        hand.paper.put(hand.row, hand.first + step, step + 1)
    hand.row += 1


def _storey(hand: Hand) -> None:
    """The upper storey: once above its columns, merged or not, or in every cell."""
    upper, step = hand.table.upper, 0
    while step < len(upper):
        over, end = upper[step], step
        while end + 1 < len(upper) and upper[end + 1] is over:
            end += 1
        if over is not None:
            cells = range(step, end + 1) if hand.manner.storeys_repeated and not hand.manner.storeys_merged else (step,)
            for each in cells:
                hand.paper.put(hand.row, hand.first + each, hand.manner.header(over))
            if hand.manner.storeys_merged:
                hand.paper.merge(hand.row, hand.first + step, hand.row, hand.first + end)
        step = end + 1


def _body(hand: Hand) -> None:
    pen, number = Pen(hand.rng, hand.table.decimals, gaps=hand.table.gaps), 0
    hides = hand.manner.hides and not hand.bare and not any(row.depth or row.heading for row in hand.table.rows)
    for at, row in enumerate(hand.table.rows):
        if row.heading:
            _heading(hand, row)
            continue
        number += 1
        for column, languages in hand.labels:
            hand.paper.put(hand.row, column, _label(hand, row, languages, number))
        _extras(hand, row, number)
        _figures(hand, row, pen)
        if hides and at and hand.rng.random() < 0.1:
            hand.paper.hidden.add(hand.row)
        hand.row += 1


def _extras(hand: Hand, row: Item, number: int) -> None:
    """What stands in the columns beside labels and figures."""
    code = int(row.code) if row.code.strip("0") else None
    values = {"number": number, "code": code, "unit": row.unit.get(hand.manner.main)}
    if hand.rng.random() < 0.15:
        values["remark"] = hand.rng.choice(REMARKS)[hand.manner.main]
    for word, column in hand.extra.items():
        hand.paper.put(hand.row, column, values.get(word))


def _label(hand: Hand, row: Item, languages: tuple[str, ...], number: int) -> object:
    if hand.table.plain_rows:
        return hand.manner.header(row)
    text = hand.manner.label(row.names, languages)
    if hand.manner.broken and len(text) > 12:
        text = text.replace(" ", "\n", 1)
    if hand.manner.listed and not row.depth and text[0].isalpha():
        text = f"{number}. {text}"
    return hand.manner.indent * row.depth + text + row.mark


def _heading(hand: Hand, row: Item) -> None:
    where = hand.row
    if hand.manner.headings == "cells" and not hand.table.plain_rows:
        for column, languages in hand.labels:
            hand.paper.put(where, column, _loud(hand, hand.manner.label(row.names, languages)))
    else:
        first = hand.labels[0][0]
        hand.paper.put(where, first, _loud(hand, hand.manner.header(row)))
        if hand.manner.headings == "merged":
            hand.paper.merge(where, first, where, hand.right)
    hand.row += 1


def _loud(hand: Hand, text: object) -> object:
    return text.upper() if isinstance(text, str) and hand.manner.capitals else text


def _figures(hand: Hand, row: Item, pen: Pen) -> None:
    table = hand.table
    for step, column in enumerate(table.columns):
        written = pen.write()
        place = (hand.row, hand.first + step)
        if written.empty:
            continue
        hand.paper.put(*place, written.cell, written.pattern)
        if column.derived:
            hand.paper.cells[place] = round(90 + hand.rng.random() * 30, 1)
            continue
        over = table.upper[step] if table.upper else None
        lines = [each for each in (row, column, over, table.context) if each is not None]
        hand.paper.figures[place] = figure(written.value, *lines)


def _foot(hand: Hand) -> None:
    """Footnotes, some with a space after their mark, and the source."""
    for names in hand.table.footnotes:
        hand.words(names)
    if hand.manner.source and not hand.bare:
        hand.words(hand.rng.choice(SOURCES))
