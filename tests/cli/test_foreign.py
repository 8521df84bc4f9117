"""`foreign look|map|send|mappings`: a table of somebody else becomes a return, by command line alone."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from nap.commands.edge import Stop
from nap.commands.foreign_choosing import choice_of
from nap.monitor import MAPPING_REFUSALS
from nap.words import known
from tests.cli.conftest import Nap
from tests.foreign.understood import demo_plan

YEARS = ["2022", "2023", "2024"]
TABLE = """\
Число жертв умышленных убийств;;;
(человек);;;

Наименование показателей;2022;2023;{year}
Всего;191;106;{total}
По полу:;;;
Мужчины;148;85;80
Женщины;43;21;19
По территории;;;
Баткенская область;8;7;-
г.Ош;6;9;5
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The table of 2024 as a spreadsheet program exports it."""
    return write(tmp_path, 2024, 99)


def write(folder: Path, year: int, total: int) -> Path:
    file = folder / f"homicides-{year}.csv"
    file.write_text(TABLE.format(year=year, total=total), encoding="utf-8")
    return file


def take(nap: Nap, file: Path, block: int, *more: str, code: str = "3.4") -> tuple[int, str, str]:
    done = nap("foreign", "map", file, "--indicator", code, "--block", block, "--save", "homicides", *more)
    return done.status, done.out, done.err


@pytest.mark.parametrize("code", MAPPING_REFUSALS)
def test_every_refusal_has_a_sentence(code: str) -> None:
    assert known(f"foreign.refused.{code}")


def test_what_is_no_table_is_told_in_words(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7 a letter")
    done = nap("foreign", "look", file, "--json")
    assert (done.status, done.json) == (2, [])
    assert "PDF" in done.err
    assert nap("foreign", "look", tmp_path / "nothing.xlsx").status == 2


def test_looking_needs_no_store(nap: Nap, table: Path, tmp_path: Path) -> None:
    done = nap("foreign", "look", table, "--json")
    assert (done.status, [each["block"] for each in done.json]) == (0, [1, 2, 3])
    whole, sex, places = done.json
    assert (whole["sheet"], whole["unit"], whole["periods"], whole["range"][-2:]) == (
        "csv",
        "человек",
        ["2022", "2023", "2024"],
        "D5",
    )
    assert (sex["heading"], sex["breakdowns"], places["regions"]) == ("По полу", ["sex=M", "sex=F"], ["KG-B", "KG-GO"])
    last = sex["rows"][-1]
    assert {name: last[name] for name in ("label", "region", "breakdown", "period", "value", "state", "cell")} == {
        "label": "Женщины", "region": "KG", "breakdown": "sex=F", "period": "2024", "value": 19, "state": "", "cell": "D8",
    }  # fmt: skip
    dash = places["rows"][2]
    assert (dash["value"], dash["state"], dash["mark"]) == (None, "no_data", "dash")
    assert not (tmp_path / "run").exists()


def test_looking_gives_every_digit(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Доля лиц;2022;2023\nВсего;57,9351532623754;60\n", encoding="utf-8")
    (block,) = nap("foreign", "look", file, "--json").json
    assert [row["value"] for row in block["rows"]] == [57.9351532623754, 60]


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_looking_is_an_account_for_a_person(nap: Nap, table: Path, lang: str) -> None:
    done = nap("foreign", "look", table, "--lang", lang)
    assert (done.status, done.err) == (0, "")
    assert "По территории" in done.out
    assert "foreign." not in done.out
    assert "{" not in done.out


@pytest.mark.parametrize(
    ("option", "found"), [("scale", "many"), ("scale", "0"), ("part", ["women"]), ("part", ["sex=F=f"]), ("breakdown", "women")]
)
def test_what_is_no_choice_is_said(option: str, found: object) -> None:
    plain = {"indicator": "3.4", "measures": "value", "breakdown": "", "region": None, "scale": "1", "dash": "zero", "lang": None}
    with pytest.raises(Stop) as stopped:
        choice_of(Namespace(**plain | {"part": [], "leave_out": []} | {option: found}), demo_plan())
    assert (stopped.value.status, "foreign." in stopped.value.line) == (1, False)


def test_parts_are_chosen_as_the_sheet_and_the_plan_call_them() -> None:
    plain = {"indicator": "3.4", "measures": "value", "breakdown": "", "region": None, "scale": "1", "dash": "zero", "lang": None}
    said = ["age=Y0T17=age=Y_LT18", "Высшее образование=out", "total=", "sex=F=total"]
    choice = choice_of(Namespace(**plain, part=said, leave_out=["По Полу:"]), demo_plan())
    assert choice.parts == {"age=Y0T17": "age=Y_LT18", "высшееобразование": "", "": "", "sex=F": "total"}
    assert choice.leave_out == {"пополу"}


REFUSED = [
    (9, (), "3.4", 1, "no block 9"),
    (1, (), "3.21", 1, "Several partners"),
    (1, ("--as", "wpn@demo"), "3.4", 2, "may not"),
    (2, ("--part", "sex=F=out", "--part", "sex=M=out"), "3.4", 1, "left out"),
]


def test_what_cannot_be_taken_is_said_and_not_saved(nap: Nap, table: Path) -> None:
    for block, more, code, status, said in REFUSED:
        done = take(nap, table, block, *more, code=code)
        assert (done[:2], said in done[2]) == ((status, ""), True), (more, code, done[2])
    assert "homicides" not in nap("foreign", "mappings", "list").out


def test_a_table_is_mapped_block_by_block_and_sent_each_year(nap: Nap, table: Path, tmp_path: Path) -> None:
    status, out, _ = take(nap, table, 1, "--as", "nsc@demo")
    assert (status, "3 figures would come out" in out, "version 1" in out) == (0, True, True)
    assert take(nap, table, 2)[0] == 0
    status, out, _ = take(nap, table, 3, "--dash", "zero", "--json")
    figures = {(each["region"], each["period"], each["breakdown"]): each for each in json.loads(out)["figures"]}
    assert (len(figures), figures["KG-B", "2024", ""]["value"], figures["KG", "2024", "sex=F"]["cell"]) == (15, 0, "D8")
    done = nap("foreign", "send", table, "--mapping", "homicides", "--as", "nsc@demo", "--json")
    assert (done.status, done.json["partner"], done.json["status"]) == (0, "NSC", "submitted")
    again = nap("foreign", "send", table, "--mapping", "homicides", "--as", "nsc@demo", "--json")
    assert again.json["id"] == done.json["id"]
    later = write(tmp_path, 2025, 99)
    sent = nap("foreign", "send", later, "--mapping", "homicides", "--as", "nsc@demo", "--json")
    assert (sent.status, sent.json["period"][:4]) == (0, "2025")


def test_a_table_that_is_another_one_is_not_sent(nap: Nap, table: Path, tmp_path: Path) -> None:
    assert take(nap, table, 1)[0] == 0
    other = tmp_path / "other.csv"
    other.write_text("Численность пенсионеров;2022;2023\nВсего;5;6\n", encoding="utf-8")
    done = nap("foreign", "send", other, "--mapping", "homicides", "--as", "nsc@demo", "--json")
    assert (done.status, done.json["status"], done.err[:2]) == (2, "refused", "? ")
    assert "is not in this file" in done.err
    assert nap("foreign", "send", table, "--mapping", "nothing", "--as", "nsc@demo").status == 2
    assert nap("foreign", "send", table, "--mapping", "homicides", "--as", "wpn@demo").status == 2


def test_a_mapping_goes_to_another_house_and_comes_back(nap: Nap, table: Path, tmp_path: Path) -> None:
    take(nap, table, 1)
    file = tmp_path / "out.yaml"
    assert nap("foreign", "mappings", "export", "homicides", "-o", file).status == 0
    assert file.read_text(encoding="utf-8") == nap("foreign", "mappings", "export", "homicides").out
    assert nap("foreign", "mappings", "delete", "homicides", "--as", "nsc@demo").status == 0
    assert nap("foreign", "mappings", "show", "homicides").status == 2
    file.write_text("# mended by hand\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert nap("foreign", "mappings", "import", file, "--as", "coordinator@demo").status == 0
    assert nap("foreign", "mappings", "export", "homicides").out.startswith("# mended by hand")
    shown = nap("foreign", "mappings", "show", "homicides").out
    assert ("Indicator 3.4" in shown, "version 3" in shown) == (True, True)
    assert nap("audit", "verify").status == 0


def test_a_faulty_mapping_is_not_taken_and_every_fault_is_told(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text("mapping: A\nformat: 1\ntables: []\n", encoding="utf-8")
    done = nap("foreign", "mappings", "import", file, "--as", "coordinator@demo")
    assert (done.status, done.out, [line.partition(": ")[0] for line in done.err.splitlines()]) == (
        1, "", ["faulty.yaml:1", "faulty.yaml:1", "faulty.yaml:3"],
    )  # fmt: skip


def test_the_list_names_what_came_with_the_program(nap: Nap) -> None:
    listed = {each["name"]: each for each in nap("foreign", "mappings", "list", "--json").json}
    assert listed["nsc-16.1.1"] == {
        "name": "nsc-16.1.1", "partner": "NSC", "indicators": ["3.4", "3.22"], "tables": 5, "shipped": True, "version": 0,
        "by": None, "at": None,
    }  # fmt: skip
    assert "came with the program" in nap("foreign", "mappings", "list").out
