"""A share in whole percent: one rounding wherever it stands, never the whole too early, never nothing for something."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nap.charts.texts import percent_text, whole_percent
from nap.releases.workbook_paper import Number
from nap.releases.workbook_tracking import _progress
from tests.charts.test_indicator_cards import a_result


@pytest.mark.parametrize("share", ["0.995", "0.9999999", "0.99"])
def test_what_is_not_the_whole_is_never_a_hundred(share: str) -> None:
    assert whole_percent(Decimal(share)) == 99
    cell = _progress("en", replace(a_result("0.5"), progress=Decimal(share)))
    assert isinstance(cell, Number)
    assert round(cell.value * 100, cell.decimals) < 100


@pytest.mark.parametrize(("share", "told"), [("0.0001", 1), ("-0.0001", -1), ("0.004", 1), ("0", 0)])
def test_little_is_not_nothing(share: str, told: int) -> None:
    assert whole_percent(Decimal(share)) == told


@pytest.mark.parametrize(("share", "told"), [("0.125", 13), ("0.165", 17), ("-0.166", -17), ("-0.125", -13), ("1.254", 125)])
def test_a_half_is_rounded_as_excel_rounds_it(share: str, told: int) -> None:
    assert whole_percent(Decimal(share)) == told


def test_it_is_told_as_the_language_writes_it() -> None:
    assert [percent_text(lang, Decimal("0.4567")) for lang in ("en", "ru", "ky")] == [
        "46%",
        "46\N{NO-BREAK SPACE}%",
        "46\N{NO-BREAK SPACE}%",
    ]
