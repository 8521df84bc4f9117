"""Pictures of counts and of periods have twins for files; what is hidden has a sign and no place there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from defusedxml.ElementTree import fromstring

from nap.charts.came import Arrived, arrived
from nap.charts.periods_svg import Dot, Instead, Line, periods_svg
from tests.charts.saying import amounts, numbers, twin_texts


def test_a_hidden_figure_has_its_sign_behind_the_line_and_no_dot() -> None:
    hidden = Line("Osh", "* Hidden → 5", [Dot(1.0, "new", hollow=False)], [Instead("*", hidden=True)])
    drawn = periods_svg([hidden], [("old", "2024"), ("new", "2025")], ("0", "5"))
    texts = [one.text for one in fromstring(drawn).iter() if one.text]
    assert "*" in texts
    assert drawn.count("<circle") == 3  # two of the legend, one of the figure


@pytest.mark.parametrize("came", [0, 3, 7])
def test_what_has_not_come_stands_in_the_table_as_it_is_drawn(came: int) -> None:
    figure = arrived("en", [Arrived("Batken", came, 7)], title="How much", what="Region", name="came")
    assert {Decimal(came), Decimal(7 - came), Decimal(7)} == amounts(figure)
    assert {Decimal(n) for n in (came, 7 - came) if n} <= numbers("en", "\n".join(twin_texts(figure.drawing)))
