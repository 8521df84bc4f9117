"""Figures that are the same as before: what has too many digits for chance is asked about, honest repetition is not."""

from __future__ import annotations

import pytest

from nap.facts import Severity
from nap.returns import tags
from nap.returns.past import Past
from tests.returns.pasts import PLACES, asked, compared, given, of_history, series, together, typed


def the(findings, code="copied-unchanged"):
    (finding,) = findings
    assert (finding.code, finding.severity) == (code, Severity.WARNING)
    return finding


@pytest.mark.parametrize("number", ["0.376517", "97.155208"])
def test_a_share_with_six_digits_does_not_come_back_by_chance(number):
    """16.7.1.a, women 2018 and 2019."""
    found = the(asked("1.3", number, p2025=number))
    assert (found.case, dict(found.facts)) == ("", {"period": "2025"})


def test_the_copy_of_an_earlier_year_is_named():
    assert dict(the(asked("1.3", "97.155208", p2024="97.155208", p2025="96.01")).facts) == {"period": "2024"}


def test_a_row_with_its_parts_is_one_finding():
    past = together(
        series("1.9", p2025=640), series("1.9", breakdown="sex=F", p2025=338), series("1.9", breakdown="sex=M", p2025=302)
    )
    cells = (("1.9", "KG-B", tags.TOTAL, 640), ("1.9", "KG-B", "#value+f", 338), ("1.9", "KG-B", "#value+m", 302))
    assert len(the(of_history(compared(typed("2026-H2", *cells), Past(past)))).cells) == 3
    other = (*cells[:2], ("1.9", "KG-B", "#value+m", 300))
    assert of_history(compared(typed("2026-H2", *other), Past(past))) == []


def test_a_numerator_and_its_denominator_are_weighed_together():
    made = typed("2026-H2", ("1.4", "KG-B", tags.NUMERATOR, 8604), ("1.4", "KG-B", tags.DENOMINATOR, 22425))
    assert len(the(of_history(compared(made, Past(series("1.4", p2025=(8604, 22425)))))).cells) == 2
    small = typed("2026-H2", ("1.4", "KG-B", tags.NUMERATOR, 21), ("1.4", "KG-B", tags.DENOMINATOR, 58))
    assert of_history(compared(small, Past(series("1.4", p2025=(21, 58))))) == []


@pytest.mark.parametrize(("code", "number"), [("1.1", 104), ("1.1", 5000), ("1.2", 104), ("1.2", 6384), ("1.1", 0)])
def test_honest_repetition_passes(code, number):
    assert asked(code, number, period="2026-H1", p2025_H2=number, p2025_H1=number) == []


def test_published_attitudes_that_hardly_move_pass():
    assert asked("1.3", 24.4, p2025="24.4") == []


def test_a_figure_of_another_place_is_named():
    past = together(series("1.3", "KG-B", p2025="95.74"), series("1.3", "KG-O", p2024="92.1847"))
    found = the(of_history(compared(typed("2026-H2", ("1.3", "KG-B", tags.TOTAL, "92.1847")), Past(past))))
    assert (found.case, dict(found.facts)["regions"], dict(found.facts)["period"]) == ("elsewhere", "KG-O", "2024")


def test_the_womens_row_of_last_year_as_the_national_one_is_named():
    """16.7.1.a, 2014: 3.126344 was the women's figure of 2013."""
    past = together(series("1.3", p2025="3.1402"), series("1.3", breakdown="sex=F", p2025="3.126344"))
    assert the(of_history(compared(typed("2026-H2", ("1.3", "KG-B", tags.TOTAL, "3.126344")), Past(past)))).case == "part"


# --- a whole return


def whole(numbers, period="2026-H1", before="p2025_H2"):
    places = PLACES.split(", ")
    past = together(*(series("1.1", place, **{before: 20 + 7 * count}) for count, place in enumerate(places)))
    made = typed(period, *(("1.1", place, tags.TOTAL, number) for place, number in zip(places, numbers, strict=True)))
    return of_history(compared(made, Past(past)))


SAME = [20 + 7 * count for count in range(9)]


def test_a_return_sent_again_as_the_next_one_is_one_finding():
    found = the(whole(SAME))
    assert (found.case, found.cells, dict(found.facts)) == ("return", (), {"period": "2025-H2", "same": 8, "of": 8})


def test_one_changed_figure_does_not_hide_a_copied_return_but_change_does():
    assert dict(the(whole([*SAME[:3], 49, *SAME[4:]])).facts) == {"period": "2025-H2", "same": 7, "of": 8}
    assert whole([*SAME[:5], *(each + 1 for each in SAME[5:])]) == []
    assert whole([each + 3 for each in SAME]) == []


def test_a_new_version_of_the_same_period_is_no_copy_of_itself():
    period = given("2026-H1", 1).period
    own = {("1.1", place, period): {"": given("2026-H1", number)} for place, number in zip(PLACES.split(", "), SAME, strict=True)}
    made = typed("2026-H1", *(("1.1", place, tags.TOTAL, number) for place, number in zip(PLACES.split(", "), SAME, strict=True)))
    found = of_history(compared(made, Past(version=1, own=own)))
    assert [(each.code, each.case, each.severity) for each in found] == [("already-accepted", "same", Severity.INFO)]


# --- zeros


def poverty(here, *others, years=("2023", "2024", "2025"), code="1.3"):
    figures = dict(zip(("KG-GO", "KG-B", "KG-J", "KG-O"), (here, *others), strict=False))
    past = [series(code, place, **{f"p{year}": number for year in years}) for place, number in figures.items()]
    cells = [(code, place, tags.TOTAL, number and number + 1) for place, number in figures.items()]
    return of_history(compared(typed("2026-H2", *cells), Past(together(*past))))


def test_zero_year_after_year_where_others_have_figures_is_asked_about():
    """Poverty in Osh city, 2007 to 2012."""
    found = the(poverty(0, 37, 41, 38), "constant-zero")
    assert (found.region, dict(found.facts)) == ("KG-GO", {"count": 4, "period": "2023"})


@pytest.mark.parametrize(
    ("others", "years", "code"),
    [((37, 41), ("2023", "2024", "2025"), "1.3"), ((37, 41, 38), ("2025",), "1.3"), ((3, 2, 4), ("2023", "2024", "2025"), "1.9")],
)
def test_zero_is_honest_where_little_or_little_is_known(others, years, code):
    assert poverty(0, *others, years=years, code=code) == []
