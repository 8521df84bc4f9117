"""Why a place is empty, within a sentence: the reason loses its full stop, never the dot of a date."""

from __future__ import annotations

from datetime import date

import pytest

from nap.charts.gaps import empty_told
from nap.facts import Gap, Period, Result, Status

DAY = date(2027, 7, 15)


def empty(status: Status, *gaps: Gap) -> Result:
    return Result("1.1", "KG", Period.parse("2027-H1"), status=status, gaps=gaps)


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (empty(Status.NO_DATA, Gap("not_safe", 1)), "Нет (не удалось собрать безопасно)"),
        (empty(Status.NO_DATA, Gap("not_reported", 2), Gap("left_blank", 1)), "Нет (не поступило: 2; не заполнено: 1)"),
        (empty(Status.NOT_DUE, Gap("not_due", 1, DAY)), "Нет (сдать данные нужно до 15 июля 2027\u202fг. включительно)"),
        (empty(Status.NO_DATA), "Нет"),
    ],
)
def test_a_reason_within_a_sentence_has_no_full_stop(result: Result, told: str) -> None:
    assert empty_told("ru", "Нет", result) == told
