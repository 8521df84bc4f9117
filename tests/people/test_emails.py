"""E-mails and names: one normal form, and nothing that is none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from nap.people.emails import LONGEST_EMAIL, LONGEST_NAME, email_of, folded_email, name_of


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "aida",
        "@example.org",
        "aida@",
        "aida@demo",
        "aida@localhost",
        "aida@@example.org",
        "ai da@example.org",
        "aida@exa mple.org",
        "aida@example..org",
        "aida@-example.org",
        "aida@example-.org",
        "aida@example_.org",
        "aida@[10.0.0.1]",
        '"aida"@example.org',
        "<aida@example.org>",
        "Aida <aida@example.org>",
        "aida@example.org, bek@example.org",
        "aida@example.org\r\nBcc: all@example.org",
        "aida\x00@example.org",
        "aida\u200b@example.org",
        "aida\u202e@example.org",
        "a" * 65 + "@example.org",
        "aida@" + "a" * 64 + ".org",
        "aida@" + "a." * 130 + "org",
        "mailto:aida@example.org",
        "aida@example.org?subject=x",
    ],
)
def test_what_no_letter_could_reach_is_no_address(typed: str) -> None:
    assert email_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Aida.B+nap@Example.ORG ", "aida.b+nap@example.org"),
        ("o'brien_7@sub.example.org", "o'brien_7@sub.example.org"),
        ("АЙДА@Пример.КГ", "айда@пример.кг"),
        ("aida@xn--e1afmkfd.xn--p1ai", "aida@xn--e1afmkfd.xn--p1ai"),
        (unicodedata.normalize("NFD", "айгүлй@пример.кг"), "айгүлй@пример.кг"),
        ("a@" + ".".join(["b" * 60] * 4) + ".example", "a@" + ".".join(["b" * 60] * 4) + ".example"),
    ],
)
def test_an_address_has_one_normal_form(typed: str, normal: str) -> None:
    assert email_of(typed) == normal


@given(st.text() | st.emails())
def test_a_normal_address_stays_as_it_is_however_it_is_typed_again(typed: str) -> None:
    email = email_of(typed)
    if email is not None:
        assert email_of(email) == folded_email(typed) == email
        assert len(email) <= LONGEST_EMAIL
        assert email.isprintable()
        assert not set(email) & set(' <>"(),:;[]\\`')


@given(st.text(max_size=3 * LONGEST_EMAIL))
def test_folding_twice_changes_nothing(typed: str) -> None:
    assert folded_email(folded_email(typed)) == folded_email(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "12",
        "<b>Aida</b>",
        "=HYPERLINK(1)",
        "+Aida",
        "-Aida",
        "@aida",
        "Ai\x00da",
        "Ai\u202eda",
        "A" * 101,
        "A" * 10_000,
    ],
)
def test_what_is_no_name(typed: str) -> None:
    assert name_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Айгүл \n Бекова ", "Айгүл Бекова"),
        ("O'Brien, Mia (WPN)", "O'Brien, Mia (WPN)"),
        ("А. К. Ибраева-Осмонова", "А. К. Ибраева-Осмонова"),
        (unicodedata.normalize("NFD", "Йүсүп"), "Йүсүп"),
        ("Ж" * 100, "Ж" * 100),
    ],
)
def test_a_name_stands_on_one_line(typed: str, name: str) -> None:
    assert name_of(typed) == name


@given(st.text())
def test_a_name_is_one_line_that_can_be_read(typed: str) -> None:
    name = name_of(typed)
    if name is not None:
        assert name_of(name) == name
        assert len(name) <= LONGEST_NAME
        assert name.isprintable()
        assert not set(name) & set("<>`")
