"""Passwords: long rather than complicated, hashed as OWASP asks, a few at a time."""

from __future__ import annotations

import threading
import unicodedata
from contextlib import ExitStack

import pytest
from hypothesis import given, strategies as st

from nap.people import passwords
from nap.people.guessing import JUDGED, common_words, guesses
from nap.people.passwords import AT_ONCE, LONGEST, SHORTEST, TooMany, own_words, unfit
from tests.hashing import QUICK, quick_hashes

__all__ = ["quick_hashes"]

GOOD = "лес шумит за рекой"
AIDA = own_words(("Айгуль Бекова-Кадырова", "aigul.bekova85@kadyrova.kg", "WPN", "Сеть женщин за мир"))


def test_the_real_parameters_are_more_than_owasp_asks_for() -> None:
    kept = passwords.hashed(GOOD)
    _, variant, version, parameters, *_ = kept.split("$")
    assert (variant, version) == ("argon2id", "v=19")
    cost = dict(part.split("=") for part in parameters.split(","))
    assert (int(cost["m"]) >= 19 * 1024, int(cost["t"]) >= 2, int(cost["p"]) >= 1) == (True, True, True)
    assert passwords.verify(GOOD, kept)
    assert not passwords.verify(GOOD + " ", kept)
    assert not passwords.outdated(kept)
    assert passwords.outdated(QUICK.hash(GOOD))


@pytest.mark.usefixtures("quick_hashes")
def test_nobodys_password_is_never_right() -> None:
    for typed in (GOOD, "", "nobody has this password"):
        assert not passwords.verify(typed, None)


@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize("kept", ["", "plain", "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$", "$2b$12$abc"])
def test_a_hash_that_is_none_lets_nobody_in(kept: str) -> None:
    assert not passwords.verify(GOOD, kept)


@pytest.mark.usefixtures("quick_hashes")
def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    composed = "Йогурт с изюмом, ёлка"
    taken_apart = unicodedata.normalize("NFD", composed)
    assert composed != taken_apart
    assert passwords.verify(taken_apart, passwords.hashed(composed))


@pytest.mark.usefixtures("quick_hashes")
def test_nothing_is_cut_off_a_password() -> None:
    kept = passwords.hashed("a" * LONGEST)
    assert passwords.verify("a" * LONGEST, kept)
    for other in ("a" * (LONGEST - 1), "a" * (LONGEST + 1), "a" * 100_000):
        assert not passwords.verify(other, kept)


@pytest.mark.usefixtures("quick_hashes")
@given(st.text(st.characters(exclude_categories=[]), max_size=2 * LONGEST))
def test_any_letters_can_be_tried(typed: str) -> None:
    assert not passwords.verify(typed, None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "too_short"), ("я" * (SHORTEST - 1), "too_short"), ("e\u0301" * 11, "too_short"), ("x7" * 65, "too_long")],
)
def test_a_password_has_twelve_letters_at_least_and_an_end(typed: str, code: str) -> None:
    assert unfit(typed, ()) == code


@pytest.mark.parametrize(
    "typed",
    [
        "парольпароль",
        "Пароль2026!!",
        "Кыргызстан2024",
        "бишкек312312",
        "йцукенгшщзхъ",
        "gfhjkmgfhjkm",
        "ghbdtnghbdtn",
        "Айгүль19850308",
        "мамочкалюбимая",
        "мен сени сүйөм",
        "Bishkek-2026!!",
        "P@ssw0rd2026",
        "qwertyuiop123",
        "1q2w3e4r5t6y",
        "aaaaaaaaaaaa",
        "абабабабабаб",
        "абвгдеёжзийкл",
        "123456789012",
        "+996555123456",
        "тынчтык жана коопсуздук",
        "план1325план1325",
        "ълораплорап",
        " " * 20,
    ],
)
def test_what_others_would_try_first_is_refused(typed: str) -> None:
    assert unfit(typed.ljust(SHORTEST), ()) == "guessable"


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        "звёзды над перевалом",
        "Карга учуп барат көккө",
        "үч бака бир кастрюля",
        "correct horse battery staple",
        "Tr0ub4dor&3xyzq",
        "kj8mPvN5qLwe",
        "седьмой трамвай опаздывает",
        "жети кара кой жана бир ак козу",
        "不要忘记带雨伞出门去公园",
    ],
)
def test_long_ones_are_taken_in_any_alphabet(typed: str) -> None:
    assert unfit(typed, AIDA) == ""


@pytest.mark.parametrize("typed", ["Бекова-Кадырова", "aigulbekova85", "aigul.bekova85", "сеть женщин за мир", ",trjdfrflshjdf"])
def test_what_is_known_of_the_person_is_no_password(typed: str) -> None:
    assert unfit(typed, AIDA) == "personal"


@pytest.mark.parametrize(
    "typed", ["4@8({[<369&#!1/|0$5+7%2" * 3, "1" * 128, "p@$$w0rd" * 12, "aA1!" * 32, "\u0130" * 60, "٣" * 60]
)
def test_letters_that_look_like_others_keep_nobody_waiting(typed: str) -> None:
    assert guesses(typed) > 0


@given(st.text(max_size=JUDGED), st.lists(st.sampled_from(["айгуль", "bekova", "wpn"]), max_size=3))
def test_knowing_more_never_makes_guessing_harder(typed: str, own: list[str]) -> None:
    assert 1 <= guesses(typed, own) <= guesses(typed)


@given(st.text(min_size=SHORTEST, max_size=30), st.text(max_size=5))
def test_case_is_no_secret(typed: str, own: str) -> None:
    assert guesses(typed.upper().lower(), [own]) == guesses(typed.upper(), [own])


def test_the_list_is_of_single_words_in_lower_case() -> None:
    words = common_words()
    assert len(words) == len(set(words)) > 900
    assert [word for word in words if word != unicodedata.normalize("NFC", word.lower().strip())] == []


def test_only_a_few_hashes_are_worked_out_at_once_and_no_queue_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_queue", threading.BoundedSemaphore(AT_ONCE))
    for _ in range(2):
        with ExitStack() as held:
            for _ in range(AT_ONCE):
                held.enter_context(passwords.turn())
            assert not passwords._places.acquire(blocking=False)
            with pytest.raises(TooMany), passwords.turn():
                pytest.fail("one more than there are places")


def test_strangers_leave_places_to_whoever_is_known_where_she_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_strangers", threading.BoundedSemaphore(1))
    with passwords.turn():
        with pytest.raises(TooMany), passwords.turn():
            pytest.fail("strangers took a place that is kept")
        with passwords.turn(known=True):
            pass
    with passwords.turn():
        pass
