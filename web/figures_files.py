"""The files of a figure: what was shown enters, bytes leave, the same ones for the same figure.

Pictures take longer than any table, so the last ones are kept, and only so many are drawn at the same time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock, Semaphore

from nap.charts import Figure
from nap.charts.imprint import Imprint
from nap.charts.sheet_file import sheet_png, sheet_svg
from nap.tables import Table, to_csv, to_sheet
from nap.words import say

KINDS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
"""The kinds of files by the ending of their names, with their media types, in the order in which they are offered."""

MOST = 64
_AT_ONCE = 2
_DRAWN: OrderedDict[tuple[str, bytes, Imprint], bytes] = OrderedDict()
_LOCK, _TURNS = Lock(), Semaphore(_AT_ONCE)


def file_of(kind: str, figure: Figure, digest: bytes, imprint: Imprint) -> bytes:
    """The file of one of `KINDS`; `digest` is the figure's."""
    match kind:
        case "csv":
            return to_csv(figure.header, figure.plain_rows())
        case "xlsx":
            return _workbook(figure, imprint)
        case _:
            return _drawn(kind, figure, digest, imprint)


def _drawn(kind: str, figure: Figure, digest: bytes, imprint: Imprint) -> bytes:
    key = (kind, digest, imprint)
    with _TURNS:
        with _LOCK:
            kept = _DRAWN.get(key)
        if kept is not None:
            return kept
        made = sheet_png(figure, imprint) if kind == "png" else sheet_svg(figure, imprint)
        with _LOCK:
            _DRAWN[key] = made
            while len(_DRAWN) > MOST:
                _DRAWN.popitem(last=False)
        return made


def _workbook(figure: Figure, imprint: Imprint) -> bytes:
    """The table under its title and the sentence how far to rely on it; on a second sheet all that is told beside."""
    lang = imprint.lang
    about = (
        (say(lang, "takeaway.about"), figure.title),
        (say(lang, "takeaway.stamp"), imprint.stamp),
        (say(lang, "takeaway.words"), figure.words),
        (say(lang, "takeaway.note"), imprint.note),
        (say(lang, "takeaway.monitor"), imprint.monitor),
        (say(lang, "takeaway.plan"), imprint.plan),
        (say(lang, "takeaway.address"), imprint.address),
    )
    return to_sheet(Table(figure.title, figure.header, figure.plain_rows()), (figure.title, imprint.stamp), about)
