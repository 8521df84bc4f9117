"""What each column of figures says: header cells enter, meanings leave, with columns that say nothing of figures left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nap.foreign.columns import Columns
from nap.foreign.hinted import taken_as
from nap.foreign.labels_words import phrases_at, tokens
from nap.foreign.meanings import Said, beneath, with_year
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.foreign.nesting import MEASURE, PLACE, TIME, TOTAL, UNKNOWN, Item, Scope, adds_up, nest
from nap.foreign.sorting import key_of, sort_of
from nap.returns.choices import fold
from nap.words import Text

_SUM = frozenset({"sum"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


@dataclass
class Head:
    """One column of figures. `measure`: what it counts, in its own words."""

    column: int
    said: Said
    item: Item
    meaning: Meaning = field(default_factory=Meaning)
    measure: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    left_out: str = ""
    """Code of the remark that says why its figures are none of the table's."""
    swallowed: bool = False
    doubt: str = ""

    @property
    def measured(self) -> str:
        """Its measure and unit, to tell them apart by."""
        return fold(" ".join((*self.measure.values(), *self.unit.values())))


def heads_of(columns: Columns, titled: bool = False) -> dict[int, Head]:
    """What the columns of figures say, by column. `titled`: a title above says what is counted."""
    grid = columns.grid
    heads: dict[int, Head] = {}
    for column, said in columns.said.items():
        taken = taken_as(said, grid.columns_said.get(column, ""), grid.tongue.regions)
        heads[column] = Head(column, taken, Item(column, sort_of(taken), key_of(taken)))
    _measures(columns, heads, titled)
    _nested(columns, heads)
    _swallowed(heads)
    _without_period(heads)
    return heads


def _measures(columns: Columns, heads: dict[int, Head], titled: bool) -> None:
    """Words nobody knows name a measure, or among totals and parts one more part."""
    labels = {head.column: [columns.grid.named(spot).label for spot in head.said.spots] for head in heads.values()}
    naming = {column: [label for label in found if _is_naming(label)] for column, found in labels.items()}
    several = titled and sum(head.item.sort == MEASURE and head.said.vague for head in heads.values()) > 1
    beside = [{label.text for label in naming[head.column]} for head in heads.values() if _divides(head)]
    for head in heads.values():
        own = naming[head.column]
        head.unit = {label.lang or "": label.text for label in labels[head.column] if label.role is Role.UNIT}
        divided = _is_among({label.text for label in own}, beside) if beside else several
        counted = any(_is_measure(label) for label in own)
        if own and divided and not counted and head.item.sort == MEASURE:
            meaning = replace(head.said.meaning, unknown_part=fold(own[-1].text) or "?")
            head.said = replace(head.said, meaning=meaning)
            head.item = Item(head.column, UNKNOWN, key_of(head.said))
        else:
            head.measure = {label.lang or "": label.text for label in own}


def _is_naming(label: Label) -> bool:
    return label.role in (Role.MEASURE, Role.UNKNOWN) and label.meaning == Meaning()


def _divides(head: Head) -> bool:
    return head.item.sort in (TOTAL, UNKNOWN) or head.item.sort.startswith(("part:", PLACE))


def _is_among(own: set[str], beside: Iterable[set[str]]) -> bool:
    """True unless all totals and parts are of a measure of their own: `Пострадавшие: женщин, мужчин`."""
    return any(not said or said & own for said in beside)


def _is_measure(label: Label) -> bool:
    """It says in so many words that something is counted, or that all of it is: `Мандатов всего`."""
    if label.role is not Role.MEASURE:
        return False
    return label.sure is Sure.CERTAIN or _says_sum(label.text)


def _says_sum(text: str) -> bool:
    """It begins or ends with a word for all of it."""
    said = tokens(text)
    return any(at == 0 or end == len(said) for at in range(len(said)) for end, _ in phrases_at(said, at, _SUM))


def _sums_years(head: Head) -> bool:
    """`Всего за 2012-2016`: several years together."""
    texts = [spot.cell.text for spot in head.said.spots]
    return any(_says_sum(text) and len(set(_YEAR.findall(text))) > 1 for text in texts)


def _nested(columns: Columns, heads: dict[int, Head]) -> None:
    country = columns.grid.tongue.regions.country.code
    items = [head.item for head in heads.values()]
    for head in heads.values():
        head.item.whole = head.said.meaning.region == country
    nest(Scope(items), lambda whole, parts: _adds(columns, whole, parts))
    for head in heads.values():
        meaning, item = head.said.meaning, head.item
        while item.parent is not None:
            item = item.parent
            meaning = beneath(replace(heads[item.index].said.meaning, total=False), meaning)
        head.meaning = replace(meaning, period=with_year(meaning.period, head.said.within))
        head.doubt = "belongs-to-which" if head.item.doubt else ""


def _adds(columns: Columns, whole: Item, parts: Iterable[Item]) -> bool:
    number, places = columns.grid.value, [item.index for item in parts]
    return adds_up((number(row, whole.index), [number(row, each) for each in places]) for row in columns.section.data)


def _swallowed(heads: dict[int, Head]) -> None:
    """A year that took a footnote mark along is that year where it continues those beside it; else nobody knows."""
    order = list(heads.values())
    for place, head in enumerate(order):
        spots = [spot for spot in head.said.spots if len(spot.cell.text.strip()) > 4 and spot.cell.text.strip().isdecimal()]
        if not spots or head.meaning.period is None or head.said.sure is Sure.CERTAIN:
            continue
        if continues(
            head.meaning.period.year, [each.meaning.period.year for each in order[:place] if each.meaning.period], True
        ) or continues(
            head.meaning.period.year, [each.meaning.period.year for each in order[place + 1 :] if each.meaning.period], False
        ):
            head.swallowed = True
        else:
            head.meaning, head.doubt = replace(head.meaning, period=None), "lone-year"


def continues(year: int, others: list[int], after: bool) -> bool:
    """True if a year is the next one after those before it, or the one before those after it."""
    if not others:
        return False
    near = others[-1] if after else others[0]
    return abs(year - near) == 1 or year == near


def _without_period(heads: dict[int, Head]) -> None:
    """Beside columns of periods, a column of changes, shares or sums of years is none of the table's figures."""
    if not any(head.meaning.period or head.said.within for head in heads.values()):
        return
    for head in heads.values():
        if head.meaning.period or head.said.within or head.doubt:
            continue
        dated = head.said.role is Role.PERIOD and not _sums_years(head)
        if head.item.sort in (MEASURE, TOTAL, UNKNOWN) and head.said.spots and not dated:
            head.left_out = "column-no-period"
        else:
            head.doubt = "column-without-period" if head.said.spots else "column-without-header"


__all__ = ["MEASURE", "TIME", "Head", "continues", "heads_of"]
