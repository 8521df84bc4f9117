"""A zip archive with some of its entries exchanged. The archive's bytes and the new contents enter; the new archive leaves.

Entries that are not named are copied as they lie there, header, compressed bytes and all: nothing of a partner's file is packed
anew that did not change, and nothing that we do not know is lost. The same arguments give the same bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from nap.returns.gate import open_archive

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8, _DEFLATED, _VERSION = 0x800, 8, 20
_FIRST_DAY = (0, (1 << 5) | 1)
"""Time and date of entries that are new: 1 January 1980, the first day a zip archive knows."""
_ZIP64, _IN_EXTRA = 1, 0xFFFFFFFF
_LARGEST = 64 * 1024 * 1024
"""Bytes of a copy; entries that lie over each other could make it larger than any genuine file."""


class CannotEdit(Exception):
    """The file can be read, but not edited with certainty that nothing is lost. The argument names what is in the way."""


STRANGE = (ValueError, LookupError, ArithmeticError, AssertionError, RecursionError, StopIteration, RuntimeError)
"""What editing may meet in a file that is written as nobody writes it; callers are told CannotEdit."""


class _Entry(NamedTuple):
    name: str
    central: bytes
    """Its record in the directory at the end."""
    raw: bytes
    """Its own header and compressed bytes, and what stands between it and the next."""


def repacked(data: bytes, contents: Mapping[str, bytes | None], *, comment: bytes | None = None) -> bytes:
    """The archive with these contents by name: None takes an entry out, a name it does not have is added at the end.
    `comment` is the archive's own; None leaves it as it is.

    Names are those of `gate.Package.parts`. Raises CannotEdit, and Refused for bytes that are no zip archive.
    """
    archive = open_archive(data)
    pieces: list[bytes] = []
    records: list[bytes] = []
    left, place = dict(contents), 0
    for entry in _entries(archive, data):
        if entry.name not in left:
            raw, record = entry.raw, _moved(entry.central, place)
        elif (content := left.pop(entry.name)) is None:
            continue
        else:
            raw, record = _packed(entry.central, content, place)
        place = _add(pieces, records, raw, record, place)
    for name, content in left.items():
        if content is not None:
            place = _add(pieces, records, *_packed(_new_record(name), content, place), place)
    return b"".join((*pieces, *records, _end(records, place, archive.comment if comment is None else comment)))


def _add(pieces: list[bytes], records: list[bytes], raw: bytes, record: bytes, place: int) -> int:
    pieces.append(raw)
    records.append(record)
    if place + len(raw) > _LARGEST:
        raise CannotEdit("overlap")
    return place + len(raw)


def _entries(archive: zipfile.ZipFile, data: bytes) -> Iterator[_Entry]:
    """In the order of the directory. An entry reaches to where the next one lies, so that what follows its bytes comes along."""
    infos, at = archive.infolist(), archive.start_dir
    starts = sorted({*(info.header_offset for info in infos), archive.start_dir})
    following = dict(pairwise(starts))
    for info in infos:
        length = _CENTRAL.size + sum(_fields(data, _CENTRAL, at)[10:13])
        start = info.header_offset
        header = _fields(data, _LOCAL, start)
        least = start + _LOCAL.size + header[9] + header[10] + info.compress_size
        yield _Entry(_name(info), data[at : at + length], data[start : max(least, following.get(start, least))])
        at += length


def _fields(data: bytes, form: struct.Struct, at: int) -> tuple[int, ...]:
    try:
        return form.unpack_from(data, at)
    except struct.error as fault:
        raise CannotEdit("cut off") from fault


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").removeprefix("/")


def _moved(central: bytes, place: int) -> bytes:
    """The record of an entry that lies elsewhere now; very careful programs write the place in 64 bits behind the name."""
    fields = list(_fields(central, _CENTRAL, 0))
    if fields[16] != _IN_EXTRA:
        return _CENTRAL.pack(*fields[:16], place) + central[_CENTRAL.size :]
    skip = 8 * ((fields[9] == _IN_EXTRA) + (fields[8] == _IN_EXTRA))
    at = _CENTRAL.size + fields[10]
    end = at + fields[11]
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", central, at)
        if kind == _ZIP64 and size >= skip + 8:
            return central[: at + 4 + skip] + struct.pack("<Q", place) + central[at + 12 + skip :]
        at += 4 + size
    raise CannotEdit("offset")


def _packed(central: bytes, content: bytes, place: int) -> tuple[bytes, bytes]:
    """The entry and its record with a new content; name, time, comment and attributes stay."""
    fields = list(_fields(central, _CENTRAL, 0))
    name_end = _CENTRAL.size + fields[10]
    name, comment = central[_CENTRAL.size : name_end], central[name_end + fields[11] :]
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    squeezed = packer.compress(content) + packer.flush()
    flags, time, day, check = fields[3] & _UTF8, fields[5], fields[6], zlib.crc32(content)
    common = (_VERSION, flags, _DEFLATED, time, day, check, len(squeezed), len(content), len(name), 0)
    raw = _LOCAL.pack(b"PK\x03\x04", *common) + name + squeezed
    rest = (len(comment), 0, fields[14], fields[15], place)
    return raw, _CENTRAL.pack(b"PK\x01\x02", fields[1], *common, *rest) + name + comment


def _new_record(name: str) -> bytes:
    encoded = name.encode()
    common = (_VERSION, _VERSION, _UTF8, _DEFLATED, *_FIRST_DAY, 0, 0, 0, len(encoded), 0, 0, 0, 0, 0, 0)
    return _CENTRAL.pack(b"PK\x01\x02", *common) + encoded


def _end(records: list[bytes], place: int, comment: bytes) -> bytes:
    count, size = len(records), sum(map(len, records))
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, place, len(comment)) + comment
