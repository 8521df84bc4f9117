"""Running totals against the one accepted before: fallen, fallen from a provisional figure, or standing still."""

from __future__ import annotations

import pytest

from nap.facts import Severity
from nap.returns import tags
from nap.returns.past import Past
from tests.returns.pasts import asked, compared, given, of_history, typed


def the(findings, code="total-decreased"):
    (finding,) = findings
    assert finding.code == code
    return finding


@pytest.mark.parametrize(("code", "case"), [("1.5", "ytd-accepted"), ("1.7", "since-start-accepted")])
def test_a_figure_that_only_grows_has_fallen_below_the_accepted_one(code, case):
    found = the(asked(code, 11000, p2026_H1=12309))
    assert (found.severity, found.case) == (Severity.WARNING, case)
    assert dict(found.facts) == {"earlier": 12309, "later": 11000, "period": "2026-H1"}


def test_only_what_was_added_was_typed_so_the_sum_is_offered():
    found = the(asked("1.7", 19, period="2026-H1", p2024_H2=100, p2025_H1=126, p2025_H2=152))
    assert dict(found.facts)["offer"] == "171"
    found = the(asked("1.5", 61, p2024_H1=60, p2024_H2=119, p2025_H1=64, p2025_H2=130, p2026_H1=70))
    assert dict(found.facts)["offer"] == "131"


def test_a_total_since_january_starts_anew():
    assert asked("1.5", 58, period="2026-H1", p2025_H1=60, p2025_H2=119) == []


def test_below_a_provisional_figure_it_is_a_question():
    past = Past({("1.7", "KG-B"): {"": [given("2025-H2", 130, "provisional")]}})
    found = the(of_history(compared(typed("2026-H1", ("1.7", "KG-B", tags.TOTAL, 128)), past)))
    assert (found.severity, found.case) == (Severity.WARNING, "since-start-provisional")


def test_a_part_that_fell_is_told_but_not_what_became_known():
    parts = {"": [given("2026-H1", 100)], "sex=F": [given("2026-H1", 60)], "sex=_U": [given("2026-H1", 10)]}
    made = typed("2026-H2", ("1.5", "KG-B", tags.TOTAL, 180), ("1.5", "KG-B", "#value+f", 55), ("1.5", "KG-B", "#value+u", 0))
    found = the(of_history(compared(made, Past({("1.5", "KG-B"): parts}))))
    assert found.cells == (made.where("1.5", "KG-B", "#value+f")[1],)


def test_a_total_that_stands_still_where_it_always_grew_is_asked_about():
    found = the(asked("1.7", 152, period="2026-H1", p2024_H2=100, p2025_H1=126, p2025_H2=152), "copied-unchanged")
    assert (found.severity, found.case) == (Severity.WARNING, "unmoved")
    assert dict(found.facts) == {"period": "2025-H2", "growth": 26}


def test_the_total_of_the_year_forgotten_in_its_second_half():
    assert the(asked("1.5", 58, p2026_H1=58), "copied-unchanged").case == "unmoved"


@pytest.mark.parametrize("past", [{"p2026_H1": 3}, {"p2026_H1": 0}])
def test_where_little_is_usual_nothing_more_is_no_news(past):
    (number,) = past.values()
    assert asked("1.5", number, **past) == []


def test_a_total_that_grows_as_before_passes():
    assert asked("1.7", 171, period="2026-H1", p2024_H2=100, p2025_H1=126, p2025_H2=152) == []
