"""A mapping made of what a person chose in one file, so that the next file is read by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nap.foreign.anchors import anchored
from nap.foreign.changes import range_of
from nap.foreign.drawing import each_choice
from nap.foreign.mapping import Mapping, Seen, Table, same_words, shapes
from nap.foreign.matching import Agree, agree, apart, matches, named_lines
from nap.foreign.model import Block, Choice, Choices, Hint, Remark, Understood
from nap.returns.book import Book
from nap.words import Text

MOST_LINES = 500
"""Different labels that are listed; of a longer table new lines are not told."""


def mapping_of(
    name: str,
    partner: str,
    understood: Understood,
    choices: Choices,
    *,
    hints: Sequence[Hint] = (),
    source: str = "",
) -> tuple[Mapping, tuple[Remark, ...]]:
    """The mapping, and what of it cannot be held by words: hints of lines without any, blocks that are worded alike."""
    tables: list[Table] = []
    remarks: list[Remark] = []
    for number, choice in each_choice(choices):
        block = understood.block(number)
        if block is not None:
            made = _table(block, choice)
            fits = [match.block for match in matches(made, understood.blocks)]
            if block not in fits or (len(fits) > 1 and not apart(matches(made, understood.blocks))):
                remarks.append(_alike(block, choice))
            if not any(each.choice == choice and _worded_alike(each, made) for each in tables):
                tables.append(made)
    anchors, lost = anchored(hints, Book(understood.sheets), understood.roles)
    return Mapping(name, partner, tuple(tables), source, anchors), (*remarks, *lost)


def joined(mapping: Mapping, more: Mapping) -> Mapping:
    """The tables of both; where one of `more` says the same indicator, measure and part of the same block, it takes its place."""
    kept = tuple(each for each in mapping.tables if not any(_replaces(new, each) for new in more.tables))
    anchors = tuple(dict.fromkeys((*mapping.anchors, *more.anchors)))
    return replace(mapping, tables=(*kept, *more.tables), source=more.source or mapping.source, anchors=anchors)


def _replaces(new: Table, old: Table) -> bool:
    return _what(new.choice) == _what(old.choice) and _worded_alike(new, old)


def _what(choice: Choice) -> tuple[str | None, ...]:
    return choice.indicator, choice.measures, choice.breakdown, choice.region


def _worded_alike(one: Table, other: Table) -> bool:
    return all(agree(*pair) is Agree.SAME for pair in ((one.title, other.title), (one.heading, other.heading)))


def _table(block: Block, choice: Choice) -> Table:
    labels: dict[frozenset[str], Text] = {}
    for line in named_lines(block):
        labels.setdefault(shapes(line.labels), _tidy(line.labels))
    alone = len(labels) == 1 and same_words(block.title, next(iter(labels.values())))
    lines = tuple(labels.values()) if len(labels) <= MOST_LINES and not alone else ()
    seen = Seen(block.sheet, range_of(block.area), block.orientation, lines)
    return Table(choice, _tidy(block.title), _tidy(block.heading), _tidy(block.unit), seen)


def _tidy(text: Text) -> Text:
    """On one line, without what is empty."""
    plain = {lang: " ".join(words.split()) for lang, words in text.items()}
    return {lang: words for lang, words in plain.items() if words}


def _alike(block: Block, choice: Choice) -> Remark:
    facts = (("block", block.number), ("indicator", choice.indicator))
    return Remark("blocks-alike", True, block.sheet, (range_of(block.area),), next(iter(block.title.values()), None), facts)
