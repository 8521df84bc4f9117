"""Drafts of releases: what may stand in one, that each change is upon what was shown, and that nothing personal gets in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nap.facts import Period
from nap.monitor import (
    DraftContent,
    House,
    NotNow,
    Unknown,
    begin_release,
    change_draft,
    draft_of,
    drafts,
    drop_draft,
    figures_held,
    free_figures,
    hold_figures,
    trail,
)
from tests.monitor.building import COORDINATOR, H1, WPN, second_coordinator

TITLE = {"ky": "Биринчи", "ru": "Первый", "en": "First"}
A_PIN = "call 21503198012345"


def begun(house: House, **content: object) -> int:
    return begin_release(COORDINATOR, house, H1, replace(DraftContent(H1, TITLE), **content))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"included": ("9.9",)}, "indicator"),
        ({"texts": {"O9": {"en": "x"}}}, "objective"),
        ({"title": {"de": "Titel"}}, "language"),
        ({"replaces": 4}, "release"),
    ],
)
def test_what_is_not_there_is_not_taken(quick_house: House, content: dict[str, object], kind: str) -> None:
    with pytest.raises(Unknown) as caught:
        begun(quick_house, **content)
    assert caught.value.kind == kind
    assert drafts(COORDINATOR, quick_house) == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"texts": {"": {"en": A_PIN}}}, "words_personal"),
        ({"title": {"en": "x" * 201}}, "words_too_long"),
        ({"visible": "nobody"}, "visible_unknown"),
        ({"answer_by": date(2026, 11, 14)}, "answer_passed"),
    ],
)
def test_what_cannot_be_published_is_refused(quick_house: House, content: dict[str, object], code: str) -> None:
    with pytest.raises(NotNow) as caught:
        begun(quick_house, **content)
    assert caught.value.code == code


def test_a_period_must_be_one_of_returns_and_have_begun(quick_house: House) -> None:
    with pytest.raises(Unknown):
        begin_release(COORDINATOR, quick_house, Period.parse("2026"))
    with pytest.raises(NotNow) as caught:
        begin_release(COORDINATOR, quick_house, Period.parse("2027-H2"))
    assert caught.value.code == "period_ahead"


def test_the_second_of_two_who_write_is_told_and_nothing_is_overwritten(quick_house: House) -> None:
    number = begun(quick_house)
    shown = draft_of(COORDINATOR, quick_house, number)
    other = second_coordinator(quick_house)
    change_draft(other, quick_house, number, replace(shown.content, visible="everybody"), seen=shown.seen)
    with pytest.raises(NotNow) as caught:
        change_draft(COORDINATOR, quick_house, number, replace(shown.content, visible="link"), seen=shown.seen)
    assert (caught.value.code, caught.value.facts["person"]) == ("changed_meanwhile", other.person)
    now = draft_of(COORDINATOR, quick_house, number)
    assert (now.content.visible, now.changed_by) == ("everybody", other.person)


def test_what_was_dropped_is_no_draft_any_more(quick_house: House) -> None:
    number = begun(quick_house)
    seen = draft_of(COORDINATOR, quick_house, number).seen
    drop_draft(COORDINATOR, quick_house, number, seen=seen)
    assert drafts(COORDINATOR, quick_house) == ()
    with pytest.raises(Unknown):
        draft_of(COORDINATOR, quick_house, number)
    with pytest.raises(NotNow):
        drop_draft(COORDINATOR, quick_house, number, seen=seen)
    assert begun(quick_house) == number + 1


def test_words_are_kept_as_paragraphs_and_in_the_languages_of_the_plan(quick_house: House) -> None:
    number = begun(quick_house, texts={"O1": {"en": "One\u200b line \n\n another", "ru": " "}, "O2": {"ky": ""}})
    assert draft_of(COORDINATOR, quick_house, number).content.texts == {"O1": {"en": "One line\nanother"}}


def test_partners_have_a_fortnight_unless_somebody_says_otherwise(quick_house: House) -> None:
    assert draft_of(COORDINATOR, quick_house, begun(quick_house)).content.answer_by == quick_house.today() + timedelta(days=14)
    soon = quick_house.today() + timedelta(days=2)
    assert draft_of(COORDINATOR, quick_house, begun(quick_house, answer_by=soon)).content.answer_by == soon


def test_all_indicators_and_none_named_are_the_same(quick_house: House) -> None:
    everything = tuple(one.code for one in quick_house.plan.indicators)
    number = begun(quick_house, included=everything)
    assert draft_of(COORDINATOR, quick_house, number).content.included == ()
    assert draft_of(COORDINATOR, quick_house, begun(quick_house, included=("3.1", "1.1"))).content.included == ("1.1", "3.1")


def test_a_change_that_changes_nothing_leaves_no_trace(quick_house: House) -> None:
    number = begun(quick_house)
    shown = draft_of(COORDINATOR, quick_house, number)
    before = quick_house.store.version()
    assert change_draft(COORDINATOR, quick_house, number, shown.content, seen=shown.seen) == shown
    assert quick_house.store.version() == before


def test_drafts_are_on_record_without_their_words(quick_house: House) -> None:
    number = begun(quick_house, texts={"": {"en": "A quiet year"}})
    seen = draft_of(COORDINATOR, quick_house, number).seen
    change_draft(COORDINATOR, quick_house, number, DraftContent(H1, TITLE, {"": {"en": "Another"}}), seen=seen)
    told = trail(COORDINATOR, quick_house, act="releases")
    assert [one.act for one in told] == ["change_release", "begin_release"]
    assert "quiet" not in repr(told)


def test_what_was_written_is_read_back_on_every_database(house: House) -> None:
    texts = {"O1": {"ky": "Өзгөрүү", "en": "One\nTwo"}}
    number = begun(house, texts=texts, included=("2.2",), visible="link")
    content = draft_of(COORDINATOR, house, number).content
    assert content == DraftContent(H1, TITLE, texts, ("2.2",), {}, visible="link", answer_by=house.today() + timedelta(days=14))
    hold_figures(WPN, house, "there were threats")
    free_figures(WPN, house)
    hold_figures(WPN, house, "again")
    held = figures_held(WPN, house, "WPN")
    assert held is not None
    assert held.reason == "again"
