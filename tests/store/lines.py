"""A line to a PostgreSQL that can be cut: a little relay on a port of this machine, passing bytes on until told not to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

END_OF_COMMIT = b"COMMIT\x00"
"""How the database says that a commit is done."""


@dataclass
class Line:
    """`silent`: nothing comes through any more, and nobody is told. `lose`: the answer that holds these bytes is cut off."""

    port: int = 0
    silent: bool = False
    lose: bytes = b""
    ends: list[socket.socket] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def cut(self) -> None:
        """End every connection that stands now; whoever is cut off may begin the next one before this is done."""
        for end in tuple(self.ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def begin(self, work: object, *about: object) -> None:
        """A thread that is waited for at the end."""
        thread = threading.Thread(target=work, args=about, daemon=True)  # type: ignore[arg-type]
        self.threads.append(thread)
        thread.start()


@contextmanager
def line_to(there: Path) -> Iterator[Line]:
    """A line to the PostgreSQL that listens on that unix socket."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        line = Line(door.getsockname()[1])
        line.begin(_let_in, line, door, there)
        try:
            yield line
        finally:
            door.shutdown(socket.SHUT_RDWR)
            line.cut()
            for thread in line.threads:
                thread.join(10)
            for end in line.ends:
                end.close()


def _let_in(line: Line, door: socket.socket, there: Path) -> None:
    with suppress(OSError):  # the door was closed
        while True:
            here, _ = door.accept()
            back = socket.socket(socket.AF_UNIX)
            line.ends += [here, back]
            back.connect(str(there))
            line.begin(_pass, line, here, back, False)
            line.begin(_pass, line, back, here, True)


def _pass(line: Line, one: socket.socket, other: socket.socket, answers: bool) -> None:
    with suppress(OSError):
        while data := one.recv(65_536):
            if answers and line.lose and line.lose in data:
                line.cut()
            elif not line.silent:
                other.sendall(data)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
