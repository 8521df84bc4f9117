"""What becomes of personal data by their level, and of patterns of a plan that never end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap.facts import Item, Note, Severity
from nap.plan import Plan, PrivacyPattern
from nap.returns import privately
from nap.returns.personal import PersonalHit
from nap.returns.privately import GONE, holds_personal, names_person, personal_findings
from nap.returns.worker import Limits
from tests.returns.workbooks import Return, check

ENDLESS = PrivacyPattern("endless", r"(a|a?)+$", "block")
NICKNAME = PrivacyPattern("nickname", r"@\w+", "strip")


def test_a_pattern_that_never_ends_counts_as_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privately, "AT_ONCE", Limits(seconds=1))
    assert holds_personal("a" * 60 + "!", [ENDLESS])
    assert not holds_personal("bbb", [ENDLESS])


def test_a_name_without_letters_is_nobodys(example_plan: Plan) -> None:
    assert not names_person("", example_plan.privacy)
    assert not names_person(" _-", example_plan.privacy)
    assert not names_person("\ud800", [ENDLESS])


def test_what_the_plan_strips_is_out_of_the_texts_that_others_read_and_blocks_nothing(example_plan: Plan) -> None:
    plan = replace(example_plan, privacy=(*example_plan.privacy, NICKNAME))
    made = Return(plan)
    cell = made.put("2.1", "KG-B", "#description+comment", "Данные дала @aigul_a из центра")
    checked = check(made.data(), plan)
    (found,) = [each for each in checked.findings if each.code == "personal-data"]
    assert (found.severity, found.case, found.cells) == (Severity.FIXED, "strip", (cell,))
    assert [note.text for note in checked.notes if note.kind == "comment"] == [f"Данные дала {GONE} из центра"]


def test_every_text_of_an_item_is_stripped(example_plan: Plan) -> None:
    plan = replace(example_plan, privacy=(NICKNAME,))
    made = Item("1.1", "KG", None, "Закон @a", addressee="@b", source="газета @c")  # type: ignore[arg-type]
    (item,) = privately.stripped([made], plan)
    assert (item.title, item.addressee, item.source) == (f"Закон {GONE}", GONE, f"газета {GONE}")


def test_texts_without_such_words_stay_as_they_are(example_plan: Plan) -> None:
    note = Note("comment", "№ 12\u00a0–\u00a045")
    assert privately.stripped([note], replace(example_plan, privacy=(NICKNAME,))) == (note,)
    assert privately.stripped([note], example_plan) == (note,)


def test_a_list_is_told_once_for_each_column() -> None:
    hits = [PersonalHit("", "S", cell, "list_of_persons", "block") for cell in ("B4", "B5", "D5")]
    (found,) = personal_findings(hits)
    assert (found.case, found.cells) == ("list", ("B4", "D5"))


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("xl/embeddings/a.xlsx!xl/worksheets/sheet1.xml", "embedded"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "pivot"),
        ("xl/threadedComments/threadedComment1.xml", "comments"),
        ("xl/drawings/vmlDrawing1.vml", "comments"),
        ("xl/charts/chart1.xml", "drawings"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "links"),
        ("xl/sharedStrings.xml", "remains"),
        ("xl/workbook.xml", "names"),
        ("xl/worksheets/sheet1.xml", "around"),
        ("docProps/custom.xml", "properties"),
        ("notes.txt", "elsewhere"),
    ],
)
def test_a_place_without_a_cell_is_named_as_people_call_it(part: str, place: str) -> None:
    (found,) = personal_findings([PersonalHit(part, None, None, "phone", "block")])
    assert dict(found.facts) == {"pattern": "phone", "place": place}
