"""The folder NAP_WORDS: its texts hold over ours, and what stands in braces there is a name or is not said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nap import catalogues, words
from nap.words import say, say_n

CACHES = (catalogues.folders, catalogues.languages, words._translations, words._catalog, words.reviewed)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
Beside = Callable[[str, str], None]


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    """Writes a catalogue of the room `web` of a language into a folder of one's own."""
    monkeypatch.setenv("NAP_WORDS", str(tmp_path))

    def write(lang: str, messages: str) -> None:
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "web.po").write_text(HEAD + messages, encoding="utf-8")
        forget()

    yield write
    monkeypatch.undo()
    forget()


def forget() -> None:
    for each in CACHES:
        each.cache_clear()


@pytest.mark.parametrize(
    "text", ["{n.__class__}", "{n:>99999999}", "{n!r}", "{n[0]}", "{}", "{0}", "{n", "n}", "{n:{n}}", "{n.__init__} {", "{ n }"]
)
@pytest.mark.parametrize("lang", ["ru", "de"])
def test_a_text_that_does_more_than_name_a_fact_is_not_said(beside: Beside, lang: str, text: str) -> None:
    usual = say(lang if lang == "ru" else "en", "web.sign_in.title")
    beside(lang, f'msgid "web.sign_in.title"\nmsgstr "{text}"\n')
    assert say(lang, "web.sign_in.title", n=5) == usual


def test_a_counted_text_is_not_said_if_one_of_its_forms_does_more(beside: Beside) -> None:
    usual = say_n("en", "web.sign_in.title", 5)
    beside("de", 'msgid "web.sign_in.title"\nmsgid_plural "web.sign_in.title"\nmsgstr[0] "{n}"\nmsgstr[1] "{n:>9999999}"\n')
    assert say_n("de", "web.sign_in.title", 5) == usual


@pytest.mark.parametrize("lang", ["en", "ru", "de"])
def test_a_text_beside_holds_over_the_programs_own(beside: Beside, lang: str) -> None:
    beside(lang, 'msgid "web.sign_in.title"\nmsgstr "Here, {n} {{times}}"\n')
    assert say(lang, "web.sign_in.title", n="once") == "Here, once {times}"
    assert say(lang, "web.sign_out") != "web.sign_out"


def test_a_text_beside_that_is_empty_leaves_ours(beside: Beside) -> None:
    usual = say("ru", "web.sign_in.title")
    beside("ru", 'msgid "web.sign_in.title"\nmsgstr ""\n')
    assert say("ru", "web.sign_in.title") == usual
