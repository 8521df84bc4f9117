"""The sheets beside the objectives: items of list indicators, measures, narratives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nap.plan import Measure
from nap.returns import tags, template_checks as checks, template_lists as lists, template_paint as paint, template_texts as texts
from nap.returns.template_head import Written, add_head
from nap.returns.template_layout import CHECK_COLUMN, Contents
from nap.words import day, pick, say

ITEM_ROWS = 40
"""Blank rows for items; more can be sent in a second file or by unprotecting the sheet."""
NARRATIVE_POINTS = 120.0

ITEM_WIDTHS: Mapping[str, float] = {
    **{CHECK_COLUMN: 22, tags.INDICATOR: 13, tags.REGION: 12, "region_shown": 20, tags.ITEM_STARTED: 12, tags.ITEM_TITLE: 40},
    **{tags.ITEM_ADDRESSEE: 26, tags.ITEM_SUBJECT: 26, tags.ITEM_RECIPIENT: 14, tags.ITEM_NETWORK: 14, tags.ITEM_ANSWERED: 12},
    tags.SOURCE: 24,
}
MEASURE_WIDTHS: Mapping[str, float] = {
    **{CHECK_COLUMN: 20, tags.MEASURE: 12, "measure_title": 60, "measure_role": 18, "measure_deadline": 22},
    **{tags.MEASURE_STATUS: 20, tags.COMMENT: 50},
}
NARRATIVE_WIDTHS: Mapping[str, float] = {
    **{CHECK_COLUMN: 22, tags.INDICATOR: 13, tags.REGION: 12, tags.REGION_NAME: 22, "question": 44, tags.TEXT: 90},
}
_DATES = frozenset({tags.ITEM_STARTED, tags.ITEM_ANSWERED})
_CODES = frozenset({tags.INDICATOR, tags.REGION})
_ANSWERS = (tags.ITEM_RECIPIENT, tags.ITEM_NETWORK)


def items_counted(name: str, contents: Contents) -> str:
    """A formula that counts the titled items of `{code}` in `{region}` on the items sheet of that name."""
    first = _rows_above(contents)
    where = name.replace("'", "''")
    columns = list(ITEM_WIDTHS)

    def area(tag: str) -> str:
        letter = get_column_letter(columns.index(tag) + 1)
        return f"'{where}'!${letter}${first}:${letter}${first + ITEM_ROWS - 1}"

    return f'COUNTIFS({area(tags.INDICATOR)},{{code}},{area(tags.REGION)},{{region}},{area(tags.ITEM_TITLE)},"?*")'


def add_items(painter: paint.Painter, sheet: Worksheet, contents: Contents) -> Written:
    """Blank rows, one for each item; the region's name is looked up for the reader."""
    hint = "\n".join([say(contents.lang, "workbook.hint.items"), *(texts.title(i, contents.lang) for i in contents.lists)])
    first = _head(painter, sheet, contents, "items", hint, ITEM_WIDTHS)
    letters = _letters(ITEM_WIDTHS)
    last, check = first + ITEM_ROWS - 1, _item_check(letters, contents)
    for row in range(first, last + 1):
        for column, tag in enumerate(ITEM_WIDTHS, start=1):
            if tag.startswith("#"):
                painter.dress(sheet, row, column, _item_look(tag))
        shown = (
            f'IF({letters[tags.REGION]}{row}="","",IFERROR(VLOOKUP({letters[tags.REGION]}{row},{lists.REGION_NAMES},2,FALSE),""))'
        )
        painter.formula(sheet, row, list(ITEM_WIDTHS).index("region_shown") + 1, shown, paint.CALCULATED)
        painter.formula(sheet, row, 1, check.format(row=row), paint.CHECK)
        paint.grow(sheet, row, 36)
    _redden_items(sheet, letters, first, last, contents.lang)
    _help_items(sheet, letters, first, last, contents.lang)
    return _finish(sheet, first, last, freeze=letters[tags.ITEM_STARTED])


def add_measures(painter: paint.Painter, sheet: Worksheet, contents: Contents) -> Written:
    """One row for each measure the partner leads or helps with."""
    first = _head(painter, sheet, contents, "measures", say(contents.lang, "workbook.hint.measures"), MEASURE_WIDTHS)
    letters = _letters(MEASURE_WIDTHS)
    statuses = [say(contents.lang, f"workbook.measure_status.{status}") for status in tags.MEASURE_STATUSES]
    room = paint.height(checks.mend_text("choice", contents.lang), MEASURE_WIDTHS[CHECK_COLUMN], 9, bold=True)
    unknown = checks.not_among(statuses, f"${letters[tags.MEASURE_STATUS]}{{row}}")
    for row, measure in enumerate(contents.measures, start=first):
        _add_measure(painter, sheet, contents, measure, row)
        done = f'{letters[tags.MEASURE_STATUS]}{{row}}<>""'
        check = checks.nested({"choice": unknown}, done, contents.lang).format(row=row)
        painter.formula(sheet, row, 1, check, paint.CHECK)
        paint.grow(sheet, row, room)
    last = first + len(contents.measures) - 1
    _redden(sheet, letters[tags.MEASURE_STATUS], unknown, first, last)
    lists.offer(sheet, lists.STATUS_LIST, [f"{letters[tags.MEASURE_STATUS]}{row}" for row in range(first, last + 1)])
    return _finish(sheet, first, last, freeze=letters["measure_title"])


def add_narratives(painter: paint.Painter, sheet: Worksheet, contents: Contents) -> Written:
    """One row for each narrative indicator and region, with room to write."""
    first = _head(painter, sheet, contents, "narratives", say(contents.lang, "workbook.hint.narratives"), NARRATIVE_WIDTHS)
    letter = _letters(NARRATIVE_WIDTHS)[tags.TEXT]
    for row, (indicator, region) in enumerate(contents.narratives, start=first):
        question = "\n".join(filter(None, (pick(indicator.title, contents.lang), pick(indicator.definition, contents.lang))))
        for column, text in enumerate((indicator.code, region, contents.region_name(region), question), start=2):
            painter.put(sheet, row, column, text, paint.FIXED)
        painter.dress(sheet, row, 6, paint.INPUT)
        painter.formula(sheet, row, 1, checks.nested({}, f"LEN(TRIM({letter}{row}))>0", contents.lang), paint.CHECK)
        paint.grow(sheet, row, max(NARRATIVE_POINTS, paint.height(question, NARRATIVE_WIDTHS["question"], 9)))
    return _finish(sheet, first, first + len(contents.narratives) - 1, freeze=letter)


def _add_measure(painter: paint.Painter, sheet: Worksheet, contents: Contents, measure: Measure, row: int) -> None:
    lang = contents.lang
    title = pick(measure.title, lang)
    role = say(lang, "workbook.role.lead" if measure.lead == contents.partner.code else "workbook.role.with")
    deadline = day(lang, measure.deadline) if measure.deadline else say(lang, "workbook.continuous") if measure.continuous else ""
    for column, text in enumerate((measure.code, title, role, deadline), start=2):
        painter.put(sheet, row, column, text, paint.FIXED)
    painter.dress(sheet, row, 6, paint.INPUT_TEXT)
    painter.dress(sheet, row, 7, paint.INPUT_TEXT)
    paint.grow(sheet, row, max(32.0, paint.height(title, MEASURE_WIDTHS["measure_title"], 9)))


def _head(painter: paint.Painter, sheet: Worksheet, contents: Contents, kind: str, hint: str, widths: Mapping[str, float]) -> int:
    heads = [texts.header(column, contents) for column in widths]
    title = say(contents.lang, f"workbook.heading.{kind}")
    return add_head(painter, sheet, contents, title, hint, tuple(widths), heads, tuple(widths.values()))


def _rows_above(contents: Contents) -> int:
    """The first row below title, who, banner, hint, headers and tags."""
    return 7 if contents.plan.status == "illustrative" else 6


def _letters(widths: Mapping[str, float]) -> dict[str, str]:
    return {name: get_column_letter(column) for column, name in enumerate(widths, start=1)}


def _item_look(tag: str) -> paint.Look:
    if tag in _DATES:
        return paint.INPUT_DATE
    return paint.INPUT_CODE if tag in _CODES else paint.INPUT_TEXT


def _item_check(letters: Mapping[str, str], contents: Contents) -> str:
    """Nothing for a blank row; complete with indicator, region, date and title; codes and answers must be of the lists."""
    mends = {"date": f"OR({','.join(f'ISTEXT(${letters[tag]}{{row}})' for tag in sorted(_DATES))})"}
    for name, listed, tag in (("region", lists.REGION_CODES, tags.REGION), ("indicator", lists.LIST_INDICATORS, tags.INDICATOR)):
        mends = {name: checks.not_listed(listed, f"${letters[tag]}{{row}}")} | mends
    mends["choice"] = f"OR({','.join(_no_answer(letters[tag], contents.lang) for tag in _ANSWERS)})"
    needed: Sequence[str] = (tags.INDICATOR, tags.REGION, tags.ITEM_STARTED, tags.ITEM_TITLE)
    done = ",".join(f'${letters[tag]}{{row}}<>""' for tag in needed)
    filled = [f"${letters[tag]}{{row}}" for tag in ITEM_WIDTHS if tag.startswith("#")]
    return f'IF(COUNTA({",".join(filled)})=0,"",{checks.nested(mends, f"AND({done})", contents.lang)})'


def _no_answer(letter: str, lang: str) -> str:
    return checks.not_among([say(lang, "workbook.yes"), say(lang, "workbook.no")], f"${letter}{{row}}")


def _redden_items(sheet: Worksheet, letters: Mapping[str, str], first: int, last: int, lang: str) -> None:
    """What is to mend in red; of the codes the row check says it, because a rule of colour cannot look them up."""
    for name, tag in (("indicator", tags.INDICATOR), ("region", tags.REGION)):
        _redden(sheet, letters[tag], f"$A{{row}}={checks.quoted(checks.mend_text(name, lang))}", first, last)
    for tag in _DATES:
        _redden(sheet, letters[tag], f"ISTEXT(${letters[tag]}{{row}})", first, last)
    for tag in _ANSWERS:
        _redden(sheet, letters[tag], _no_answer(letters[tag], lang), first, last)


def _redden(sheet: Worksheet, letter: str, condition: str, first: int, last: int) -> None:
    paint.colour_if(sheet, f"{letter}{first}:{letter}{last}", condition.format(row=first), paint.MEND_FILL)


def _help_items(sheet: Worksheet, letters: Mapping[str, str], first: int, last: int, lang: str) -> None:
    area = {tag: [f"{letters[tag]}{first}:{letters[tag]}{last}"] for tag in ITEM_WIDTHS}
    lists.offer(sheet, lists.LIST_INDICATORS, area[tags.INDICATOR])
    lists.offer(sheet, lists.REGION_CODES, area[tags.REGION])
    lists.offer(sheet, lists.YES_NO, [cells for tag in _ANSWERS for cells in area[tag]])
    lists.expect_date(sheet, say(lang, "workbook.hint.date"), area[tags.ITEM_STARTED] + area[tags.ITEM_ANSWERED])


def _finish(sheet: Worksheet, first: int, last: int, *, freeze: str) -> Written:
    paint.colour_checks(sheet, "A", first, last)
    paint.finish(sheet, freeze=f"{freeze}{first}", titles=f"{first - 2}:{first - 1}")
    return Written(sheet.title, f"$A${first}:$A${last}")
