"""The demo's story told into an empty store: `data/demo/story.yaml` (docs/demo.md) enters, its workbooks take the ordinary door.

Everything is one transaction, so an interrupted telling leaves an empty store and the next one starts anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from nap.facts import Finding, Period, Status
from nap.monitor.demo_organisations import tell_organisations
from nap.monitor.house import House, at_noon, begin, installation, installed
from nap.monitor.problems import NotNow
from nap.monitor.reviewing import approve, give_back
from nap.monitor.sending import context, hand_in, keep
from nap.monitor.views import Received
from nap.people import Role, Viewer, demo_people
from nap.results.overriding import Judgement
from nap.returns.book import Book
from nap.returns.check import check_book
from nap.returns.personal import PersonalHit, scan
from nap.returns.privately import patterns_of
from nap.returns.reader import open_book
from nap.settings import ROOT
from nap.store import Transaction, overrides

STORY = ROOT / "data" / "demo" / "story.yaml"
STORY_ORIGIN = "demo"
"""From where the people of the story did what they did."""
DEMO_PLAN = ROOT / "indicators.yaml"
"""The only plan the story belongs to."""


@dataclass(frozen=True)
class Step:
    """One thing that happens: `act` is receive, submit, accept or send_back, to the workbook at `file`; or override, after it."""

    day: date
    act: str
    file: Path
    partner: str
    reason: str = ""
    judgement: Judgement | None = None


def fill_demo(house: House, story: Path = STORY) -> int:
    """Tell the whole story into a store that has not begun; returns the number of workbooks, 0 if the store has begun already.

    NotNow(not_demo) if this is no demo store, or the settings allow no demo people.
    """
    steps = read_story(story)
    with house.store.reading() as transaction:
        kind = installed(transaction, house.settings)
    if not (kind.demo and house.settings.demo):
        raise NotNow("not_demo")
    if kind.begun:
        return 0
    opened = _open_all(house, steps)
    with house.store.writing() as transaction:
        if installed(transaction, house.settings).begun:
            return 0
        begin(transaction, house)
        _tell(transaction, house, steps, opened)
    return len(opened)


def wants_demo(house: House) -> bool:
    """A new store with the demo's own plan, in demo mode; somebody's own plan starts with an empty store."""
    return house.settings.demo and house.settings.plan_file == DEMO_PLAN and not installation(house).begun


def read_story(story: Path) -> list[Step]:
    """Every step of every workbook, in the order of days; within one day as the file tells it."""
    entries = yaml.safe_load(story.read_text(encoding="utf-8"))
    steps = [step for entry in entries for step in _steps(entry, story.parent)]
    return sorted(steps, key=lambda step: step.day)


def _steps(entry: dict[str, Any], folder: Path) -> Iterator[Step]:
    file, partner = folder / entry["file"], str(entry["partner"])
    yield Step(entry["received"], "receive", file, partner)
    for event in entry.get("events") or ():
        if event["act"] != "none":
            given = _judgement(event) if event["act"] == "override" else None
            yield Step(event["date"], event["act"], file, partner, event.get("reason", ""), given)


def _judgement(event: dict[str, Any]) -> Judgement:
    row = event["indicator"], event["region"], Period.parse(event["period"])
    return Judgement(*row, Status(event["status"]), event["reason"], Decimal(event["value"]), Status(event["computed"]))


Opened = tuple[Book, tuple[PersonalHit, ...]]
"""A workbook that was read, and where personal data stand in it."""


def _open_all(house: House, steps: Iterable[Step]) -> dict[Path, Opened]:
    # Before the transaction, so that nobody waits for it; our own files need no worker process.
    return {step.file: _open(house, step.file.read_bytes()) for step in steps if step.act == "receive"}


def _open(house: House, data: bytes) -> Opened:
    book, searched = open_book(data), scan(data, patterns_of(house.plan))
    if isinstance(book, Finding) or isinstance(searched, Finding):
        raise ValueError(book)
    return book, searched


def _tell(transaction: Transaction, house: House, steps: Iterable[Step], opened: dict[Path, Opened]) -> None:
    senders, ids = _senders(house), dict[Path, str]()
    (coordinator,) = (viewer for viewer in _told_of(house) if Role.COORDINATOR in viewer.roles)
    if house.settings.plan_file == DEMO_PLAN:
        tell_organisations(transaction, coordinator, house)
    for step in steps:
        then, sender = at_noon(house, step.day), senders[step.partner]
        match step.act:
            case "receive":
                received = _receive(transaction, sender, then, step.file, opened[step.file])
                ids[step.file] = received.receipt.id if received.receipt else ""
            case "submit":
                hand_in(transaction, sender, then, ids[step.file])
            case "accept":
                approve(transaction, coordinator, then, ids[step.file], step.reason)
            case "send_back":
                give_back(transaction, coordinator, then, ids[step.file], step.reason)
            case "override" if step.judgement is not None:
                overrides.give(transaction, then.moment(), coordinator.person, then.plan.id, step.judgement, STORY_ORIGIN)
            case _:
                raise ValueError(step.act)


def _receive(transaction: Transaction, sender: Viewer, then: House, file: Path, opened: Opened) -> Received:
    """Checked against what has been accepted until that day of the story, and kept."""
    checked = check_book(opened[0], context(sender, then, within=transaction), lambda: opened[1])
    return keep(transaction, sender, then, file.read_bytes(), file.name, checked)


def _senders(house: House) -> dict[str, Viewer]:
    return {viewer.partner: viewer for viewer in _told_of(house) if viewer.partner is not None}


def _told_of(house: House) -> list[Viewer]:
    return [replace(viewer, origin=STORY_ORIGIN) for viewer in demo_people(house.plan)]
