"""The drill: a backup made while returns come in is brought back on both databases, and everything is there and works."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nap.cli import main
from nap.facts import Observation
from nap.monitor import (
    Checked,
    House,
    SignInRefused,
    all_returns,
    ask_erasure,
    backup,
    bidden,
    chain,
    close,
    confirm_erasure,
    invite,
    look_backup,
    open_house,
    operator,
    original,
    release_files,
    restore,
    return_detail,
    set_password,
    sign_in,
    trail,
    verify_release,
    viewer_of,
)
from nap.monitor.problems import LinkRefused
from nap.monitor.sending import keep
from nap.people import Role, demo_people
from nap.settings import Settings
from nap.store.canonical import Counted, count_all
from tests.monitor.accounts_made import GOOD, HERE, new
from tests.monitor.building import COORDINATOR, H1, somebody
from tests.monitor.releasing import a_sensitive_house, begun, everybody_given, published, quick_files

PLACES = ["sqlite", "postgresql"]


@pytest.fixture
def place(request: pytest.FixtureRequest, elsewhere: Settings) -> Settings:
    """An empty place on the database that the test is for."""
    if request.param == "sqlite":
        return elsewhere
    found = request.getfixturevalue("on_postgres")
    assert isinstance(found, Settings)
    return found


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    house = open_house(settings)
    try:
        yield house
    finally:
        close(house)


def counted(house: House) -> dict[str, Counted]:
    with house.store.reading() as transaction:
        return count_all(transaction)


def send(house: House, number: int) -> str:
    """One more return of the first partner; its number."""
    viewer = next(one for one in demo_people(house.plan) if one.partner)
    code = house.plan.indicators[0].code
    said = (Observation(str(viewer.partner), code, house.plan.regions.country.code, H1, value=Decimal(number)),)
    checked = Checked("clean", house.plan, viewer.partner, H1, "ky", 1, said)
    with house.store.writing() as transaction:
        receipt = keep(transaction, viewer, house, b"return %d" % number * 3000, f"return {number}.xlsx", checked).receipt
    assert receipt is not None
    return receipt.id


@contextmanager
def returns_coming_in(house: House) -> Iterator[list[str]]:
    """Somebody sends one return after the other for as long as the block lasts; at least one before and one after it began."""
    sent, over, first = [send(house, 0)], threading.Event(), threading.Event()

    def sending() -> None:
        number = 0
        while not over.is_set() or number < 3:
            number += 1
            sent.append(send(house, number))
            first.set()
            over.wait(0.05)

    thread = threading.Thread(target=sending)
    thread.start()
    assert first.wait(60)
    try:
        yield sent
    finally:
        over.set()
        thread.join()


def results(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("NAP_DATA", str(settings.data))
    monkeypatch.setenv("NAP_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("NAP_DEMO", "1")
    capsys.readouterr()
    assert main(["results", "--json"]) == 0
    return capsys.readouterr().out


@pytest.fixture
def made(demo: House, tmp_path: Path) -> tuple[Path, dict[str, Any], str]:
    """A backup made while returns came in, with somebody who has a password; what it says of itself, and her session."""
    secret = invite(operator(), demo, new("aida@example.org", "coordinator")).secret
    token = set_password(demo, secret, GOOD, GOOD, HERE, "Firefox")
    with returns_coming_in(demo) as sent:
        file = backup(operator(), demo, tmp_path / "nap-1.zip").file
    import zipfile

    with zipfile.ZipFile(file) as packed:
        told = json.loads(packed.read("manifest.json"))
    assert 64 < told["tables"]["returns"]["rows"] <= 64 + len(sent)
    return file, told, token


@pytest.mark.parametrize("place", PLACES, indirect=True)
def test_what_was_there_at_its_moment_is_there_again_and_works(
    demo: House,
    made: tuple[Path, dict[str, Any], str],
    place: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, told, token = made
    done = restore(place, file)
    assert {name: vars(each) for name, each in done.read.tables.items()} == told["tables"]
    assert done.plan_file is None
    with opened(place) as again:
        found = counted(again)
        changed = {name for name, each in found.items() if vars(each) != told["tables"][name]}
        assert changed == {"audit", "audit_head"}  # that it was brought back is on record
        assert not chain(operator(), again, told["trail"]["end"]).fault
        (event,) = trail(operator(), again, limit=1)
        assert (event.act, event.facts["end"]) == ("store_restored", told["trail"]["end"])
        _backed_up_again(again, found, file.with_name("nap-2.zip"))
        _the_same_returns(demo, again)
        assert told["tables"]["sessions"]["rows"] == 0
        assert viewer_of(again, token, HERE) is None
        assert sign_in(again, "aida@example.org", GOOD, HERE)
        with pytest.raises(SignInRefused):
            sign_in(again, "aida@example.org", "another password", HERE)
    assert results(place, monkeypatch, capsys) == results(demo.settings, monkeypatch, capsys)


def _backed_up_again(again: House, found: dict[str, Counted], file: Path) -> None:
    """A backup of what was brought back, on this database, holds the same again."""
    backup(operator(), again, file)
    assert look_backup(again.settings, file).tables == found


def _the_same_returns(demo: House, again: House) -> None:
    """Every return of the copy stands in the original with the same receipt, status and bytes."""
    coordinator = somebody(Role.COORDINATOR)
    lines = all_returns(coordinator, again)
    assert len(lines) > 64
    for line in lines[:3]:
        id = line.receipt.id
        there, here = (return_detail(coordinator, each, id) for each in (demo, again))
        assert replace(there, others=()) == replace(here, others=())  # later versions came to the one alone
        assert original(coordinator, demo, id).data == original(coordinator, again, id).data


@pytest.mark.parametrize("place", PLACES, indirect=True)
def test_a_release_that_was_brought_back_is_the_one_that_was_published(
    place: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    first = a_sensitive_house(tmp_path)
    first = replace(first, settings=replace(first.settings, data=tmp_path))
    everybody_given(first)
    number = published(first, begun(first)).number
    file = backup(operator(), first, tmp_path / "nap.zip").file
    before = release_files(operator(), first, number)
    close(first)
    restored = restore(replace(place, plan_file=tmp_path / "nothing-here.yaml"), file)
    assert restored.plan_file is not None  # the settings named no plan, so that of the backup was put there
    with opened(replace(place, plan_file=restored.plan_file)) as again:
        after = release_files(operator(), again, number)
        assert after == before
    for path, data in after.items():
        (tmp_path / "release" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "release" / path).write_bytes(data)
    assert verify_release(tmp_path / "release") == ()


def test_links_that_were_open_and_sessions_are_over_after_a_restore(demo: House, elsewhere: Settings, tmp_path: Path) -> None:
    secret = invite(operator(), demo, new("bek@example.org")).secret
    file = backup(operator(), demo, tmp_path / "nap.zip").file
    assert restore(elsewhere, file).links == 1
    assert bidden(demo, secret)
    with opened(elsewhere) as again, pytest.raises(LinkRefused):
        bidden(again, secret)


def test_what_was_erased_since_is_erased_again(
    demo: House, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    id = send(demo, 1)
    file = backup(operator(), demo, tmp_path / "nap.zip").file
    ask_erasure(COORDINATOR, demo, id, "Somebody can be recognised")
    confirm_erasure(somebody(Role.COORDINATOR, person="second@example.org"), demo, id)
    lists = []
    for words in (["files", "list", "--json"], ["audit", "list", "--json"]):
        monkeypatch.setenv("NAP_DATA", str(demo.settings.data))
        assert main(words) == 0
        lists.append(tmp_path / f"{words[0]}.json")
        lists[-1].write_text(capsys.readouterr().out)
    lists.append(tmp_path / "plain.txt")
    lists[-1].write_text(f"# erased in autumn\n{id}\nnone-such.X.2026-H1.1\nI-9999\n")
    for number, listed in enumerate(lists):
        place = replace(elsewhere, data=tmp_path / f"e{number}", database_url=f"sqlite:///{tmp_path / f'e{number}'}/nap.sqlite")
        monkeypatch.setenv("NAP_DATA", str(place.data))
        assert main(["restore", str(file), "--erased", str(listed), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["erased"] == [id]
        with opened(place) as again:
            with pytest.raises(Exception, match="file_gone"):
                original(COORDINATOR, again, id)
            assert not chain(operator(), again).fault
        assert b"return 1return 1" not in (place.data / "nap.sqlite").read_bytes()


def test_a_backup_of_an_earlier_schema_is_brought_up_to_date(demo: House, elsewhere: Settings, tmp_path: Path) -> None:
    """As if it had been made before the last migration, which only added tables: they are not there, and the number is lower."""
    import sqlite3

    from nap.monitor import backing_up
    from nap.store import portable, release_tables

    wrote = portable.write_portable

    def earlier(source: Any, path: Path) -> portable.Portable:
        held = wrote(source, path)
        with sqlite3.connect(path) as store:
            for table in release_tables.metadata.tables:
                if table in vars(release_tables):
                    store.execute(f"DROP TABLE {table}")
            store.execute("UPDATE alembic_version SET version_num = '0009'")
        store.close()
        return replace(held, schema="0009")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backing_up.portable, "write_portable", earlier)
        patch.setattr(backing_up, "_pack_releases", lambda *_: None)
        file = backup(operator(), demo, tmp_path / "nap.zip").file
    assert restore(elsewhere, file).read.schema == "0009"
    with opened(elsewhere) as again:
        assert len(all_returns(COORDINATOR, again)) == 64


def test_what_fails_at_the_very_end_leaves_nothing(
    demo: House, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nap.monitor import bringing_back

    file = backup(operator(), demo, tmp_path / "nap.zip").file

    def failing(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bringing_back, "_plan_beside", failing)
    monkeypatch.setenv("NAP_DATA", str(elsewhere.data))
    assert main(["restore", str(file)]) == 2
    assert not elsewhere.data.exists()
