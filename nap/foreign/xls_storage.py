"""The streams and records of an old Excel file (.xls), before any cell is read. Bytes enter; streams leave.

The library opens the container; what it thinks of a damaged one is an exception of any kind, and becomes `file-unreadable`.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from xlrd.compdoc import CompDoc

from nap.returns.gate import Refused, refusal

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM, _STORAGE = 2, 1
_MACRO_ROOMS = frozenset({"_vba_project_cur", "_vba_project", "vba", "macros"})
_EMBEDDED = "mbd"
"""With these letters begin the rooms of documents that were put into a sheet."""
BOUND_SHEET, FILE_PASS, SUP_BOOK, DRAWINGS = 0x85, 0x2F, 0x1AE, 0xEB
CONTINUE = 0x3C
_ACTING_SHEETS = (1, 6)
"""Sheets of macros: in the language of Excel 4, in Basic."""
_INTERNAL, _ADD_IN = b"\x01\x04", b"\x01\x3a"
_BLIPS = 0xF001


class Sink(io.TextIOBase):
    """Swallows what the library says while it reads."""

    def write(self, text: str, /) -> int:
        return len(text)


T = TypeVar("T")


def by_library(work: Callable[[], T]) -> T:
    """The result of something the library does. Raises Refused where it fails: then the file is damaged."""
    try:
        return work()
    except (MemoryError, Refused):
        raise
    except Exception as fault:
        raise refusal("file-unreadable", "zip", part=None) from fault


@dataclass(frozen=True)
class Storage:
    """`workbook` is the stream with the sheets; `others` all further ones by name; `embedded`: documents stand in it."""

    workbook: bytes
    others: Mapping[str, bytes]
    embedded: bool = False


def storage_of(data: bytes) -> Storage:
    """The streams of the file. Raises Refused for macros, and for a container that is damaged or holds no workbook."""
    if not data.startswith(_CONTAINER):
        return Storage(data, {})
    container = by_library(lambda: CompDoc(data, logfile=Sink()))
    rooms = {each.name.lower() for each in container.dirlist if each.etype == _STORAGE}
    if acting := next(iter(rooms & _MACRO_ROOMS), None):
        raise refusal("file-has-macros", part=acting)
    streams = by_library(lambda: dict(_streams(container)))
    found = next((name for name in streams if name.lower() in {"workbook", "book"}), None)
    if found is None:
        raise refusal("not-a-workbook", "other")
    return Storage(streams.pop(found), streams, any(room.startswith(_EMBEDDED) for room in rooms))


def _streams(container: CompDoc) -> Iterator[tuple[str, bytes]]:
    for each in container.dirlist:
        if each.etype == _STREAM and each.parent >= 0 and each.tot_size > 0:
            small = each.tot_size < container.min_size_std_stream  # type: ignore[attr-defined]  # the stubs leave it out
            _check_end(container.SSAT if small else container.SAT, each.first_SID)
            path = _path(container, each.DID)
            content = container.get_named_stream(path)
            if content is None:
                raise ValueError(path)  # it cannot be searched
            yield path, content


def _check_end(table: Sequence[int], sector: int) -> None:
    """The chain of a stream's sectors has an end; one that leads back into itself the library would follow for ever."""
    for _ in table:
        if sector < 0:
            return
        sector = table[sector]
    if sector >= 0:
        raise ValueError(sector)


def _path(container: CompDoc, number: int) -> str:
    names: list[str] = []
    while number > 0 and len(names) < len(container.dirlist):
        names.append(container.dirlist[number].name)
        number = container.dirlist[number].parent
    return "/".join(reversed(names))


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record, in the order of the stream, up to where it breaks off."""
    place = 0
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        yield number, stream[place + 4 : place + 4 + length]
        place += 4 + length


@dataclass(frozen=True)
class Brought:
    """What the file brings along beside its sheets."""

    external_links: bool = False
    pictures: int = 0


def brought_along(stream: bytes) -> Brought:
    """Raises Refused for a password, macros, and links that would start another program."""
    outside, pictures = False, 0
    for number, content in records(stream):
        if number == FILE_PASS:
            raise refusal("file-protected", "password")
        if number == BOUND_SHEET and len(content) > 5 and content[5] in _ACTING_SHEETS:
            raise refusal("file-has-macros", part="Workbook")
        if number == SUP_BOOK and content[2:4] not in (_INTERNAL, _ADD_IN):
            if content[:2] == b"\0\0":
                raise refusal("file-has-macros", "live-link", part="Workbook")
            outside = True
        if number == DRAWINGS:
            pictures = max(pictures, _pictures(content))
    return Brought(outside, pictures)


def _pictures(content: bytes) -> int:
    """How many pictures the drawings of a workbook share: the number stands in the head of their list."""
    place = 8
    while place + 8 <= len(content):
        about, kind, length = struct.unpack_from("<HHI", content, place)
        if kind == _BLIPS:
            return int(about >> 4)
        place += 8 + length
    return 0
