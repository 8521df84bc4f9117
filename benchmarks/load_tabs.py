"""People of a load in front of the dashboard: open tabs over Streamlit's own WebSocket, and uploads through its page."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from dataclasses import dataclass
from urllib.parse import unquote

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.load_ledger import ANSWERED, FAILED, REFUSED
from benchmarks.load_people import RETURN, XLSX, Person, Sender, Unanswered, given
from benchmarks.load_world import Made
from benchmarks.visitor import Visitor
from nap.words import say

_BROKEN = say("en", "pages.broken", id="").partition(":")[0].partition(".")[0][:30]
_PATIENCE = 150.0


class Tab(Visitor):
    """A visitor's tab that also sees what is told as an error, and can send a file."""

    def __init__(self, address: str, cookie: str, page: str) -> None:
        super().__init__(address, cookie, page, language="en")
        self.session = self.uploader = self.where = ""
        self.patience = _PATIENCE
        self.alerts: list[str] = []
        self.urls: asyncio.Future[FileURLs] | None = None

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
            case "page_info_changed":
                self.where = unquote(message.page_info_changed.query_string)
            case "file_urls_response" if self.urls and not self.urls.done():
                self.urls.set_result(message.file_urls_response.file_urls[0])
            case "delta":
                self._see(message)
            case "script_finished" if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return
        super()._take(message)

    def _see(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "alert" if element.alert.format == Alert.ERROR:
                self.alerts.append(element.alert.body)
            case "exception":
                self.alerts.append(f"Traceback: {element.exception.type}")
            case "file_uploader":
                self.uploader = element.file_uploader.id

    async def place_for(self, name: str) -> FileURLs:
        """Where a file of that name is to be put."""
        question = BackMsg()
        question.file_urls_request.request_id = uuid.uuid4().hex
        question.file_urls_request.file_names.append(name)
        question.file_urls_request.session_id = self.session
        self.urls = asyncio.get_running_loop().create_future()
        self._put(lambda: self.link.send_binary(question.SerializeToString()))
        return await asyncio.wait_for(self.urls, _PATIENCE)

    def choose(self, name: str, size: int, place: FileURLs) -> None:
        """The file stands in the uploader from now on."""
        state = self.widgets.add()
        state.id = self.uploader
        chosen = state.file_uploader_state_value.uploaded_file_info.add()
        chosen.name, chosen.size, chosen.file_id = name, size, place.file_id
        chosen.file_urls.CopyFrom(place)


@dataclass
class Looker(Person):
    """Somebody in front of the dashboard: opens a page, clicks about on it, goes on to the next."""

    pages: tuple[str, ...] = ()
    pause: float = 5.0
    clicks: int = 3

    async def next(self) -> None:
        tab = await self.open(self.stage.chance.choice(self.pages))
        try:
            for number in range(self.clicks):
                if self.stage.over.is_set():
                    return
                await self.look(tab, "page" if number == 0 else "click")
                await self.stage.pause(self.stage.chance.uniform(0.5, 1.5) * self.pause)
        finally:
            tab.close()

    async def open(self, page: str) -> Tab:
        """A tab whose line stands. Unanswered if nobody lets it in."""
        return await opened(self, page)

    async def look(self, tab: Tab, kind: str) -> None:
        """One run of the page."""
        await looked(self, tab, kind)


async def opened(person: Person, page: str) -> Tab:
    """A tab of that person whose line stands. Unanswered if it is not let in; then the session may be over."""
    cookie = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
    tab, begun = Tab(person.stage.address, cookie, page), time.perf_counter()
    try:
        await tab.open()
    except (OSError, TimeoutError) as fault:
        person.stage.ledger.note("socket", begun, FAILED, f"not let in ({str(fault) or type(fault).__name__})")
        await person.ask("plain /account", "GET", "/account")  # tells whether one has to sign in again
        raise Unanswered from fault
    return tab


async def looked(person: Person, tab: Tab, kind: str) -> None:
    """One run of the tab's page, noted as an act of that kind. Unanswered if it did not show what it should."""
    begun, tab.alerts = time.perf_counter(), []
    try:
        await tab.run()
    except (OSError, TimeoutError, LookupError) as fault:
        person.stage.ledger.note(kind, begun, FAILED, f"{tab.page}: {str(fault) or type(fault).__name__}")
        raise Unanswered from fault
    outcome, told = _judged(tab.alerts)
    person.stage.ledger.note(kind, begun, outcome, told)
    if outcome != ANSWERED:
        raise Unanswered


def _judged(alerts: list[str]) -> tuple[str, str]:
    if not alerts:
        return ANSWERED, ""
    failed = alerts[0].startswith(("Traceback", _BROKEN))
    return (FAILED if failed else REFUSED), re.sub(r"\b[0-9a-f]{8}\b", "…", alerts[0])[:160]


@dataclass
class TabSender(Sender):
    """Sends through the page *Returns* of the dashboard."""

    async def hand_over(self, made: Made) -> str:
        tab = await opened(self, "returns")
        try:
            await looked(self, tab, "page")
            begun = time.perf_counter()
            return await self._uploaded(tab, made, begun)
        finally:
            tab.close()

    async def _uploaded(self, tab: Tab, made: Made, begun: float) -> str:
        note = self.stage.ledger.note
        try:
            place = await tab.place_for("return.xlsx")
            await self._put(place.upload_url, made.data)
            tab.choose("return.xlsx", len(made.data), place)
            tab.alerts = []
            await tab.run()
        except (OSError, TimeoutError, LookupError) as fault:
            note("upload by page", begun, FAILED, f"{str(fault) or type(fault).__name__}")
            raise Unanswered from fault
        found = RETURN.search(tab.where)
        if found is None:
            outcome, told = _judged(tab.alerts or ["no receipt is shown"])
            note("upload by page", begun, outcome, told)
            raise Unanswered
        note("upload by page", begun, ANSWERED)
        return given(self.stage.ledger, made, tab.where)

    async def _put(self, url: str, data: bytes) -> None:
        word = self.http.cookies.get("_streamlit_xsrf")
        if not word:
            await self.ask("streamlit health", "GET", "/_stcore/health")
            word = self.http.cookies.get("_streamlit_xsrf") or ""
        await self.ask(
            "file by page", "PUT", url, good=204, files={"file": ("return.xlsx", data, XLSX)}, headers={"X-Xsrftoken": word}
        )
