"""`audit verify` and `audit list`: is the record whole, and what stands in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Nap


def test_what_is_printed_to_note_down_is_what_is_compared_with(demo_nap: Nap) -> None:
    whole, noted = demo_nap("audit", "verify").out.splitlines()
    assert whole.startswith("The audit trail is whole. Events: ")
    assert demo_nap("audit", "verify", "--expect", noted).status == 0
    number, _, sha256 = noted.partition(":")
    assert demo_nap("audit", "verify", "--expect", f"{number}:{sha256[:16]}").status == 0
    other = demo_nap("audit", "verify", "--expect", f"{number}:{'0' * 64}")
    assert (other.status, f"Entry {number} is not the one" in other.err) == (1, True)


def test_what_is_no_number_and_hash_is_refused_in_words(nap: Nap) -> None:
    done = nap("audit", "verify", "--expect", "yesterday")
    assert (done.status, done.err) == (2, "--expect takes NUMBER:HASH, as audit verify prints it.\n")


def test_an_end_cut_off_is_found_and_told_as_json_too(demo_nap: Nap, tmp_path: Path) -> None:
    (file,) = tmp_path.rglob("nap.sqlite")
    last = demo_nap("audit", "verify", "--json").json["number"]
    with closing(sqlite3.connect(file)) as store, store:
        store.execute("drop trigger audit_no_delete")
        store.execute("delete from audit where number = ?", (last,))
    done = demo_nap("audit", "verify", "--json")
    assert (done.status, done.json["whole"], done.json["broken"], done.json["fault"]) == (1, False, last, "cut")
    assert f"missing, from number {last} on" in demo_nap("audit", "verify").err


def test_every_event_of_the_demo_says_who_and_from_where(demo_nap: Nap) -> None:
    found = demo_nap("audit", "list", "--limit", "100000", "--json").json
    assert [one["number"] for one in found] == list(range(len(found), 0, -1))
    assert {(one["person"] == "system", one["origin"]) for one in found} == {(True, ""), (False, "demo")}


def test_what_is_done_from_the_command_line_says_so(demo_nap: Nap) -> None:
    id = demo_nap("review", "list", "--as", "coordinator@demo", "--json").json[0]["id"]
    assert demo_nap("review", "return", id, "--as", "coordinator@demo", "--reason", "Twice last year").status == 0
    newest, *_ = demo_nap("audit", "list", "--act", "decisions", "--json").json
    assert (newest["act"], newest["origin"], newest["person"]) == ("send_back", "cli", "coordinator@demo")
    said, *_ = demo_nap("audit", "list", "--lang", "ru").out.splitlines()
    assert said.endswith("Возвращено на доработку: причина: «Twice last year»")
    assert "сам сервер (командная строка)" in said


def test_a_partner_who_asks_is_shown_the_own_deeds(demo_nap: Nap) -> None:
    own = demo_nap("audit", "list", "--as", "wpn@demo", "--json").json
    assert own
    assert {one["person"] for one in own} == {"wpn@demo"}
    denied = demo_nap("audit", "list", "--as", "wpn@demo", "--person", "coordinator@demo")
    assert (denied.status, denied.err) == (2, "This person may not do that (read_audit).\n")
    assert demo_nap("audit", "list", "--person", "nobody@example.org").out == "Nothing of this kind is on record.\n"
