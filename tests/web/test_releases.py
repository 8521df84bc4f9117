"""`/releases/`: files at stable addresses, for whom they are; caches keep nothing longer than it is true; nobody is traced."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date, timedelta
from threading import Event

import pytest

from nap import monitor
from nap.monitor import House
from nap.store.releases import DROP
from nap.words import say
from tests.monitor.building import COORDINATOR
from tests.monitor.published_by_hand import DONORS, PAGE, TABLE, TITLE, draft, publish
from tests.web.conftest import TestClient
from tests.web.joining import client_of, fill

HIDDEN = {"indicator": "2.2"}
FIRST = "/releases/1/"


@pytest.fixture
def reader(house: House) -> TestClient:
    """Somebody anywhere, without an account; a release stands there for everybody."""
    publish(house)
    return client_of(house)


def as_demo(house: House, person: str) -> TestClient:
    client = client_of(house)
    fill(client, "/sign-in", person=person)
    return client


def hash_of(house: House, path: str) -> str:
    return monitor.released_file(house, None, 1, "donor", path).body.sha256


@pytest.mark.parametrize(
    "path", ["/releases/7/", "/releases/0/", "/releases/01/", "/releases/x/", "/releases/1234567/", "/releases/١/"]
)
def test_a_release_that_is_not_for_strangers_leads_to_signing_in_like_one_that_does_not_exist(house: House, path: str) -> None:
    publish(house, visible="donors")
    answers = [client_of(house).get(each) for each in (path, FIRST)]
    assert [(one.status_code, one.headers["location"].split("?")[0]) for one in answers] == [(303, "/sign-in")] * 2
    assert as_demo(house, "donor@demo").get(path).status_code == 404
    assert as_demo(house, "donor@demo").get(FIRST).status_code == 200


@pytest.mark.parametrize(
    "path", ["en/nothing.html", "../1/index.html", "en", "%2e%2e/index.html", "EN/index.html", "forum/index.html"]
)
def test_nothing_but_the_files_of_a_release_is_found_in_it(reader: TestClient, path: str) -> None:
    answer = reader.get(FIRST + path)
    assert answer.status_code in {303, 404} or answer.content == PAGE
    assert b"region" not in answer.content


def test_a_folder_is_its_index_and_ends_in_a_slash(reader: TestClient) -> None:
    assert reader.get("/releases/1/ky/").content == PAGE
    assert reader.get("/releases/1").headers["location"] == "/releases/1/"
    assert reader.get("/releases/https:evil.example").headers["location"] == "/releases/https%3Aevil.example/"
    assert reader.get("/releases").headers["location"] == "/releases/"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("figures.csv", "text/csv; charset=utf-8"),
        ("en/release.pdf", "application/pdf"),
    ],
)
def test_a_file_comes_as_it_was_published_with_strict_headers_and_without_a_cookie(
    reader: TestClient, path: str, kind: str
) -> None:
    answer = reader.get(FIRST + path)
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, kind, DONORS[path])
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    assert "x-robots-tag" not in answer.headers


def test_texts_are_sent_compressed_to_whoever_reads_that(reader: TestClient) -> None:
    packed = reader.get(FIRST, headers={"accept-encoding": "gzip"})
    plain = reader.get(FIRST, headers={"accept-encoding": "identity"})
    assert packed.content == plain.content == PAGE
    assert int(packed.headers["content-length"]) == len(gzip.compress(PAGE, 9, mtime=0)) < len(PAGE)
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "content-encoding" not in reader.get(FIRST + "en/release.pdf").headers


def test_who_has_it_already_hears_that_it_is_unchanged(reader: TestClient) -> None:
    tag = reader.get(FIRST).headers["etag"]
    for said in (tag, f"W/{tag}", f'"other", {tag}', "*", tag.replace("-gz", "")):
        again = reader.get(FIRST, headers={"if-none-match": said})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["cache-control"] == "no-cache"
    assert reader.get(FIRST, headers={"if-none-match": '"other"'}).status_code == 200


def test_head_says_what_get_would_and_counts_for_nothing(house: House, reader: TestClient) -> None:
    asked, got = reader.head(FIRST), reader.get(FIRST)
    assert asked.status_code == 200
    assert asked.headers.items() == got.headers.items()
    assert asked.content == b""
    assert sum(one.times for one in monitor.reads_of_release(COORDINATOR, house, 1)) == 1


def test_caches_keep_for_good_only_what_is_asked_for_by_its_own_hash_and_is_no_page(house: House, reader: TestClient) -> None:
    for path, version, kept in [
        ("figures.csv", hash_of(house, "figures.csv")[:12], "public, max-age=31536000, immutable"),
        ("figures.csv", "0" * 12, "no-cache"),
        ("figures.csv", "", "no-cache"),
        ("index.html", hash_of(house, "index.html")[:12], "no-cache"),
    ]:
        assert reader.get(FIRST + path, params={"v": version}).headers["cache-control"] == kept


def test_what_needs_a_sign_in_is_kept_by_no_shared_cache(house: House) -> None:
    publish(house, visible="donors")
    publish(house, 2)
    donor, forum = as_demo(house, "donor@demo"), as_demo(house, "forum@demo")
    version = {"v": hash_of_table()}
    assert donor.get(FIRST + "figures.csv", params=version).headers["cache-control"] == "private, no-cache"
    assert forum.get("/releases/2/forum/index.html").headers["cache-control"] == "private, no-cache"


def hash_of_table() -> str:
    return hashlib.sha256(TABLE).hexdigest()[:12]


def test_the_forums_edition_is_for_whoever_browses_results(house: House, reader: TestClient) -> None:
    path = FIRST + "forum/en/region-KG-B.html"
    assert reader.get(path).headers["location"].startswith("/sign-in?next=")
    assert as_demo(house, "donor@demo").get(path).status_code == 404
    for person in ("forum@demo", "wpn@demo", "coordinator@demo"):
        assert as_demo(house, person).get(path).content == PAGE


def test_a_withdrawn_release_is_a_notice_with_the_reason_in_every_language_at_every_address(
    house: House, reader: TestClient
) -> None:
    link = monitor.make_share_link(COORDINATOR, house, 1, date(2026, 12, 1), "Ministry of Labour")
    version = {"v": hash_of(house, "figures.csv")[:12]}
    assert reader.get(FIRST + "figures.csv", params=version).status_code == 200
    monitor.withdraw_release(COORDINATOR, house, 1, "a row was <b>counted</b> twice")
    publish(house, 2, replaces=1)
    for address in (FIRST, FIRST + "figures.csv", FIRST + "nothing", link.path + "en/release.pdf"):
        answer = reader.get(address, params=version, headers={"if-none-match": "*"})
        assert answer.status_code == 410
        assert answer.headers["cache-control"] == "no-store"
        for lang in ("ky", "ru", "en"):
            assert say(lang, "served.gone.title") in answer.text
        assert "a row was &lt;b&gt;counted&lt;/b&gt; twice" in answer.text
        assert 'href="/releases/2/"' in answer.text
        assert TABLE.decode() not in answer.text


def test_what_is_hidden_at_once_stops_every_file_and_nobody_is_told_what_it_is(house: House, reader: TestClient) -> None:
    assert reader.get(FIRST).status_code == 200
    monitor.hide_now(COORDINATOR, house, "threats in one village", **HIDDEN)
    for path in ("", "figures.csv", "en/release.pdf"):
        answer = reader.get(FIRST + path)
        assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
        assert say("en", "served.waiting") in answer.text
        assert "2.2" not in answer.text.partition("</style>")[2]
        assert "threats" not in answer.text
    monitor.show_again(COORDINATOR, house, "it is calm again", **HIDDEN)
    assert reader.get(FIRST).status_code == 200


def test_a_link_opens_its_release_and_is_told_to_nobody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    publish(house, visible="link")
    link = monitor.make_share_link(COORDINATOR, house, 1, date(2026, 12, 1), "Ministry of Labour")
    reader = client_of(house)
    answer = reader.get(link.path, params={"v": hash_of_table()})
    assert answer.content == PAGE
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert reader.get(link.path.rstrip("/")).headers["location"] == link.path
    assert "inside" not in reader.get(link.path + "../x").text
    monitor.take_back_link(COORDINATOR, house, link.key)
    gone = reader.get(link.path)
    assert (gone.status_code, say("ky", "served.link.taken_back") in gone.text) == (410, True)
    assert gone.headers["referrer-policy"] == "no-referrer"
    assert link.secret not in gone.text + caplog.text


def test_a_link_that_is_none_is_the_houses_unknown_address_and_guessing_is_slowed_down(house: House) -> None:
    publish(house)
    reader = client_of(house)
    got = [reader.get(f"/releases/shared/{n:043}/") for n in range(22)]
    assert [one.status_code for one in got] == [404] * 20 + [429] * 2
    assert got[0].text.count(say("en", "frame.no_page.title")) == 2
    assert int(got[-1].headers["retry-after"]) <= timedelta(minutes=15).total_seconds()


def test_the_list_shows_each_reader_what_is_for_him_in_his_language(house: House) -> None:
    publish(house, 1, "link")
    publish(house, 2, "donors")
    publish(house, 3)
    stranger, donor = client_of(house), as_demo(house, "donor@demo")
    for lang in ("ky", "ru", "en"):
        page = stranger.get("/releases/", params={"lang": lang})
        assert (page.status_code, page.text.count('class="release"><h2>')) == (200, 1)
        assert say(lang, "served.list.title") in page.text
        assert f'href="/releases/3/{lang}/index.html"' in page.text
        assert "set-cookie" not in page.headers
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert TITLE["en"] not in page.text
    assert "First half &lt;b&gt;of&lt;/b&gt; 2026" in page.text
    assert donor.get("/releases/").text.count('class="release"><h2>') == 2
    assert "/forum/" not in donor.get("/releases/").text
    assert "/releases/3/forum/" in as_demo(house, "forum@demo").get("/releases/").text


def test_an_empty_list_says_so(house: House) -> None:
    assert say("en", "served.list.none") in client_of(house).get("/releases/").text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_sent_to_a_release(reader: TestClient, method: str) -> None:
    assert reader.request(method, FIRST).status_code == 401


def test_a_preview_is_marked_private_and_waited_for_in_peace(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    draft(house)
    link = monitor.make_share_link(COORDINATOR, house, 1, date(2026, 12, 1), "Ministry of Labour", purpose="preview")
    made = Event()

    def press(_: House, number: int) -> dict[str, bytes]:
        assert made.wait(20)
        return {"index.html": PAGE}

    monkeypatch.setattr("nap.monitor.release_previews.preview_files", press)
    monkeypatch.setattr("nap.monitor.release_previews.PATIENCE", 0.01)
    reader = client_of(house)
    waiting = reader.get(link.path)
    assert (waiting.status_code, waiting.headers["refresh"]) == (503, "10")
    assert say("ky", "served.making") in waiting.text
    made.set()
    monkeypatch.setattr("nap.monitor.release_previews.PATIENCE", 20.0)
    answer = reader.get(link.path)
    assert (answer.content, answer.headers["cache-control"]) == (PAGE, "private, no-cache")
    assert reader.get(link.path + "en/nothing.html").status_code == 404


def test_a_preview_is_over_once_its_draft_is(house: House) -> None:
    number = draft(house)
    link = monitor.make_share_link(COORDINATOR, house, number, date(2026, 12, 1), "Ministry of Labour", purpose="preview")
    draft(house, DROP, 2)
    answer = client_of(house).get(link.path)
    assert (answer.status_code, say("ru", "served.link.published") in answer.text) == (410, True)
