"""Tricks with the addresses of releases: none of them opens, keeps or tells what is not for whoever tries."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from nap import monitor
from nap.monitor import House
from nap.words import say
from tests.monitor.building import COORDINATOR
from tests.monitor.published_by_hand import FORUMS, PAGE, TABLE, draft, publish
from tests.web.conftest import TestClient
from tests.web.joining import client_of, fill

FIRST = "/releases/1/"
REGION = b"secret of a district"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e'
EVERY_WAY = (
    "/releases/1/forum/en/region-KG-B.html",
    "/releases/1/forum",
    "/releases/1/%66orum/en/region-KG-B.html",
    "/releases/1//forum/en/region-KG-B.html",
    "/releases/1/./forum/en/region-KG-B.html",
    "/releases/1/en/../forum/en/region-KG-B.html",
    "/releases/1/en/%2e%2e/forum/en/region-KG-B.html",
    "/releases/1/en/..%2fforum/en/region-KG-B.html",
    "/releases/1/forum%2fen/region-KG-B.html",
    "/releases/1%2fforum/en/region-KG-B.html",
    "/releases/%31/forum/en/region-KG-B.html",
    "/releases/\u0661/forum/en/region-KG-B.html",
    "/releases/ 1/forum/en/region-KG-B.html",
    "/releases/1\u00a0/forum/en/region-KG-B.html",
    "/releases/+1/forum/en/region-KG-B.html",
    "/releases/1/FORUM/en/region-KG-B.html",
    "/releases/1/forum;x/en/region-KG-B.html",
    "/releases/1/forum%00/en/region-KG-B.html",
    "/releases//releases/1/forum/en/region-KG-B.html",
    "/releases/http://127.0.0.1:8501/releases/1/forum/en/region-KG-B.html",
    "/releases/1/" + "x/" * 3000 + "forum/",
    "//releases/1/forum/en/region-KG-B.html",
)


def as_demo(house: House, person: str) -> TestClient:
    client = client_of(house)
    fill(client, "/sign-in", person=person)
    return client


def with_region(house: House, visible: str) -> int:
    return publish(house, visible=visible, forum={**FORUMS, "en/region-KG-B.html": REGION})


@pytest.mark.parametrize("visible", ["everybody", "donors", "link"])
def test_no_way_of_writing_it_leads_to_the_forums_edition_but_for_the_forum(house: House, visible: str) -> None:
    with_region(house, visible)
    for person in (None, "donor@demo"):
        reader = as_demo(house, person) if person else client_of(house)
        for path in EVERY_WAY:
            answer = reader.get(path)
            assert REGION not in answer.content, path
            assert answer.status_code < 500, path
            assert not answer.content.startswith(b"inside") or person, path
    assert as_demo(house, "forum@demo").get(EVERY_WAY[0]).status_code == (404 if visible == "link" else 200)


def test_a_link_opens_its_own_release_alone_and_neither_the_forums_edition_nor_a_draft(house: House) -> None:
    with_region(house, "link")
    publish(house, 2, "link", files={"index.html": b"the other release"})
    draft(house)
    link = monitor.make_share_link(COORDINATOR, house, 1, date(2026, 12, 1), "Ministry of Labour")
    reader = client_of(house)
    assert reader.get(link.path).content == PAGE
    for path in (
        f"{link.path}forum/en/region-KG-B.html",
        f"{link.path}../2/index.html",
        f"{link.path}2/index.html",
        f"/releases/preview/{link.secret}/",
        f"/releases/shared/{link.secret.swapcase()}/",
        f"/releases/shared/{link.secret}%00/",
        f"/releases/shared/{link.secret}%20/",
        f"/releases/shared/{link.key}/",
        f"/releases/shared//{link.secret}/",
        "/releases/shared/" + "x" * 60_000 + "/",
        "/releases/shared/%f0%28%8c%28/",
    ):
        answer = reader.get(path)
        assert answer.status_code in {303, 404}, path
        assert answer.content not in {PAGE, REGION, b"the other release"}, path
        assert link.secret not in answer.headers.get("location", ""), path
    assert reader.get(FIRST, headers={"cookie": f"nap_session={link.secret}"}).status_code == 303


def test_only_pages_of_the_house_answer_below_releases_without_signing_in(house: House) -> None:
    publish(house)
    reader = client_of(house)
    for path in ("//", "///", "//overview", "//1/", "preview//x", "shared//x", "/", "%2f", "%2e", "1", "x", "1/%2f", "1//", "é/"):
        answer = reader.get(f"/releases/{path}")
        assert not answer.content.startswith(b"inside"), path


def test_what_is_nowhere_is_kept_by_no_cache(house: House) -> None:
    publish(house, visible="donors")
    publish(house, 2)
    monitor.withdraw_release(COORDINATOR, house, 2, "A total was wrong")
    publish(house, 3)
    reader = client_of(house)
    for path in (
        "/releases/2/",
        "/releases/3/nothing",
        "/releases/shared/x/",
        "/releases/preview/x/",
        "/releases/",
        "/releases/3",
    ):
        assert reader.get(path).headers["cache-control"] == "no-store", path


def test_what_was_withdrawn_is_not_unchanged_for_whoever_kept_it(house: House) -> None:
    publish(house)
    reader = client_of(house)
    first = reader.get(FIRST + "figures.csv")
    monitor.withdraw_release(COORDINATOR, house, 1, HOSTILE.replace("\u202e", ""))
    for said in (first.headers["etag"], "*", 'W/"x", ' + first.headers["etag"]):
        for more in ({}, {"range": "bytes=0-9"}, {"if-range": first.headers["etag"]}, {"if-modified-since": "x"}):
            for method in ("GET", "HEAD"):
                answer = reader.request(method, FIRST + "figures.csv", headers={"if-none-match": said, **more})
                assert (answer.status_code, "etag" in answer.headers) == (410, False)
    told = reader.get(FIRST).text
    assert "<script>alert" not in told
    assert "<img src=x" not in told
    assert "&lt;script&gt;alert(1)" in told


def test_a_part_of_a_file_is_never_sent_as_if_it_were_the_whole(house: House) -> None:
    publish(house)
    for said in ("bytes=0-3", "bytes=-1", "bytes=9999-", "bytes=0-0,2-3", "bytes=5-1", "x" * 5000):
        answer = client_of(house).get(FIRST + "figures.csv", headers={"range": said})
        assert (answer.status_code, answer.content) == (200, TABLE)


@pytest.mark.parametrize(
    ("said", "packed"),
    [
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("x-gzip", False),
        ("identity, gzip;q=0.5", True),
        ("GZIP", True),
        ("*", False),
    ],
)
def test_a_text_is_packed_for_whoever_says_so_and_for_nobody_who_refuses(house: House, said: str, packed: bool) -> None:
    publish(house)
    answer = client_of(house).get(FIRST, headers={"accept-encoding": said})
    assert ("content-encoding" in answer.headers) is packed
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == PAGE
    assert not packed or int(answer.headers["content-length"]) == len(gzip.compress(PAGE, 9, mtime=0))


def test_no_version_keeps_for_good_what_is_a_page_not_for_everybody_or_not_exactly_this(house: House) -> None:
    publish(house)
    publish(house, 2, "donors")
    sha = monitor.released_file(house, None, 1, "donor", "figures.csv").body.sha256
    page = monitor.released_file(house, None, 1, "donor", "index.html").body.sha256
    reader, donor = client_of(house), as_demo(house, "donor@demo")
    for path in (
        f"1/figures.csv?v={sha[:11]}",
        f"1/figures.csv?v={sha}",
        f"1/figures.csv?v={sha[:12].upper()}x",
        "1/figures.csv?v=",
    ):
        assert reader.get(f"/releases/{path}").headers["cache-control"] == "no-cache", path
    for path in (
        f"1/?v={page[:12]}",
        f"1/index.html?v={page[:12]}",
        f"1/figures.csv?v={sha[:12]}&v=x",
        f"1/figures.csv?V={sha[:12]}",
    ):
        assert reader.get(f"/releases/{path}").headers["cache-control"] == "no-cache", path
    assert donor.get(f"/releases/2/figures.csv?v={sha[:12]}").headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "127.0.0.1@evil.example", "monitor.example\r\nx", "", "[::1"]
)
def test_no_host_of_anybody_else_gets_into_an_answer(house: House, host: str) -> None:
    publish(house, visible="donors")
    for path in ("/releases/", FIRST, "/releases/1", "/releases/1/forum/"):
        answer = client_of(house).get(
            path, headers={"host": host, "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
        )
        assert "evil.example" not in answer.text + answer.headers.get("location", "")


def test_guesses_leave_nothing_in_store_or_memory(house: House, tmp_path: Path) -> None:
    publish(house)
    reader = client_of(house)
    reader.get(FIRST)
    version = house.store.version()
    shelf = monitor.release_reading._shelf(house)
    kept = len(shelf.bodies._kept)
    for number in range(300):
        reader.get(f"{FIRST}en/page-{number}.html")
        reader.get(f"/releases/{number + 2}/index.html")
        reader.get(f"/releases/shared/{number:043}/")
    assert (house.store.version(), len(shelf.bodies._kept), len(shelf.bodies._under_way)) == (version, kept, 0)
    assert [(one.path, one.times) for one in monitor.reads_of_release(COORDINATOR, house, 1)] == [("index.html", 1)]


def test_a_title_is_text_in_the_list_and_in_every_notice(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.monitor.published_by_hand.TITLE", dict.fromkeys(("ky", "ru", "en"), HOSTILE))
    publish(house)
    reader = client_of(house)
    listed = reader.get("/releases/").text
    monitor.withdraw_release(COORDINATOR, house, 1, "A total was wrong")
    for told in (listed, reader.get("/releases/").text, reader.get(FIRST).text):
        assert "&lt;script&gt;alert(1)" in told
        assert "<script>alert" not in told


def test_a_right_link_goes_on_while_somebody_behind_the_same_line_guesses(house: House) -> None:
    publish(house, visible="link")
    link = monitor.make_share_link(COORDINATOR, house, 1, date(2026, 12, 1), "Ministry of Labour")
    reader = client_of(house)
    for number in range(25):
        reader.get(f"/releases/preview/{number:043}/")
    assert reader.get("/releases/shared/x/").status_code == 429
    assert reader.get(link.path).content == PAGE


def test_a_release_withdrawn_or_hidden_answers_strangers_like_one_that_is_not_for_them(house: House) -> None:
    for number in (1, 2, 3):
        publish(house, number, "donors")
    monitor.withdraw_release(COORDINATOR, house, 2, "A total was wrong")
    monitor.hide_now(COORDINATOR, house, "threats", indicator="2.2")
    got = {number: client_of(house).get(f"/releases/{number}/index.html") for number in (1, 2, 3, 9)}
    told = {(one.status_code, one.headers["location"].replace(f"%2F{n}%2F", "%2FN%2F"), one.text) for n, one in got.items()}
    assert told == {(303, "/sign-in?next=%2Freleases%2FN%2Findex.html", "")}
    waiting = as_demo(house, "donor@demo").get(FIRST).text
    assert say("en", "served.waiting.title") in waiting
    assert "threats" not in waiting
