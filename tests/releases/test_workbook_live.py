"""The tracking table of live figures as a workbook: a release's lines, what the figures are, nothing of what is hidden."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from nap.releases.workbook_live import live_table, tracking_workbook
from nap.releases.workbook_tracking import released_table
from nap.results.tracking import Track
from nap.words import say
from tests.releases.making import H1, SECRET, small
from tests.releases.reading import by_openpyxl

TODAY, STANDING = date(2026, 11, 15), "Accepted, not released: do not quote."


def made(lang: str = "en", place: str = "KG", about: tuple[tuple[str, str], ...] = ()) -> bytes:
    release = small()
    track = Track(release.board, place, H1, release.indicators)
    return tracking_workbook(live_table(lang, track), TODAY, STANDING, about)


def test_the_lines_are_those_of_a_release_without_its_short_numbers() -> None:
    release = small()
    released, live = released_table(release, "en"), live_table("en", Track(release.board, "KG", H1, release.indicators))
    place = [column.tag for column in released.columns].index("#meta+figure+id")
    for one, other in zip(released.rows(), live.rows(), strict=True):
        if isinstance(one, list) and isinstance(other, list):
            assert [*one[:place], *one[place + 1 :]] == other[:-2]


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_it_says_how_far_its_figures_may_be_relied_on_on_every_page(lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(lang)))
    assert book.sheetnames == [say(lang, "formats.sheet.readme"), say(lang, "formats.sheet.tracking")]
    readme = [str(cell.value) for cell in book.worksheets[0]["A"]]
    assert STANDING in readme
    assert say(lang, "board.not_official") in readme
    assert book.worksheets[1].oddHeader is not None
    assert book.worksheets[1].oddHeader.left.text == STANDING


def test_it_prints_across_with_its_head_on_every_page() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made())).worksheets[1]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.print_title_rows) == ("landscape", 1, "$1:$1")


def test_the_filters_and_the_meaning_of_every_sign_stand_on_the_first_sheet() -> None:
    told = {row[0]: row[1] for row in by_openpyxl(made(about=(("Status", "Behind"),)))["Read me"]}
    assert told["Status"] == "Behind"
    assert told["◆ Behind"] == say("en", "board.meaning.behind")
    assert "hidden" in told


def test_numbers_are_numbers_and_what_is_hidden_has_none() -> None:
    rows = by_openpyxl(made())["Tracking table"]
    line = dict(zip(rows[0], next(row for row in rows if row[0] == "2.2"), strict=True))
    assert (line["Baseline"], line["1st half of 2026"], line["Share of the way"]) == (20, 22, 0.1)
    parts = zipfile.ZipFile(io.BytesIO(made()))
    assert not any(SECRET.encode() in parts.read(name) for name in parts.namelist())


def test_the_same_figures_give_the_same_bytes() -> None:
    assert made() == made()
