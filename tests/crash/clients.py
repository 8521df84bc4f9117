"""Clients of the light lane as people are: they send, hand in, accept or send back, note what they were answered, and do again
what was not answered.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

import httpx

from tests.crash.ledger import ACCEPTED, SENT_BACK, SUBMITTED, Ledger
from tests.crash.workbooks import Filled, filled

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RETURN = re.compile(r"/light/return/([^\"?/]+)")
_LATER = {408, 429, 503}
"""Answers that ask to come again."""
_ROUTES = {SUBMITTED: "submit", ACCEPTED: "accept", SENT_BACK: "send-back"}
Whose = tuple[str, str]
"""Code of the organisation, period."""


@dataclass
class Client:
    """A browser of one person. Whatever is not answered ends a call with httpx.TransportError."""

    address: str
    person: str
    ledger: Ledger
    http: httpx.Client = field(init=False, repr=False)
    asked: tuple[str, str] | None = None
    """An act that was asked for and not answered: (number of the return, act)."""

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.address, timeout=60)

    def sign_in(self) -> None:
        """Once: a session that was given outlives the server."""
        if "nap_session" in self.http.cookies:
            return
        self.http.get("/sign-in")
        answer = self.http.post("/sign-in", data={"person": self.person, "form": self.http.cookies["nap_form"]})
        assert answer.status_code == 303, answer.text

    def close(self) -> None:
        """Give back the connections."""
        self.http.close()

    def form(self, **fields: str) -> dict[str, str]:
        return {"form": self.http.cookies["nap_form"], **fields}

    def open(self, path: str) -> str:
        answer = self._until_taken(lambda: self.http.get(path))
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.headers.get('location', '')}"
        return answer.text

    def template(self, whose: Whose) -> bytes:
        answer = self.http.get("/light/template/{}/{}".format(*whose), params={"in": "en"})
        assert answer.status_code == 200, answer.status_code
        return answer.content

    def act(self, id: str, act: str, **fields: str) -> bool:
        """Ask for it; True if the answer says that it is done."""
        self.asked = (id, act)
        form = self.form(**fields)
        answer = self._until_taken(lambda: self.http.post(f"/light/return/{id}/{_ROUTES[act]}", data=form))
        self.asked = None
        assert answer.status_code in {303, 409}, f"{act} of {id}: {answer.status_code}"
        if answer.status_code == 303:
            self.open(answer.headers["location"])
            self.ledger.does(id, act)
        return answer.status_code == 303

    def _until_taken(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        """The answer, once it is no longer that one should come again."""
        while (answer := ask()).status_code in _LATER:
            pass
        return answer

    def send(self, data: bytes) -> str:
        """Send a workbook until it is taken and see its receipt; the number of the return."""
        file = {"file": ("return.xlsx", data, XLSX)}
        answer = self._until_taken(lambda: self.http.post("/light/send", data=self.form(), files=file))
        assert answer.status_code == 303, f"a file: {answer.status_code}"
        found = _RETURN.search(answer.headers["location"])
        assert found is not None
        if "said=again" in answer.headers["location"]:
            self.ledger.knew()
        sha256 = hashlib.sha256(data).hexdigest()
        assert sha256 in self.open(f"/receipt/{found[1]}")
        self.ledger.gives(found[1], sha256)
        return found[1]

    def live(self, over: Event) -> None:
        """First what was not answered, then one thing after the other, until the server is gone."""
        try:
            self.sign_in()
            self.again()
            while not over.is_set():
                self.next()
        except httpx.TransportError:
            return
        except Exception as fault:
            self.ledger.finds(f"{self.person}: {type(fault).__name__}: {fault}")

    def again(self) -> None:
        """Do once more what was not answered."""
        if self.asked is not None:
            self.ledger.repeated()
            self.act(*self.asked, reason="Osh looks wrong")

    def next(self) -> None:
        """One thing more."""
        raise NotImplementedError


@dataclass
class Sender(Client):
    """A partner with the return of one period; nobody else sends that one."""

    whose: Whose = ("", "")
    figure: int = 0
    book: Filled | None = None
    unanswered: bytes = b""

    def again(self) -> None:
        super().again()
        if self.unanswered:
            self._hand_over(again=True)

    def next(self) -> None:
        if self.book is None:
            self.book = filled(self.template(self.whose))
        self.figure += 1
        self.unanswered = self.book.with_figure(-self.figure if self._wrong() else self.figure)
        self._hand_over()

    def _hand_over(self, *, again: bool = False) -> None:
        """Send it, and hand it in unless it is wrong."""
        self.ledger.sends_file(self.unanswered, self.whose, again=again)
        id = self.send(self.unanswered)
        self.unanswered = b""
        if not self._wrong():
            self.act(id, SUBMITTED, correction="counted again")

    def _wrong(self) -> bool:
        return self.figure % 4 == 0


@dataclass
class Reviewer(Client):
    """A coordinator: accepts most of what waits, sends some of it back."""

    chance: random.Random = field(default_factory=random.Random)

    def next(self) -> None:
        waiting = sorted(set(_RETURN.findall(self.open("/light/review"))))
        if waiting:
            id = self.chance.choice(waiting)
            self.open(f"/light/return/{id}")
            self.act(id, self.chance.choices((ACCEPTED, SENT_BACK), (3, 1))[0], reason="Osh looks wrong")
