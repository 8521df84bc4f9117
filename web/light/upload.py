"""One file of a form as it comes in: held to its size and to a time while it comes, and gone if it does not come whole.

Enters a request with a form of several parts, leaves its file and its fields, or `NotTaken`. Nothing is written to the disk:
what a workbook holds may be personal, and is stored only after it has been looked through.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from nap.monitor import LARGEST_FILE

_LOG = logging.getLogger("nap.web")
_ROUND = 64 * 1024
"""Bytes of a form beside its file."""
_FIELD = 8 * 1024
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Limits:
    """How patient the server is. `idle`: seconds without a byte; `whole`: seconds for all of it, enough for the largest file at
    64 kbit/s; `each`: uploads of one person at the same time, on their way or being read; `together`: their bytes, of everybody;
    `at_work`: requests of one person that are worked on at the same time; `linger`: seconds in which what still comes of a
    refused file is thrown away, so that its sender can read why.
    """

    idle: float = 90
    whole: float = 45 * 60
    each: int = 3
    together: int = 150 * 1024 * 1024
    at_work: int = 6
    linger: float = 20
    largest: int = LARGEST_FILE


class NotTaken(Exception):
    """The upload did not come in. `code`: too_large, too_slow, too_many, not_whole, no_file, several, unreadable.

    `coming`: the rest of it is still on its way.
    """

    def __init__(self, code: str, *, coming: bool = True) -> None:
        super().__init__(code)
        self.code, self.coming = code, coming


@dataclass
class Coming:
    """What is on its way or being read at this moment, by person."""

    limits: Limits
    count: Counter[str] = field(default_factory=Counter)
    held: int = 0

    @contextmanager
    def room(self, person: str, length: int) -> Iterator[None]:
        """Hold a place for an upload of that length. NotTaken: too_many."""
        if self.count[person] >= self.limits.each or self.held + length > self.limits.together:
            raise NotTaken("too_many")
        self.count[person] += 1
        self.held += length
        try:
            yield
        finally:
            self.held -= length
            self.count[person] -= 1
            self.count += Counter()


class _InMemory(MultiPartParser):
    spool_max_size = 1 << 40

    def close(self) -> None:
        """Let go of every file that began, whole or not."""
        for file in self._files_to_close_on_error:
            file.close()


@dataclass(frozen=True)
class Sent:
    """A form that came whole: its one file, by name and content, and its fields."""

    name: str
    data: bytes
    fields: dict[str, str]


async def taken(request: Request, limits: Limits) -> Sent:
    """The file and the fields of this request. NotTaken otherwise; then nothing of it is kept."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.largest + _ROUND:
        raise NotTaken("too_large")
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise NotTaken("unreadable")
    body = _Body(request, limits)
    parser = _InMemory(request.headers, body.pieces(), max_files=1, max_fields=8, max_part_size=_FIELD)
    try:
        return await _sent(list((await parser.parse()).multi_items()), limits)
    except MultiPartException as fault:
        several = fault.message.startswith("Too many files")
        raise NotTaken("several" if several else "unreadable", coming=not body.ended) from fault
    except ClientDisconnect as fault:
        raise NotTaken("not_whole", coming=False) from fault
    finally:
        parser.close()


async def _sent(items: list[tuple[str, str | UploadFile]], limits: Limits) -> Sent:
    fields = {name: value for name, value in items if isinstance(value, str)}
    if len({name for name, _ in items}) < len(items) or any(map(_NO_TEXT.search, fields.values())):
        raise NotTaken("unreadable", coming=False)
    file = next((value for name, value in items if name == "file" and isinstance(value, UploadFile)), None)
    if file is None:
        raise NotTaken("no_file", coming=False)
    data = await file.read()
    if len(data) > limits.largest:
        raise NotTaken("too_large", coming=False)
    if not data and not file.filename:
        raise NotTaken("no_file", coming=False)
    return Sent(file.filename or "", data, fields)


class _Body:
    """What comes, watched while it comes. `ended`: all of it is here."""

    def __init__(self, request: Request, limits: Limits) -> None:
        self.request, self.limits, self.ended = request, limits, False

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The body piece by piece. NotTaken: too_large, too_slow; ClientDisconnect."""
        until, size = time.monotonic() + self.limits.whole, 0
        while not self.ended:
            piece = await self._next(min(self.limits.idle, until - time.monotonic()))
            size += len(piece)
            if size > self.limits.largest + _ROUND:
                raise NotTaken("too_large", coming=not self.ended)
            yield piece

    async def _next(self, wait: float) -> bytes:
        try:
            message = await asyncio.wait_for(self.request.receive(), wait)
        except TimeoutError as fault:
            raise NotTaken("too_slow") from fault
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        self.ended = not message.get("more_body", False)
        piece: bytes = message.get("body", b"")
        return piece


def log(code: str) -> None:
    """One line about an upload that did not come in; never whose it was, its name or what was in it."""
    _LOG.warning("upload not taken: %s", code)
