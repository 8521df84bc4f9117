"""The preview of a draft for whoever has a link to it: exactly what donors would get, marked as a draft, under embargo.

It is made when it is asked for, once for all who ask, and made anew after whatever would change it. Nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Hashable
from concurrent.futures import Future
from threading import Lock, Thread

from nap.monitor.house import House
from nap.monitor.problems import Unknown
from nap.monitor.publishing import Files, made_from, preview_files
from nap.monitor.release_reading import DONOR
from nap.monitor.served import Body, NotServed, ServedFile
from nap.monitor.share_links import PREVIEW, opened_by

PATIENCE = 8.0
"""Seconds that a reader waits; making every file takes longer, and what stands before us gives up after a minute."""
_Key = tuple[str, str, int, Hashable]
_UNDER_WAY: dict[_Key, Future[Files]] = {}
_LOCK = Lock()


def previewed_file(house: House, secret: str, path: str, origin: str) -> ServedFile:
    """A file of the preview that a link opens, by the right of whoever gave the link away.

    NotServed: unknown, no_file, expired, taken_back, slow_down, published (the draft was published or given up), being_made
    (to be asked for again soon). NotNow if it cannot be made just now.
    """
    link = opened_by(house, secret, PREVIEW, origin)
    try:
        files = _asked_for(house, link.release).result(PATIENCE)
    except Unknown:
        raise NotServed("published") from None
    except TimeoutError:
        raise NotServed("being_made") from None
    if path not in files:
        raise NotServed("no_file")
    return ServedFile(0, DONOR, path, Body.of(path, files[path]))


def _asked_for(house: House, draft: int) -> Future[Files]:
    """Made in a thread of its own, which goes on when its reader has gone; who comes meanwhile waits for the same.

    Whoever asks after something was hidden, accepted, held back or written anew never gets what was begun before.
    """
    key = (house.settings.database_url, house.plan.id, draft, made_from(house, draft))
    with _LOCK:
        known = _UNDER_WAY.get(key)
        if known is not None:
            return known
        made = _UNDER_WAY[key] = Future()
    Thread(target=_make, args=(house, key, made), name="preview", daemon=True).start()
    return made


def _make(house: House, key: _Key, made: Future[Files]) -> None:
    try:
        files = preview_files(house, key[2])
    except BaseException as fault:
        _over(key)
        made.set_exception(fault)
    else:
        _over(key)
        made.set_result(files)


def _over(key: _Key) -> None:
    """From here on it is asked for anew: what is still true is given at once from memory."""
    with _LOCK:
        del _UNDER_WAY[key]
