"""Indicators and periods as people write them, in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from nap.returns import tags
from tests.asked.cases import Case
from tests.asked.lean import Book

CC, WP, UI = "code-corrected", "wrong-period", "unknown-indicator"


def _cell(
    indicator: str, region: str, tag: str, typed: object, fmt: str = "General", period: str | None = None
) -> Callable[[Book], object]:
    def edit(book: Book) -> object:
        return book.put(indicator, region, tag, typed, fmt, period=period)

    return edit


def _periods() -> Iterator[Case]:
    halves = (
        "2026-H1|2026-h1| 2026-H1 |2026H1|H1 2026|2026 H1|2026-Н1|2026/H1|1 полугодие 2026|I полугодие 2026 г.|1-е полугодие 2026 года|I полугодие 2026|1 полугодие 2026г.|"
        "первое полугодие 2026 года|2026-жылдын I жарым жылдыгы|2026-жылдын 1-жарым жылдыгы|2026-ж. 1-жарым жылдык|1st half of 2026|First half of 2026|январь-июнь 2026|"
        "январь – июнь 2026 г.|2026–H1|2026-S1|1 п/г 2026"
    )
    for text in halves.split("|"):
        yield Case(f"half as {text!r}", _cell("2.2", "KG-O", tags.PERIOD, text), may=CC, verdict="clean")
    quarters = "2026-Q2|2026-q2|Q2 2026|2 квартал 2026|II квартал 2026 г.|2 кв. 2026|II кв. 2026 г.|2026-жылдын II чейреги|2026-жылдын 2-чейреги|2nd quarter 2026|апрель-июнь 2026|2026 Q2|2-й квартал 2026 года"
    for text in quarters.split("|"):
        yield Case(
            f"quarter as {text!r}",
            _cell("3.1", "KG", tags.PERIOD, text, period="2026-Q2"),
            may=CC,
            partner="MIA",
            verdict="clean",
        )
    for typed in (
        2026,
        2026.0,
        "2026",
        " 2026",
        "2026 год",
        "2026 г.",
        "2026г",
        "2026-жыл",
        "за 2026 год",
        "2026 ж.",
        "2026 year",
    ):
        yield Case(f"year as {typed!r}", _cell("1.1", "KG-B", tags.PERIOD, typed), may=CC, partner="CEC", verdict="clean")
    for typed in [
        "2025-H2",
        "2026-H2",
        "2026-Q2",
        "2026",
        "2025",
        "2026-H3",
        "2 полугодие 2026",
        "2 полугодие 2025 года",
        "2027-H1",
        "0",
        "2026-06",
        "2026-жылдын II жарым жылдыгы",
        "II полугодие 2026 г.",
        "июль-декабрь 2026",
        "полугодие",
        "прошлый год",
        "9 месяцев",
        "1 квартал 2026",
        "2026-H1, 2026-H2",
        "2026-H12",
        "3 месяца",
        "2025-2026",
    ]:
        yield Case(
            *(f"half refused as {typed!r}", _cell("2.2", "KG-O", tags.PERIOD, typed), "", WP),
            may="missing-value",
            loses=(("2.2", "KG-O"),),
            verdict="errors",
        )
    for typed in ("2026-Q3", "3 квартал 2026", "2026-Q5", "2025-Q2", "III кв. 2026"):
        yield Case(
            *(f"quarter refused as {typed!r}", _cell("3.1", "KG", tags.PERIOD, typed, period="2026-Q2"), "", WP),
            may="missing-value",
            loses=(("3.1", "KG"),),
            partner="MIA",
            verdict="errors",
        )
    either: tuple[object, ...] = (
        "",
        None,
        "6 месяцев 2026",
        date(2026, 6, 30),
        datetime(2026, 1, 1),
        "01.01.2026-30.06.2026",
        "на 30.06.2026",
        "H1",
        "1 полугодие",
        "2026-H1 (6 мес.)",
    )
    for value in either:
        fmt = "dd.mm.yyyy" if isinstance(value, date) else "General"
        yield Case(
            *(f"half perhaps {value!r}", _cell("2.2", "KG-O", tags.PERIOD, value, fmt), "30|"),
            may=f"{WP} {CC} missing-value",
            loses=(("2.2", "KG-O"),),
        )
    yield Case(
        *("quarter meant twice", _cell("3.1", "KG", tags.PERIOD, "2026-Q1", period="2026-Q2"), "*"),
        anywhere="duplicate-row",
        may="missing-value",
        loses=(("3.1", "KG"),),
        partner="MIA",
        verdict="errors",
    )


def _indicators() -> Iterator[Case]:
    for text in ("2.2", " 2.2", "2.2 ", "2,2", "2.2.", "２.２", "2.2\u00a0", "2. 2", 2.2, "2.2\n"):
        yield Case(
            f"indicator as {text!r}", _cell("2.2", "KG-O", tags.INDICATOR, text), may=f"{CC} digits-corrected", verdict="clean"
        )
    for typed in ("9.9", "2.l", "2.22", "22", "2.7", "abc", "М2.1", "1.1.1", "3.З", 22, "2.1, 2.2", "все"):
        yield Case(
            *(f"indicator refused as {typed!r}", _cell("2.2", "KG-O", tags.INDICATOR, typed), "", UI),
            may="missing-value",
            loses=(("2.2", "KG-O"),),
            verdict="errors",
        )
    either: tuple[object, ...] = (
        date(2026, 2, 2),
        "2.2 — Действующие женские комитеты мира",
        "Показатель 2.2",
        "№2.2",
        "2-2",
        "2.02",
        "02.02.2026",
        "2/2",
    )
    for value in either:
        fmt = "d.m" if isinstance(value, date) else "General"
        yield Case(
            *(f"indicator perhaps {value!r}", _cell("2.2", "KG-O", tags.INDICATOR, value, fmt), "30|"),
            may=f"{UI} {CC} missing-value",
            loses=(("2.2", "KG-O"),),
        )
    for typed in (None, "", "  "):
        yield Case(
            *(f"row without code {typed!r}", _cell("2.2", "KG-O", tags.INDICATOR, typed), "", UI),
            may="missing-value",
            loses=(("2.2", "KG-O"),),
            verdict="errors",
        )
    yield Case(
        *("another indicator's code", _cell("2.2", "KG-O", tags.INDICATOR, "2.1"), "*"),
        anywhere="duplicate-row",
        may="missing-value",
        loses=(("2.2", "KG-O"), ("2.1", "KG-O")),
        verdict="errors",
    )


def cases() -> list[Case]:
    """All of them."""
    return [*_periods(), *_indicators()]
