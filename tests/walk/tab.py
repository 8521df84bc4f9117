"""A browser tab without a browser: Streamlit's socket to a running server, and what its front end asks over it."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 30


class Tab:
    """One open tab. `id` is the name Streamlit has for it, `said` everything that was said to it so far."""

    def __init__(self, link: ClientConnection) -> None:
        self.link = link
        self.said: list[ForwardMsg] = []

    @property
    def id(self) -> str:
        return next(one.new_session.initialize.session_id for one in self.said if one.WhichOneof("type") == "new_session")

    @property
    def text(self) -> str:
        return "\n".join(map(str, self.said))

    def run(self, page: str) -> str:
        """Ask for a page; what was said of this run."""
        question = BackMsg()
        question.rerun_script.page_name = page
        self.link.send(question.SerializeToString())
        return "\n".join(str(one) for one in self._until("script_finished"))

    def downloads(self) -> list[str]:
        """The ids of the buttons that hand out a file."""
        buttons = [one.delta.new_element.download_button for one in self.said if one.WhichOneof("type") == "delta"]
        return [button.deferred_file_id for button in buttons if button.deferred_file_id]

    def click(self, file: str) -> str:
        """Ask for the file of such a button; its address, or empty if there is none."""
        question = BackMsg()
        asked = question.backend_operation_request
        asked.request_id, asked.session_id, asked.deferred_file.file_id = str(uuid.uuid4()), self.id, file
        self.link.send(question.SerializeToString())
        *_, answer = self._until("backend_operation_response")
        return answer.backend_operation_response.deferred_file.url

    def _until(self, kind: str) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg.FromString(self.link.recv(PATIENCE))
            self.said.append(message)
            yield message
            if message.WhichOneof("type") == kind:
                return


@contextmanager
def open_tab(person: httpx.Client, earlier: str = "", **headers: str) -> Iterator[Tab]:
    """A tab of whoever the client is signed in as; `earlier` is the tab it wants to take up again."""
    url = person.base_url
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    spoken = ["streamlit", "none", earlier] if earlier else ["streamlit"]
    with (
        closing(socket.create_connection((url.host, url.port or 80))) as wire,  # a refused one would stay open otherwise
        connect(
            f"ws://{url.host}:{url.port}/_stcore/stream",
            sock=wire,
            subprotocols=spoken,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookies} | headers,
            max_size=None,
        ) as link,
    ):
        yield Tab(link)
