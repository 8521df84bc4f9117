"""A file that came by another way: from whom, when, how; and the partner's own word on it, by a one-time link or signed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from nap import monitor
from nap.facts import Observation
from nap.monitor import ConfirmLink, House, LinkRefused, NotNow, Receipt, audit_verify
from nap.people import Role
from nap.store import audit
from tests.monitor.building import CLOCK, COORDINATOR, H1, MIA, WPN, a_submission, a_workbook, somebody

HANDED: dict[str, Any] = {"whom": "the accountant in Osh", "came": date(2026, 11, 10), "way": "messenger"}


def entered(house: House, **about: Any) -> Receipt:
    data = a_workbook(house, "WPN", H1)
    receipt = monitor.receive_on_behalf(COORDINATOR, house, data, "wpn.xlsx", **HANDED | about).receipt
    assert receipt is not None
    return receipt


@pytest.fixture
def sent(quick_house: House) -> Receipt:
    return monitor.submit(COORDINATOR, quick_house, entered(quick_house).id)


@pytest.fixture
def link(quick_house: House, sent: Receipt) -> ConfirmLink:
    return monitor.confirmation_link(COORDINATOR, quick_house, sent.id)


def word(house: House, id: str) -> monitor.Confirmation:
    found = monitor.return_detail(COORDINATOR, house, id).confirmation
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"whom": " "}, "whom_needed"),
        ({"whom": "Aida, 0700 123 456"}, "reason_personal"),
        ({"whom": "x" * 121}, "reason_too_long"),
        ({"came": None}, "came_wrong"),
        ({"came": date(2026, 11, 16)}, "came_wrong"),
        ({"way": "pigeon"}, "way_unknown"),
    ],
)
def test_a_handover_that_is_incomplete_keeps_nothing(quick_house: House, about: dict[str, Any], code: str) -> None:
    with pytest.raises(NotNow, match=f"^{code}$"):
        entered(quick_house, **about)
    assert monitor.all_returns(COORDINATOR, quick_house) == ()


def test_only_coordinators_enter_a_file_for_others_and_never_for_their_own_organisation(quick_house: House) -> None:
    data = a_workbook(quick_house, "WPN", H1)
    with pytest.raises(monitor.Denied):
        monitor.receive_on_behalf(WPN, quick_house, data, "wpn.xlsx", **HANDED)
    own = somebody(Role.COORDINATOR, partner="WPN", person="both@example.org")
    with pytest.raises(NotNow, match=r"^not_on_behalf$"):
        monitor.receive_on_behalf(own, quick_house, data, "wpn.xlsx", **HANDED)


def test_how_the_file_came_stands_with_the_return_and_no_name_on_record(quick_house: House, sent: Receipt) -> None:
    handover = monitor.return_detail(WPN, quick_house, sent.id).handover
    assert handover is not None
    assert (handover.whom, handover.came, handover.way) == (HANDED["whom"], HANDED["came"], HANDED["way"])
    assert word(quick_house, sent.id).state == "unasked"
    with quick_house.store.reading() as transaction:
        assert "accountant" not in str([event.facts for event in audit.events(transaction)])


def test_looking_never_uses_a_link_up_and_shows_no_figure(quick_house: House, link: ConfirmLink) -> None:
    for _ in range(3):
        asked = monitor.asked_to_confirm(quick_house, link.secret)
    assert (asked.open, asked.partner, asked.handover.whom if asked.handover else "") == (True, "WPN", HANDED["whom"])
    assert asked.figures == len(monitor.return_detail(WPN, quick_house, asked.return_id).observations) > 0
    assert not any(isinstance(each, Observation) for each in vars(asked).values())
    assert word(quick_house, asked.return_id).state == "asked"


def test_a_link_answers_once_and_then_tells_what_was_answered(quick_house: House, link: ConfirmLink) -> None:
    assert monitor.confirm(quick_house, link.secret, "yes", "", "10.0.0.7").answer == "yes"
    again = monitor.confirm(quick_house, link.secret, "no", "a second thought", "10.0.0.7")
    assert (again.answer, again.said, again.open) == ("yes", "", False)
    last = monitor.return_detail(WPN, quick_house, link.return_id).events[-1]
    assert (last.act, last.person) == ("confirm", "")
    assert audit_verify(quick_house)[0] is None


def test_a_no_needs_words_and_keeps_the_return_from_being_accepted_without_a_reason(
    quick_house: House, link: ConfirmLink
) -> None:
    with pytest.raises(NotNow, match=r"^words_needed$"):
        monitor.confirm(quick_house, link.secret, "no", " ", "")
    seen = monitor.return_detail(COORDINATOR, quick_house, link.return_id).seen
    monitor.confirm(quick_house, link.secret, "no", "we never sent figures for Osh", "")
    assert (word(quick_house, link.return_id).state, word(quick_house, link.return_id).said) == (
        "no",
        "we never sent figures for Osh",
    )
    with pytest.raises(NotNow, match=r"^decided_meanwhile$"):
        monitor.accept(COORDINATOR, quick_house, link.return_id, "all the same", seen=seen)
    with pytest.raises(NotNow, match=r"^said_not_ours$"):
        monitor.accept(COORDINATOR, quick_house, link.return_id)


@pytest.mark.parametrize("secret", ["", "x" * 43, "\udce9"])
def test_a_link_that_does_not_exist_is_unknown(quick_house: House, secret: str) -> None:
    with pytest.raises(LinkRefused, match=r"^unknown$"):
        monitor.asked_to_confirm(quick_house, secret)


def test_a_newer_link_takes_the_place_of_the_one_before_and_none_lasts_for_ever(quick_house: House, link: ConfirmLink) -> None:
    newer = monitor.confirmation_link(COORDINATOR, quick_house, link.return_id)
    with pytest.raises(LinkRefused, match=r"^used$"):
        monitor.confirm(quick_house, link.secret, "yes", "", "")
    later = replace(quick_house, now=lambda: CLOCK + timedelta(days=15))
    with pytest.raises(LinkRefused, match=r"^expired$"):
        monitor.confirm(later, newer.secret, "yes", "", "")


def test_what_came_back_meanwhile_waits_for_no_answer(quick_house: House, link: ConfirmLink) -> None:
    monitor.send_back(COORDINATOR, quick_house, link.return_id, "Osh looks wrong")
    assert not monitor.asked_to_confirm(quick_house, link.secret).open
    with pytest.raises(NotNow, match=r"^not_submitted$"):
        monitor.confirm(quick_house, link.secret, "yes", "", "")


def test_what_a_partner_sent_itself_is_not_asked_about(quick_house: House) -> None:
    own = a_submission(quick_house)
    assert monitor.return_detail(WPN, quick_house, own.id).confirmation is None
    for ask in (
        lambda: monitor.confirmation_link(COORDINATOR, quick_house, own.id),
        lambda: monitor.confirm_own(WPN, quick_house, own.id, "yes"),
    ):
        with pytest.raises(NotNow, match=r"^not_on_behalf$"):
            ask()


def test_somebody_of_the_organisation_who_is_signed_in_answers_without_a_link(quick_house: House, link: ConfirmLink) -> None:
    with pytest.raises(monitor.Denied):
        monitor.confirm_own(MIA, quick_house, link.return_id, "yes")
    with pytest.raises(NotNow, match=r"^not_theirs$"):
        monitor.confirm_own(COORDINATOR, quick_house, link.return_id, "yes")
    monitor.confirm_own(WPN, quick_house, link.return_id, "yes")
    assert (word(quick_house, link.return_id).state, word(quick_house, link.return_id).by) == ("yes", WPN.person)
    with pytest.raises(LinkRefused, match=r"^used$"):
        monitor.asked_to_confirm(quick_house, link.secret)


def test_no_link_speaks_over_somebody_of_the_organisation_who_answered_signed_in(
    quick_house: House, sent: Receipt, link: ConfirmLink
) -> None:
    monitor.confirm_own(WPN, quick_house, sent.id, "no", "we know nothing of it")
    with pytest.raises(LinkRefused, match="used"):
        monitor.confirm(quick_house, link.secret, "yes", "", "")
    with pytest.raises(NotNow, match="answered_already"):
        monitor.confirmation_link(COORDINATOR, quick_house, sent.id)
    assert word(quick_house, sent.id).state == "no"


def test_the_letters_go_to_the_people_of_the_organisation_in_their_language(quick_house: House, link: ConfirmLink) -> None:
    letters = monitor.confirm_letters(COORDINATOR, quick_house, link)
    assert [letter.to for letter in letters] == ["wpn@demo"]
    assert f"/confirm/{link.secret}" in letters[0].text
    assert "Osh" not in letters[0].text


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_what_could_not_be_collected_safely_is_a_return_of_answers(quick_house: House, lang: str) -> None:
    with pytest.raises(NotNow, match=r"^reason_needed$"):
        monitor.report_not_safe(WPN, quick_house, "WPN", H1, lang, "  ")
    kept = monitor.report_not_safe(WPN, quick_house, "WPN", H1, lang, "the road was closed").receipt
    assert kept is not None
    detail = monitor.return_detail(WPN, quick_house, kept.id)
    assert {one.state for one in detail.observations} == {"not_safe"}
    assert [(note.kind, note.text) for note in detail.notes] == [("comment", "the road was closed")]
    assert monitor.submit(WPN, quick_house, kept.id).status == "submitted"
