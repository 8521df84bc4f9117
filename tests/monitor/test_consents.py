"""Consent: nothing sensitive of an organisation leaves without its word, and its word is about what it was shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nap.monitor import (
    ConsentState,
    Denied,
    House,
    NotNow,
    Unknown,
    answer_consent,
    change_draft,
    close,
    consent_asked,
    consents_of,
    draft_of,
    figures_held,
    free_figures,
    hold_figures,
    trail,
)
from nap.monitor.consenting import left_out_of
from nap.monitor.release_drafts import find_draft
from tests.monitor.building import COORDINATOR, H1, MIA, WPN
from tests.monitor.releasing import CONTENT, a_sensitive_house, answered, begun, everybody_given, given


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = a_sensitive_house(tmp_path)
    everybody_given(opened)
    yield opened
    close(opened)


def left_out(house: House, draft: int) -> frozenset[str]:
    with house.store.reading() as transaction:
        return left_out_of(transaction, house, find_draft(transaction, house, draft))


def state(house: House, draft: int, partner: str = "WPN") -> ConsentState:
    return next(one.state for one in consents_of(COORDINATOR, house, draft) if one.partner == partner)


def test_silence_is_no_consent(house: House) -> None:
    draft = begun(house, agreed=())
    assert {one.state for one in consents_of(COORDINATOR, house, draft)} == {ConsentState.UNANSWERED}
    assert left_out(house, draft) == {"WPN", "MIA", "CEC"}


def test_who_agreed_for_donors_has_not_agreed_for_everybody(house: House) -> None:
    draft = begun(house)
    before = draft_of(COORDINATOR, house, draft)
    change_draft(COORDINATOR, house, draft, replace(before.content, visible="everybody"), seen=before.seen)
    assert {one.state for one in consents_of(COORDINATOR, house, draft)} == {ConsentState.STALE}
    (asked,) = (one for one in consent_asked(WPN, house, "WPN") if one.draft == draft)
    assert asked.visible == "everybody"


@pytest.mark.parametrize("answer", ["hold", "ask"])
def test_whoever_holds_back_or_asks_is_left_out(house: House, answer: str) -> None:
    draft = begun(house, agreed=("MIA", "CEC"))
    answered(house, draft, "WPN", answer, "what for?")
    assert left_out(house, draft) == {"WPN"}


def test_a_partner_sees_its_own_figures_and_no_others(house: House) -> None:
    begun(house, agreed=())
    (asked,) = consent_asked(WPN, house, "WPN")
    assert [(row.indicator, row.region, row.period, row.value) for row in asked.rows] == [("2.2", "KG-B", H1, Decimal(40))]
    with pytest.raises(Denied):
        consent_asked(WPN, house, "MIA")


def test_a_partner_is_told_whether_the_total_would_be_a_number(house: House) -> None:
    draft = begun(house, agreed=("MIA",))
    assert [row.number for row in consent_asked(WPN, house, "WPN")[0].rows] == [False]  # two of three would be too few
    answered(house, draft, "CEC")
    assert [row.number for row in consent_asked(WPN, house, "WPN")[0].rows] == [True]


def test_figures_that_are_not_sensitive_are_not_asked_about(house: House) -> None:
    draft = begun(house, replace(CONTENT, included=("3.5",)), agreed=())
    assert consents_of(COORDINATOR, house, draft) == ()
    assert consent_asked(WPN, house, "WPN") == ()
    with pytest.raises(NotNow) as caught:
        answer_consent(WPN, house, draft, "agree", seen="")
    assert caught.value.code == "nothing_asked"


def test_agreeing_to_other_figures_is_no_consent_to_these(house: House) -> None:
    draft = begun(house)
    assert state(house, draft) is ConsentState.AGREED
    given(house, "WPN", 41, b"two")
    assert state(house, draft) is ConsentState.STALE
    assert left_out(house, draft) == {"WPN"}
    answered(house, draft, "WPN")
    assert state(house, draft) is ConsentState.AGREED


def test_the_last_answer_holds(house: House) -> None:
    draft = begun(house)
    answered(house, draft, "WPN", "hold")
    assert (state(house, draft), left_out(house, draft)) == (ConsentState.HELD, {"WPN"})
    answered(house, draft, "WPN")
    assert (state(house, draft), left_out(house, draft)) == (ConsentState.AGREED, frozenset())


def test_an_answer_to_what_is_not_shown_any_more_is_not_taken(house: House) -> None:
    draft = begun(house, agreed=())
    (asked,) = consent_asked(WPN, house, "WPN")
    given(house, "WPN", 41, b"two")
    with pytest.raises(NotNow) as caught:
        answer_consent(WPN, house, draft, "agree", seen=asked.seen)
    assert caught.value.code == "changed_meanwhile"


def test_nobody_agrees_for_another(house: House) -> None:
    draft = begun(house, agreed=())
    (asked,) = consent_asked(COORDINATOR, house, "WPN")
    for answer in ("agree", "ask"):
        with pytest.raises(Denied):
            answer_consent(COORDINATOR, house, draft, answer, "x", partner="WPN", seen=asked.seen)
    with pytest.raises(Denied):
        answer_consent(MIA, house, draft, "hold", partner="WPN", seen=asked.seen)
    answer_consent(COORDINATOR, house, draft, "hold", "said by telephone", partner="WPN", seen=asked.seen)
    assert state(house, draft) is ConsentState.HELD


@pytest.mark.parametrize(("answer", "said", "code"), [("ask", "", "question_needed"), ("hold", "x" * 501, "words_too_long")])
def test_words_must_be_fit(house: House, answer: str, said: str, code: str) -> None:
    draft = begun(house, agreed=())
    with pytest.raises(NotNow) as caught:
        answered(house, draft, "WPN", answer, said)
    assert caught.value.code == code


def test_an_answer_is_one_of_three(house: House) -> None:
    draft = begun(house, agreed=())
    with pytest.raises(Unknown):
        answered(house, draft, "WPN", "free")


def test_figures_can_be_held_back_at_any_time_and_freed_by_their_own_organisation_alone(house: House) -> None:
    draft = begun(house)
    hold_figures(WPN, house, "there were threats")
    held = figures_held(WPN, house, "WPN")
    assert held is not None
    assert held.reason == "there were threats"
    assert left_out(house, draft) == {"WPN"}
    with pytest.raises(NotNow):
        hold_figures(WPN, house, "again")
    with pytest.raises(Unknown):
        free_figures(COORDINATOR, house)
    free_figures(WPN, house)
    assert figures_held(WPN, house, "WPN") is None
    assert left_out(house, draft) == frozenset()
    with pytest.raises(NotNow):
        free_figures(WPN, house)


def test_a_coordinator_may_note_that_a_partner_holds_back(house: House) -> None:
    with pytest.raises(Denied):
        hold_figures(MIA, house, "x", "WPN")
    hold_figures(COORDINATOR, house, "said by telephone", "WPN")
    assert figures_held(COORDINATOR, house, "WPN") is not None


def test_answers_are_on_record_without_figures_or_words(house: House) -> None:
    draft = begun(house, agreed=())
    answered(house, draft, "WPN", "ask", "Who will read it?")
    (told,) = trail(COORDINATOR, house, act="consent")
    assert {name: told.facts[name] for name in ("draft", "partner", "answer")} == {
        "draft": str(draft),
        "partner": "WPN",
        "answer": "ask",
    }
    assert "read it" not in repr(told)
