"""Pictures of indicators: one each, of one width, small, without a trace of what is hidden."""

from __future__ import annotations

import struct
from functools import cache

import pytest

from nap.plan import Indicator
from nap.releases.png import WIDTH, picture, pictures
from tests.releases.making import example, small
from tests.releases.test_pdf import with_secrets

LANGUAGES = ("en", "ru", "ky")


@cache
def drawn(lang: str) -> dict[str, bytes]:
    return pictures(small(), lang)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)


def an_indicator(code: str) -> Indicator:
    found = example().indicator(code)
    assert found is not None
    return found


def test_a_release_without_figures_has_no_pictures() -> None:
    assert pictures(small(results=[]), "en") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_hidden_leaves_no_trace_in_a_picture(lang: str) -> None:
    assert pictures(with_secrets(small()), lang) == drawn(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_indicator_has_one_of_the_right_width_and_small(lang: str) -> None:
    assert list(drawn(lang)) == [one.code for one in small().indicators]
    assert {size(png)[0] for png in drawn(lang).values()} == {WIDTH}
    assert max(size(png)[1] for png in drawn(lang).values()) < 2 * WIDTH
    assert max(map(len, drawn(lang).values())) < 250_000


def test_one_alone_is_the_same_picture_as_among_the_others() -> None:
    assert picture(small(), "ky", an_indicator("2.2")) == drawn("ky")["2.2"]


def test_the_same_release_gives_the_same_bytes() -> None:
    assert pictures(small(), "en") == drawn("en")


def test_languages_differ() -> None:
    assert drawn("en")["2.2"] != drawn("ru")["2.2"]


def test_a_preview_does_not_look_like_what_is_published() -> None:
    preview = picture(small(draft=True), "en", an_indicator("2.2"))
    assert preview != drawn("en")["2.2"]
