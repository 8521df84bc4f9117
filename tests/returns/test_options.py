"""What a cell that is answered from a list may hold: its drop-down in the reader's language, read back in any."""

from __future__ import annotations

import pytest

from nap.facts import QUALITIES
from nap.plan import Plan
from nap.returns import tags
from nap.returns.options import meant, options
from nap.words import languages


def test_a_number_has_no_list(example_plan: Plan) -> None:
    assert options(tags.TOTAL, example_plan.indicator("2.1"), "en") == {}
    assert meant(tags.TOTAL, example_plan.indicator("2.1"), "yes") is None


@pytest.mark.parametrize("column", [tags.STATE, tags.QUALITY, tags.MEASURE_STATUS, tags.NOTHING])
def test_every_choice_is_read_back_from_its_label_in_any_language(column: str) -> None:
    for lang in languages():
        found = options(column, None, lang)
        assert found
        assert [meant(column, None, label) for label in found.values()] == list(found)
    assert meant(column, None, "nobody knows") is None


def test_the_levels_of_an_ordinal_and_the_answers_of_a_milestone_are_lists(example_plan: Plan) -> None:
    graded = {one.type: one for one in example_plan.indicators}
    ordinal, milestone = graded["ordinal"], graded["milestone"]
    assert list(options(tags.LEVEL, ordinal, "en")) == [level.code for level in ordinal.scale]
    assert list(options(tags.TOTAL, milestone, "ru")) == ["yes", "no"]
    assert list(options(tags.QUALITY, ordinal, "en")) == list(QUALITIES[1:])
