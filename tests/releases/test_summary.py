"""The first page: what was promised, what is done, where it is stuck, how sure we are."""

from __future__ import annotations

import re
from dataclasses import asdict
from decimal import Decimal

import pytest

from nap.facts import Status
from nap.monitor import House
from nap.releases.summary import MOST_CHANGES, MOST_WORRIES, Front, front
from nap.results.board import RATED
from tests.releases.making import TEXTS, corrected, demo_release, example, figure, hidden, small

LANGUAGES = ("en", "ru", "ky")


def words(value: object) -> list[str]:
    """Every text of the page."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in words(each)]
    return [text for each in value for text in words(each)] if isinstance(value, list | tuple) else []


def texts(page: Front) -> list[str]:
    told = asdict(page)
    for each in (*told["worries"], *told["changes"]):
        del each["line"]
    return words(told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_whole(demo: House, lang: str) -> None:
    for release in (small(), corrected(), small(results=[]), demo_release(demo)):
        page = front(release, lang)
        assert [text for text in texts(page) if re.search(r"\{|release\.[a-z]|  |\.\.|;;|\(\)| ;|; \)", text)] == []
        told = [*page.notices, *page.promised, *page.done, *page.stuck, *page.sure, page.changed]
        assert all(text.endswith((".", "!", "?")) for text in told)
        assert not set("қғұіһә") & set("".join(texts(page)))


def test_the_four_questions_are_answered() -> None:
    page = front(small(), "en")
    assert page.promised[0].startswith("The objectives of the plan for 2025–2027: “Participation of women")
    assert page.done == ("Indicators that can be assessed: 5 of 14.", "Achieved: 1 (3.6 “Trust in authorities (index)”).")
    assert [text.partition(":")[0] for text in page.stuck] == ["Behind", "Off track"]
    assert page.sure[0] == "Returns accepted: 9 of 12 that were due."


def test_without_anything_assessed_it_does_not_say_that_nothing_is_behind() -> None:
    page = front(small(results=[figure("2.2", None, Status.NO_DATA, reported=0)]), "en")
    assert page.done == ("Indicators that can be assessed: 0 of 1.",)
    assert page.stuck == ("Too little is known to tell where it is stuck.",)
    assert "Without any data: 1; this does not mean zero." in page.sure


def test_an_objective_has_three_sentences_at_most_and_its_own_text() -> None:
    page = front(small(), "ru")
    assert [part.code for part in page.parts] == ["O1", "O2", "O3"]
    assert all(2 <= len(part.sentences) <= 3 for part in page.parts)
    assert page.text == TEXTS[""]["ru"]
    assert [part.text for part in page.parts] == ["", TEXTS["O2"]["ru"], ""]


def test_an_objective_without_figures_has_no_part() -> None:
    assert [part.code for part in front(small(included=["2.2"]), "en").parts] == ["O2"]


def test_counts_of_the_parts_add_up_to_those_of_the_whole(demo: House) -> None:
    page = front(demo_release(demo), "en")
    assert page.tally.of == sum(part.tally.of for part in page.parts)
    assert page.tally.assessed == sum(counted.n for counted in page.counts if counted.status in RATED)
    assert {counted.word for counted in page.counts} >= {"On track", "Hidden", "No data"}


def test_a_hidden_figure_is_counted_and_never_told() -> None:
    page = front(small(results=[hidden("2.2"), figure("2.2", 7, region="KG-O")]), "en")
    assert "Hidden to protect people: 1; this says nothing about their size." in page.sure
    assert page.worries == ()


def test_worries_tell_figure_target_and_what_is_wrong_the_worst_first(demo: House) -> None:
    page = front(demo_release(demo), "en")
    assert len(page.worries) == MOST_WORRIES
    assert [worry.status for worry in page.worries[:2]] == [Status.REGRESSING, Status.REGRESSING]
    off = next(worry for worry in page.worries if worry.status is Status.OFF_TRACK)
    assert "the target for" in off.sentence
    assert off.sentence.endswith("At this pace the target will not be reached in time.")


def test_a_status_set_by_hand_is_told_with_its_reason_and_not_with_ours() -> None:
    by_hand = next(line.result.overridden for line in small().lines if line.result.overridden)
    page = front(small(results=[figure("2.2", 5, Status.OFF_TRACK, overridden=by_hand)]), "en")
    assert "Two districts were flooded." in page.worries[0].sentence
    assert "At this pace" not in page.worries[0].sentence
    assert "Status set by the coordinator, with the reason beside it: 1." in page.sure


def test_changes_tell_before_after_and_why_the_country_first() -> None:
    page = front(corrected(), "en")
    assert page.changed == "Figures that changed since release 3 (data as of 31 July 2026): 4."
    assert [(one.before, one.after) for one in page.changes] == [
        ("22", "23"),
        ("8", "9"),
        ("not repeated here", "hidden to protect people"),
        ("hidden to protect people", "15"),
    ]
    assert page.changes[0].why == "a return was corrected; the status was set or lifted by the coordinator"


def test_what_is_new_and_what_is_gone_is_counted() -> None:
    before = small(results=[figure("2.2", 1), figure("2.6", 1)])
    page = front(small(number=4, previous=before, results=[figure("2.2", 1), figure("2.2", 1, region="KG-O")]), "en")
    assert page.changed.startswith("No figure of release 3 (data as of 31 July 2026) has changed.")
    assert page.changed.endswith("Figures that are new: 1. Figures that are no longer here: 1.")


def test_of_many_changes_the_first_are_told_and_the_others_counted() -> None:
    regions = [region.code for region in example().regions.all][: MOST_CHANGES + 5]
    then = [figure("2.2", 1, region=code) for code in regions]
    now = [figure("2.2", Decimal(2), region=code) for code in regions]
    page = front(small(number=4, previous=small(results=then), results=now), "en")
    assert (len(page.changes), page.more_changes) == (MOST_CHANGES, 5)
    assert page.changes[0].line.result.region == "KG"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_preview_demonstration_and_correction_are_told_before_anything_else(lang: str) -> None:
    preview = front(corrected(draft=True), lang).notices
    assert len(preview) == 5
    assert len(front(small(), lang).notices) == 2
