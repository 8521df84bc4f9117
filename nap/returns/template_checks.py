"""How the workbook checks itself: an indicator and its columns enter, formulas leave. Functions of Excel 2007 only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import STATES
from nap.plan import Indicator
from nap.returns import tags
from nap.returns.cells import demand_of, demand_of_pair
from nap.returns.template_layout import limits, open_tags, part_tags
from nap.words import pick, say

Columns = Mapping[str, str]
"""Tag → column letter."""


@dataclass(frozen=True)
class Rule:
    """Something to mend: text key `workbook.mend.<name>`, a condition, the tags to colour.

    In the condition `{row}` stands for the row's number, `{above}` for that of the row above.
    """

    name: str
    condition: str
    tags: tuple[str, ...] = ()


def rules(indicator: Indicator, columns: Columns, items: str, lang: str) -> tuple[Rule, ...]:
    """What can be wrong in this indicator's rows, most urgent first; `items` is the number of items listed (a list only)."""
    cells = open_tags(indicator)
    found = [*_texts(indicator, cells, columns), *_choices(indicator, columns, lang), *_both(cells, columns)]
    found += [*_ranges(indicator, cells, columns), *_halves(indicator, cells, columns)]
    if indicator.additive and tags.TOTAL in cells:
        found += _parts(indicator, columns)
    if indicator.accumulation in {"ytd", "since_start"}:
        found += _fallen(cells, columns)
    if indicator.has_ratio:
        found += _ratio(indicator, columns)
    if indicator.type == "list":
        total = _at(tags.TOTAL, columns)
        found.append(Rule("items", f"AND(ISNUMBER({total}),{items}<>{total})"))
    return tuple(found)


def row_check(indicator: Indicator, found: Iterable[Rule], columns: Columns, items: str, lang: str) -> str:
    """The formula of the row check with `{row}` for the row number: what to mend, else complete, else still empty."""
    done = f'OR({_at(tags.STATE, columns)}<>"",{_complete(indicator, columns, items)})'
    return nested(_grouped(found), done, lang)


def nested(mends: Mapping[str, str], done: str, lang: str) -> str:
    """`IF`s inside each other: each mend's words if its condition holds, else complete or still empty."""
    formula = f"IF({done},{quoted(state_text('complete', lang))},{quoted(state_text('empty', lang))})"
    for name, condition in reversed(list(mends.items())):
        formula = f"IF({condition},{quoted(mend_text(name, lang))},{formula})"
    return formula


def state_text(state: str, lang: str) -> str:
    """`✓ complete` or `○ still empty`: a sign and a word, so that colour is not the only sign."""
    sign = {"complete": "✓", "empty": "○", "mend": "!"}[state]
    return f"{sign} {say(lang, f'workbook.row.{state}')}"


def mend_text(name: str, lang: str) -> str:
    """`! to mend: the parts are more than the total`."""
    return f"{state_text('mend', lang)}: {say(lang, f'workbook.mend.{name}')}"


def quoted(text: str) -> str:
    """A text as it stands in a formula; braces doubled, because row numbers are filled in later."""
    return '"' + text.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'


def not_among(words: Iterable[str], cell: str) -> str:
    """A condition: something stands in the cell, and it is none of these words."""
    return f"AND(LEN(TRIM({cell}))>0,{','.join(f'{cell}<>{quoted(word)}' for word in words)})"


def not_listed(name: str, cell: str) -> str:
    """The same for the words of a drop-down's defined name. For cells only: rules of colour know no defined names."""
    return f"AND(LEN(TRIM({cell}))>0,COUNTIF({name},{cell})=0)"


def percent(indicator: Indicator, columns: Columns) -> str:
    """Numerator over denominator, times 100 or the rate's multiplier; empty while one is missing or the denominator is 0."""
    top, bottom = _at(tags.NUMERATOR, columns), _at(tags.DENOMINATOR, columns)
    factor = Decimal(100) if indicator.type == "percentage" else indicator.multiplier
    return f'IF(COUNT({top},{bottom})=2,IF({bottom}>0,{top}/{bottom}*{factor:f},""),"")'


def _at(tag: str, columns: Columns) -> str:
    return f"${columns[tag]}{{row}}"


def _above(tag: str, columns: Columns) -> str:
    return f"${columns[tag]}{{above}}"


def _all(cells: Iterable[str], columns: Columns) -> str:
    return ",".join(_at(tag, columns) for tag in cells)


def _grouped(found: Iterable[Rule]) -> dict[str, str]:
    conditions: dict[str, list[str]] = {}
    for rule in found:
        conditions.setdefault(rule.name, []).append(rule.condition)
    return {name: each[0] if len(each) == 1 else f"OR({','.join(each)})" for name, each in conditions.items()}


def _texts(indicator: Indicator, cells: Iterable[str], columns: Columns) -> Iterator[Rule]:
    if indicator.type in {"ordinal", "milestone"}:
        return
    for tag in cells:
        yield Rule("text", f"ISTEXT({_at(tag, columns)})", (tag,))


def _choices(indicator: Indicator, columns: Columns, lang: str) -> Iterator[Rule]:
    """Words that are not in the drop-down list; numbers of levels are left alone, the monitor knows them."""
    offered = {tags.STATE: [say(lang, f"workbook.state.{state}") for state in STATES[1:]]}
    if indicator.type == "milestone":
        offered[tags.LEVEL] = [say(lang, "workbook.yes"), say(lang, "workbook.no")]
    elif indicator.type == "ordinal":
        offered[tags.LEVEL] = [pick(level.title, lang) for level in indicator.scale]
    for tag, words in offered.items():
        yield Rule("choice", f"AND(ISTEXT({_at(tag, columns)}),{not_among(words, _at(tag, columns))})", (tag,))


def _both(cells: tuple[str, ...], columns: Columns) -> Iterator[Rule]:
    yield Rule("both", f'AND({_at(tags.STATE, columns)}<>"",COUNTA({_all(cells, columns)})>0)', (tags.STATE,))


def _ranges(indicator: Indicator, cells: Iterable[str], columns: Columns) -> Iterator[Rule]:
    low, high = limits(indicator)
    for tag in cells:
        if tag == tags.LEVEL:
            continue
        if tag in {tags.NUMERATOR, tags.DENOMINATOR}:
            yield _outside(tag, Decimal(0), None, columns)
        else:
            yield from [_outside(tag, low, high, columns)] if (low, high) != (None, None) else []
    if indicator.has_ratio and indicator.range is not None:
        outside = _outside(tags.CALCULATED, low, high, columns)
        yield Rule("range", outside.condition, (tags.CALCULATED,))


def _halves(indicator: Indicator, cells: Iterable[str], columns: Columns) -> Iterator[Rule]:
    """Half a person is a mistake: a fraction where things are counted one by one."""
    pair = (tags.NUMERATOR, tags.DENOMINATOR)
    whole, whole_pair = demand_of(indicator).whole, indicator.has_ratio and demand_of_pair(indicator).whole
    for tag in cells:
        if tag != tags.LEVEL and (whole_pair if tag in pair else whole):
            cell = _at(tag, columns)
            yield Rule("whole", f"AND(ISNUMBER({cell}),{cell}<>INT({cell}))", (tag,))


def _outside(tag: str, low: Decimal | None, high: Decimal | None, columns: Columns) -> Rule:
    cell = _at(tag, columns)
    sides = [f"{cell}<{low:f}"] if low is not None else []
    sides += [f"{cell}>{high:f}"] if high is not None else []
    return Rule("range", f"AND(ISNUMBER({cell}),OR({','.join(sides)}))", (tag,))


def _parts(indicator: Indicator, columns: Columns) -> Iterator[Rule]:
    total = _at(tags.TOTAL, columns)
    for breakdown in indicator.breakdowns:
        cells = part_tags(breakdown.by, breakdown.categories)
        most = f"{'SUM' if breakdown.disjoint else 'MAX'}({_all(cells, columns)})"
        yield Rule("parts", f"AND(ISNUMBER({total}),{most}>{total})", (tags.TOTAL, *cells))
        if breakdown.disjoint and breakdown.complete:
            all_given = f"COUNT({_all(cells, columns)})={len(cells)}"
            sums_differ = f"SUM({_all(cells, columns)})<{total}"
            yield Rule("differ", f"AND(ISNUMBER({total}),{all_given},{sums_differ})", (tags.TOTAL, *cells))


def _fallen(cells: Iterable[str], columns: Columns) -> Iterator[Rule]:
    """A figure since January or since the start below the one in the row above, if that is the same indicator and place."""
    same = ",".join(f"{_at(tag, columns)}={_above(tag, columns)}" for tag in (tags.INDICATOR, tags.REGION))
    for tag in cells:
        if tag not in {tags.LEVEL, tags.NUMERATOR, tags.DENOMINATOR}:
            now, before = _at(tag, columns), _above(tag, columns)
            yield Rule("fallen", f"AND({same},ISNUMBER({now}),ISNUMBER({before}),{now}<{before})", (tag,))


def _ratio(indicator: Indicator, columns: Columns) -> Iterator[Rule]:
    top, bottom = _at(tags.NUMERATOR, columns), _at(tags.DENOMINATOR, columns)
    yield Rule("zero", f"AND(ISNUMBER({bottom}),{bottom}=0)", (tags.DENOMINATOR,))
    if indicator.type == "percentage":
        yield Rule("ratio", f"AND(COUNT({top},{bottom})=2,{top}>{bottom})", (tags.NUMERATOR, tags.DENOMINATOR))


def _complete(indicator: Indicator, columns: Columns, items: str) -> str:
    cells = open_tags(indicator)
    if indicator.type in {"ordinal", "milestone"}:
        return f'{_at(tags.LEVEL, columns)}<>""'
    if indicator.type == "cascade":
        return f"COUNT({_all(cells, columns)})={len(cells)}"
    if indicator.type == "list":
        return f"OR(ISNUMBER({_at(tags.TOTAL, columns)}),{items}>0)"
    whole = (tags.NUMERATOR, tags.DENOMINATOR) if indicator.has_ratio else (tags.TOTAL,)
    needed = [f"COUNT({_all(whole, columns)})={len(whole)}", *_required(indicator, columns, whole)]
    return f"AND({','.join(needed)})"


def _required(indicator: Indicator, columns: Columns, whole: tuple[str, ...]) -> Iterator[str]:
    """A required breakdown is asked for unless the total is 0; "not stated" categories may stay empty."""
    for breakdown in indicator.breakdowns:
        named = [category for category in breakdown.categories if not category.startswith("_")]
        if breakdown.required and named:
            yield f"OR({_at(whole[0], columns)}=0,COUNT({_all(part_tags(breakdown.by, named), columns)})={len(named)})"
