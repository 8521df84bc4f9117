"""What stands in a formula is what it comes to: a reader with a calculator gets the number that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import assume, given, strategies as some

from nap.charts.judged import as_printed
from nap.words import languages, number

PARTS = some.decimals(-500, 500, places=6, allow_nan=False)


def divided(numbers: Sequence[Decimal]) -> Decimal:
    return numbers[0] / numbers[1]


@given(PARTS, PARTS)
def test_the_printed_parts_give_the_printed_share(top: Decimal, bottom: Decimal) -> None:
    assume(abs(bottom) >= Decimal("0.001"))
    share = top / bottom
    cut = as_printed([top, bottom], divided, share)
    assert round(divided(cut) * 100, 1) == round(share * 100, 1)


def test_no_more_digits_are_printed_than_it_takes() -> None:
    assert as_printed([Decimal(25), Decimal("31.25")], divided, Decimal("0.8"), least=1) == [Decimal(25), Decimal("31.25")]
    assert as_printed([Decimal(50), Decimal(100) / 3], divided, Decimal("1.5"), least=1) == [Decimal(50), Decimal("33.33")]


@pytest.mark.parametrize("lang", languages())
def test_a_negative_number_has_a_true_minus(lang: str) -> None:
    assert [number(lang, Decimal("-16.9"))[0], number(lang, -3, 1)[0]] == ["−", "−"]
