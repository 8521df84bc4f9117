"""One open tab that speaks Streamlit's own protocol, as cheaply as one can. Enters an address, leaves measured runs.

The wire is counted: every byte the server sends between asking for a run and its `script_finished`, frames included. Like a
browser a visitor offers compression, keeps the large messages she was given, and says which she has when she asks again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

PATIENCE = 60.0
"""Seconds until a run that does not finish is given up."""


@dataclass(frozen=True)
class Run:
    """One run as the client saw it: from sending the question to `script_finished`."""

    seconds: float
    bytes: int
    messages: int


class Visitor(asyncio.Protocol):
    """A tab of somebody signed in (`cookie`), showing `page` with the filters of `query`."""

    def __init__(self, address: str, cookie: str = "", page: str = "", query: str = "", language: str = "ru") -> None:
        socket_address = address.replace("http", "ws", 1) + "/_stcore/stream"
        compression = [ClientPerMessageDeflateFactory()]
        self.link = ClientProtocol(
            parse_uri(socket_address), subprotocols=[Subprotocol("streamlit")], extensions=compression, max_size=None
        )
        self.headers = {"Cookie": cookie, "Accept-Language": language} if cookie else {"Accept-Language": language}
        self.address, self.page, self.query = address, page, query
        self.shown = ""
        self.kept: set[str] = set()
        self.widgets = BackMsg().rerun_script.widget_states.widgets
        self.bytes = self.messages = 0
        self.patience = PATIENCE

    async def open(self) -> None:
        """Shake hands; no page is asked for yet. ConnectionError if the server lets nobody in."""
        place, loop = urlsplit(self.address), asyncio.get_running_loop()
        self.answer: asyncio.Future[None] = loop.create_future()
        self.wire, _ = await loop.create_connection(lambda: self, place.hostname or "", place.port or 80)
        request = self.link.connect()
        request.headers.update(self.headers)
        self._put(lambda: self.link.send_request(request))
        await asyncio.wait_for(self.answer, self.patience)

    async def run(self) -> Run:
        """Ask for the page: the first time by its name, then as the tab's own page again. LookupError for one not offered."""
        question = BackMsg()
        state = question.rerun_script
        state.query_string, state.page_script_hash = self.query, self.shown
        state.page_name = "" if self.shown else self.page
        state.cached_message_hashes.extend(self.kept)
        state.widget_states.widgets.extend(self.widgets)
        written = question.SerializeToString()
        self.bytes = self.messages = 0
        self.answer = asyncio.get_running_loop().create_future()
        start = time.perf_counter()
        self._put(lambda: self.link.send_binary(written))
        await asyncio.wait_for(self.answer, self.patience)
        return Run(time.perf_counter() - start, self.bytes, self.messages)

    def close(self) -> None:
        """Leave as a closed tab does."""
        self.wire.close()

    def data_received(self, data: bytes) -> None:
        """What came over the wire."""
        self.bytes += len(data)
        self.link.receive_data(data)
        for event in self.link.events_received():
            if isinstance(event, Frame) and event.opcode is Opcode.BINARY:
                self._take(ForwardMsg.FromString(event.data))
            elif isinstance(event, Response):
                self._greeted(event)
        self._put(lambda: None)

    def connection_lost(self, exc: Exception | None) -> None:
        """The server hung up: whoever waits for it is told."""
        self._fail(exc or ConnectionError("the server closed the socket"))

    def _greeted(self, response: Response) -> None:
        if self.link.handshake_exc:
            self._fail(ConnectionError(f"refused with {response.status_code}"))
        else:
            self.answer.set_result(None)

    def _take(self, message: ForwardMsg) -> None:
        self.messages += 1
        match message.WhichOneof("type"):
            case "delta" if message.metadata.cacheable:
                self.kept.add(message.hash)
            case "navigation":
                self.shown = message.navigation.page_script_hash
            case "page_not_found":
                self._fail(LookupError(f"no page {self.page}"))
            case "script_finished" if not self.answer.done():
                self.answer.set_result(None)

    def _fail(self, why: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(why)

    def _put(self, say: Callable[[], None]) -> None:
        """Say something and send what the protocol has to send."""
        say()
        for data in self.link.data_to_send():
            self.wire.write(data)
