"""Personal data planted in a sound return, through the whole check: code, gravity and place are told, the content never."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from nap.facts import Finding, Severity
from nap.finding_texts import finding_text
from nap.plan import Plan
from nap.returns.check import Checked
from tests.returns.planted import (
    ASKED_SPELLINGS,
    BLOCKED_SPELLINGS,
    INSIDE,
    LISTS,
    PARTS,
    PHONE,
    PIN,
    inside_sheet,
    with_comment,
    with_part,
    with_sheet,
)
from tests.returns.workbooks import Return, check

SECRETS = (PHONE, PIN, "0700", "503199", "Асанов", "Айгуль", "Bekova", "1234567")


@pytest.fixture(scope="module")
def sound(example_plan: Plan) -> bytes:
    return Return(example_plan).data()


def personal(checked: Checked) -> list[Finding]:
    return [each for each in checked.findings if each.code == "personal-data"]


def one_refusal(checked: Checked) -> Finding:
    """The refusal, after a look that nothing of the content is told anywhere."""
    (found,) = [each for each in personal(checked) if each.severity is Severity.REFUSED]
    assert checked.verdict == "refused"
    assert not checked.observations
    assert not [secret for secret in SECRETS if secret in told(checked)]
    return found


def told(checked: Checked) -> str:
    return repr(checked.findings) + "".join(sentences(checked))


def sentences(checked: Checked) -> Iterator[str]:
    for lang in ("ky", "ru", "en"):
        for each in personal(checked):
            text = finding_text(each, lang)
            assert text.message
            assert text.fix
            yield f"{text.message} {text.expected} {text.fix}"


@pytest.mark.parametrize("value", BLOCKED_SPELLINGS, ids=str)
def test_every_spelling_in_a_comment_refuses_the_return(value: object, example_plan: Plan) -> None:
    made = Return(example_plan)
    cell = made.put("2.1", "KG-B", "#description+comment", value)
    found = one_refusal(check(made.data(), example_plan))
    assert (found.sheet, found.cells) == (made.where("2.1", "KG-B", "#description+comment")[0].title, (cell,))


@pytest.mark.parametrize("text", ASKED_SPELLINGS)
def test_a_name_beside_words_of_a_case_asks_and_blocks_nothing(text: str, example_plan: Plan) -> None:
    made = Return(example_plan)
    checked = check(with_comment(made, "2.1", "KG-B", text), example_plan)
    assert {each.severity for each in personal(checked)} == {Severity.WARNING}
    assert checked.verdict == "warnings"
    assert text not in told(checked)


@pytest.mark.parametrize("place", PARTS)
def test_every_part_of_the_file_is_searched(place: str, sound: bytes, example_plan: Plan) -> None:
    found = one_refusal(check(with_part(sound, *PARTS[place]), example_plan))
    assert found.case in {"place", "list"}


@pytest.mark.parametrize("place", INSIDE)
def test_every_corner_of_a_sheet_is_searched(place: str, sound: bytes, example_plan: Plan) -> None:
    found = one_refusal(check(inside_sheet(sound, *INSIDE[place]), example_plan))
    assert found.sheet is not None


HIDDEN = [(name, state) for name in ("headed", "no header, initials") for state in ("hidden", "veryHidden")]


@pytest.mark.parametrize(("name", "state"), [*((name, "visible") for name in LISTS), *HIDDEN])
def test_every_list_of_persons_refuses_the_return(name: str, state: str, sound: bytes, example_plan: Plan) -> None:
    found = one_refusal(check(with_sheet(sound, LISTS[name], state), example_plan))
    assert (found.sheet, found.case) == ("Тренинг", "list")
    assert found.cells


def test_the_refusal_names_every_cell(example_plan: Plan) -> None:
    made = Return(example_plan)
    cells = [made.put("2.1", region, "#description+comment", PHONE) for region in ("KG-B", "KG-J")]
    found = one_refusal(check(made.data(), example_plan))
    assert sorted(found.cells) == sorted(cells)
    assert cells[1] in finding_text(found, "ky").message


def test_what_the_checks_repeat_of_other_cells_holds_nothing_personal(example_plan: Plan) -> None:
    made = Return(example_plan)
    made.put("2.1", "KG-B", "#value+total", PHONE)
    assert PHONE not in json.dumps(repr(check(made.data(), example_plan)), ensure_ascii=False)


def test_an_embedded_document_that_cannot_be_searched_whole_asks(sound: bytes, example_plan: Plan) -> None:
    checked = check(with_part(sound, "xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + bytes(600)), example_plan)
    assert [(each.severity, each.case) for each in personal(checked)] == [(Severity.WARNING, "ask-place")]


def test_a_logo_is_no_document(sound: bytes, example_plan: Plan) -> None:
    assert personal(check(with_part(sound, "xl/media/image1.png", b"\x89PNG\r\n\x1a\n" + bytes(600)), example_plan)) == []
