"""What the doctor finds in the database, the clock, the record, the mail server and the network: the unhappy path of each."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import sqlalchemy as sa

from nap.monitor import Gravity, close, open_house
from nap.monitor.doctor import backups, clock, database, mail, network, people
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis
from nap.settings import Mail, Settings
from nap.store import audit, installations, links, open_store, persons
from nap.store.links import StoredLink
from nap.store.persons import Person
from nap.store.reminders import StoredReminder, put
from nap.store.vitals import Vitals, asked, vitals
from tests.mailing import HOST, PASSWORD, USER, Postbox, certificate, knows_us, postbox, serving
from tests.monitor.building import PLAN_FILE

__all__ = ["postbox"]
pytestmark = pytest.mark.sqlite
NOW = datetime.now(UTC)


def told(found: object) -> dict[str, Diagnosis]:
    return {one.code: one for one in found}  # type: ignore[attr-defined]


def of(address: str, **more: object) -> Patient:
    """A patient with that database; `more` are settings."""
    given = Settings(Path("unused"), address, PLAN_FILE, "http://127.0.0.1:8501", demo=False)
    return Patient(replace(given, **more), {})  # type: ignore[arg-type]


@pytest.fixture
def real(migrated_file: Path, tmp_path: Path) -> str:
    """The address of an installation that has begun, with its plan."""
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    address = f"sqlite:///{tmp_path / 'nap.sqlite'}"
    house = open_house(of(address).settings)
    with house.store.writing() as transaction:
        installations.begin(transaction, NOW, demo=False, today=None)
    close(house)
    return address


@contextmanager
def changed(address: str) -> Iterator[sa.Connection]:
    """The same database, to be written past the store."""
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_a_database_that_is_not_there_or_has_no_address_or_does_not_answer(tmp_path: Path) -> None:
    found = database.database(of(f"sqlite:///{tmp_path / 'none' / 'nap.sqlite'}"))
    assert set(told(found)) == {"database_none"}
    assert not (tmp_path / "none").exists()
    assert set(told(database.database(of("mysterysql://h/n")))) == {"database_address"}
    assert set(told(database.database(of("no address")))) == {"database_address"}


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database at all, but long enough to be looked at as one " * 4)
    assert set(told(database.database(of(f"sqlite:///{tmp_path / 'text.sqlite'}")))) <= {"database_refused"}


def test_no_password_is_told_even_if_the_server_repeats_it() -> None:
    with socket.socket() as closed:
        closed.bind((HOST, 0))
        port = closed.getsockname()[1]
    found = list(database.database(of(f"postgresql+psycopg://nap:s3cret-word@{HOST}:{port}/nap")))
    assert [one.code for one in found] == ["database_refused"]
    assert "s3cret-word" not in str(found)
    assert "nap:***@" in str(found)


def test_a_database_without_tables(tmp_path: Path) -> None:
    (tmp_path / "nap.sqlite").write_bytes(b"")
    assert "schema_none" in told(database.database(of(f"sqlite:///{tmp_path / 'nap.sqlite'}")))


@pytest.mark.parametrize(("revision", "code"), [("0001", "schema_older"), ("9999", "schema_newer")])
def test_tables_of_another_version(real: str, revision: str, code: str) -> None:
    with changed(real) as connection:
        connection.execute(sa.text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    found = told(database.database(of(real)))
    assert code in found
    assert "is_real" not in found  # nothing is asked of tables we do not know
    assert list(people.people(of(real))) == []


def test_an_installation_as_it_should_be_read_whole(real: str) -> None:
    found = told(database.database(replace(of(real), deep=True)))
    assert set(found) == {"database", "schema", "database_whole", "trail", "is_real"}


def test_a_broken_record_is_found_by_a_deep_look(real: str) -> None:
    with changed(real) as connection:
        connection.execute(sa.text("DROP TRIGGER audit_no_update"))
        connection.execute(sa.text("UPDATE audit SET person = 'nobody' WHERE number = 1"))
    found = told(database.database(replace(of(real), deep=True)))
    assert found["trail_broken"].facts == {"number": 1}


def test_a_damaged_file_is_found_by_a_deep_look(real: str, tmp_path: Path) -> None:
    with changed(real) as connection:
        page = connection.scalar(sa.text("SELECT rootpage FROM sqlite_master WHERE name = 'mends'"))
        size = connection.scalar(sa.text("PRAGMA page_size"))
    with (tmp_path / "nap.sqlite").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert "database_broken" in told(database.database(replace(of(real), deep=True)))


def test_a_store_that_nobody_has_begun_and_a_demo_that_should_be_none(migrated_file: Path, tmp_path: Path) -> None:
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    address = f"sqlite:///{tmp_path / 'nap.sqlite'}"
    assert "not_begun" in told(database.database(of(address)))
    store = open_store(address)
    with store.writing() as transaction:
        installations.begin(transaction, NOW, demo=True, today=NOW.date())
    store.close()
    assert "is_demo" in told(database.database(of(address)))
    assert "is_demo_as_meant" in told(database.database(of(address, demo=True)))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("version: 1", "version: 30", "plan_waits"),
        ("id: kg-example", "id: kg-other", "plan_other"),
        ("version: 1", "version: 1 # changed", "plan_changed"),
    ],
)
def test_a_plan_file_that_does_not_fit_to_the_plan_in_force(
    real: str, tmp_path: Path, before: str, after: str, code: str
) -> None:
    text = PLAN_FILE.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "plan.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    assert code in told(database.database(of(real, plan_file=tmp_path / "plan.yaml")))


def test_a_plan_file_of_an_earlier_version(real: str) -> None:
    store = open_store(real)
    with store.writing() as transaction:
        installations.adopt(transaction, installations.StoredPlan("kg-example", 2, "0" * 64, b""), NOW, "aida@example.org")
    store.close()
    assert told(database.database(of(real)))["plan_older"].facts == {"version": "1", "current": "2"}


def test_postgresql_that_is_old_crowded_or_without_our_letters() -> None:
    old = Vitals("postgresql", "12.4 (Debian)", "SQL_ASCII", "0001", "0001", NOW, most=40, others=10, pool=80)
    assert set(told(database._fit(old))) == {"database_old", "connections_few", "database_alphabet", "schema"}
    assert "connections_few" not in told(database._fit(replace(old, most=200)))


def test_a_real_postgresql_says_what_it_is(postgres: str) -> None:
    with asked(postgres.format(name="migrated")) as connection:
        found = vitals(connection)
    assert (found.kind, found.encoding, found.revision, found.most) == ("postgresql", "UTF8", found.newest, 40)
    assert int(found.version.partition(".")[0]) >= database.OLDEST_POSTGRES
    assert abs(found.now - datetime.now(UTC)) < clock.APART


def test_a_clock_from_before_this_program_behind_the_record_or_apart(real: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(told(clock.clock(of(real)))) == {"clock"}
    monkeypatch.setattr(clock, "utc_now", lambda: datetime(1970, 1, 2, tzinfo=UTC))
    assert set(told(clock.clock(of(real)))) == {"clock_early"}
    monkeypatch.setattr(clock, "utc_now", lambda: NOW - timedelta(days=30))
    assert set(told(clock.clock(of(real)))) == {"clock_database", "clock_behind"}


def test_too_few_coordinators_and_invitations_that_ran_out(real: str) -> None:
    assert set(told(people.people(of(real)))) == {"coordinator_none"}
    store = open_store(real)
    with store.writing() as transaction:
        persons.add_person(transaction, Person("e@example.org", "E", frozenset({"coordinator"}), joined=False))
        links.add_link(transaction, StoredLink("1" * 64, "e@example.org", "invitation", NOW, NOW + timedelta(days=1)))
    assert set(told(people.people(of(real)))) == {"coordinator_awaited"}
    with store.writing() as transaction:
        persons.add_person(transaction, Person("a@example.org", "A", frozenset({"coordinator"})))
        persons.add_person(transaction, Person("b@example.org", "B", frozenset({"coordinator"}), joined=False))
        persons.add_person(transaction, Person("c@example.org", "C", frozenset({"coordinator"}), active=False))
        links.add_link(transaction, StoredLink("0" * 64, "b@example.org", "invitation", NOW, NOW - timedelta(days=1)))
    found = told(people.people(of(real)))
    assert set(found) == {"coordinator_alone", "invitations_lapsed"}
    assert "example.org" not in str(found)
    with store.writing() as transaction:
        persons.add_person(transaction, Person("d@example.org", "D", frozenset({"coordinator"})))
    store.close()
    assert "coordinators" in told(people.people(of(real)))


@pytest.mark.parametrize(("days", "code"), [(None, "backup_none"), (0, "backup"), (3, "backup_late"), (20, "backup_late")])
def test_backups_by_what_stands_on_record(real: str, days: int | None, code: str) -> None:
    store = open_store(real)
    if days is not None:
        with store.writing() as transaction:
            audit.append(transaction, NOW - timedelta(days=days, minutes=1), "operator", "backup", "kg-example")
    store.close()
    found = told(backups.backups(of(real)))
    assert set(found) == {code}
    assert (found[code].gravity is Gravity.ERROR) == (days == 20)


def test_reminders_are_looked_for_only_where_letters_go(real: str) -> None:
    server = Mail(HOST, 25, "", "", "nap@example.org", "none")
    assert "reminders_none" in told(backups.backups(of(real, mail=server)))
    store = open_store(real)
    with store.writing() as transaction:
        texts = ("kg-example", "a@example.org", "due", "WPN", "2026-H1", "", "mail", "sent")
        put(transaction, StoredReminder("x", *texts, NOW.date(), NOW))
    store.close()
    assert "reminders" in told(backups.backups(of(real, mail=server)))


def letters(given: Mail | None, letter: str = "", *, demo: bool = False) -> set[str]:
    return set(told(mail.mail(replace(of("sqlite://", mail=given, demo=demo), letter=letter))))


def test_mail_that_is_not_set_up_or_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (letters(None), letters(None, demo=True)) == ({"mail_unset"}, {"mail_none"})

    def fails(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(mail.socket, "getaddrinfo", fails)  # type: ignore[attr-defined]
    assert letters(Mail("mail.invalid", 25, "", "", "nap@example.org", "none")) == {"mail_open", "mail_name"}


def test_a_mail_server_that_is_silent_or_takes_nobody(postbox: Postbox, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind((HOST, 0))
        silent = Mail(HOST, closed.getsockname()[1], "", "", "nap@example.org", "none")
    assert letters(silent) == {"mail_unreachable"}
    assert letters(postbox.mail("starttls")) == {"mail_insecure"}
    assert letters(replace(postbox.mail(), sender="nobody")) == {"mail_bad_address"}
    assert letters(postbox.mail()) == {"mail"}
    assert postbox.letters == []  # nothing was sent
    assert letters(postbox.mail(), "aida@example.org") == {"mail", "mail_sent"}
    postbox.answer = "550 no"
    assert letters(postbox.mail(), "aida@example.org") == {"mail", "mail_refused"}


def test_a_mail_server_that_does_not_know_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with serving(tls_context=context, require_starttls=True, authenticator=knows_us, auth_required=True) as box:
        assert letters(box.mail("starttls", USER, PASSWORD)) == {"mail"}
        assert letters(box.mail("starttls", USER, "wrong")) == {"mail_sign_in"}


@contextmanager
def answering(status: int, body: bytes) -> Iterator[int]:
    """A web server that says the same to everybody."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


OURS = b'{"status": "ok"}'


@pytest.mark.parametrize(
    ("status", "body", "here", "through"),
    [
        (200, OURS, "server", "proxy"),
        (503, OURS, "server_unwell", "proxy_wrong"),
        (200, b"<html>", "server_other", "proxy_wrong"),
    ],
)
def test_what_answers_at_our_port_and_behind_our_address(
    status: int, body: bytes, here: str, through: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "is_loopback", lambda _: False)
    with answering(status, body) as port:
        patient = replace(of("sqlite://", base_url=f"http://{HOST}:{port}"), port=port)
        assert set(told(network.server(patient))) == {here}
        assert set(told(network.proxy(patient))) == {through}
        secure = replace(patient, settings=replace(patient.settings, base_url=f"https://{HOST}:{port}"))
        assert set(told(network.proxy(secure))) == {"proxy_certificate"}
    assert set(told(network.server(patient))) == {"server_silent"}
    assert set(told(network.proxy(patient))) == {"proxy_silent"}


def test_an_address_that_leads_nowhere_or_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    patient = of("sqlite://", base_url="https://nap.example.org")
    assert list(network.proxy(of("sqlite://"))) == []
    monkeypatch.setattr(network, "_resolved", lambda _: [])
    assert set(told(network.proxy(patient))) == {"proxy_name"}
    monkeypatch.setattr(network, "_resolved", lambda _: ["192.0.2.7", "2001:db8::7"])
    monkeypatch.setattr(network, "_through", lambda _: pytest.fail("only this machine is asked"))
    assert set(told(network.proxy(patient))) == {"proxy_elsewhere"}
