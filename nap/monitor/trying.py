"""Files checked on the page without being sent: one after the other, held to its limits. Nothing is stored, nothing audited."""

from __future__ import annotations

from collections.abc import Sequence

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.sending import check
from nap.monitor.turns import turn_if_large
from nap.people import Verb, Viewer
from nap.returns.check import Checked
from nap.returns.several import Tried

MOST_FILES, MOST_BYTES = 50, 100 * 1024 * 1024
"""So much is checked at once on the page; the uploads of one person wait in the server's memory."""


def try_file(viewer: Viewer, house: House, name: str, data: bytes) -> Tried:
    """Check one uploaded file for the viewer; a partner's own organisation is held against it as on sending."""
    return Tried.of(name, data, check(viewer, house, data))


def marked_try(viewer: Viewer, data: bytes, checked: Checked, lang: str) -> bytes:
    """The same file with its findings marked (`marked_copy`), a large one in its turn. NotNow: busy."""
    require(viewer, Verb.SEND_RETURN)
    from nap.monitor.marking import marked_copy  # what writes workbooks is loaded by whoever asks for one

    with turn_if_large(viewer, data):
        return marked_copy(data, checked, lang)


def within_limits(sizes: Sequence[int]) -> int:
    """How many of the files, from the first, may be checked at once; their sizes in bytes enter."""
    taken, total = 0, 0
    for size in sizes[:MOST_FILES]:
        total += size
        if total > MOST_BYTES:
            break
        taken += 1
    return taken
