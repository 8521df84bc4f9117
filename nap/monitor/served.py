"""What readers of releases get: a file as it goes over the line, or why there is none."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from nap.words import Text

NOT_SERVED = ("unknown", "no_file", "withdrawn", "suspended", "expired", "taken_back", "published", "slow_down", "being_made")
"""Every code of `NotServed`: no such release or link, or none for this reader; a release without such a file; one that was
withdrawn; one that waits while something is hidden at once; a link whose time is over, or that was taken back; the preview of a
draft that was published or given up meanwhile; too many wrong links tried from there; a preview that is just
being made."""
_TEXTS = (".html", ".css", ".csv", ".json", ".svg", ".txt")


@dataclass(frozen=True)
class Notice:
    """What stands in the place of a release that was withdrawn; `replaced_by`: the number of the one that corrects it, or 0."""

    number: int
    title: Text
    reason: str
    at: datetime
    replaced_by: int = 0


class NotServed(Exception):
    """There is no file for this reader. `code` is one of `NOT_SERVED`; `notice` for `withdrawn`, `minutes` for `slow_down`."""

    def __init__(self, code: str, *, notice: Notice | None = None, minutes: int = 0) -> None:
        super().__init__(code)
        self.code, self.notice, self.minutes = code, notice, minutes


@dataclass(frozen=True)
class Body:
    """The bytes of a file and, where that makes them fewer, the same as gzip; `sha256` of the bytes, in hexadecimal."""

    data: bytes = field(repr=False)
    packed: bytes | None = field(repr=False)
    sha256: str

    @classmethod
    def of(cls, path: str, data: bytes, sha256: str = "") -> Body:
        """The same bytes give the same body on every start."""
        packed = gzip.compress(data, 9, mtime=0) if path.endswith(_TEXTS) else None
        return cls(data, packed, sha256 or hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class ServedFile:
    """One file for one reader. `release`: the number, 0 for a preview; `everybody`: it needs neither sign-in nor link."""

    release: int
    edition: str
    path: str
    body: Body
    everybody: bool = False
    plan: str = ""
    """The id of the plan the release is of; empty for a preview."""
