"""Streamlit's front end as we hand it out: compressed once, cached for a year, the icons cut to what is used, nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from time import sleep

import pytest

from tests.web.conftest import TestClient
from web.assets import FONTS, HERE
from web.front_end import ALWAYS, CARDS, PICTURES, front_end, icons, parts

STATIC = front_end() / "static"
ICONS = set((HERE / "fonts" / "icons.txt").read_text(encoding="utf-8").split())
NOT_A_NAME = {"123", "1k", "icon_name", "star_filled"}
"""Examples in Streamlit's own texts; `star_filled` is a drawing of the rating widget, not of the font."""


def file(pattern: str) -> Path:
    return next(STATIC.glob(pattern))


@pytest.mark.parametrize(
    "path",
    [
        "/static/../index.html",
        "/static/js/../../../config.py",
        "/static//etc/passwd",
        "/static/js",
        "/static/x.js",
        "/static/%00",
        "/static/" + "a" * 5000,
    ],
)
def test_only_files_of_the_front_end_are_handed_out(stranger: TestClient, path: str) -> None:
    answer = stranger.get("http://127.0.0.1:8501" + path)
    assert answer.status_code in {303, 404}
    assert "import" not in answer.text


@pytest.mark.parametrize(("asked", "coding"), [("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0, gzip;q=0.5", "gzip")])
def test_a_script_travels_compressed_and_arrives_whole(stranger: TestClient, asked: str, coding: str) -> None:
    script = file("js/index.*.js")
    answer = stranger.get(f"/static/js/{script.name}", headers={"accept-encoding": asked})
    assert answer.headers["content-encoding"] == coding
    assert int(answer.headers["content-length"]) < script.stat().st_size / 3
    assert answer.content == script.read_bytes()
    assert "javascript" in answer.headers["content-type"]


def test_whoever_cannot_unpack_gets_it_as_it_is(stranger: TestClient) -> None:
    script = file("js/index.*.js")
    answer = stranger.get(f"/static/js/{script.name}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == script.read_bytes()


def test_names_with_a_hash_are_kept_for_a_year_and_carry_no_headers_of_pages(stranger: TestClient) -> None:
    headers = stranger.get(f"/static/css/{file('css/index.*.css').name}").headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers


def test_the_icon_font_is_ours_and_small(stranger: TestClient) -> None:
    whole = file("media/MaterialSymbols-Rounded.*.woff2")
    answer = stranger.get(f"/static/media/{whole.name}")
    assert answer.content == (HERE / "fonts" / "icons.woff2").read_bytes()
    assert len(answer.content) < whole.stat().st_size / 10


def test_every_icon_that_the_front_end_or_our_pages_name_is_in_it() -> None:
    ours = [path for room in ("ui", "pages") for path in (HERE.parent / room).glob("*.py")]
    named = set()
    for source in [*(STATIC / "js").glob("*.js"), *ours]:
        named |= set(re.findall(r":material/(\w+):", source.read_text(encoding="utf-8", errors="replace")))
    assert named - NOT_A_NAME <= ICONS


@pytest.mark.parametrize(
    "path", [*(font.address for font in FONTS.values()), "/favicon.svg", "/favicon.png", "/nap.js", "/plain.css"]
)
def test_our_own_files_need_no_session_and_are_kept_for_a_year(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_fonts_are_light_and_licensed() -> None:
    assert sum(len(font.content) for font in FONTS.values()) < 60_000
    assert all(font.content.startswith(b"wOF2") for font in FONTS.values())
    assert "SIL OPEN FONT LICENSE" in (HERE / "fonts" / "OFL.txt").read_text(encoding="utf-8").upper()


def test_the_style_sheet_names_each_font_under_the_address_it_has_now(stranger: TestClient) -> None:
    sheet = stranger.get("/plain.css", headers={"accept-encoding": "gzip"})
    assert sheet.headers["content-encoding"] == "gzip"
    for font in FONTS.values():
        assert f"url({font.address})" in sheet.text
    assert "http" not in sheet.text.replace("http://www.w3.org", "")


@pytest.mark.parametrize("names", [ALWAYS, CARDS, PICTURES])
def test_what_is_asked_for_ahead_is_there_and_is_all_that_it_needs(stranger: TestClient, names: tuple[str, ...]) -> None:
    addresses = parts(names)
    for name in names:
        assert any(f"/{name}." in address for address in addresses), "the front end has changed: name its parts anew"
    index = (front_end() / "index.html").read_text(encoding="utf-8")
    for address in addresses:
        text = stranger.get(address).text
        imported = re.findall(r"""(?:from|import)\s*["']\./([^"'/]+\.js)["']""", text)
        assert all(f"/static/js/{one}" in addresses or one in index for one in imported)


def test_the_icons_are_asked_for_under_their_address(stranger: TestClient) -> None:
    assert stranger.get(icons()).content == (HERE / "fonts" / "icons.woff2").read_bytes()


@pytest.mark.parametrize(("path", "headers"), [("/sign-in?next=%2Flight", {}), ("/sign-in", {"save-data": "on"})])
def test_who_needs_no_script_or_saves_data_is_sent_no_hints(stranger: TestClient, path: str, headers: dict[str, str]) -> None:
    assert 'rel="prefetch"' in stranger.get("/sign-in?next=/overview").text
    assert 'rel="prefetch"' not in stranger.get(path, headers=headers).text


def test_what_is_asked_for_again_is_packed_as_well_as_can_be_and_still_arrives_whole(stranger: TestClient) -> None:
    path = f"/static/js/{file('js/react-dom.*.js').name}"
    sizes = []
    for _ in range(50):
        answer = stranger.get(path, headers={"accept-encoding": "br"})
        assert answer.content == file("js/react-dom.*.js").read_bytes()
        sizes.append(int(answer.headers["content-length"]))
        if sizes[-1] < sizes[0]:
            return
        sleep(0.2)
    raise AssertionError(sizes)
