"""What runs inside the worker for a file of somebody else: tell its kind, read it, search it. Bytes enter and leave.

The answer is `packing.pack` of a finding, or `("opened", kind, packed book, hits, remarks)`. Nothing here needs an installed
package but `xls_reading`, and that is loaded for an old Excel file alone.
"""

from __future__ import annotations

import marshal
from typing import Any

from nap.facts import Finding
from nap.foreign.csv_reading import read_csv
from nap.foreign.csv_text import END_OF_TEXT
from nap.foreign.ods_reading import is_opendocument, read_ods
from nap.foreign.taken import Taken, graspable
from nap.returns.active import open_package
from nap.returns.gate import Refused, enter_size, foreign_file, open_archive
from nap.returns.packing import pack
from nap.returns.personal import NamedPattern, PrivacyPattern, hits_in, passages_of
from nap.returns.personlists import person_lists
from nap.returns.reader import read_package

_KEPT = ("ask", "strip")
"""Levels of what is found about persons with which a file may still be kept."""
_READERS = {"csv": read_csv, "ods": read_ods}


def reply(question: dict[str, Any], data: bytes) -> bytes:
    """The answer to one question, in this process."""
    try:
        return _answer(data, [NamedPattern(*pattern) for pattern in question["patterns"]])
    except Refused as refused:
        return pack(refused.finding)


def _answer(data: bytes, patterns: list[PrivacyPattern]) -> bytes:
    kind = kind_of(data)
    taken = read(kind, data)
    hits = hits_in(taken.passages, patterns)
    if isinstance(hits, Finding):
        return pack(hits)
    places = [tuple(hit) for hit in (*person_lists(taken.book), *hits)]
    if all(level in _KEPT for *_, level in places):  # with persons in it, it is refused for them, and no byte of it is kept
        graspable(taken.book)
    return marshal.dumps(("opened", kind, pack(taken.book), places, list(taken.remarks)))


def kind_of(data: bytes) -> str:
    """`xlsx` (or another archive, which its gate will name), `ods`, `xls`, `csv`. Raises Refused for anything else."""
    enter_size(data)
    if data.startswith(b"PK\x03\x04"):
        names = {name.lower() for name in open_archive(data).namelist()}
        return "ods" if is_opendocument(names) else "xlsx"
    refused = foreign_file(data.rstrip(END_OF_TEXT))
    if refused.finding.case not in {"csv", "xls"}:
        raise refused
    return refused.finding.case


def read(kind: str, data: bytes) -> Taken:
    """The file, taken apart by the reader of its kind. Raises Refused."""
    if kind == "xls":
        # Loaded for such a file alone: it is the one kind that needs an installed library.
        from nap.foreign.xls_reading import read_xls

        return read_xls(data)
    if kind in _READERS:
        return _READERS[kind](data)
    return Taken(read_package(open_package(data)), passages_of(data))
