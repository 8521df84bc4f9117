"""Whoever sends a great deal at once waits, and keeps no thread of the server from everybody else."""

from __future__ import annotations

import pytest

from nap.monitor import House, NotNow
from tests.monitor.building import a_submission
from tests.web.light import browser, press, upload, words
from web.light import sending
from web.light.at_work import AtWork
from web.light.upload import Limits


def test_a_file_that_still_waits_to_be_read_holds_its_senders_place(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client, told = browser(house, "wpn@demo", Limits(each=1, linger=0.1)), list[int]()

    def reading(*_: object) -> None:
        if not told:
            told.append(0)
            told[0] = upload(client, b"another").status_code
        raise NotNow("busy")

    monkeypatch.setattr(sending, "receive", reading)
    upload(client, b"one")
    assert told == [429]
    assert upload(client, b"after it").status_code == 503  # it is taken, and read


def test_of_one_person_so_many_are_worked_on_and_of_the_next_one_as_many() -> None:
    work = AtWork(2)
    with work.place("wpn@demo"), work.place("wpn@demo"):
        with pytest.raises(NotNow, match="busy"), work.place("wpn@demo"):
            raise AssertionError("a third place")
        with work.place("nsc@demo"):
            pass
    with work.place("wpn@demo"):
        pass


def test_whoever_has_to_wait_finds_what_was_typed_and_nothing_is_done(house: House) -> None:
    id = a_submission(house).id
    client = browser(house, "coordinator@demo", Limits(at_work=0))
    answer = press(client, f"/light/return/{id}/send-back", reason="The third row <b>")
    assert answer.status_code == 503
    assert "send it again in a few minutes" in words(answer)
    assert 'name="reason" value="The third row &lt;b&gt;"' in answer.text
    assert client.get("/light").status_code == 503
    assert "submitted" in browser(house, "coordinator@demo").get(f"/light/return/{id}").text.lower()
