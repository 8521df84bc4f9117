"""Everything taken out in open formats: another program can go on with it, and no secret is in it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from nap.cli import main
from nap.monitor import BackupProblem, House, export, invite, operator, set_password, trail
from nap.store import outward, tables as t
from nap.store.canonical import count_all
from tests.monitor.accounts_made import GOOD, HERE, new


def test_a_folder_in_use_is_left_as_it_is(demo: House, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    for folder, code in ((tmp_path, "exists"), (tmp_path / "letter.txt", "exists"), (tmp_path / "a" / "b", "no_folder")):
        with pytest.raises(BackupProblem) as caught:
            export(operator(), demo, folder)
        assert caught.value.code == code
    assert (tmp_path / "letter.txt").read_text() == "Dear all"


def test_what_fails_half_way_leaves_no_folder(demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nap.monitor.exporting._about", failing)
    with pytest.raises(BackupProblem, match="disk_full"):
        export(operator(), demo, tmp_path / "out")
    assert {each.name for each in tmp_path.iterdir()} == {"demo"}


@pytest.fixture
def out(demo: House, tmp_path: Path) -> Path:
    """The demo taken out, with somebody who has a password and a comment that looks like a formula."""
    token = set_password(demo, invite(operator(), demo, new("aida@example.org")).secret, GOOD, GOOD, HERE, "Firefox")
    with demo.store.writing() as transaction:
        transaction.execute(sa.update(t.notes).where(t.notes.c.number == 1).values(text="=HYPERLINK(1)"))
        (tmp_path / "secrets").write_text("\n".join([token, *transaction.scalars(sa.select(t.people.c.password))]))
    return export(operator(), demo, tmp_path / "out").folder


def test_every_file_and_row_is_there_as_the_manifest_says(demo: House, out: Path) -> None:
    told = json.loads((out / "manifest.json").read_text())
    there = {each.relative_to(out).as_posix() for each in out.rglob("*") if each.is_file()} - {"manifest.json"}
    assert there == set(told["files"])
    for name, known in told["files"].items():
        data = (out / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (known["bytes"], known["sha256"])
    with demo.store.reading() as transaction:
        rows = {name: each.rows for name, each in count_all(transaction).items() if name not in outward.NEVER}
    rows["audit"] -= 1  # that it was taken out was put on record afterwards
    assert told["tables"] == rows
    for name, count in rows.items():
        assert len(json.loads((out / f"tables/{name}.json").read_text())) == count
        with (out / f"tables/{name}.csv").open(encoding="utf-8-sig", newline="") as table:
            assert len(list(csv.DictReader(table))) == count
    assert trail(operator(), demo, limit=1)[0].act == "store_exported"


def test_returns_come_out_as_they_came_in_and_figures_digit_for_digit(demo: House, out: Path) -> None:
    with demo.store.reading() as transaction:
        kept = {row.return_id: row.data for row in transaction.execute(sa.select(t.originals))}
        figures = transaction.scalars(sa.select(t.observations.c.value).order_by("plan", "return_id", "number")).all()
    files = {row["return_id"]: out / row["data"] for row in json.loads((out / "tables/originals.json").read_text())}
    assert {id: file.read_bytes() for id, file in files.items()} == kept
    assert {file.suffix for file in files.values()} == {".xlsx"}
    rows = json.loads((out / "tables/observations.json").read_text())
    assert [row["value"] for row in rows] == [None if value is None else format(value, "f") for value in figures]


def test_no_password_and_no_session_is_in_it_and_no_text_is_a_formula(out: Path, tmp_path: Path) -> None:
    everything = b"".join(each.read_bytes() for each in out.rglob("*") if each.is_file())
    for secret in (tmp_path / "secrets").read_text().split():
        assert secret.encode() not in everything
    assert not (out / "tables/sessions.csv").exists()
    people = list(csv.DictReader(io.StringIO((out / "tables/people.csv").read_text("utf-8-sig"))))
    assert people[0]["person"] == "aida@example.org"
    assert "password" not in people[0]
    notes = list(csv.DictReader(io.StringIO((out / "tables/notes.csv").read_text("utf-8-sig"))))
    assert {row["text"][:2] for row in notes if "HYPERLINK" in row["text"]} == {"'="}
    assert "=HYPERLINK(1)" in {row["text"] for row in json.loads((out / "tables/notes.json").read_text())}


def test_the_command_tells_what_it_wrote(
    demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parser_once: None
) -> None:
    monkeypatch.setenv("NAP_DATA", str(demo.settings.data))
    assert main(["export", str(tmp_path / "out"), "--as", "coordinator@demo", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tables"]["returns"] == 64
    assert main(["export", str(tmp_path / "out"), "--lang", "ky"]) == 2
    assert "keeping." not in capsys.readouterr().err


def test_no_name_that_a_partner_chose_decides_where_a_file_is_put_or_what_opens_it(demo: House, tmp_path: Path) -> None:
    chosen = ["a.exe", "b.LNK", "c.html", "../../evil.sh", "=cmd|'/c calc'!A1.XLSX", "d.xlsx\n.bat", ".htaccess", "e.ods"]
    with demo.store.writing() as transaction:
        ids = list(transaction.scalars(sa.select(t.returns.c.id).order_by(t.returns.c.id).limit(len(chosen))))
        for each, name in zip(ids, chosen, strict=True):
            transaction.execute(sa.update(t.returns).where(t.returns.c.id == each).values(filename=name))
    done = export(operator(), demo, tmp_path / "out")
    returns = {file.name.removeprefix(each): each for each in ids for file in (done.folder / "returns").glob(f"{each}*")}
    assert set(returns) <= {"", ".xlsx", ".ods"}
    assert {file.suffix for file in (done.folder / "returns").iterdir()} & {".exe", ".lnk", ".html", ".sh", ".bat"} == set()
    assert not list(tmp_path.rglob("evil*"))
    with (done.folder / "tables" / "returns.csv").open(encoding="utf-8-sig", newline="") as table:
        told = {row["id"]: row["filename"] for row in csv.DictReader(table)}
    assert told[ids[4]] == "'" + chosen[4]
