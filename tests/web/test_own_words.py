"""Our words over Streamlit's: what we replace is what the installed front end says, and every language has a word for it."""

from __future__ import annotations

import json
import re

import pytest

from nap.words import languages, say
from web.front_end import front_end
from web.own_words import PATTERNS, WORDS, script

COMPOSED = re.compile(r"^Press (Enter|Ctrl\+Enter|⌘\+Enter) to |^add icon$")
"""Put together from parts by the front end."""
HEAVY = 700_000
"""Bytes; larger files are libraries for drawing that hold no words we meet."""


def test_what_we_replace_is_what_the_installed_front_end_says() -> None:
    sources = [path for path in (front_end() / "static" / "js").glob("*.js") if path.stat().st_size < HEAVY]
    said = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in sources)
    assert [words for words in WORDS if words not in said and not COMPOSED.match(words)] == []


@pytest.mark.parametrize("lang", ["ru", "ky"])
def test_every_word_is_said_in_the_readers_language(lang: str) -> None:
    same = [key for key in {*WORDS.values(), *PATTERNS.values()} if say(lang, key) == say("en", key)]
    assert same == []


def test_the_script_holds_the_words_of_every_language_and_asks_nothing_of_others() -> None:
    code = script().content.decode()
    told = json.loads(code.partition("window.napWords=")[2].partition(";\n")[0])
    assert set(told) == set(languages())
    assert told["ky"]["words"]["No results"] == say("ky", "frame.no_results")
    assert not re.search(r"https?://|\bws", code)
    assert not re.search(r"\beval\b|new Function|innerHTML", code)


@pytest.mark.parametrize(
    ("theirs", "ours"), [("10.0MB per file", "Drop the file here"), ("20.5KB", "20.5 KB"), ("Remove a.xlsx", "Remove: a.xlsx")]
)
def test_filled_in_sentences_are_found_by_their_form(theirs: str, ours: str) -> None:
    form, key = next((form, key) for form, key in PATTERNS.items() if re.search(form, theirs))
    filled = re.sub(form, say("en", key, n=r"\1"), theirs)
    assert filled.startswith(ours)
