"""Tables as HTML: dates and names of periods are never broken where that reads badly; files keep plain texts."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from nap.facts import Period
from nap.words import day, period_name
from ui.tables import table_html, tied

HELD = re.compile(r'<span class="nap-tied">(.*?)</span>')


@pytest.mark.parametrize(
    ("words", "held"),
    [
        (period_name("ru", Period.parse("2026-H1")), ["2026 г."]),
        (period_name("ky", Period.parse("2026-H1")), ["2026-жылдын"]),
        (day("ru", date(2026, 7, 15)), ["15 июля"]),
        (day("ky", date(2026, 7, 15)), ["2026-ж", "15-июль"]),
        (day("en", date(2026, 7, 15)), ["15 July"]),
        ("алынды: 3 / 4", []),
        ("<b>2026</b> & 5", []),
    ],
)
def test_what_belongs_together_stays_on_one_line_and_reads_the_same(words: str, held: list[str]) -> None:
    html = tied(words)
    assert HELD.findall(html) == held
    assert unescape(HELD.sub(r"\1", html)) == words


def test_headers_and_cells_are_held_together() -> None:
    html = table_html(["Период", "I полугодие 2026 г."], [["2025 г.", "15 июля 2026 г."]], caption="c")
    assert HELD.findall(html) == ["2026 г.", "2025 г.", "15 июля", "2026 г."]
