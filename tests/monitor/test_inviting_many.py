"""People invited from a list: every fault with its cell at once, all of them or nobody, texts that are nobody else's."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from nap.facts import Finding
from nap.monitor import (
    House,
    NewPerson,
    PeopleList,
    PersonRefused,
    bidden,
    invitation_texts,
    invite_together,
    link_letter,
    new_links,
    operator,
    people,
    people_sheet,
    read_people,
)
from nap.monitor.people_read import FAULTS, MOST_PEOPLE, read_list
from nap.returns.reader import open_book
from nap.tables import to_csv
from nap.words import languages, say
from tests.monitor.accounts_made import AIDA, BEK, account, invited, joined, trail

HEADER = ("E-mail", "Name", "Role", "Organisation", "Language")
GOOD = (AIDA, "Айда Бекова", "Partner", "WPN", "Кыргызча")


def a_list(*rows: tuple[object, ...], header: tuple[str, ...] = HEADER) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (header, *rows):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(house: House, data: bytes) -> PeopleList:
    """As `read_people`, in this process."""
    book = open_book(data)
    assert not isinstance(book, Finding)
    return read_list(book, house.plan, {one.person: "demo" if one.demo else "exists" for one in people(operator(), house)})


def faults(house: House, *rows: tuple[object, ...], **more: Any) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in read(house, a_list(*rows, **more)).faults]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("aida", *GOOD[1:]), [("bad_email", "A2")]),
        (("aida@example", *GOOD[1:]), [("bad_email", "A2")]),
        (("", *GOOD[1:]), [("bad_email", "A2")]),
        ((AIDA, "=HYPERLINK(1)", *GOOD[2:]), [("bad_name", "B2")]),
        ((AIDA, "<b>Aida</b>", *GOOD[2:]), [("bad_name", "B2")]),
        ((AIDA, "Aida", "", "WPN", ""), [("no_role", "C2")]),
        ((AIDA, "Aida", "boss", "WPN", ""), [("unknown_role", "C2")]),
        ((AIDA, "Aida", "partner", "", ""), [("no_partner", "D2")]),
        ((AIDA, "Aida", "partner", "NOBODY", ""), [("unknown_partner", "D2")]),
        ((AIDA, "Aida", "forum", "", "Deutsch"), [("unknown_language", "E2")]),
        (("coordinator@demo.", "Aida", "forum", "", ""), [("bad_email", "A2")]),
        (("x", "<", "boss", "NOBODY", "de"), [
            ("bad_email", "A2"), ("bad_name", "B2"), ("unknown_role", "C2"), ("unknown_partner", "D2"),
            ("unknown_language", "E2"),
        ]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_cell_at_once(
    quick_house: House, row: tuple[object, ...], found: list[tuple[str, str]]
) -> None:
    assert faults(quick_house, row) == found


def test_an_address_twice_and_one_that_has_an_account_are_told(quick_house: House) -> None:
    invited(quick_house, BEK)
    rows = (GOOD, (AIDA.upper(), "Another", "forum", "", ""), (BEK, "Bek", "forum", "", ""))
    told = read(quick_house, a_list(*rows)).faults
    assert [(one.code, one.cell, one.other) for one in told] == [("twice", "A3", "A2"), ("exists", "A4", "")]


def test_a_list_that_is_none_says_what_was_expected(quick_house: House) -> None:
    told = read(quick_house, a_list(GOOD, header=("who", "where", "what", "", "")))
    assert [(one.code, one.found) for one in told.faults] == [("no_header", "who, where, what")]
    assert faults(quick_house) == [("empty", "")]
    assert faults(quick_house, *([GOOD] * (MOST_PEOPLE + 1))) == [("too_many", "")]


@pytest.mark.parametrize("lang", languages())
def test_the_sheet_to_fill_in_is_read_in_every_language(quick_house: House, lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(people_sheet(operator(), quick_house, lang).data))
    roles = f"{say(lang, 'common.role.forum')}, {say(lang, 'common.role.partner')}"
    partner = quick_house.plan.partners[0]
    for column, text in enumerate((AIDA, "Айда", roles, partner.name[lang], say("ru", "common.language.ru")), start=1):
        book.worksheets[0].cell(2, column).value = text
    saved = io.BytesIO()
    book.save(saved)
    told = read(quick_house, saved.getvalue())
    assert told.faults == ()
    assert told.people == (NewPerson(AIDA, "Айда", frozenset({"forum", "partner"}), partner.code, "ru"),)


def test_columns_stand_in_any_order_and_two_may_be_missing(quick_house: House) -> None:
    told = read(quick_house, a_list(("ordinary note", "Айда", AIDA, "форум"), header=("Note", "Аты-жөнү", "e-mail", "роль")))
    assert [one.code for one in told.faults] == ["unknown_role"]
    told = read(quick_house, a_list(("note", "Айда", AIDA, "Член Форума"), header=("Note", "Аты-жөнү", "e-mail", "роль")))
    assert [one.email for one in told.people] == [AIDA]


def test_if_one_cannot_be_invited_nobody_is(quick_house: House) -> None:
    before = len(trail(quick_house))
    told = read(quick_house, a_list(GOOD, (BEK, "Bek", "forum", "", "")))
    invited(quick_house, BEK)  # somebody else meanwhile
    with pytest.raises(PersonRefused) as caught:
        invite_together(operator(), quick_house, told.people)
    assert (caught.value.code, caught.value.found) == ("exists", BEK)
    assert AIDA not in {one.person for one in people(operator(), quick_house)}
    assert len(trail(quick_house)) == before + 1  # the other's


def test_each_has_a_link_of_her_own_and_a_text_in_her_language(quick_house: House) -> None:
    told = read(quick_house, a_list(GOOD, (BEK, "Bek", "forum", "", "русский")))
    links = invite_together(operator(), quick_house, told.people)
    assert [bidden(quick_house, link.secret).person for link in links] == [AIDA, BEK]
    letters = [link_letter(quick_house, link) for link in links]
    assert [letter.language for letter in letters] == ["ky", "ru"]
    texts = invitation_texts(operator(), quick_house, links, letters, "en").data
    cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(texts)).worksheets[0] for cell in row]
    assert all(any(link.secret in cell for cell in cells) for link in links)
    assert all(link.secret not in str(event) for event in trail(quick_house) for link in links)


def test_new_texts_for_many_are_made_for_all_or_nobody(quick_house: House) -> None:
    first = invited(quick_house, AIDA)
    joined(quick_house, BEK)
    links = new_links(operator(), quick_house, [AIDA, BEK])
    assert [link.purpose.value for link in links] == ["invitation", "reset"]
    assert links[0].secret != first
    assert account(quick_house, AIDA).link_ends == links[0].ends


@pytest.mark.worker
def test_a_file_is_read_behind_the_gate_whatever_it_is(quick_house: House) -> None:
    csv = read_people(operator(), quick_house, to_csv(HEADER, [GOOD]))
    assert isinstance(csv, PeopleList)
    assert [one.email for one in csv.people] == [AIDA]
    refused = read_people(operator(), quick_house, b"PK\x03\x04 and no more")
    assert isinstance(refused, Finding)


@pytest.mark.parametrize("lang", languages())
def test_every_fault_has_words(lang: str) -> None:
    assert [code for code in FAULTS if say(lang, f"setup.fault.{code}") == f"setup.fault.{code}"] == []
