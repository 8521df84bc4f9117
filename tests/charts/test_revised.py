"""Revisions in words: lines of the rating are shares, told in per cent as everywhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nap.charts.revisions import told
from nap.plan import Plan
from nap.plan.revisions import Revision


@pytest.mark.parametrize(("lang", "old", "new"), [("en", "95%", "97.5%"), ("ru", "95\u00a0%", "97,5\u00a0%")])
def test_a_line_of_the_rating_is_told_in_per_cent(example_plan: Plan, lang: str, old: str, new: str) -> None:
    revision = Revision("threshold", Decimal("0.95"), Decimal("0.975"), at="on_track")
    found = told(lang, example_plan, revision)
    assert (found.old, found.new) == (old, new)


def test_a_number_of_people_stays_a_number(example_plan: Plan) -> None:
    found = told("en", example_plan, Revision("threshold", 5, 10, at="cell_people"))
    assert (found.old, found.new) == ("5", "10")


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_of_an_indicator_without_an_organisation_in_charge_no_sentence_ends_in_nothing(example_plan: Plan, lang: str) -> None:
    led = next(each.code for each in example_plan.indicators if not each.lead)
    found = told(lang, example_plan, Revision("partners", "lead_only", "sum", indicator=led))
    assert found.old.endswith(".")
    assert ": ." not in found.old
