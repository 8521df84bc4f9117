"""People of a load who speak plain HTTP: they send, hand in, accept and read as the light lane lets them, and do again what was
not answered. A `Stage` enters; what they were answered stands in its ledger.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

from benchmarks.load_ledger import ANSWERED, FAILED, REFUSED, Given, Ledger
from benchmarks.load_world import HOSTILE, PLAN_ID, Made, World

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATIENCE = 150
"""Seconds until somebody gives up; a file waits up to 120 for its turn."""
RETURN = re.compile(rf"{PLAN_ID}\.[A-Z0-9]+\.\d{{4}}-H\d\.\d+")
_SAID = re.compile(r'<(?:p|div)[^>]*role="alert"[^>]*>(.*?)</(?:p|div)>', re.DOTALL)
_FIRST = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
_LATER = frozenset({408, 409, 413, 422, 429, 503})


class Unanswered(Exception):
    """Nothing came back, or nothing that can be gone on with; it is noted already."""


@dataclass
class Stage:
    """What all people of one scenario share. `pace`: by how much everybody is slower (2) or quicker (0.5) than they are."""

    address: str
    world: World
    ledger: Ledger
    chance: random.Random
    over: asyncio.Event = field(default_factory=asyncio.Event)
    pace: float = 1.0

    async def pause(self, seconds: float) -> None:
        """Think, or read; less if all is over."""
        try:
            await asyncio.wait_for(self.over.wait(), seconds * self.pace)
        except TimeoutError:
            return


@dataclass
class Person:
    """A browser of one person."""

    stage: Stage
    person: str
    http: httpx.AsyncClient = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.http = httpx.AsyncClient(base_url=self.stage.address, timeout=PATIENCE, headers={"Accept-Language": "en"})

    async def live(self) -> None:
        """One thing after the other until all is over."""
        async with self.http:
            while not self.stage.over.is_set():
                try:
                    await self.sign_in()
                    await self.next()
                except Unanswered:
                    await self.stage.pause(1)

    async def next(self) -> None:
        """One thing more."""
        raise NotImplementedError

    async def sign_in(self) -> None:
        """Unless there is a session."""
        if "nap_session" in self.http.cookies:
            return
        await self.ask("sign-in page", "GET", "/sign-in")
        form = {"person": self.person, "form": self.word}
        await self.ask("sign in", "POST", "/sign-in", good=303, data=form)

    @property
    def word(self) -> str:
        """The word that every form of this browser carries; Unanswered if it was given none yet."""
        found: str = self.http.cookies.get("nap_form") or ""
        if not found:
            raise Unanswered
        return found

    async def ask(self, kind: str, method: str, path: str, good: int = 200, **given: Any) -> httpx.Response:
        """The answer, noted as an act of that kind. Unanswered unless it is the one hoped for."""
        begun = time.perf_counter()
        try:
            answer = await self.http.request(method, path, **given)
        except httpx.HTTPError as fault:
            self.stage.ledger.note(kind, begun, FAILED, f"no answer ({type(fault).__name__})")
            raise Unanswered from fault
        outcome, told = judged(answer, good)
        self.stage.ledger.note(kind, begun, outcome, told)
        if outcome != ANSWERED:
            if answer.headers.get("location", "").startswith("/sign-in") or answer.status_code == 401:
                self.http.cookies.delete("nap_session")
            raise Unanswered
        return answer


def judged(answer: httpx.Response, good: int) -> tuple[str, str]:
    """How an answer is to be taken, and what it says if it is not the one hoped for."""
    if "Traceback (most recent" in answer.text:
        return FAILED, "a traceback is shown"
    if answer.headers.get("location", "").startswith("/sign-in") or answer.status_code == 401:
        return REFUSED, "one has to sign in again"
    if answer.status_code == good:
        return ANSWERED, ""
    told = sentence(answer.text)
    in_words = answer.status_code in _LATER and len(told.split()) > 2
    return (REFUSED if in_words else FAILED), f"{answer.status_code} {told}"


def sentence(page: str) -> str:
    """What a page tells first: what alerts, else its first words."""
    found = _SAID.search(page) or _FIRST.search(page)
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1] if found else page)).split())
    return words[:160]


@dataclass
class Sender(Person):
    """Somebody of an organisation: sends a return, hands it in, later corrects it. `most`: so many files, endless if 0."""

    partner: str = ""
    wait: float = 0.0
    most: int = 0
    pause: float = 5.0
    number: int = 0
    sent: int = 0
    unanswered: Made | None = None

    async def next(self) -> None:
        if self.wait:
            await self.stage.pause(self.wait / self.stage.pace)
            self.wait = 0
        if self.stage.over.is_set() and self.unanswered is None:
            return
        made = self.unanswered or self._another()
        self.unanswered = made
        id = await self.hand_over(made)
        self.unanswered, self.sent = None, self.sent + 1
        await self.ask("light page", "GET", f"/light/return/{id}")
        if not made.faults:
            await self.submit(id)
        while self.most and self.sent >= self.most and not self.stage.over.is_set():
            await self.stage.pause(self.pause)
            await self.ask("light page", "GET", "/light")
        await self.stage.pause(self.stage.chance.uniform(0.5, 1.5) * self.pause)

    def _another(self) -> Made:
        self.number += 1
        return self.stage.world.workbook(self.partner, self.number, wrong=self.number % 5 == 0)

    async def hand_over(self, made: Made) -> str:
        """Send the file; the number of its return, once it was acknowledged."""
        files = {"file": ("return.xlsx", made.data, XLSX)}
        answer = await self.ask("upload", "POST", "/light/send", good=303, data={"form": self.word}, files=files)
        return given(self.stage.ledger, made, answer.headers["location"])

    async def submit(self, id: str) -> None:
        """Hand it in."""
        form = {"form": self.word, "correction": "counted again"}
        await self.ask("submit", "POST", f"/light/return/{id}/submit", good=303, data=form)
        self.stage.ledger.done.add((id, "submit"))


def given(ledger: Ledger, made: Made, where: str) -> str:
    """Put the receipt on record that this text names; its number."""
    found = RETURN.search(where)
    assert found is not None, where
    ledger.gives(Given(found[0], made.sha256, made.figures, made.total, made.faults))
    return found[0]


@dataclass
class Reviewer(Person):
    """A coordinator, who accepts something now and then."""

    pause: float = 5.0
    asked: str = ""

    async def next(self) -> None:
        waiting = sorted(set(RETURN.findall((await self.ask("review", "GET", "/light/review")).text)))
        if waiting:
            id = self.asked if self.asked in waiting else self.stage.chance.choice(waiting)
            await self.ask("light page", "GET", f"/light/return/{id}")
            self.asked = id
            form = {"form": self.word, "reason": "looked through"}
            answer = await self.ask("accept", "POST", f"/light/return/{id}/accept", good=303, data=form)
            self.asked = ""
            if "said=accepted" in answer.headers["location"]:
                self.stage.ledger.done.add((id, "accept"))
        await self.stage.pause(self.pause)


@dataclass
class Reader(Person):
    """Somebody who reads plain pages: an organisation's own, and what is published for everybody."""

    pause: float = 5.0

    async def next(self) -> None:
        path = self.stage.chance.choice(("/light", "/light", "/releases/", "/account"))
        await self.ask(f"plain {path}", "GET", path)
        await self.stage.pause(self.stage.chance.uniform(0.5, 1.5) * self.pause)


@dataclass
class Villain(Person):
    """Sends files that no server should have to see, whether the one before was answered or not; wants to be refused."""

    files: dict[str, bytes] = field(default_factory=dict)
    pause: float = 1.0
    wait: float = 0.0
    turn: int = 0
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    async def live(self) -> None:
        await self.stage.pause(self.wait)
        async with self.http:
            while not self.stage.over.is_set():
                with suppress(Unanswered):
                    await self.sign_in()
                    self._begin()
                await self.stage.pause(self.pause)
            await asyncio.gather(*self.under_way)

    def _begin(self) -> None:
        name = list(self.files)[self.turn % len(self.files)]
        self.turn += len(HOSTILE)
        task = asyncio.create_task(self._send(name))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def _send(self, name: str) -> None:
        ledger, begun = self.stage.ledger, time.perf_counter()
        try:
            files = {"file": ("return.xlsx", self.files[name], XLSX)}
            answer = await self.http.post("/light/send", data={"form": self.word}, files=files)
        except (httpx.HTTPError, Unanswered) as fault:
            ledger.note("hostile file", begun, FAILED, f"no answer ({type(fault).__name__})")
            return
        if RETURN.search(answer.headers.get("location", "")):
            ledger.contradictions.append(f"a hostile file was kept as a return: {name}")
        outcome, told = judged(answer, 422)
        if "one has to sign in" in told:
            self.http.cookies.delete("nap_session")
        ledger.note("hostile file", begun, outcome, told if outcome == REFUSED else told and f"{name}: {told}")
