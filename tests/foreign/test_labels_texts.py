"""Texts as tables write them, in three languages, each with its meaning (`labels.txt`): typed by hand, before the code."""

from __future__ import annotations

import pytest

from nap.foreign.model import Label, Role, Sure
from tests.foreign.texts import READER, of


def told(label: Label) -> str:
    """A label in the notation of `labels.txt`."""
    meaning = label.meaning
    words = [str(meaning.period or ""), meaning.region or "", ";".join("=".join(each) for each in meaning.breakdown)]
    words += ["…" if meaning.unknown_part else ""]
    return " ".join(word for word in words if word) + ("~" if label.sure is Sure.LIKELY else "")


@pytest.mark.parametrize("_, text", of("labels.txt", "measure"))
def test_a_text_with_a_strange_word_is_no_part_no_place_and_no_total(_: str, text: str) -> None:
    label = READER.label(text)
    assert label.role in (Role.MEASURE, Role.HEADING, Role.UNKNOWN), label
    assert (label.meaning.region, label.meaning.breakdown, label.meaning.total) == (None, (), False)
    assert label.candidates == ()


@pytest.mark.parametrize("code, text", of("labels.txt", "place"))
def test_a_place_is_known_however_it_is_written(code: str, text: str) -> None:
    label = READER.label(text)
    assert (label.role, label.meaning.region) == (Role.REGION, code), label


@pytest.mark.parametrize("codes, text", of("labels.txt", "asked"))
def test_a_name_of_several_places_is_never_chosen_between(codes: str, text: str) -> None:
    label = READER.label(text)
    assert label.meaning.region is None
    assert (label.role, label.candidates, label.sure) == (Role.REGION, tuple(codes.split()), Sure.ASKED), label


@pytest.mark.parametrize("said, text", of("labels.txt", "part"))
def test_a_part_is_read_with_all_its_words(said: str, text: str) -> None:
    label = READER.label(text)
    assert (label.role, told(label)) == (Role.PART, said) or (said == "…" and label.meaning.unknown_part), label
    assert not label.meaning.total


@pytest.mark.parametrize("_, text", of("labels.txt", "total"))
def test_words_for_the_whole_are_totals(_: str, text: str) -> None:
    label = READER.label(text)
    assert (label.role, label.meaning.total, told(label).rstrip("~")) == (Role.TOTAL, True, ""), label


@pytest.mark.parametrize("by, text", of("labels.txt", "heading"))
def test_a_heading_says_what_it_announces(by: str, text: str) -> None:
    label = READER.label(text)
    assert (label.role, label.by) == (Role.HEADING, by), label


@pytest.mark.parametrize("_, text", of("labels.txt", "header"))
def test_the_head_of_a_column_of_names_is_a_header(_: str, text: str) -> None:
    assert READER.label(text).role is Role.HEADER


@pytest.mark.parametrize("said, text", of("labels.txt", "unit"))
def test_a_unit_is_read_with_its_scale(said: str, text: str) -> None:
    label, (unit, _, scale) = READER.label(text), said.partition(" x")
    assert (label.role, label.unit, str(label.scale)) == (Role.UNIT, unit, scale or "1"), label


@pytest.mark.parametrize("_, text", of("labels.txt", "footnote"))
def test_a_footnote_is_none_of_the_figures_names(_: str, text: str) -> None:
    assert READER.label(text).role is Role.FOOTNOTE
