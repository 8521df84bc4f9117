"""Links that open one release: good for their time, taken back at once, kept by their hash alone; and files for each reader."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as some

from nap import monitor
from nap.monitor import House, NotNow, NotServed, Unknown, Viewer
from nap.monitor.served import Body
from nap.monitor.share_links import GUESSES
from nap.store import audit, release_reads, share_links
from nap.store.releases import BUILT
from tests.monitor.building import COORDINATOR, DONOR, FORUM, WPN
from tests.monitor.published_by_hand import DONORS, FORUMS, PAGE, draft, publish

UNTIL = date(2026, 12, 31)
FROM = "192.0.2.7"


def link_to(house: House, until: date = UNTIL, **about: str) -> monitor.ShareLink:
    return monitor.make_share_link(COORDINATOR, house, 1, until, "Ministry of Labour", **about)


def why(house: House, secret: str, path: str = "index.html", origin: str = FROM) -> str:
    with pytest.raises(NotServed) as refused:
        monitor.shared_file(house, secret, path, origin)
    return refused.value.code


@pytest.mark.parametrize("until", [UNTIL + timedelta(days=400), date(2026, 11, 14)])
def test_a_link_has_an_end_within_half_a_year(quick_house: House, until: date) -> None:
    publish(quick_house)
    with pytest.raises(NotNow, match="link_until_wrong"):
        link_to(quick_house, until)


@pytest.mark.parametrize(("whom", "code"), [("  ", "link_whom_needed"), ("PIN 12010199500123", "reason_personal")])
def test_a_link_is_for_an_office_and_for_no_person(quick_house: House, whom: str, code: str) -> None:
    publish(quick_house)
    with pytest.raises(NotNow, match=code):
        monitor.make_share_link(COORDINATOR, quick_house, 1, UNTIL, whom)


def test_there_is_no_link_to_what_does_not_exist(quick_house: House) -> None:
    with pytest.raises(Unknown):
        link_to(quick_house)
    with pytest.raises(Unknown):
        link_to(quick_house, purpose="preview")
    draft(quick_house)
    assert link_to(quick_house, purpose="preview").path.startswith("/releases/preview/")
    draft(quick_house, BUILT, 2)
    with pytest.raises(Unknown):
        link_to(quick_house, purpose="preview")


def test_a_link_opens_a_release_that_nobody_else_may_read(house: House) -> None:
    publish(house, visible="link")
    link = link_to(house)
    assert monitor.shared_file(house, link.secret, "index.html", FROM).body.data == PAGE
    assert why(house, link.secret, "en/secret.html") == "no_file"
    assert why(house, link.secret, "en/region-KG-B.html") == "no_file"
    for reader in (None, DONOR, FORUM, WPN):
        with pytest.raises(NotServed, match="unknown"):
            monitor.released_file(house, reader, 1, "donor", "index.html")


def test_a_link_of_the_one_kind_does_not_open_the_other(quick_house: House) -> None:
    publish(quick_house)
    draft(quick_house)
    assert why(quick_house, link_to(quick_house, purpose="preview").secret) == "unknown"
    with pytest.raises(NotServed, match="unknown"):
        monitor.previewed_file(quick_house, link_to(quick_house).secret, "index.html", FROM)


def test_a_link_taken_back_or_over_its_time_opens_nothing_from_the_next_request_on(house: House) -> None:
    publish(house)
    first, second = link_to(house), link_to(house)
    monitor.take_back_link(COORDINATOR, house, first.key)
    assert why(house, first.secret) == "taken_back"
    assert monitor.shared_file(house, second.secret, "index.html", FROM).release == 1
    later = replace(house, today=lambda: UNTIL + timedelta(days=1))
    assert why(later, second.secret) == "expired"
    assert {link.key: link.state for link in monitor.links_of(COORDINATOR, later, 1)} == {
        first.key: "taken_back",
        second.key: "expired",
    }
    assert monitor.shared_file(replace(house, today=lambda: UNTIL), second.secret, "index.html", FROM).release == 1


def test_what_is_kept_opens_nothing_and_what_is_on_record_says_no_secret(quick_house: House) -> None:
    publish(quick_house)
    link = link_to(quick_house)
    monitor.take_back_link(COORDINATOR, quick_house, link.key)
    monitor.take_back_link(COORDINATOR, quick_house, link.key)
    with quick_house.store.reading() as transaction:
        (kept,) = share_links.share_links_of(transaction, quick_house.plan.id, "share", 1)
        told = [event for event in audit.events(transaction) if event.act.startswith("link_")]
    assert (kept.person, kept.whom) == (COORDINATOR.person, "Ministry of Labour")
    assert [event.act for event in told] == ["link_shared", "link_taken_back"]
    assert link.secret not in f"{kept}{told}{link}"
    assert why(quick_house, link.key) == "unknown"
    with pytest.raises(Unknown):
        monitor.take_back_link(COORDINATOR, quick_house, "0" * 64)


def test_whoever_tries_secrets_is_told_to_wait_and_whoever_has_one_is_not(quick_house: House) -> None:
    publish(quick_house)
    link = link_to(quick_house)
    assert {why(quick_house, f"guess {n}") for n in range(GUESSES)} == {"unknown"}
    assert why(quick_house, "one more") == "slow_down"
    assert monitor.shared_file(quick_house, link.secret, "index.html", FROM).release == 1
    assert why(quick_house, "one more", origin="192.0.2.8") == "unknown"
    with pytest.raises(NotServed, match="slow_down"):
        monitor.previewed_file(quick_house, "one more", "index.html", FROM)


READERS = {"nobody": None, "donor": DONOR, "forum": FORUM, "partner": WPN, "coordinator": COORDINATOR}
MAY = {
    ("everybody", "donor"): set(READERS),
    ("donors", "donor"): set(READERS) - {"nobody"},
    ("link", "donor"): {"coordinator"},
    ("everybody", "forum"): {"forum", "partner", "coordinator"},
    ("donors", "forum"): {"forum", "partner", "coordinator"},
    ("link", "forum"): {"coordinator"},
}
"""By hand: for whom a release is, and which edition is asked for."""


def reads(house: House, reader: Viewer | None, edition: str) -> bool:
    try:
        return bool(monitor.released_file(house, reader, 1, edition, "index.html").body.data)
    except NotServed as refused:
        return refused.code != "unknown"


@pytest.mark.parametrize(("visible", "edition"), MAY)
def test_an_edition_is_read_by_whom_it_is_for(quick_house: House, visible: str, edition: str) -> None:
    publish(quick_house, visible=visible)
    assert {name for name, reader in READERS.items() if reads(quick_house, reader, edition)} == MAY[visible, edition]
    listed = {name for name, reader in READERS.items() if monitor.listed_releases(quick_house, reader)}
    assert listed == MAY[visible, "donor"]


def test_a_change_of_who_may_read_holds_at_once(house: House) -> None:
    publish(house)
    assert reads(house, None, "donor")
    monitor.set_visibility(COORDINATOR, house, 1, "donors")
    assert not reads(house, None, "donor")
    assert reads(house, DONOR, "donor")


def test_a_withdrawn_release_leaves_a_notice_everywhere_and_stays_in_the_list(house: House) -> None:
    publish(house)
    link = link_to(house)
    assert reads(house, None, "donor")
    monitor.withdraw_release(COORDINATOR, house, 1, "a row was counted twice")
    publish(house, 2, replaces=1)
    assert why(house, link.secret) == "withdrawn"
    for edition, paths in (("donor", DONORS), ("forum", FORUMS)):
        for path in (*paths, "no such file"):
            with pytest.raises(NotServed) as refused:
                monitor.released_file(house, COORDINATOR, 1, edition, path)
            notice = refused.value.notice
            assert notice is not None
            assert (notice.reason, notice.replaced_by) == ("a row was counted twice", 2)
    assert [one.release.number for one in monitor.listed_releases(house, None)] == [2, 1]


def test_what_is_hidden_at_once_takes_releases_that_hold_it_off_the_line(house: House) -> None:
    publish(house)
    link = link_to(house)
    assert reads(house, None, "donor")
    monitor.hide_now(COORDINATOR, house, "threats in one village", indicator="2.2")
    assert why(house, link.secret) == "suspended"
    assert why(house, link.secret, "en/release.pdf") == "suspended"
    newest = monitor.newest_release(house, DONOR)
    assert newest is None
    monitor.show_again(COORDINATOR, house, "it is calm again", indicator="2.2")
    assert reads(house, None, "donor")


def test_readings_are_counted_by_day_and_path_and_written_together(house: House) -> None:
    publish(house)
    before = house.store.version()
    for path in ("index.html", "en/release.pdf", "index.html"):
        monitor.count_read(house, house.plan.id, 1, path)
    day = house.today()
    assert monitor.reads_of_release(COORDINATOR, house, 1) == ((day, "en/release.pdf", 1), (day, "index.html", 2))
    monitor.count_read(house, house.plan.id, 1, "index.html")
    assert monitor.reads_of_release(COORDINATOR, house, 1)[1].times == 3
    assert house.store.version() == before


def test_a_clean_end_writes_what_was_counted(quick_house: House) -> None:
    publish(quick_house)
    monitor.count_read(quick_house, quick_house.plan.id, 1, "index.html")
    monitor.close(quick_house)
    with quick_house.store.reading() as transaction:
        assert list(release_reads.reads_of(transaction, quick_house.plan.id, 1).values()) == [1]


@given(some.binary(max_size=300))
def test_the_same_bytes_make_the_same_packed_bytes_of_texts_and_none_of_others(data: bytes) -> None:
    page = Body.of("ky/index.html", data)
    assert page == Body.of("ky/index.html", data)
    assert gzip.decompress(page.packed or b"") == data
    assert Body.of("ky/release.pdf", data).packed is None
