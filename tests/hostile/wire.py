"""Speaking to the server byte by byte: what goes out is sent as it stands, what comes back is taken apart."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
_PATIENCE = 20.0


@dataclass(frozen=True)
class Told:
    """All that came until the server closed the connection, or until nothing more came. `closed`: it did."""

    data: bytes
    closed: bool = True

    @property
    def statuses(self) -> list[int]:
        """Of every answer, in order."""
        return [int(found) for found in _STATUS.findall(self.data)]

    @property
    def head(self) -> str:
        return self.data.partition(b"\r\n\r\n")[0].decode("latin-1")


@dataclass(frozen=True)
class Wire:
    """Connections to that address."""

    address: str

    @property
    def host(self) -> bytes:
        return urlsplit(self.address).netloc.encode()

    @contextmanager
    def open(self) -> Iterator[socket.socket]:
        url = urlsplit(self.address)
        with socket.create_connection((url.hostname, url.port), _PATIENCE) as line:
            yield line

    def ask(self, target: bytes, *, method: bytes = b"GET", headers: Iterable[bytes] = (), body: bytes = b"") -> Told:
        """One request of exactly this, on a connection that ends with it."""
        lines = [method + b" " + target + b" HTTP/1.1", b"Host: " + self.host, b"Connection: close", *headers]
        return self.say(b"\r\n".join(lines) + b"\r\n\r\n" + body)

    def say(self, data: bytes, patience: float = _PATIENCE) -> Told:
        """Send that, whatever it is; a server that closes early is no failure."""
        with self.open() as line:
            line.settimeout(patience)
            with suppress(OSError):
                line.sendall(data)
            return heard(line)


def heard(line: socket.socket) -> Told:
    """What comes until the other side closes or falls silent."""
    came = b""
    try:
        while piece := line.recv(65536):
            came += piece
    except TimeoutError:
        return Told(came, closed=False)
    except ConnectionError:
        pass
    return Told(came)
