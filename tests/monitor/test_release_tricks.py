"""Tricks with releases from inside: what somebody may not know of drafts, of who held back, of releases for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest

from nap import monitor
from nap.monitor import (
    Denied,
    House,
    NotNow,
    NotServed,
    Unknown,
    close,
    draft_of,
    explain_figure,
    free_figures,
    hide_now,
    hold_figures,
    preview,
    publish,
    release_data,
    released_file,
    set_visibility,
    trail,
    withdraw_release,
)
from nap.monitor.consenting import answer_consent, consent_asked
from nap.people import Role
from nap.store import editions
from tests.monitor.building import COORDINATOR, DONOR, FORUM, MIA, WPN, somebody
from tests.monitor.published_by_hand import PAGE, draft as draft_by_hand
from tests.monitor.releasing import (
    CONTENT,
    a_sensitive_house,
    answered,
    begun,
    everybody_given,
    given,
    house as house,
    published,
    quick_files,
)

BOTH = somebody(Role.COORDINATOR, Role.PARTNER, partner="WPN", person="both@demo")
"""A coordinator who reports for an organisation, too."""
MADE = "nap.monitor.publishing.files_of"


def hold_back(house: House) -> None:
    hold_figures(WPN, house, "A village is in danger")


def write_anew(house: House) -> None:
    draft_by_hand(house, "change", 2)


@pytest.mark.parametrize("turn", [hold_back, write_anew])
def test_who_asks_for_a_preview_after_figures_were_held_or_words_changed_gets_none_begun_before(
    quick_house: House, monkeypatch: pytest.MonkeyPatch, turn: Callable[[House], None]
) -> None:
    draft_by_hand(quick_house)
    link = monitor.make_share_link(COORDINATOR, quick_house, 1, date(2026, 12, 1), "Ministry of Labour", purpose="preview")
    over = Event()
    made: list[bytes] = []

    def press(*_: object) -> Mapping[str, bytes]:
        made.append(PAGE + str(len(made)).encode())
        mine = made[-1]
        assert len(made) > 1 or over.wait(20)
        return {"index.html": mine}

    monkeypatch.setattr("nap.monitor.release_previews.preview_files", press)
    monkeypatch.setattr("nap.monitor.release_previews.PATIENCE", 0.01)
    with pytest.raises(NotServed, match="being_made"):
        monitor.previewed_file(quick_house, link.secret, "index.html", "192.0.2.7")
    turn(quick_house)
    monkeypatch.setattr("nap.monitor.release_previews.PATIENCE", 20.0)
    got = monitor.previewed_file(quick_house, link.secret, "index.html", "192.0.2.7")
    over.set()
    assert got.body.data == PAGE + b"1"


def test_a_preview_under_way_is_over_once_its_draft_is(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_by_hand(quick_house)
    link = monitor.make_share_link(COORDINATOR, quick_house, 1, date(2026, 12, 1), "Ministry of Labour", purpose="preview")
    over = Event()
    monkeypatch.setattr("nap.monitor.release_previews.preview_files", lambda *_: over.wait(20) and {})
    monkeypatch.setattr("nap.monitor.release_previews.PATIENCE", 0.01)
    for code in ("being_made", "published"):
        with pytest.raises(NotServed, match=code):
            monitor.previewed_file(quick_house, link.secret, "index.html", "192.0.2.7")
        if code == "being_made":
            draft_by_hand(quick_house, "drop", 2)
    over.set()


def test_what_only_holders_of_a_link_may_read_is_not_told_as_the_figure_before(house: House) -> None:
    published(house, begun(house, replace(CONTENT, visible="link")))
    given(house, "WPN", 90, b"two")
    open_to_all = begun(house, replace(CONTENT, visible="everybody"))
    told = preview(COORDINATOR, house, open_to_all)
    assert (told.previous, told.moved) == (None, ())
    assert published(house, open_to_all).previous == 0
    for_few = published(house, begun(house, replace(CONTENT, visible="link")))
    assert for_few.previous == 2


def test_who_may_read_a_release_now_decides_what_the_next_one_is_compared_with(house: House) -> None:
    published(house, begun(house, replace(CONTENT, visible="everybody")))
    published(house, begun(house, replace(CONTENT, visible="donors")))
    set_visibility(COORDINATOR, house, 1, "link")
    assert published(house, begun(house)).previous == 2
    assert published(house, begun(house, replace(CONTENT, visible="everybody"))).previous == 0


OTHERS = (WPN, somebody(Role.PARTNER, person="lost@demo"), FORUM, DONOR)


def test_nobody_answers_for_another_organisation_or_for_none(house: House) -> None:
    draft = begun(house, agreed=())
    seen = consent_asked(MIA, house, "MIA")[0].seen
    for viewer, partner in product(OTHERS, ("MIA", "", "mia", "MIA ", "%")):
        if viewer is WPN and not partner:
            continue
        for answer in ("agree", "hold", "ask"):
            with pytest.raises(Denied):
                answer_consent(viewer, house, draft, answer, "why?", partner=partner, seen=seen)
        with pytest.raises(Denied):
            hold_figures(viewer, house, "why", partner)
    assert {one.state.value for one in monitor.consents_of(COORDINATOR, house, draft)} == {"unanswered"}


def test_a_coordinator_who_reports_for_one_agrees_for_no_other(house: House) -> None:
    draft = begun(house, agreed=())
    for whose in ("MIA", "CEC"):
        asked = consent_asked(BOTH, house, whose)[0]
        with pytest.raises(Denied):
            answer_consent(BOTH, house, draft, "agree", partner=whose, seen=asked.seen)
    hold_figures(MIA, house, "A village is in danger")
    with pytest.raises(NotNow, match="not_held"):
        free_figures(BOTH, house)
    with pytest.raises(Unknown):
        free_figures(COORDINATOR, house)
    assert [one.partner for one in monitor.consents_of(COORDINATOR, house, draft) if one.always] == ["MIA"]


def test_after_a_draft_is_published_or_dropped_nothing_more_is_answered(house: House) -> None:
    draft = begun(house)
    seen = consent_asked(WPN, house, "WPN")[0].seen
    published(house, draft)
    with pytest.raises(Unknown):
        answer_consent(WPN, house, draft, "hold", seen=seen)
    dropped = begun(house)
    monitor.drop_draft(COORDINATOR, house, dropped, seen=draft_of(COORDINATOR, house, dropped).seen)
    with pytest.raises(Unknown):
        answer_consent(WPN, house, dropped, "hold", seen=seen)
    assert consent_asked(WPN, house, "WPN") == ()


def files_after_holding(folder: Path, partner: str) -> Mapping[str, Mapping[str, bytes]]:
    """What is published, after a first release of all three, when one of them holds its figures back."""
    folder.mkdir()
    house = a_sensitive_house(folder)
    everybody_given(house)
    published(house, begun(house))
    hold_figures(COORDINATOR, house, "said by telephone", partner)
    number = published(house, begun(house, agreed=tuple({"WPN", "MIA", "CEC"} - {partner}))).number
    found = {edition: monitor.release_files(COORDINATOR, house, number, edition) for edition in ("donor", "forum")}
    close(house)
    return found


def test_which_organisation_held_back_changes_no_byte_of_any_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MADE, quick_files)
    made = [files_after_holding(tmp_path / partner, partner) for partner in ("WPN", "MIA", "CEC")]
    assert "Q," in made[0]["donor"]["figures.csv"].decode()
    assert made[0] == made[1] == made[2]


def test_a_hold_where_one_alone_has_reported_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MADE, quick_files)
    made = []
    for answer in ("agree", "hold"):
        (tmp_path / answer).mkdir()
        alone = a_sensitive_house(tmp_path / answer)
        given(alone, "WPN", 40)
        draft = begun(alone, agreed=())
        answered(alone, draft, "WPN", answer)
        number = published(alone, draft).number
        made.append([monitor.release_files(COORDINATOR, alone, number, edition) for edition in ("donor", "forum")])
        close(alone)
    assert "2.2,KG-B" in made[0][0]["figures.csv"].decode()
    assert made[0] == made[1]


def test_a_hold_is_on_nobodys_trail_but_its_own_and_the_coordinators(house: House) -> None:
    draft = begun(house, agreed=())
    hold_figures(MIA, house, "A village is in danger")
    answered(house, draft, "MIA", "ask", "Who reads it?")
    for viewer in (WPN, FORUM, DONOR):
        assert not [one for one in trail(viewer, house) if "MIA" in one.facts.values()]
        with pytest.raises(Denied):
            trail(viewer, house, person=MIA.person)
        with pytest.raises(Denied):
            monitor.figures_held(viewer, house, "MIA")
        with pytest.raises(Denied):
            monitor.consents_of(viewer, house, draft)
    told = [one for one in trail(MIA, house) if one.act == "consent"]
    assert "Who reads it?" not in str(told)


def together(*acts: Callable[[], object]) -> list[object]:
    """What each gives or is refused with, all begun at the same moment."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait(20)
        try:
            return act()
        except (NotNow, NotServed) as refused:
            return refused.code

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_who_publish_at_once_one_does(house: House) -> None:
    draft = begun(house)
    other = begun(house)
    got = together(*(lambda one=one: published(house, one) for one in (draft, draft, other)))
    assert sorted(str(one) for one in got if isinstance(one, str)) == ["changed_meanwhile"] * 2
    assert [one.number for one in monitor.releases(COORDINATOR, house)] == [1]
    with house.store.reading() as transaction:
        assert editions.numbers(transaction, house.plan.id)[-1] == 1


@pytest.mark.parametrize(
    "turn",
    [
        lambda house, _: hide_now(COORDINATOR, house, "threats", indicator="2.2"),
        lambda house, _: hold_figures(WPN, house, "A village is in danger"),
        lambda house, draft: answered(house, draft, "WPN", "hold"),
        lambda house, _: given(house, "WPN", 45, b"two"),
    ],
    ids=["hidden", "held", "answered", "accepted"],
)
def test_whatever_happens_while_the_files_are_made_stops_the_publication(
    house: House, monkeypatch: pytest.MonkeyPatch, turn: Callable[[House, int], object]
) -> None:
    draft = begun(house)
    shown = draft_of(COORDINATOR, house, draft).seen
    turned: list[object] = []

    def slowly(*made: Any) -> Mapping[str, bytes]:
        if not turned:
            turned.append(turn(house, draft))
        return quick_files(*made)

    monkeypatch.setattr(MADE, slowly)
    with pytest.raises(NotNow, match="changed_meanwhile"):
        publish(COORDINATOR, house, draft, seen=shown)
    assert monitor.releases(COORDINATOR, house) == ()


def test_a_read_at_the_moment_of_a_withdrawal_is_the_file_or_the_notice_and_the_next_one_is_the_notice(house: House) -> None:
    number = published(house, begun(house, replace(CONTENT, visible="everybody"))).number
    elsewhere = monitor.open_house(house.settings, now=house.now)

    def read(where: House) -> object:
        return released_file(where, None, number, "donor", "figures.csv").body.sha256

    right = read(elsewhere)
    reading = [lambda: read(house), lambda: read(elsewhere)] * 3
    got = together(lambda: withdraw_release(COORDINATOR, house, number, "A total was wrong"), *reading)
    assert set(got[1:]) <= {right, "withdrawn"}
    for where in (house, elsewhere):
        with pytest.raises(NotServed, match="withdrawn"):
            read(where)
    close(elsewhere)


def test_what_is_hidden_at_once_holds_in_every_process_and_tells_of_no_file_whether_it_is_there(house: House) -> None:
    number = published(house, begun(house, replace(CONTENT, visible="everybody"))).number
    elsewhere = monitor.open_house(house.settings, now=house.now)
    assert released_file(elsewhere, None, number, "donor", "figures.csv").everybody
    hide_now(COORDINATOR, house, "threats", region="KG-O")
    for where in (house, elsewhere):
        for viewer in (None, DONOR, FORUM, WPN, COORDINATOR):
            for path in ("figures.csv", "nothing.html", "\x00"):
                with pytest.raises(NotServed, match="suspended"):
                    released_file(where, viewer, number, "donor", path)
    close(elsewhere)


NO_FILES = ("", "/", "\x00", "index.html\x00", "../manifest.json", "x" * 100_000, "%", "\ud800", "Figures.csv", "figures.csv ")


def test_no_path_but_that_of_a_file_finds_anything(house: House) -> None:
    number = published(house, begun(house)).number
    for path in NO_FILES:
        with pytest.raises(NotServed, match="no_file"):
            released_file(house, DONOR, number, "donor", path)


def test_an_answer_sheet_is_asked_for_by_nobody_who_may_not_read_the_release(house: House) -> None:
    number = published(house, begun(house, replace(CONTENT, visible="link"))).number
    line = release_data(house, number).lines[0].number
    for viewer in (DONOR, FORUM, WPN):
        for said in (f"R{number}-{line}", "R1-999999", "x" * 10_000, "R1-١"):
            with pytest.raises(Unknown) as refused:
                explain_figure(viewer, house, number, said, "en")
            assert refused.value.kind == "release"
