"""The table of words: what is typed into it wrongly is found here, not in a reader's table."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from nap.foreign.labels_words import tokens
from tests.foreign.texts import READER

TABLE = Path(__file__).parents[2] / "locales" / "table_words.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
ONE_MEANING = frozenset({"part", "young", "total", "whole", "heading", "stated", "other", "of", "trap"})


def test_every_line_is_whole_and_in_a_language_of_ours() -> None:
    for number, row in enumerate(ROWS, start=2):
        assert set(row) == {"lang", "kind", "code", "words"}, number
        assert row["lang"] in ("ky", "ru", "en", "*"), number
        assert all(word == word.strip() and tokens(word) for word in row["words"].split("|")), number


def test_no_letter_of_another_language_slipped_into_kyrgyz_words() -> None:
    assert not [row["words"] for row in ROWS if row["lang"] == "ky" and set(row["words"]) & set("қғұһәі")]


def test_no_phrase_stands_for_two_things() -> None:
    meanings = defaultdict(set)
    for row in ROWS:
        if row["kind"] in ONE_MEANING:
            for word in row["words"].split("|"):
                meanings[tuple(token.shape for token in tokens(word))].add((row["kind"], row["code"]))
    assert not {phrase: said for phrase, said in meanings.items() if len(said) > 1}


def test_every_code_has_the_form_of_its_kind() -> None:
    forms = {
        "part": r"(sex|age|urbanisation|disability)=(F|M|_U|U|R|PD|PWD)",
        "age": r"[A-Z][!?]?",
        "scale": r"10+",
        "moment": "start|end|at",
        "month": r"[1-9]|1[0-2]",
    }
    assert not [row for row in ROWS if row["kind"] in forms and not re.fullmatch(forms[row["kind"]], row["code"])]


@pytest.mark.parametrize(
    "text", ["18-" * 600, "- " * 900, "18 лет " * 200, "г. " * 600, "в том числе " * 150, "2023 " * 300, "и" * 1900]
)
def test_long_texts_of_known_words_do_no_harm(text: str) -> None:
    assert not READER.label(text).meaning.region
