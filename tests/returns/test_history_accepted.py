"""A return for a period that counts already: what it corrects, leaves out, makes final; and places that others have given too."""

from __future__ import annotations

from nap.facts import Period, Severity
from nap.returns import tags
from nap.returns.past import Past
from tests.returns.pasts import compared, given, of_history, typed

H1 = Period.parse("2026-H1")


def accepted(code, numbers, place="KG-B", quality="", period="2026-H1"):
    figures = {part: given(period, number, quality) for part, number in numbers.items()}
    return Past(version=3, own={(code, place, Period.parse(period)): figures})


def the(findings):
    (finding,) = findings
    assert finding.code == "already-accepted"
    return finding


def test_another_figure_than_the_accepted_one_is_a_correction_to_be_explained():
    made = typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, 38500))
    found = the(of_history(compared(made, accepted("1.2", {"": 3850}))))
    assert (found.severity, found.case, found.region) == (Severity.WARNING, "", "KG-B")
    assert found.cells == (made.where("1.2", "KG-B", tags.TOTAL)[1],)
    assert dict(found.facts) == {"before": 3850, "after": 38500, "count": 1, "version": 3}
    assert found.found == "38500"


def test_several_figures_of_an_indicator_are_one_finding_with_all_cells():
    made = typed("2026-H1", ("1.1", "KG-B", tags.TOTAL, 50), ("1.1", "KG-B", "#value+f", 30), ("1.1", "KG-B", "#value+m", 20))
    found = the(of_history(compared(made, accepted("1.1", {"": 40, "sex=F": 30, "sex=M": 10}))))
    assert (found.case, len(found.cells), dict(found.facts)["count"]) == ("several", 2, 2)


def test_a_figure_that_is_left_out_is_told_because_a_version_replaces_the_whole():
    made = typed("2026-H1", ("1.2", "KG-J", tags.TOTAL, 4))
    found = the(of_history(compared(made, accepted("1.2", {"": 3850}))))
    assert (found.severity, found.case, found.region) == (Severity.WARNING, "gone", "KG-B")
    assert found.cells == (made.where("1.2", "KG-B", tags.TOTAL)[1],)
    assert dict(found.facts)["after"] is None


def test_a_ratio_names_the_half_that_changed():
    made = typed("2026-H2", ("1.4", "KG-B", tags.NUMERATOR, 40), ("1.4", "KG-B", tags.DENOMINATOR, 120))
    found = the(of_history(compared(made, accepted("1.4", {"": (40, 100)}, period="2026"))))
    assert found.cells == (made.where("1.4", "KG-B", tags.DENOMINATOR)[1],)
    assert (dict(found.facts)["before"], dict(found.facts)["after"]) == (100, 120)


def test_the_final_figure_for_a_provisional_one_is_what_was_promised():
    made = typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, 17))
    found = the(of_history(compared(made, accepted("1.2", {"": 16}, quality="provisional"))))
    assert (found.severity, found.case) == (Severity.INFO, "final")


def test_a_figure_that_is_new_corrects_nothing():
    made = typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, 17), ("1.2", "KG-J", tags.TOTAL, 4))
    assert the(of_history(compared(made, accepted("1.2", {"": 17})))).case == "same"


def test_a_figure_for_an_answer_that_there_was_none_corrects_nothing():
    made = typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, 17))
    assert the(of_history(compared(made, accepted("1.2", {"": "no_data"})))).case == "same"


def test_a_cell_with_an_error_says_nothing_yet():
    made = typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, "много"))
    assert [each.code for each in of_history(compared(made, accepted("1.2", {"": 17})))] == ["already-accepted"]
    assert the(of_history(compared(made, accepted("1.2", {"": 17})))).case == "same"


def test_without_an_accepted_version_nothing_is_said():
    assert of_history(compared(typed("2026-H1", ("1.2", "KG-B", tags.TOTAL, 17)))) == []


# --- others


def test_that_another_organisation_gave_the_place_too_is_told_without_name_or_figure():
    made = typed("2026-H1", ("1.13", "KG-B", tags.TOTAL, 7))
    (found,) = of_history(compared(made, Past(shared=frozenset({("1.13", "KG-B", H1), ("1.13", "KG-J", H1)}))))
    assert (found.code, found.severity, found.case, found.region) == ("given-by-others", Severity.INFO, "max", "KG-B")
    assert (found.found, dict(found.facts)) == (None, {"period": "2026-H1"})
