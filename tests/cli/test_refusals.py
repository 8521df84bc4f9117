"""What the command line says when something cannot be: one line, an exit status, and nothing stored."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nap.monitor import NOT_NOW
from nap.plan import load_plan
from nap.words import known
from tests.catalogues import ROOT
from tests.cli.conftest import Nap
from tests.returns.workbooks import Return

EXAMPLE = ROOT / "tests" / "samples" / "example-plan.yaml"


@pytest.fixture
def example_return(monkeypatch: pytest.MonkeyPatch) -> Return:
    monkeypatch.setenv("NAP_PLAN", str(EXAMPLE))
    plan, _ = load_plan(EXAMPLE)
    assert plan is not None
    return Return(plan)


def one_line(text: str) -> str:
    assert text.count("\n") == 1
    return text


def test_a_foreign_file_is_refused_with_status_2(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("hello")
    done = nap("check", file, "--json")
    assert (done.status, done.json["verdict"], done.json["partner"], done.json["rows"], done.json["read"]) == (
        2,
        "refused",
        None,
        0,
        [],
    )


def test_a_file_that_is_not_there_is_said_in_one_line(nap: Nap, tmp_path: Path) -> None:
    done = nap("check", tmp_path / "nothing.xlsx")
    assert done.status == 2
    assert "nothing.xlsx" in one_line(done.err)


def test_errors_give_status_1_and_keep_a_draft(nap: Nap, example_return: Return, tmp_path: Path) -> None:
    example_return.put("2.2", "KG-B", "#value+total", "около 6")
    file = tmp_path / "return.xlsx"
    file.write_bytes(example_return.data())
    assert nap("check", file, "--json").status == 1
    sent = nap("submit", file, "--as", "wpn@demo", "--json")
    assert (sent.status, sent.json["status"], sent.json["verdict"]) == (1, "draft", "errors")
    assert nap("review", "list", "--as", "coordinator@demo", "--json").json == []


def test_a_refused_upload_gets_the_number_of_an_incident(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(b"not a workbook")
    sent = nap("submit", file, "--as", "wpn@demo", "--json")
    assert (sent.status, sent.json["verdict"], bool(sent.json["id"])) == (2, "refused", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["template", "NOBODY", "2026-H1"], "NOBODY"),
        (["template", "WPN", "2026/1"], "2026-H1"),
        (["template", "WPN", "1999-H1"], "1999-H1"),
        (["review", "list", "--as", "nobody@demo"], "nobody@demo"),
        (["review", "list", "--as", "wpn@demo"], "review"),
        (["review", "accept", "no-such", "--as", "coordinator@demo"], "no-such"),
        (["results", "--json", "--audience", "everybody"], "everybody"),
        (["results", "--json", "--audience", "partner:NOBODY"], "NOBODY"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(nap: Nap, arguments: list[str], said: str) -> None:
    done = nap(*arguments)
    assert done.status == 2
    assert said in one_line(done.err)
    assert done.out == ""


@pytest.mark.parametrize("code", NOT_NOW)
def test_every_state_that_forbids_has_words(code: str) -> None:
    assert known(f"cli.not_now.{code}")


def test_a_reason_is_asked_for(nap: Nap, example_return: Return, tmp_path: Path) -> None:
    file = tmp_path / "return.xlsx"
    file.write_bytes(example_return.data())
    receipt = nap("submit", file, "--as", "wpn@demo", "--json").json
    done = nap("review", "return", receipt["id"], "--as", "coordinator@demo")
    assert (done.status, "--reason" in one_line(done.err)) == (2, True)


def test_a_faulty_plan_tells_every_fault_with_its_line(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(EXAMPLE.read_text().replace("type: stock", "type: stok").replace("lead: NSC", "lead: NCS"))
    done = nap("plan", "check", file)
    lines = done.out.splitlines()
    assert done.status == 1
    assert any("stok" in line and f"{file.name}:" in line for line in lines)
    assert sum("NCS" in line for line in lines) >= 3


def test_a_changed_plan_under_its_old_version_is_refused(nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(EXAMPLE.read_text())
    monkeypatch.setenv("NAP_PLAN", str(file))
    assert nap("plan", "check", "--against-store").status == 0
    file.write_text(EXAMPLE.read_text().replace("value: 35}", "value: 36}"))
    assert nap("plan", "check").status == 0
    done = nap("plan", "check", "--against-store")
    assert (done.status, "version" in one_line(done.err)) == (2, True)


def test_faults_of_an_observations_file_come_all_at_once(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "observations.csv"
    head = "partner,indicator,region,period,breakdown,value,numerator,denominator,state\n"
    file.write_text(head + "WPN,9.9,KG-B,2026-H1,,1,,,\nXXX,2.2,KG-B,2026-H1,,,,,\n")
    done = nap("results", "--json", "--plan", EXAMPLE, "--observations", file, "--as-of", "2026-11-15")
    assert (done.status, done.out) == (2, "")
    assert "{" not in done.err
    for line, found in (("2", "9.9"), ("3", "XXX")):
        assert any(f"Line {line}, column" in each and found in each for each in done.err.splitlines())


def test_results_of_a_file_follow_the_contract(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "observations.csv"
    head = "partner,indicator,region,period,breakdown,value,numerator,denominator,state\n"
    file.write_text(head + "WPN,2.2,KG-B,2026-H1,,6,,,\nWPN,2.2,KG-O,2026-H1,,7,,,\n")
    rows = nap("results", "--json", "--plan", EXAMPLE, "--observations", file, "--as-of", "2026-11-15").json
    names = "indicator region period breakdown value increment numerator denominator reported expected carried at_least parts_sum"
    more = "progress expected_value pace status reason overridden_from override_reason"
    assert list(rows[0]) == [*names.split(), *more.split()]
    batken = [
        row
        for row in rows
        if (row["indicator"], row["region"], row["period"], row["breakdown"]) == ("2.2", "KG-B", "2026-H1", "")
    ]
    assert [row["value"] for row in batken] == [6]


def test_a_real_installation_has_no_demo_people(nap: Nap) -> None:
    assert nap("init").status == 0
    assert nap("review", "list", "--as", "coordinator@demo").status == 2
    assert nap("demo").status == 2


def test_a_broken_audit_trail_is_found(nap: Nap, example_return: Return, tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "return.xlsx"
    file.write_bytes(example_return.data())
    nap("submit", file, "--as", "wpn@demo")
    assert nap("audit", "verify").status == 0
    with sqlite3.connect(tmp_path / "run" / "nap.sqlite") as store:
        store.execute("drop trigger audit_no_update")
        store.execute("update audit set person = 'somebody@else' where number = (select max(number) from audit)")
    store.close()
    assert nap("audit", "verify").status == 1


def test_the_command_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nap", "check", str(ROOT / "tests" / "samples" / "example-plan.yaml"), "--json", "--lang", "ky"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={"NAP_DATA": str(tmp_path), "PATH": ""},
    )
    assert (done.returncode, json.loads(done.stdout)["findings"][0]["code"]) == (2, "not-a-workbook")


def test_a_language_there_are_no_words_in_is_refused_with_those_there_are(nap: Nap) -> None:
    done = nap("template", "WPN", "2026-H1", "--lang", "de")
    assert done.status == 2
    assert done.err.splitlines()[-1].endswith("there is no language 'de'; there are en, ky, ru")
