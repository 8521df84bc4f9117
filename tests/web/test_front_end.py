"""Streamlit's front end as we hand it out: compressed once, cached for a year, the icons cut to what is used, nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web.conftest import TestClient
from web.assets import FONTS, HERE
from web.front_end import front_end

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


def test_a_script_travels_compressed_and_arrives_whole(stranger: TestClient) -> None:
    script = file("js/index.*.js")
    answer = stranger.get(f"/static/js/{script.name}", headers={"accept-encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < script.stat().st_size / 3
    assert answer.content == script.read_bytes()
    assert "javascript" in answer.headers["content-type"]


def test_whoever_cannot_unpack_gets_it_as_it_is(stranger: TestClient) -> None:
    script = file("js/index.*.js")
    answer = stranger.get(f"/static/js/{script.name}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == script.read_bytes()


def test_names_with_a_hash_are_kept_for_a_year_and_carry_the_security_headers(stranger: TestClient) -> None:
    headers = stranger.get(f"/static/css/{file('css/index.*.css').name}").headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["vary"] == "Accept-Encoding"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


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
