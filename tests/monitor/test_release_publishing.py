"""Publishing: what goes out is what was checked and seen; whose word is missing is left out, and never shown as zero."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from nap.facts import Result, Status
from nap.monitor import (
    House,
    Kind,
    NotNow,
    PublishedRelease,
    Unknown,
    check_release,
    close,
    draft_of,
    drafts,
    explain_figure,
    hold_figures,
    open_house,
    preview,
    publish,
    rebuild,
    release,
    release_data,
    release_files,
    releases,
    set_visibility,
    trail,
    verify_release,
    withdraw_release,
)
from nap.monitor.editions import get_edition
from nap.monitor.release_reading import DONOR as DONORS
from nap.store import releases as kept
from tests.monitor.building import CLOCK, COORDINATOR, DONOR, FORUM, H1, WPN, second_coordinator
from tests.monitor.releasing import (
    CONTENT,
    TITLE,
    a_sensitive_house,
    answered,
    begun,
    everybody_given,
    given,
    house as house,
    published,
    quick_files,
)

PLACE = ("2.2", "KG-B", H1, "")


def true_figure(house: House, number: int = 1) -> Result:
    """The survivors of Batken as coordinators know them from the edition of that release."""
    with house.store.reading() as transaction:
        row = kept.find_release(transaction, house.plan.id, number)
        assert row is not None
        edition = get_edition(transaction, house, row.edition)
    return next(one for one in edition.results if (one.indicator, one.region, one.period, one.breakdown) == PLACE)


def codes(house: House, draft: int) -> dict[str, str]:
    return {one.code: one.weight.value for one in check_release(COORDINATOR, house, draft)}


def later(house: House, days: int) -> House:
    """The same house some days on."""
    return replace(house, today=lambda: CLOCK.date() + timedelta(days=days))


def test_a_release_tells_what_all_have_agreed_to(house: House) -> None:
    number = published(house, begun(house)).number
    line = release_data(house, number).line(*PLACE[:3])
    assert line is not None
    assert line.result.value == Decimal(150)
    assert line.result.contributors == frozenset()


def test_nothing_goes_out_while_there_is_time_to_answer(house: House) -> None:
    draft = begun(house, agreed=("MIA", "CEC"))
    assert codes(house, draft)["consent_waited_for"] == "stops"
    with pytest.raises(NotNow) as caught:
        published(house, draft, "we cannot wait")
    assert caught.value.code == "release_blocked"
    assert releases(COORDINATOR, house) == ()


def test_who_has_not_answered_by_the_day_is_left_out_and_the_coordinator_says_why_she_goes_on(house: House) -> None:
    draft = begun(house, agreed=("MIA", "CEC"))
    after = later(house, 15)
    assert codes(after, draft)["consent_missing"] == "needs_reason"
    with pytest.raises(NotNow) as caught:
        published(after, draft)
    assert caught.value.code == "reason_needed"
    published(after, draft, "the forum meets tomorrow")
    found = true_figure(after)
    assert (found.value, found.reported, found.expected) == (Decimal(110), 2, 5)
    (told,) = trail(COORDINATOR, after, act="publish_release")
    assert told.facts["reason"] == "the forum meets tomorrow"


@pytest.mark.parametrize("always", [False, True])
def test_figures_held_back_leave_the_total_partial_and_never_zero(house: House, always: bool) -> None:
    draft = begun(house)
    if always:
        hold_figures(WPN, house, "there were threats")
    else:
        answered(house, draft, "WPN", "hold", "not this time")
    assert codes(house, draft)["held_at_any_time" if always else "consent_held"] == "tells"
    published(house, draft)
    found = true_figure(house)
    assert (found.value, found.reported, found.expected) == (Decimal(110), 2, 5)
    hours = release_data(house, 1).line("3.5", "KG-B", H1)
    assert hours is not None
    assert hours.result.reported == 3


def test_when_everybody_holds_back_there_is_no_figure_and_no_zero(house: House) -> None:
    draft = begun(house, agreed=())
    for partner in ("WPN", "MIA", "CEC"):
        answered(house, draft, partner, "hold")
    published(house, draft)
    assert true_figure(house).value is None


def test_two_left_of_three_are_too_few_to_be_told(house: House) -> None:
    draft = begun(house)
    answered(house, draft, "WPN", "hold")
    published(house, draft)
    line = release_data(house, 1).line(*PLACE[:3])
    assert line is not None
    assert (line.result.status, line.result.value) == (Status.SUPPRESSED, None)


def test_the_preview_is_what_is_published_but_for_the_word_draft(house: House) -> None:
    draft = begun(house)
    seen = preview(COORDINATOR, house, draft)
    number = published(house, draft).number
    made = release_data(house, number)
    assert seen.draft
    assert replace(seen, draft=False) == made


def test_what_changed_since_it_was_shown_is_not_published(house: House) -> None:
    draft = begun(house)
    seen = draft_of(COORDINATOR, house, draft).seen
    published(house, draft)
    with pytest.raises(NotNow) as caught:
        publish(COORDINATOR, house, draft, seen=seen)
    assert caught.value.code == "changed_meanwhile"
    assert len(releases(COORDINATOR, house)) == 1
    assert drafts(COORDINATOR, house) == ()


def test_a_return_accepted_while_the_files_were_made_stops_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begun(house)
    check_release(COORDINATOR, house, draft)

    def meanwhile(*made: object) -> object:
        monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
        given(house, "WPN", 41, b"two")
        return quick_files(*made)  # type: ignore[arg-type]

    monkeypatch.setattr("nap.monitor.publishing.files_of", meanwhile)
    with pytest.raises(NotNow) as caught:
        published(house, draft)
    assert caught.value.code == "changed_meanwhile"
    assert releases(COORDINATOR, house) == ()


def test_a_title_is_needed_in_every_language_or_a_reason(house: House) -> None:
    nameless = begun(house, replace(CONTENT, title={}))
    assert codes(house, nameless)["title_missing"] == "stops"
    halfway = begun(house, replace(CONTENT, title={"en": "x"}, texts={"O1": {"ky": "а", "ru": "б", "en": "c"}}))
    missing = [one for one in check_release(COORDINATOR, house, halfway) if one.code == "translation_missing"]
    assert [(one.place, one.languages, one.weight.value) for one in missing] == [("title", ("ky", "ru"), "needs_reason")]


def test_a_correction_says_which_release_it_corrects_and_why_each_figure_moved(house: House) -> None:
    published(house, begun(house))
    given(house, "WPN", 45, b"two")
    wrong = begun(house, replace(CONTENT, replaces=1))
    assert codes(house, wrong)["because_missing"] == "stops"
    draft = begun(house, replace(CONTENT, replaces=1, because=TITLE))
    assert codes(house, draft)["changed_since"] == "tells"
    second = published(house, draft)
    made = release_data(house, second.number)
    assert made.replaces is not None
    assert (made.replaces.number, second.replaces, second.previous) == (1, 1, 1)
    moved = {one.line.key[:2]: one.kinds for one in made.moved if one.line.result.period == H1}
    assert moved["3.5", "KG-B"] == ("corrected",)
    assert release(DONOR, house, 1).replaced_by == 2


def test_new_returns_are_why_a_figure_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    house = a_sensitive_house(tmp_path)
    given(house, "WPN", 40)
    published(house, begun(house, agreed=("WPN",)))
    given(house, "CEC", 50)
    made = preview(COORDINATOR, house, begun(house, agreed=("WPN", "CEC")))
    moved = {one.line.key[:2]: one.kinds for one in made.moved if one.line.result.period == H1}
    assert moved["3.5", "KG-B"] == ("new_returns",)
    close(house)


def test_the_same_store_gives_the_same_bytes_however_much_comes_after(tmp_path: Path) -> None:
    house = a_sensitive_house(tmp_path)
    everybody_given(house)
    draft = begun(house, replace(CONTENT, included=("2.2", "3.5"), texts={"O2": {"en": "x", "ky": "ө", "ru": "ж"}}))
    one = published(house, draft)
    given(house, "WPN", 45, b"two")
    close(house)
    again = open_house(house.settings, now=lambda: CLOCK)
    made = rebuild(again, one.number)
    for edition in ("donor", "forum"):
        assert made[edition] == release_files(COORDINATOR, again, one.number, edition)
    folder = tmp_path / "out"
    for path, data in made[DONORS].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    assert verify_release(folder) == ()
    assert json.loads(made[DONORS]["manifest.json"])["content_hash"] == one.sha256
    close(again)


def readers(house: House) -> list[list[PublishedRelease]]:
    return [list(releases(viewer, house)) for viewer in (DONOR, FORUM, COORDINATOR)]


def test_who_finds_a_release_is_the_coordinators_choice(house: House) -> None:
    number = published(house, begun(house)).number
    assert [len(found) for found in readers(house)] == [1, 1, 1]
    set_visibility(COORDINATOR, house, number, "link")
    assert [len(found) for found in readers(house)] == [0, 0, 1]
    with pytest.raises(Unknown):
        release(DONOR, house, number)
    with pytest.raises(NotNow):
        set_visibility(COORDINATOR, house, number, "nobody")


def test_a_release_is_never_opened_to_more_people_than_organisations_agreed_to(house: House) -> None:
    agreed = published(house, begun(house)).number
    with pytest.raises(NotNow) as found:
        set_visibility(COORDINATOR, house, agreed, "everybody")
    assert found.value.code == "wider_than_agreed"
    for visible in ("link", "donors"):  # to fewer people, and back to those it was published for
        set_visibility(COORDINATOR, house, agreed, visible)
    assert release(DONOR, house, agreed).visible == "donors"


def test_readers_are_not_told_who_published_or_withdrew(house: House) -> None:
    number = published(house, begun(house)).number
    withdraw_release(COORDINATOR, house, number, "A total was wrong")
    one = release(DONOR, house, number)
    assert (one.person, one.draft, one.edition) == ("", 0, 0)
    assert one.withdrawn is not None
    assert (one.withdrawn.reason, one.withdrawn.person) == ("A total was wrong", "")


def test_a_withdrawal_needs_a_reason_and_is_final(house: House) -> None:
    number = published(house, begun(house)).number
    with pytest.raises(NotNow) as caught:
        withdraw_release(COORDINATOR, house, number, " ")
    assert caught.value.code == "reason_needed"
    withdraw_release(COORDINATOR, house, number, "A total was wrong")
    for again in (
        lambda: withdraw_release(second_coordinator(house), house, number, "again"),
        lambda: set_visibility(COORDINATOR, house, number, "everybody"),
    ):
        with pytest.raises(NotNow) as caught:
            again()
        assert caught.value.code == "release_withdrawn"
    with pytest.raises(Unknown):
        withdraw_release(COORDINATOR, house, 7, "none such")
    assert release_files(COORDINATOR, house, number)


def test_a_release_after_a_withdrawn_one_is_compared_with_what_readers_have(house: House) -> None:
    published(house, begun(house))
    published(house, begun(house))
    withdraw_release(COORDINATOR, house, 2, "A total was wrong")
    assert published(house, begun(house)).previous == 1


def test_an_answer_sheet_names_no_organisation(house: House) -> None:
    number = published(house, begun(house)).number
    line = release_data(house, number).line(*PLACE[:3])
    assert line is not None
    sheet = explain_figure(DONOR, house, number, f"r{number}-{line.number}", "en")
    assert "150" in sheet.text
    for partner in house.plan.partners:
        assert partner.name["en"] not in sheet.text
    with pytest.raises(Unknown):
        explain_figure(DONOR, house, number, "R9-1", "en")


def test_figures_of_the_forum_alone_are_explained_to_nobody_else(house: House) -> None:
    number = published(house, begun(house)).number
    everybody = {line.number for line in release_data(house, number).lines}
    only = min(line.number for line in release_data(house, number, Kind.FORUM).lines if line.number not in everybody)
    assert explain_figure(FORUM, house, number, f"R{number}-{only}", "en").name == f"R{number}-{only}"
    with pytest.raises(Unknown):
        explain_figure(DONOR, house, number, f"R{number}-{only}", "en")
