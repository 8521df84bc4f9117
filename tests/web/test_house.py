"""The house of the process: threads ask the store how it stands, the event loop waits for nobody."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

import web.house
from nap.monitor import House


def test_threads_ask_the_store_and_the_event_loop_takes_what_they_found(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[House] = []

    def current(of: House) -> House:
        asked.append(of)
        return replace(of, entries=(*of.entries,))

    monkeypatch.setattr(web.house, "open_house", lambda _: house)
    monkeypatch.setattr(web.house, "current", current)
    door = web.house._Door()

    async def in_the_loop() -> House:
        return door.house()

    assert asyncio.run(in_the_loop()) is house
    assert asked == []
    found = door.house()
    assert (len(asked), found is house) == (1, False)
    assert asyncio.run(in_the_loop()) is found
    assert len(asked) == 1
