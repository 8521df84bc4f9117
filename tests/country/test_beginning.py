"""`init --country`: what is answered becomes files to start from; every answer that does not fit is told at once."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as some

from nap.beginning.answers import ASKED, BEGINNING_FAULTS, AnswerFault, answer_fault_text, answers_in, answers_of, judged
from nap.beginning.folder import begun
from nap.beginning.places import coded, table
from nap.beginning.plan_file import partner_codes, write_plan
from nap.cli import main
from nap.plan.load import read_plan
from nap.plan.regions import Regions
from nap.words import languages
from tests.country.invented import ANSWERS

SAID = answers_in(ANSWERS.encode())
assert isinstance(SAID, dict)
NAMES = some.text(some.characters(min_codepoint=32, max_codepoint=0x4FF, exclude_categories=["Cc"]), min_size=1).filter(
    lambda name: bool("".join(name.split()))
)

WRONG: list[tuple[str, Any, str]] = [
    ("country", "Kenya", "no_country"),
    ("languages", ["pt", "xx"], "no_language"),
    ("years", ["2026"], "no_year"),
    ("years", ["2028", "2026"], "years_turned"),
    ("frequency", "weekly", "no_frequency"),
    ("due_days", "soon", "no_days"),
    ("year_begins", "13", "no_month"),
    ("timezone", "Africa/Nowhere", "no_zone"),
    ("currency", "shillings", "no_currency"),
    ("regions", [], "needed"),
    ("regions", ["Norte", "norte "], "twice"),
    ("regions", ["XQ-N Norte", {"code": "XQ-N", "name": "Sul"}], "twice"),
    ("partners", [{"code": "A"}], "no_name"),
    ("calling_code", "00999x", "no_calling_code"),
    ("plan_id", "Plan 1", "no_plan_id"),
    ("privacy", [{"name": "id", "pattern": "(["}], "no_pattern"),
    ("colour", "red", "unknown"),
    ("years", ["2026", "9" * 5000], "no_year"),
    ("due_days", "9" * 5000, "no_days"),
    ("name", ["Terra", ["Nova"]], "no_name"),
    ("organisation", {"name": ["WPN"]}, "no_name"),
    ("organisation", {"name": {"pt": ["WPN"]}}, "no_name"),
    ("privacy", [{"name": ["id"], "pattern": "a"}], "no_pattern"),
    ("privacy", [{"name": "id", "pattern": ["a"]}], "no_pattern"),
    ("privacy", [{"name": "id", "pattern": "a", "level": ["block"]}], "no_pattern"),
]


@pytest.mark.parametrize(("question", "answer", "code"), WRONG)
def test_an_answer_that_does_not_fit_is_told_with_its_question(question: str, answer: Any, code: str) -> None:
    assert [(fault.question, fault.code) for fault in judged({**SAID, question: answer})] == [(question, code)]


def test_all_that_is_missing_is_told_at_once() -> None:
    assert [fault.question for fault in judged({})] == ["country", "languages", "years", "regions", "organisation"]
    assert [fault.question for fault in judged({**SAID, "name": ""})] == ["name"]  # nobody knows what XQ is called


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("code", BEGINNING_FAULTS)
def test_every_fault_is_said_in_every_language(code: str, lang: str) -> None:
    said = answer_fault_text(AnswerFault(ASKED[0], code, "<found>"), lang)
    assert "country." not in said
    assert "{" not in said


def test_a_file_of_answers_that_is_no_yaml_is_told() -> None:
    assert answers_in(b"a: [") == AnswerFault("answers", "no_answers", answers_in(b"a: [").found)  # type: ignore[union-attr]
    assert answers_in(b"\xff\xfe") != {}
    assert answers_in(b"- a") == AnswerFault("answers", "no_answers")


@pytest.mark.parametrize(
    "grows",
    [
        "a: &a [x, x]\n"
        + "\n".join(f"{name}: &{name} [*{before}, *{before}]" for before, name in pairwise("abcdefghijklmnopqrstu")),
        "country: &a [*a]",
        "country: " + "[" * 5000,
        "? {a: b}\n: c",
    ],
)
def test_a_few_lines_that_would_fill_a_machine_are_told(grows: str) -> None:
    read = answers_in(grows.encode())
    assert isinstance(read, AnswerFault)
    assert len(read.found) < 100


def test_what_is_told_of_an_answer_is_short() -> None:
    assert len(answer_fault_text(AnswerFault("country", "no_country", "x" * 10_000), "en")) < 500


@pytest.mark.skipif(os.name != "posix", reason="NO SHELL HERE: that it reads the settings is not proved")
@pytest.mark.parametrize("name", ["a b", "a`touch hit`", "a$(touch hit)", 'a"b', "a'b", "a\\b", "a;touch hit", "a#b"])
def test_settings_in_a_folder_of_any_name_are_read_by_a_shell_and_nothing_in_it_is_run(tmp_path: Path, name: str) -> None:
    begins = begun(answers_of(SAID), tmp_path / name, "en")
    (tmp_path / "settings.env").write_bytes(begins.files["settings.env"])
    told = subprocess.run(
        ["/bin/sh", "-c", '. ./settings.env; printf %s "$NAP_DATA"'], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout == str(tmp_path / name / "run")
    assert not (tmp_path / "hit").exists()


def loaded(text: str, regions: str) -> tuple[Any, list[str]]:
    plan, faults = read_plan(text.encode(), "indicators.yaml", Regions.read(regions))
    return plan, [f"{fault.line} {fault.code}" for fault in faults]


@pytest.mark.parametrize("begins", ["1", "4", "7", "10"])
@pytest.mark.parametrize("frequency", ["month", "quarter", "half_year", "year"])
def test_the_plan_has_no_fault_whatever_the_calendar(frequency: str, begins: str) -> None:
    answers = answers_of({**SAID, "frequency": frequency, "year_begins": begins})
    plan, faults = loaded(write_plan(answers, "en")[0], table(answers))
    assert faults == []
    assert plan.calendar.year_begins == int(begins)
    assert plan.indicators[1].targets[0].date == plan.year(2026).end


@settings(max_examples=15)
@given(some.lists(NAMES, min_size=1, max_size=6, unique_by=lambda name: " ".join(name.split()).casefold()), NAMES)
def test_any_names_of_regions_and_organisations_make_a_sound_plan(regions: list[str], organisation: str) -> None:
    said = {**SAID, "regions": [{"name": name} for name in regions], "organisation": {"name": organisation}, "partners": []}
    answers = answers_of(said)
    plan, faults = loaded(write_plan(answers, "ru")[0], table(answers))
    assert faults == []
    assert [" ".join(name.split()) for name in regions] == [one.names["pt"] for one in plan.regions.level("region")]
    assert plan.partners[0].name["sw"] == " ".join(organisation.split())


def test_codes_are_made_only_where_none_was_given_and_never_twice() -> None:
    answers = answers_of({**SAID, "regions": ["XQ-01 Norte", "Sul", "Leste"], "partners": ["Mãos Dadas", "Maria Dias", "Ong"]})
    assert [one.code for one in coded(answers)] == ["XQ-01", "XQ-02", "XQ-03"]
    assert [one.code for one in partner_codes(answers)] == ["REDE", "MD", "MD3", "ONG"]


def test_texts_in_languages_we_have_are_not_waiting(tmp_path: Path) -> None:
    answers = answers_of({**SAID, "languages": ["ru", "en", "pt"]})
    made = begun(answers, tmp_path, "en")
    assert (list(made.waiting), made.unspoken) == (["pt"], ("pt",))
    assert set(made.files) == {"indicators.yaml", "regions.csv", "settings.env", "README.md", "locales/pt/common.po"}
    assert "# translate: pt" in made.files["indicators.yaml"].decode()


def test_patterns_that_are_not_known_are_left_to_the_author_with_an_example() -> None:
    answers = answers_of({key: value for key, value in SAID.items() if key not in {"privacy", "calling_code"}})
    text = write_plan(answers, "en")[0]
    assert "# privacy:" in text
    assert "    # - {name: phone, pattern:" in text
    assert loaded(text, table(answers))[1] == []


def nap(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_nothing_is_ever_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers, folder = tmp_path / "answers.yaml", tmp_path / "xq"
    answers.write_text(ANSWERS, encoding="utf-8")
    folder.mkdir()
    (folder / "README.md").write_text("mine", encoding="utf-8")
    assert nap("init", "--country", folder, "--answers", answers) == 2
    assert "README.md" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["README.md"]
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"


def test_everything_can_be_said_by_options_and_regions_by_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    regions = tmp_path / "regions.csv"
    regions.write_text("code,level,name_pt,name_sw\nMZ,country,M,M\nMZ-A,region,Niassa,Nyasa\n,region,Tete,\n", encoding="utf-8")
    said = ("--code", "MZ", "--languages", "pt", "sw", "--years", "2026", "2028", "--regions", regions, "--organisation", "Rede")
    assert nap("init", "--country", tmp_path / "mz", *said, "--partners", "Um Dois", "Três", "--calling-code", "+258") == 0
    plan = (tmp_path / "mz" / "indicators.yaml").read_text(encoding="utf-8")
    assert "timezone: Africa/Maputo" in plan
    assert "currency: MZN" in plan
    assert "258|0)" in plan
    assert "MZ-A,MZ,region,region,Niassa,Nyasa" in (tmp_path / "mz" / "regions.csv").read_text(encoding="utf-8")
    assert "fill in the patterns" in capsys.readouterr().out.casefold()


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Somebody sits at the terminal and types these lines; then she ends it."""

    def types(*lines: str) -> None:
        waiting: Iterator[str] = iter(lines)

        def line(_: str = "") -> str:
            found = next(waiting, None)
            if found is None:
                raise EOFError
            return found

        monkeypatch.setattr(builtins, "input", line)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    return types


def test_it_asks_again_what_does_not_fit_and_offers_what_is_usual(
    tmp_path: Path, typing: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["Kenya", "KE", "en sw", "", "", "2026 2028", "", "", "7", "", "", "Nairobi", "KE-28 Mombasa", "", "Forum", "Jukwaa"]
    typing(*asked, "Mothers of Peace", "", "+254")
    assert nap("init", "--country", tmp_path / "ke") == 0
    plan = (tmp_path / "ke" / "indicators.yaml").read_text(encoding="utf-8")
    assert "country: KE" in plan
    assert "timezone: Africa/Nairobi, year_begins: 7" in plan
    assert "currency: KES" in plan
    assert "{en: Forum, sw: Jukwaa}" in plan
    regions = (tmp_path / "ke" / "regions.csv").read_text(encoding="utf-8")
    assert "KE,,country,country,Kenya,Kenya" in regions
    assert "KE-28,KE,region,region,Mombasa,Mombasa" in regions
    assert "two capital letters" in capsys.readouterr().out


def test_who_stops_answering_has_written_nothing(
    tmp_path: Path, typing: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typing("KE", "sw")
    assert nap("init", "--country", tmp_path / "ke", "--lang", "ru") == 2
    assert not (tmp_path / "ke").exists()
    assert capsys.readouterr().err
