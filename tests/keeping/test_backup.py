"""A backup: one file, whole or not there at all, sealed if wanted; what is no backup is told and touches nothing."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest

from nap import sealing
from nap.cli import main
from nap.monitor import (
    BackupProblem,
    House,
    NotCopied,
    NotSealed,
    SealingKey,
    Verb,
    backing_up,
    backup,
    first_day,
    last_backup,
    look_backup,
    operator,
    restore,
    sealing_key,
    trail,
    unsealing_key,
)
from nap.settings import Settings
from nap.store import portable

AGE = shutil.which("age")


def problem(act: Callable[[], object]) -> str:
    with pytest.raises((BackupProblem, NotSealed, NotCopied)) as caught:
        act()
    return str(caught.value.code)


def nothing_stands(settings: Settings) -> bool:
    """The place is as it was: not even there."""
    return not settings.data.exists()


@pytest.fixture
def made(demo: House, tmp_path: Path) -> Path:
    """A backup of the demo."""
    return backup(operator(), demo, tmp_path / "nap-2026-11-15.zip").file


def rewritten(file: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The same zip with other members."""
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return file


def retold(file: Path, **told: Any) -> Path:
    """The same backup with another manifest."""

    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **told}).encode()

    return rewritten(file, change)


def test_a_file_that_is_cut_off_is_told(made: Path, elsewhere: Settings) -> None:
    data = made.read_bytes()
    for length in (0, 3, len(data) // 2, len(data) - 1):
        made.write_bytes(data[:length])
        assert problem(lambda: restore(elsewhere, made)) == "damaged"
    assert nothing_stands(elsewhere)


def test_no_changed_byte_gets_in(made: Path, elsewhere: Settings) -> None:
    data = made.read_bytes()
    with zipfile.ZipFile(made) as packed:
        at = packed.getinfo("store.sqlite").header_offset + 20_000
    made.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert problem(lambda: restore(elsewhere, made)) in {"damaged", "changed"}
    assert nothing_stands(elsewhere)


def test_a_member_that_is_not_as_the_manifest_says_is_told(made: Path, elsewhere: Settings) -> None:
    rewritten(made, lambda members: members.update({"plan/indicators.yaml": b"id: other"}))
    assert problem(lambda: look_backup(elsewhere, made)) == "changed"
    rewritten(made, lambda members: members.pop("plan/indicators.yaml"))
    assert problem(lambda: look_backup(elsewhere, made)) == "member_missing"
    assert nothing_stands(elsewhere)


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "plan/../../evil", "C:\\evil", "plan\\evil", "plan/\0", "a/./b", "nul\n"]
)
def test_a_name_that_leads_out_of_the_file_is_told_and_nothing_is_unpacked(made: Path, elsewhere: Settings, name: str) -> None:
    def change(members: dict[str, bytes]) -> None:
        told = json.loads(members["manifest.json"])
        told["members"][name] = {"bytes": 1, "sha256": "0"}
        members |= {"manifest.json": json.dumps(told).encode(), name: b"x"}

    rewritten(made, change)
    assert problem(lambda: restore(elsewhere, made)) in {"evil_name", "damaged", "member_missing"}
    assert nothing_stands(elsewhere)
    assert not list(elsewhere.data.parent.rglob("evil"))


def test_a_bomb_is_told_before_it_is_unpacked(made: Path, elsewhere: Settings) -> None:
    def change(members: dict[str, bytes]) -> None:
        told = json.loads(members["manifest.json"])
        told["members"]["releases/zeros"] = {"bytes": 10**12, "sha256": "0"}
        members |= {"manifest.json": json.dumps(told).encode(), "releases/zeros": bytes(10**7)}

    assert problem(lambda: look_backup(elsewhere, rewritten(made, change))) == "bomb"
    assert nothing_stands(elsewhere)


def test_a_member_that_grows_beyond_what_was_said_is_given_up(made: Path, elsewhere: Settings) -> None:
    def change(members: dict[str, bytes]) -> None:
        told = json.loads(members["manifest.json"])
        told["members"]["releases/zeros"] = {"bytes": 10, "sha256": "0"}
        members |= {"manifest.json": json.dumps(told).encode(), "releases/zeros": bytes(10**8)}

    assert problem(lambda: look_backup(elsewhere, rewritten(made, change))) == "changed"


def test_what_a_later_version_wrote_is_told(made: Path, elsewhere: Settings) -> None:
    assert problem(lambda: look_backup(elsewhere, retold(made, format_version=2))) == "newer_format"
    assert problem(lambda: look_backup(elsewhere, retold(made, format="other"))) == "no_backup"


def test_tables_of_a_later_version_are_told(demo: House, elsewhere: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(demo.settings.data / "nap.sqlite")) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()
    file = backup(operator(), demo, tmp_path / "later.zip").file
    assert problem(lambda: restore(elsewhere, file)) == "newer"
    assert nothing_stands(elsewhere)


def test_a_table_or_a_trail_that_is_not_as_told_is_refused(made: Path, elsewhere: Settings) -> None:
    with zipfile.ZipFile(made) as packed:
        told = json.loads(packed.read("manifest.json"))
    trail_told = {**told["trail"], "end": "1:00"}
    assert problem(lambda: restore(elsewhere, retold(made, trail=trail_told))) == "trail_broken"
    told["tables"]["notes"]["rows"] += 1
    assert problem(lambda: restore(elsewhere, retold(made, tables=told["tables"]))) == "tables_differ"
    assert nothing_stands(elsewhere)


@pytest.mark.parametrize(
    "told",
    [
        *({"made": "yesterday"}, {"plan": None}, {"tables": []}, {"trail": {}}, {"members": []}),
        *({"made": "9999-12-31T23:59:59-12:00"}, {"program": "\x1b[2J"}, {"program": ["1"]}, {"schema": "1\n2"}),
        *({"program": "1" * 10_000}, {"trail": {"end": "\x07", "fault": ""}}),
    ],
)
def test_a_manifest_without_sense_is_told(made: Path, elsewhere: Settings, told: dict[str, Any]) -> None:
    assert problem(lambda: look_backup(elsewhere, retold(made, **told))) == "changed"


@pytest.mark.parametrize("key", ["file", "regions"])
@pytest.mark.parametrize(
    "named", ["{secret}", "plan/../../../secret.txt", "store.sqlite", "plan", "plan/other.yaml", 1, [], {}, ""]
)
def test_a_plan_that_is_no_file_of_the_backup_is_told_and_no_other_file_is_read(
    made: Path, elsewhere: Settings, tmp_path: Path, key: str, named: Any
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("of this machine alone")
    with zipfile.ZipFile(made) as packed:
        plan = json.loads(packed.read("manifest.json"))["plan"]
    told = {**plan, key: named.format(secret=secret) if isinstance(named, str) else named}
    assert problem(lambda: restore(elsewhere, retold(made, plan=told))) == "changed"
    assert problem(lambda: look_backup(elsewhere, made)) == "changed"
    assert nothing_stands(elsewhere)


@pytest.mark.parametrize(
    "act",
    [
        "ALTER TABLE notes RENAME TO kept; CREATE VIEW notes AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
        " SELECT kept.* FROM kept, (SELECT count(*) FROM c)",
        "CREATE TRIGGER evil BEFORE INSERT ON notes BEGIN DELETE FROM persons; END",
        "CREATE VIRTUAL TABLE evil USING fts5(a)",
        "UPDATE alembic_version SET version_num = '../0001'",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_a_store_that_would_do_something_by_itself_is_told(made: Path, elsewhere: Settings, tmp_path: Path, act: str) -> None:
    def change(members: dict[str, bytes]) -> None:
        file = tmp_path / "evil.sqlite"
        file.write_bytes(members["store.sqlite"])
        with closing(sqlite3.connect(file)) as store:
            store.executescript(act)
        data, told = file.read_bytes(), json.loads(members["manifest.json"])
        told["members"]["store.sqlite"] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        members |= {"store.sqlite": data, "manifest.json": json.dumps(told).encode()}

    assert problem(lambda: look_backup(elsewhere, rewritten(made, change))) == "changed"
    assert nothing_stands(elsewhere)


def test_other_files_are_no_backups(tmp_path: Path, elsewhere: Settings) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("letter.txt", "Dear all")
    assert problem(lambda: look_backup(elsewhere, other)) == "no_backup"
    assert problem(lambda: look_backup(elsewhere, tmp_path / "missing.zip")) == "unreadable"
    assert nothing_stands(elsewhere)


def test_a_full_disk_leaves_no_half_file_and_is_told_in_a_sentence(
    demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setenv("NAP_DATA", str(demo.settings.data))
    for where, name in ((portable, "_vacuum_into"), (backing_up, "_pack_releases"), (os, "fsync")):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, full)
            assert main(["backup", str(folder)]) == 2
        assert "The disk is full" in capsys.readouterr().err
    assert not list(folder.iterdir())
    assert not list(demo.settings.data.glob(".in-the-making*"))
    assert last_backup(operator(), demo) is None


def test_what_cannot_be_read_back_never_gets_the_name(demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrote = backing_up._write

    def badly(house: House, half: Path, *about: Any) -> Any:
        key = wrote(house, half, *about)
        data = bytearray(half.read_bytes())
        data[len(data) // 2] ^= 1
        half.write_bytes(data)
        return key

    monkeypatch.setattr(backing_up, "_write", badly)
    file = tmp_path / "nap-1.zip"
    old = tmp_path / "nap-0.zip"
    old.write_bytes(b"PK\3\4 an older one")
    assert problem(lambda: backup(operator(), demo, file, keep=1)) in {"damaged", "changed"}
    assert (file.exists(), old.exists()) == (False, True)


def test_a_file_that_stands_there_is_not_written_over_unless_asked(demo: House, made: Path) -> None:
    before = made.read_bytes()
    assert problem(lambda: backup(operator(), demo, made)) == "exists"
    assert made.read_bytes() == before
    backup(operator(), demo, made, replace=True)
    assert look_backup(demo.settings, made).plan == demo.plan.id
    assert problem(lambda: backup(operator(), demo, made.parent / "none" / "nap.zip")) == "no_folder"


def test_older_ones_go_only_if_they_are_backups_of_the_same_kind(demo: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        backup(operator(), demo, folder / f"nap-2026-11-0{day}.zip")
    others = ["nap-2026-11-00.zip", "nap-2026-11-01.txt", "other-2026-11-01.zip", "nap-2026-11-02.zip.age"]
    for name in others:
        (folder / name).write_text("something else")
    gone = backup(operator(), demo, folder / "nap-2026-11-04.zip", keep=2).removed
    assert gone == ("nap-2026-11-01.zip", "nap-2026-11-02.zip")
    assert {each.name for each in folder.iterdir()} == {"nap-2026-11-03.zip", "nap-2026-11-04.zip", *others}
    assert problem(lambda: backup(operator(), demo, folder / "nap.zip", keep=2)) == "keep_needs_date"


def test_with_a_clock_that_went_back_the_new_one_stays(demo: House, tmp_path: Path) -> None:
    for day in (8, 9):
        backup(operator(), demo, tmp_path / f"nap-2026-11-0{day}.zip")
    assert backup(operator(), demo, tmp_path / "nap-2026-11-01.zip", keep=1).removed == (
        "nap-2026-11-08.zip",
        "nap-2026-11-09.zip",
    )


def test_nobody_but_us_reads_the_file_and_nothing_secret_of_the_settings_is_in_it(demo: House, tmp_path: Path) -> None:
    mail = replace(demo.settings, base_url="https://secret-7731.example")
    with zipfile.ZipFile(backup(operator(), replace(demo, settings=mail), tmp_path / "nap.zip").file) as packed:
        assert packed.testzip() is None
        everything = b"".join(map(packed.read, packed.namelist()))
        assert {"manifest.json", "store.sqlite", "README.txt", "plan/indicators.yaml", "plan/data/regions.csv"} <= set(
            packed.namelist()
        )
    assert b"secret-7731" not in everything
    if os.name == "posix":
        assert (tmp_path / "nap.zip").stat().st_mode & 0o077 == 0


def test_a_backup_is_on_record_with_size_and_hash_and_no_path_and_the_first_day_knows_of_it(demo: House, made: Path) -> None:
    event = trail(operator(), demo, act="backup")[0]
    assert event.facts["bytes"] == str(made.stat().st_size)
    assert not any(str(made.parent) in text or made.name in text for text in event.facts.values())
    last = last_backup(operator(), demo)
    assert last is not None
    assert (last.bytes, last.sealed) == (made.stat().st_size, False)
    assert first_day(operator(), demo)


def test_a_place_in_use_is_not_restored_into(demo: House, made: Path) -> None:
    before = demo.store.version()
    assert problem(lambda: restore(demo.settings, made)) == "not_empty"
    assert demo.store.version() == before


IDENTITY = pyrage.x25519.Identity.generate()
OTHER = pyrage.x25519.Identity.generate()


@pytest.fixture
def sealed(demo: House, tmp_path: Path) -> Path:
    """A backup for two recipients."""
    key = sealing_key([str(IDENTITY.to_public()), str(OTHER.to_public())], None)
    return backup(operator(), demo, tmp_path / "nap.zip.age", key).file


def keyfile(folder: Path, text: str) -> Path:
    file = folder / "key.txt"
    file.write_text(text)
    return file


def test_a_sealed_backup_opens_for_each_recipient_and_for_nobody_else(sealed: Path, elsewhere: Settings, tmp_path: Path) -> None:
    assert b"store.sqlite" not in sealed.read_bytes()
    assert problem(lambda: look_backup(elsewhere, sealed)) == "key_needed"
    stranger = SealingKey(identities=(str(pyrage.x25519.Identity.generate()),))
    assert problem(lambda: restore(elsewhere, sealed, stranger)) == "key_wrong"
    assert problem(lambda: restore(elsewhere, sealed, SealingKey(passphrase="not the right one"))) == "key_wrong"
    data = sealed.read_bytes()
    for broken in (data[:-1000], data[:20_000] + bytes([data[20_000] ^ 1]) + data[20_001:]):
        sealed.write_bytes(broken)
        assert problem(lambda: restore(elsewhere, sealed, SealingKey(identities=(str(IDENTITY),)))) == "damaged"
    assert nothing_stands(elsewhere)
    sealed.write_bytes(data)
    for identity in (IDENTITY, OTHER):
        key = unsealing_key(keyfile(tmp_path, f"# created: today\n# public key: {identity.to_public()}\n{identity}\n"), None)
        assert look_backup(elsewhere, sealed, key).sealed


@pytest.mark.parametrize("text", ["", "# nothing", "AGE-SECRET-KEY-1NONSENSE", "age1notakey"])
def test_a_file_without_a_key_is_told_without_what_stands_in_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotSealed) as caught:
        unsealing_key(keyfile(tmp_path, text), None)
    assert (caught.value.code, caught.value.found) == ("identity", "key.txt")


def test_a_disk_that_fills_up_is_no_damaged_file() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    sealed, key = io.BytesIO(), SealingKey(recipients=(str(IDENTITY.to_public()),), identities=(str(IDENTITY),))
    sealing.seal(key, io.BytesIO(bytes(300_000)), sealed)
    for act, data in ((sealing.seal, bytes(300_000)), (sealing.unseal, sealed.getvalue())):
        with pytest.raises(OSError, match="No space") as caught:
            act(key, io.BytesIO(data), Full())
        assert caught.value.errno == errno.ENOSPC


def test_no_recipient_and_a_short_passphrase_are_refused(tmp_path: Path) -> None:
    assert problem(lambda: sealing_key(["age1nobody"], None)) == "recipient"
    assert problem(lambda: sealing_key([], keyfile(tmp_path, "short\n"))) == "passphrase_short"


def test_a_passphrase_seals_and_opens(demo: House, tmp_path: Path, elsewhere: Settings, request: pytest.FixtureRequest) -> None:
    """Its hash is slow on purpose, seconds each time: a whole backup takes it three times more than the sample."""
    passphrase = keyfile(tmp_path, "correct horse battery staple\n")
    key, opened = sealing_key([], passphrase), io.BytesIO()
    if not request.config.getoption("--long"):
        packed = io.BytesIO()
        sealing.seal(key, io.BytesIO(b"the store"), packed)
        try:
            sealing.unseal(unsealing_key(None, passphrase), io.BytesIO(packed.getvalue()), opened)
        except NotSealed as slow:
            if slow.code != "key_slow":  # which is told on a machine that has far too much to do
                raise
        else:
            assert opened.getvalue() == b"the store"
        return
    file = backup(operator(), demo, tmp_path / "nap.zip.age", key).file
    assert look_backup(elsewhere, file, unsealing_key(None, passphrase)).sealed
    wrong = SealingKey(passphrase="correct horse battery stapler")
    assert problem(lambda: look_backup(elsewhere, file, wrong)) == "key_wrong"


@pytest.mark.skipif(AGE is None, reason="NO PROGRAM age FOUND: that it opens our backups is not proved here")
def test_the_program_age_opens_a_sealed_backup(sealed: Path, tmp_path: Path) -> None:
    opened, key = tmp_path / "opened.zip", keyfile(tmp_path, f"{OTHER}\n")
    subprocess.run([str(AGE), "--decrypt", "-i", str(key), "-o", str(opened), str(sealed)], check=True)
    with zipfile.ZipFile(opened) as packed:
        assert packed.testzip() is None
        (tmp_path / "store.sqlite").write_bytes(packed.read("store.sqlite"))
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as store:
        assert store.execute("SELECT count(*) FROM returns").fetchone()[0] > 50


@pytest.mark.skipif(AGE is None, reason="NO PROGRAM age FOUND: that we open its files is not proved here")
def test_a_backup_sealed_by_the_program_age_is_opened(made: Path, tmp_path: Path, elsewhere: Settings) -> None:
    file = tmp_path / "by-age.age"
    subprocess.run([str(AGE), "-r", str(IDENTITY.to_public()), "-o", str(file), str(made)], check=True)
    assert look_backup(elsewhere, file, SealingKey(identities=(str(IDENTITY),))).members > 3


def test_only_who_administers_may(demo: House, tmp_path: Path) -> None:
    from nap.monitor import Denied, Viewer

    with pytest.raises(Denied) as caught:
        backup(Viewer("a@example.org", "A", frozenset()), demo, tmp_path / "nap.zip")
    assert caught.value.verb is Verb.ADMINISTER
    assert not (tmp_path / "nap.zip").exists()


def test_the_commands_tell_in_words_and_in_json(
    demo: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parser_once: None
) -> None:
    monkeypatch.setenv("NAP_DATA", str(demo.settings.data))
    file = tmp_path / "nap-1.zip"
    assert main(["backup", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["bytes"], told["sealed"], told["tables"]["returns"]["rows"]) == (file.stat().st_size, False, 64)
    assert main(["restore", "--check", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"] == told["tables"]
    for lang in ("en", "ru", "ky"):
        assert main(["restore", "--check", str(file), "--lang", lang]) == 0
        assert told["end"] in capsys.readouterr().out
        assert main(["restore", str(file), "--lang", lang]) == 2
        assert main(["backup", str(file), "--lang", lang]) == 2
        assert main(["backup", str(file), "--for", "age1x", "--passphrase-file", str(file), "--lang", lang]) == 2
        assert "keeping." not in capsys.readouterr().err
