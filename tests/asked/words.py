"""Answers in words: yes and no, levels, reasons, quality, items, narratives, nothing to report; in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from nap.returns import tags
from tests.asked.cases import Case
from tests.asked.lean import Book

NN, NO, UC, VS = "not-a-number", "no-data-mark", "unknown-choice", "value-and-state"


def _cell(indicator: str, region: str, tag: str, typed: object) -> Callable[[Book], object]:
    return lambda book: book.put(indicator, region, tag, typed)


def _levels() -> Iterator[Case]:
    for gives, texts in (
        ("1", "да|Да|ДА |ооба|Ооба|yes|Yes|YES|1|дa"),
        ("0", "нет|Нет|жок|Жок|no|No|0|нет "),
    ):
        for text in texts.split("|"):
            yield Case(f"milestone {text!r}", _cell("2.4", "KG-O", tags.LEVEL, text), gives, may="code-corrected")
    for number in (0, 1, 1.0):
        yield Case(f"milestone {number!r}", _cell("2.4", "KG-O", tags.LEVEL, number), str(int(number)))
    for text in (
        "в процессе",
        "почти",
        "2",
        "частично",
        "да/нет",
        "да, нет",
        "планируется",
        "?",
        "50%",
        "-1",
        "принимается",
        "ооба жок",
    ):
        yield Case(f"milestone refused {text!r}", _cell("2.4", "KG-O", tags.LEVEL, text), "", f"{NN} {UC}", may="missing-value")
    for text in ("н/д", "нет данных", "маалымат жок", "-", "…", "no data"):
        yield Case(f"milestone {text!r}", _cell("2.4", "KG-O", tags.LEVEL, text), "=no_data", NO)
    for typed in (True, False, "+", "есть", "бар", "принят", "✓", "y", "д", "yes!", "ДА (решение кенеша)"):
        right = "0" if typed is False else "1"
        yield Case(f"milestone perhaps {typed!r}", _cell("2.4", "KG-O", tags.LEVEL, typed), f"{right}|", may=f"{NN} {UC}")
    for gives, texts in (
        ("0", "нет|Нет|жок|none|NONE|0"), ("1", "частично|Частично |жарым-жартылай|Жарым-Жартылай|limited|LIMITED|1|жарым жартылай"),
        ("2", "выполняется|аткарылууда|met|MET|2|Выполняется"),
    ):  # fmt: skip
        for text in texts.split("|"):
            yield Case(f"level {text!r}", _cell("2.5", "KG-O", tags.LEVEL, text), gives, may="code-corrected")
    for text in ("частычно", "3", "-1", "хорошо", "1,5", "выполнено частично", "1-2", "средне", "нет/частично", "жакшы"):
        yield Case(
            f"level refused {text!r}", _cell("2.5", "KG-O", tags.LEVEL, text), "", f"{NN} {UC} out-of-range", may="missing-value"
        )
    for text in ("н/д", "нет данных", "–"):
        yield Case(f"level {text!r}", _cell("2.5", "KG-O", tags.LEVEL, text), "=no_data", NO)


def _state(state: object, value: object = None, tag: str = tags.STATE) -> Callable[[Book], object]:
    def edit(book: Book) -> object:
        book.put("2.2", "KG-O", tags.TOTAL, value)
        return book.put("2.2", "KG-O", tag, state)

    return edit


def _reasons() -> Iterator[Case]:
    for gives, texts in (
        ("=no_data", "no_data|нет данных|Нет данных |маалымат жок|no data|NO_DATA|н/д|Маалымат Жок"),
        ("=not_applicable", "not_applicable|неприменимо|колдонулбайт|not applicable|не применимо|н/п"),
        ("=not_safe", "not_safe|not safe|небезопасно|коопсуз эмес"),
    ):
        for text in texts.split("|"):
            yield Case(f"reason {text!r}", _state(text), gives, may=f"{NO} code-corrected")
    for text in ("потом", "ok", "5", "уточняется", "не знаю", "болезнь сотрудника", "нет данных, неприменимо"):
        yield Case(f"reason refused {text!r}", _state(text), "", UC, may="missing-value", verdict="errors")
    for text in ("потом", "см. прил."):
        yield Case(f"reason {text!r} beside 30", _state(text, 30), "30|", UC)
    for text in ("", "  ", None):
        yield Case(f"reason {text!r} beside 30", _state(text, 30), "30")
    for text in ("нет данных", "маалымат жок", "not_safe"):
        yield Case(f"figure beside {text!r}", _state(text, 30), "", anywhere=VS, verdict="errors")
        yield Case(f"zero beside {text!r}", _state(text, 0), "", anywhere=VS, verdict="errors")
    yield Case("dash beside no data", _state("нет данных", "-"), "=no_data", may=NO)
    yield Case("dash beside not safe", _state("небезопасно", "-"), "=not_safe", may=NO)
    yield Case("unreadable beside a reason", _state("нет данных", ">18"), "|=no_data", anywhere=NN, may=VS, verdict="errors")
    for text in (
        "provisional",
        "estimated",
        "предварительные данные",
        "алдын ала маалымат",
        "оценка",
        "предварительно",
        "",
        None,
        "more_than",
    ):
        yield Case(f"quality {text!r}", lambda book, text=text: book.put("2.2", "KG-O", tags.QUALITY, text), "30", may=UC)
    for text in ("хорошее", "A+", "100%"):
        yield Case(f"quality refused {text!r}", _cell("2.2", "KG-O", tags.QUALITY, text), "30|", UC)


def _items() -> Iterator[Case]:
    def with_items(*dates: object, total: object = None, **more: object) -> Callable[[Book], object]:
        def edit(book: Book) -> object:
            for number, when in enumerate(dates):
                book.item(
                    number, indicator_code="2.3", adm_code="KG-O", date_start=when, item_title="Обращение в айыл өкмөтү", **more
                )
            book.put("2.3", "KG-O", tags.TOTAL, total)
            return book.spot

        return edit

    day = date(2026, 3, 5)
    for when in (
        day,
        datetime(2026, 3, 5),
        "05.03.2026",
        "5.3.2026",
        "2026-03-05",
        "05/03/2026",
        "5 марта 2026",
        "5 марта 2026 г.",
        "05.03.26",
        " 05.03.2026 ",
        "2026-жылдын 5-марты",
        "5 March 2026",
    ):
        yield Case(f"item of {when!r}", with_items(when), "1", may="not-a-date")
    for when in (day, "05.03.2026", "2026-03-05"):
        yield Case(f"item surely of {when!r}", with_items(when), "1", verdict="clean")
    yield Case("three items", with_items(day, day, date(2026, 6, 30)), "3")
    yield Case("three items and the total", with_items(day, day, date(2026, 1, 1), total=3), "3")
    yield Case("two items, three typed", with_items(day, date(2026, 4, 1), total=3), "2|3|", "items-differ")
    for when in ("весной", "март", "31.02.2026", "46082", 46082, "2026", "5-6 марта", "??"):
        yield Case(
            f"item refused of {when!r}",
            with_items(when),
            "*",
            anywhere="not-a-date",
            loses=(("2.3", "KG-O"),),
            may="missing-value items-differ",
            verdict="errors",
        )
    yield Case(
        "item without a date",
        with_items(None),
        "*",
        anywhere="missing-value",
        loses=(("2.3", "KG-O"),),
        verdict="errors",
        may="items-differ",
    )
    for when in (date(2025, 3, 5), "05.03.2025", date(2026, 7, 1), date(2025, 12, 31)):
        yield Case(f"item outside, of {when!r}", with_items(day, when), "1", anywhere="date-outside-period", may="items-differ")
    for indicator, region, code in (
        ("2.1", "KG-O", "unknown-indicator"),
        ("9.9", "KG-O", "unknown-indicator"),
        ("2.3", "KG-T", "unknown-region"),
        ("2.3", "г. Ош", "unknown-region"),
        ("2.3", "KG-X", "unknown-region"),
    ):

        def edit(book: Book, indicator: str = indicator, region: str = region) -> object:
            return book.item(0, indicator_code=indicator, adm_code=region, date_start=day, item_title="Обращение")

        yield Case(f"item of {indicator} in {region}", edit, anywhere=code, may="ambiguous-region items-differ", verdict="errors")
    for region in ("Ошская область", "Ош", "ош облусу"):

        def named(book: Book, region: str = region) -> object:
            book.item(0, indicator_code="2,3", adm_code=region, date_start=day, item_title="Кайрылуу")
            return book.put("2.3", "KG-O", tags.TOTAL, None)

        yield Case(f"item in {region}", named, "1", may="ambiguous-region code-corrected", verdict="clean")
    yield Case(
        "list with a reason for none",
        lambda book: (book.put("2.3", "KG-O", tags.STATE, "нет данных"), book.put("2.3", "KG-O", tags.TOTAL, None)),
        "=no_data",
    )
    yield Case("list row blank, no items", lambda book: book.put("2.3", "KG-O", tags.TOTAL, None), "", "missing-value")


def _other() -> Iterator[Case]:
    yield Case(
        "steps all equal",
        lambda book: [book.put("3.2", "KG", f"#value+step_{s}", 5) for s in ("reported", "investigated", "sentenced")],
        partner="MIA",
        loses=(("3.2", "KG"),),
        may="rule-broken",
    )
    yield Case(
        "a step above",
        lambda book: book.put("3.2", "KG", "#value+step_investigated", 31),
        "31",
        "steps-not-falling",
        partner="MIA",
    )
    yield Case(
        "a step blank", lambda book: book.put("3.2", "KG", "#value+step_sentenced", None), "", "missing-value", partner="MIA"
    )
    yield Case(
        "a step unknown", lambda book: book.put("3.2", "KG", "#value+step_sentenced", "н/д"), "=no_data", NO, partner="MIA"
    )
    yield Case("a step of zero", lambda book: book.put("3.2", "KG", "#value+step_sentenced", 0), "0", partner="MIA")
    yield Case("a narrative blank", lambda book: book.put("3.7", "KG-O", tags.TEXT, None), at="missing-value", verdict="warnings")
    yield Case(
        "a long narrative",
        lambda book: book.put("3.7", "KG-O", tags.TEXT, "Провели 7-30 встреч;\n\n- Баткен\n- Ош\n" * 40),
        verdict="clean",
    )
    yield Case("a narrative of a number", lambda book: book.put("3.7", "KG-O", tags.TEXT, 5), verdict="clean")
    yield Case("a narrative that begins with =", lambda book: book.put("3.7", "KG-O", tags.TEXT, "=см. отчёт"), verdict="clean")
    yield Case("comments", lambda book: book.put("2.2", "KG-O", tags.COMMENT, "по данным айыл өкмөтү, >18, н/д"), verdict="clean")
    yield Case("explanation", lambda book: book.put("2.2", "KG-O", tags.EXPLANATION, "Открыли новые комитеты."), verdict="clean")
    for text in ("завершено", "в процессе", "done", "in_progress", "not_begun"):
        yield Case(f"measure {text!r}", lambda book, text=text: book.set("Меры", "F7", text), may=UC)
    for text in ("потом", "50%"):
        yield Case(f"measure refused {text!r}", lambda book, text=text: book.set("Меры", "F7", text), at=UC)


def _nothing() -> Iterator[Case]:
    def empty(answer: object) -> Callable[[Book], object]:
        def edit(book: Book) -> object:
            for sheet, columns, row in book.rows():
                for tag, column in columns.items():
                    if tag.startswith("#value"):
                        sheet.cells.pop((row, column), None)
            return book.set("Прочтите", "C19", answer)

        return edit

    anything = (("", ""),)
    for text in ("да", "Да ", "ооба", "yes", "ДА"):
        yield Case(f"nothing to report: {text!r}", empty(text), loses=anything, verdict="clean")
    for text in (None, "нет", "жок", "no"):
        yield Case(f"all blank, {text!r}", empty(text), anywhere="missing-value", loses=anything, verdict="warnings")
    yield Case(
        "nothing to report: unclear", empty("возможно"), anywhere=UC, may="missing-value", loses=anything, verdict="errors"
    )
    yield Case(
        "nothing to report beside figures", lambda book: book.set("Прочтите", "C19", "да"), anywhere=VS, verdict="warnings"
    )
    yield Case("something to report", lambda book: book.set("Прочтите", "C19", "нет"), verdict="clean")


def cases() -> list[Case]:
    """All of them."""
    return [*_levels(), *_reasons(), *_items(), *_other(), *_nothing()]
