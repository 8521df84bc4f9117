"""Spoils a workbook. A random source and the bytes of a sound file enter; other bytes leave, the same for the same source.

Four depths: the bytes of the file, the entries of the archive, the XML of a part, what stands in a cell.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.nasty import ATTRIBUTES, DECLARATIONS, NUMBERS, PART_NAMES, TEXTS

Entries = list[tuple[str, bytes]]
"""The parts in the order of the archive; a name may stand twice."""


def spoilt(rng: Random, data: bytes) -> bytes:
    """One to four changes, most often in cells and XML, at times in the archive or in bare bytes."""
    entries = opened(data)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        rng.choice((*[in_a_cell] * 9, *[in_the_xml] * 5, in_the_archive))(rng, entries)
    made = packed(rng, entries)
    return rng.choice(BYTES)(rng, made) if rng.random() < 0.08 else made


def opened(data: bytes) -> Entries:
    """The parts of a sound archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(rng: Random, entries: Entries) -> bytes:
    """An archive of these entries, names as they are."""
    buffer = io.BytesIO()
    compression = rng.choice((*[zipfile.ZIP_DEFLATED] * 30, *[zipfile.ZIP_STORED] * 4, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(buffer, "w", compression, compresslevel=1) as archive:
        if rng.random() < 0.02:
            archive.comment = rng.choice((b"PK\x05\x06", b"\xff" * 300, b"11203199012345"))
        for name, content in entries:
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.compress_type = name, compression
            archive.writestr(entry, content)
    return buffer.getvalue()


# --- cells ---


def in_a_cell(rng: Random, entries: Entries) -> None:
    """Up to thirty cells of one sheet say something else."""
    place = _some(rng, entries, "worksheets/")
    name, content = entries[place]
    cells = [match for match in _CELL.finditer(content) if match[1]]
    if cells:
        chosen = sorted(rng.sample(cells, min(len(cells), rng.choice((1, 1, 3, 10, 30)))), key=lambda one: -one.start())
        same = _said(rng) if rng.random() < 0.3 else None
        for match in chosen:
            content = content[: match.start()] + _cell(match, same or _said(rng)) + content[match.end() :]
        entries[place] = (name, content)


_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?[^>]*?(?:/>|>.*?</c>)', re.DOTALL)


def _cell(match: re.Match[bytes], said: tuple[str, str]) -> bytes:
    kind, inside = said
    style = f' s="{match[2].decode()}"' if match[2] else ""
    return f'<c r="{match[1].decode()}"{style}{kind}>{inside}</c>'.encode("utf-8", "surrogatepass")


def _said(rng: Random) -> tuple[str, str]:
    """The attribute of the kind, and what stands inside the cell."""
    number, text = rng.choice(NUMBERS), _escaped(rng.choice(TEXTS))
    return rng.choice(
        (
            *[("", f"<v>{number}</v>")] * 4,
            *[(' t="inlineStr"', f"<is><t>{text}</t></is>")] * 5,
            (' t="str"', f"<f>A1</f><v>{text}</v>"),
            ("", "<f>SUM(A1:A9)</f>"),
            ("", f"<f>1+1</f><v>{number}</v>"),
            (' t="e"', "<v>#REF!</v>"),
            (' t="b"', f"<v>{rng.choice('01x')}</v>"),
            (' t="s"', f"<v>{rng.choice((0, 1, 5, 99, 10**6, -1))}</v>"),
            (' t="d"', f"<v>{rng.choice(('2026-02-30', '2026-06-30T25:00', '2026-03-01', '9999-12-31', 'x'))}</v>"),
            (f' t="{rng.choice(("z", "", "S"))}"', f"<v>{number}</v>"),
        )
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- XML ---


def in_the_xml(rng: Random, entries: Entries) -> None:
    """One part of XML changes in one way."""
    place = _some(rng, entries, rng.choice(("worksheets/", "worksheets/", "xl/", ".rels", "")))
    name, content = entries[place]
    entries[place] = (name, rng.choice(XML)(rng, content))


def _attribute(rng: Random, content: bytes) -> bytes:
    return _one(rng, rb'(\b[\w:]+=")([^"]*)(")', content, lambda m: m[1] + rng.choice(ATTRIBUTES).encode() + m[3])


def _attribute_gone(rng: Random, content: bytes) -> bytes:
    return _one(rng, rb' [\w:]+="[^"]*"', content, lambda _: b"")


def _attribute_twice(rng: Random, content: bytes) -> bytes:
    return _one(rng, rb' [\w:]+="[^"]*"', content, lambda m: m[0] * 2)


def _tag_renamed(rng: Random, content: bytes) -> bytes:
    tags = sorted(set(re.findall(rb"<([\w:]+)", content)))
    if not tags:
        return content
    old, new = rng.choice(tags), rng.choice((*tags, b"x", b"t", b"v", b"c", b"row"))
    return re.sub(rb"(</?)" + re.escape(old) + rb"\b", lambda m: m[1] + new, content)


_LEAF = rb"<(\w+)[^<>]*/>|<(\w+)[^<>]*>[^<]*</\2>|<(row|c|si|xf|sheet)\b[^<>]*[^/]>.*?</\3>"


def _element_gone(rng: Random, content: bytes) -> bytes:
    return _one(rng, _LEAF, content, lambda _: b"")


def _element_many(rng: Random, content: bytes) -> bytes:
    return _one(rng, _LEAF, content, lambda m: m[0] * rng.choice((2, 2, 3, 1_000)))


def _elements_swapped(rng: Random, content: bytes) -> bytes:
    found = list(re.finditer(_LEAF, content, re.DOTALL))
    if len(found) < 2:
        return content
    first, second = sorted(rng.sample(found, 2), key=lambda one: one.start())
    between = content[first.end() : second.start()]
    return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]


def _number(rng: Random, content: bytes) -> bytes:
    return _one(rng, rb'(?<=[">A-Z])[0-9]+(?=["<])', content, lambda _: rng.choice(NUMBERS).encode())


def _text(rng: Random, content: bytes) -> bytes:
    said = _escaped(rng.choice(TEXTS)).encode("utf-8", "surrogatepass")
    return _one(rng, rb">[^<>]*<", content, lambda _: b">" + said + b"<")


def _declared(rng: Random, content: bytes) -> bytes:
    end = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    return content[:end] + rng.choice(DECLARATIONS).encode() + content[end:]


def _entity(rng: Random, content: bytes) -> bytes:
    entity = rng.choice((b"&a;", b"&#0;", b"&#x1;", b"&#xD800;", b"&#x10FFFF;", b"&lt;", b"&", b"\0", b"\x0b", b"\xff"))
    return _one(rng, rb">[^<>]*<", content, lambda m: m[0][:-1] + entity + b"<")


def _encoded(rng: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    coding = rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1251", "utf-8-sig", "latin-1", "utf-7"))
    named = text.replace("UTF-8", rng.choice(("UTF-8", "UTF-16", "windows-1251", "latin1", "x-none", "utf-7")), 1)
    return named.encode(coding, "replace")


def _deep(rng: Random, content: bytes) -> bytes:
    depth = rng.choice((10, 1_000, 20_000))
    return _one(rng, _LEAF, content, lambda m: b"<a>" * depth + m[0] + b"</a>" * depth)


def _cut(rng: Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _one(rng: Random, pattern: bytes, content: bytes, made: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """One match of the pattern, chosen by lot, replaced."""
    found = list(re.finditer(pattern, content, re.DOTALL))
    if not found:
        return content
    match = rng.choice(found)
    return content[: match.start()] + made(match) + content[match.end() :]


XML: tuple[Callable[[Random, bytes], bytes], ...] = (
    *(_attribute, _attribute, _attribute, _attribute_gone, _attribute_twice, _tag_renamed, _element_gone, _element_many),
    *(_elements_swapped, _number, _number, _text, _text, _declared, _entity, _encoded, _deep, _cut),
)


# --- the archive ---


def in_the_archive(rng: Random, entries: Entries) -> None:
    """Parts go, double, swap, are renamed, or strangers come."""
    rng.choice((_part_gone, _part_twice, _parts_swapped, _part_renamed, _part_added, _part_emptied))(rng, entries)


def _part_gone(rng: Random, entries: Entries) -> None:
    if len(entries) > 1:
        del entries[rng.randrange(len(entries))]


def _part_twice(rng: Random, entries: Entries) -> None:
    name, content = rng.choice(entries)
    entries.append((rng.choice((name, name.upper(), "/" + name, name.replace("/", "\\"))), content))


def _parts_swapped(rng: Random, entries: Entries) -> None:
    first, second = rng.randrange(len(entries)), rng.randrange(len(entries))
    (a, one), (b, other) = entries[first], entries[second]
    entries[first], entries[second] = (a, other), (b, one)


def _part_renamed(rng: Random, entries: Entries) -> None:
    place = rng.randrange(len(entries))
    entries[place] = (rng.choice(PART_NAMES), entries[place][1])


def _part_added(rng: Random, entries: Entries) -> None:
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w") as archive:
        archive.writestr("a.xml", "<a>0700 123 456</a>")
    strangers = (b"", bytes(5_000), nested.getvalue(), b"<a/>", b"\x89PNG\r\n", b"text", rng.choice(entries)[1])
    entries.insert(rng.randrange(len(entries) + 1), (rng.choice(PART_NAMES), rng.choice(strangers)))


def _part_emptied(rng: Random, entries: Entries) -> None:
    place = rng.randrange(len(entries))
    entries[place] = (entries[place][0], b"")


def _some(rng: Random, entries: Entries, where: str) -> int:
    """The place of some part whose name has `where` in it, else of any."""
    return rng.choice([n for n, (name, _) in enumerate(entries) if where in name] or range(len(entries)))


# --- bytes ---


def flipped(rng: Random, data: bytes) -> bytes:
    """Up to forty bits turned over."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 2, 10, 40)) if made else 0):
        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def cut_off(rng: Random, data: bytes) -> bytes:
    """A download that broke off."""
    return data[: rng.randrange(len(data) + 1)]


def surrounded(rng: Random, data: bytes) -> bytes:
    """Other bytes before or after."""
    other = rng.choice((b"\0" * 100, b"MZ", b"\xef\xbb\xbf", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), data[:500]))
    return other + data if rng.random() < 0.5 else data + other


def slice_moved(rng: Random, data: bytes) -> bytes:
    """A piece gone, doubled or overwritten."""
    start, length = rng.randrange(len(data) + 1), rng.randrange(2_000)
    piece = data[start : start + length]
    return rng.choice((data[:start] + data[start + length :], data[:start] + piece + data[start:], data[:start] + piece * 2))


def header_lied(rng: Random, data: bytes) -> bytes:
    """A field of a local or central header says something else."""
    made = bytearray(data)
    mark, fields = rng.choice(
        ((b"PK\x03\x04", range(4, 30, 2)), (b"PK\x01\x02", range(4, 46, 2)), (b"PK\x05\x06", range(4, 22, 2)))
    )
    places = [match.start() + rng.choice(fields) for match in re.finditer(re.escape(mark), data)]
    place = rng.choice(places) if places else len(made)
    if place + 4 <= len(made):
        struct.pack_into("<L", made, place, rng.choice((0, 1, 8, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, rng.randrange(1 << 32))))
    return bytes(made)


BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (flipped, cut_off, surrounded, slice_moved, header_lied)
