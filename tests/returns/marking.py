"""Marked workbooks for the tests: findings made by hand, and what a marked file says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from nap.facts import Finding, Severity
from nap.returns.check import Checked
from nap.returns.marks import marked

VML = "urn:schemas-microsoft-com:vml"


def wrong(sheet: str, *cells: str, severity: Severity = Severity.ERROR, found: str = "около 12") -> Finding:
    """A finding at these cells."""
    facts = (("number", 12),)
    return Finding("not-a-number", severity, sheet, cells, "2.1", None, found, "about", facts)


def told(*findings: Finding) -> Checked:
    """A check that found these."""
    return Checked("errors", None, "WPN", None, "ru", findings=findings)


def mark(data: bytes, *findings: Finding, lang: str = "ru") -> bytes:
    """The file with these findings marked in it."""
    return marked(data, told(*findings), lang)


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def raw(data: bytes) -> dict[str, bytes]:
    """Every entry as it lies in the archive: header and compressed bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    found = {}
    for info in infos:
        name, extra = (int.from_bytes(data[info.header_offset + at : info.header_offset + at + 2], "little") for at in (26, 28))
        found[info.filename] = data[info.header_offset : info.header_offset + 30 + name + extra + info.compress_size]
    return found


def touched(before: bytes, after: bytes) -> set[str]:
    """The entries of `before` that are not in `after` byte by byte."""
    old, new = raw(before), raw(after)
    return {name for name in old if old[name] != new.get(name)}


def differing(before: bytes, after: bytes) -> set[str]:
    """The parts whose content differs, or that only one has."""
    old, new = parts(before), parts(after)
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}


def unique(pattern: bytes, content: bytes) -> bool:
    """True if what the pattern finds in the content is there once each."""
    found = re.findall(pattern, content)
    return bool(found) and len(found) == len(set(found))


def in_order(names: Iterable[str], order: tuple[str, ...]) -> bool:
    """True if the names stand in this order, unknown ones left out."""
    places = [order.index(name) for name in names if name in order]
    return places == sorted(places)
