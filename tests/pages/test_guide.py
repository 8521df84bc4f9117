"""The guide inside the app: one's own role first, in one's own language, the other documents for coordinators alone."""

from __future__ import annotations

import pytest

from nap.words import languages, say
from tests.pages.conftest import Opener, words
from ui.guide import _OF_ROLE
from ui.menu import PAGES
from web.guides import ROLES, document, documents, read, title
from web.markdown import sections
from web.markdown_words import Ways

GUIDE = PAGES / "guide.py"


@pytest.mark.parametrize(
    ("person", "role"), [("wpn@demo", "partner"), ("forum@demo", "forum"), ("coordinator@demo", "coordinator")]
)
def test_everybody_finds_the_guide_of_the_own_role(look: Opener, person: str, role: str) -> None:
    screen = look(person, GUIDE)
    found = document(role, "en")
    assert found is not None
    assert f"<h2>{title(found)}</h2>" in words(screen)
    assert not screen.exception


def test_a_partner_reads_it_in_kyrgyz_with_ways_to_the_screens(look: Opener) -> None:
    shown = words(look("wpn@demo", GUIDE, "ky"))
    assert f'<a href="/returns" target="_self">{say("ky", "pages.returns.title")}</a>' in shown
    assert '<img src="/pictures/guide/ky/returns.png"' in shown
    assert say("ky", "guide.english") not in shown


def test_what_is_there_in_english_alone_says_so(look: Opener) -> None:
    assert say("ru", "guide.english") in words(look("donor@demo", GUIDE, "ru"))


def test_other_documents_are_listed_for_coordinators_alone(look: Opener) -> None:
    assert "guide=upgrading-streamlit" in words(look("coordinator@demo", GUIDE))
    shown = words(look("wpn@demo", GUIDE))
    assert "guide=upgrading-streamlit" not in shown
    assert "guide=findings" in shown


def test_words_that_only_lead_to_a_document_for_coordinators_are_left_out_for_others(
    look: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.guide.own_guide", lambda _: "coordinator")
    for person, told in (("coordinator@demo", True), ("donor@demo", False)):
        shown = words(look(person, GUIDE))
        assert "Invite people from a list" in shown
        assert (">how</a>)" in shown, "(how)" in shown) == (told, False)


def test_a_screen_that_is_not_ones_own_is_no_link(look: Opener) -> None:
    assert 'href="/review"' not in words(look("donor@demo", GUIDE)).partition("<article")[2]


def test_every_document_can_be_drawn_and_every_role_has_a_guide() -> None:
    assert set(_OF_ROLE.values()) <= {one.name for one in documents() if one.is_guide} == set(ROLES)
    for lang in languages():
        for one in documents(lang):
            found = read(one, Ways())
            assert found[0].level == 1, one.path
            assert len({each.anchor for each in found}) == len(found), one.path


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a **b *c* d** `<e>`", "<p>a <strong>b <em>c</em> d</strong> <code>&lt;e&gt;</code></p>"),
        ("[x](javascript:alert)", "<p>x</p>"),
        ("1. one\n   more\n\n   - inner\n2. two", "<ol><li>one more<ul><li>inner</li></ul></li><li>two</li></ol>"),
        ("```\n# no *heading*\n```", '<pre tabindex="0"><code># no *heading*</code></pre>'),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("2 * 3 * 4 and a_b_c", "<p>2 * 3 * 4 and a_b_c</p>"),
        ("text <!-- unseen --> goes on", "<p>text  goes on</p>"),
    ],
)
def test_markdown_becomes_html_and_nothing_typed_becomes_a_tag(typed: str, html: str) -> None:
    assert [each.html for each in sections(typed, Ways())] == [html]


def test_a_table_keeps_bars_within_code() -> None:
    (found,) = sections("| a | b |\n|---|---|\n| `x | y` | z |", Ways())
    assert "<td><code>x | y</code></td><td>z</td>" in found.html


def test_headings_have_the_addresses_that_hosts_of_repositories_give_them() -> None:
    found = sections("# One, two\n## It says F12 is wrong\n## It says F12 is wrong\n### Отчёт вернули", Ways())
    assert [each.anchor for each in found] == ["one-two", "it-says-f12-is-wrong", "it-says-f12-is-wrong-1", "отчёт-вернули"]
