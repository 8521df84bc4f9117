"""The PDF of a release, read back: its numbers, what is hidden, letters, tags, the same bytes for the same release."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from nap.charts.texts import short_text, value_text
from nap.facts import Result, Status
from nap.monitor import House
from nap.releases.pdf import pdf
from nap.releases.pdf_cards import standing
from nap.releases.release import Kind, Line, Release
from nap.words import say
from tests.releases.making import SECRET, TITLE, corrected, demo_release, small

LANGUAGES = ("en", "ru", "ky")


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def squeezed(text: str) -> str:
    """Without spaces, which a PDF does not keep, and with the signs that typst writes for them."""
    return re.sub(r"[\s\u00ad\u200b\u2060]", "", text)


def text_of(made: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in read(made).pages))


@cache
def told_in(lang: str) -> str:
    return text_of(whole(lang))


@cache
def whole(lang: str) -> bytes:
    return pdf(small(), lang)


def left_in(line: Line) -> Line:
    """A hidden figure in which somebody has left every number."""
    if line.result.status is not Status.SUPPRESSED:
        return line
    names = ("value", "increment", "numerator", "denominator", "parts_sum", "progress", "expected_value", "pace")
    left: dict[str, Any] = dict.fromkeys(names, Decimal(SECRET))
    return replace(line, result=replace(line.result, **left, reported=int(SECRET), expected=int(SECRET)), before=line.result)


def with_secrets(release: Release) -> Release:
    return replace(release, lines=tuple(map(left_in, release.lines)))


def figures(node: object) -> Iterator[DictionaryObject]:
    """The drawings in the tree of tags."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for each in node:
            yield from figures(each)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == "/Figure":
            yield node
        yield from figures(node.get("/K"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_hidden_leaves_no_trace_in_text_drawing_or_size(lang: str) -> None:
    assert pdf(with_secrets(small()), lang) == whole(lang)


def test_a_secret_number_stands_nowhere_in_the_file_not_even_in_words_for_drawings() -> None:
    made = pdf(with_secrets(corrected()), "en")
    assert SECRET not in text_of(made)
    assert not [alt for each in figures(read(made).trailer["/Root"]["/StructTreeRoot"]) if SECRET in (alt := str(each["/Alt"]))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_figure_says_so_in_words(lang: str) -> None:
    told = told_in(lang)
    assert squeezed(say(lang, "print.hidden.short")) in told
    assert squeezed(say(lang, "print.hidden.note")) in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_the_country_stands_there_with_its_number(lang: str) -> None:
    release, told = small(), told_in(lang)
    lines = [line for one in release.indicators if (line := standing(release, one)) is not None and line.result.value is not None]
    assert lines
    for line in lines:
        assert squeezed(value_text(lang, indicator(release, line.result), line.result)) in told
        assert release.name(line) in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_a_region_stands_there(lang: str) -> None:
    release, told = small(), told_in(lang)
    regions = {region.code for region in release.plan.regions.level("region")}
    found = [line.result for line in release.lines if line.result.region in regions and line.result.value is not None]
    assert found
    assert [one for one in found if squeezed(short_text(lang, indicator(release, one), one)) not in told] == []


def indicator(release: Release, result: Result) -> Any:
    found = release.plan.indicator(result.indicator)
    assert found is not None
    return found


HOSTILE = ('#panic("x")', "= heading", "$ 1/0 $", '"); #read("/etc/passwd")', "\\ * _ ` < > @ [ ] //")


def test_what_people_typed_is_never_read_as_markup() -> None:
    release = small(title={"en": f"A {' '.join(HOSTILE)} Z"}, texts={"": {"en": "\n".join(HOSTILE)}, "O2": {"en": HOSTILE[0]}})
    told = text_of(pdf(release, "en"))
    assert squeezed(f"A {' '.join(HOSTILE)} Z") in told
    assert all(told.count(squeezed(one)) >= 2 for one in HOSTILE)


def test_a_letter_that_no_font_has_stops_no_release() -> None:
    made = pdf(small(title={"en": "漢 letters"}), "en")
    assert "letters" in text_of(made)
    assert read(made).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_release_without_any_figure_is_a_release() -> None:
    assert squeezed(TITLE["en"]) in text_of(pdf(small(results=[]), "en"))


def test_an_endless_word_and_a_long_title_do_not_stop_it() -> None:
    told = text_of(pdf(small(title={"en": "Endless" + "x" * 400}), "en"))
    assert "x" * 400 in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_its_language_and_title_and_keeps_to_the_standards(lang: str) -> None:
    reader = read(whole(lang))
    assert reader.trailer["/Root"]["/Lang"] == lang
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE[lang]
    packets = reader.trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packets
    assert b"<pdfaid:part>2</pdfaid:part>" in packets


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_drawing_has_words_in_its_stead(lang: str) -> None:
    found = list(figures(read(whole(lang)).trailer["/Root"]["/StructTreeRoot"]))
    assert len(found) > 10
    assert all(str(each.get("/Alt", "")).strip() for each in found)


def test_the_outline_names_every_section_and_every_indicator_with_a_figure() -> None:
    names = [str(name) for name in titles(read(whole("en")).outline)]
    assert sum(name.startswith(("O1", "O2", "O3")) for name in names) == 3
    assert [name for name in names if name.startswith("2.1")]


def titles(outline: Any) -> Iterator[object]:
    for each in outline:
        if isinstance(each, list):
            yield from titles(each)
        else:
            yield each.title


def test_pages_are_a4_and_numbered_of_how_many() -> None:
    pages = read(whole("en")).pages
    assert {tuple(sorted((round(page.mediabox.width), round(page.mediabox.height)))) for page in pages} == {(595, 842)}
    for nth, page in enumerate(pages, 1):
        assert f"{nth}/{len(pages)}" in squeezed(page.extract_text())


def test_letters_of_kyrgyz_are_read_back() -> None:
    told = told_in("ky")
    assert {"ө", "ү", "ң"} <= set(told)
    assert not set("қғұіһә") & set(told)


def test_the_same_release_gives_the_same_bytes_and_its_date_is_the_day_of_the_data() -> None:
    made = pdf(small(), "ru")
    assert made == whole("ru")
    metadata = read(made).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == date(2026, 7, 31)


def test_a_preview_and_a_correction_say_so_on_the_first_page() -> None:
    first = squeezed(read(pdf(corrected(draft=True), "en")).pages[0].extract_text())
    assert squeezed(say("en", "release.notice.draft")) in first
    assert squeezed("corrects release 3") in first
    assert squeezed("A return was wrong.") in first
    assert "DRAFT" in first


def test_what_changed_stands_there_with_the_figure_before_and_now() -> None:
    told = text_of(pdf(corrected(), "en"))
    assert squeezed(say("en", "print.changes")) in told
    assert squeezed(say("en", "release.why.corrected")) in told


def test_the_summary_of_the_demo_is_one_page_in_every_language(demo: House) -> None:
    release = demo_release(demo, Kind.DONOR)
    for lang in LANGUAGES:
        pages = read(pdf(release, lang)).pages
        assert squeezed(say(lang, "print.sure")) in squeezed(pages[0].extract_text())
        assert squeezed(say(lang, "print.contents")) in squeezed(pages[1].extract_text())
