"""The preview of a draft for whoever has a link to it: exactly what donors would get, marked as a draft, under embargo.

It is made when it is asked for, once for all who ask, and made anew after whatever would change it. Nothing of it is stored.
"""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.problems import Unknown
from nap.monitor.publishing import preview_files
from nap.monitor.release_reading import DONOR
from nap.monitor.served import Body, NotServed, ServedFile
from nap.monitor.share_links import PREVIEW, opened_by


def previewed_file(house: House, secret: str, path: str, origin: str) -> ServedFile:
    """A file of the preview that a link opens, by the right of whoever gave the link away.

    NotServed: unknown, no_file, expired, taken_back, slow_down, published (the draft was published or given up). NotNow if it
    cannot be made just now.
    """
    link = opened_by(house, secret, PREVIEW, origin)
    try:
        files = preview_files(house, link.release)
    except Unknown:
        raise NotServed("published") from None
    if path not in files:
        raise NotServed("no_file")
    return ServedFile(0, DONOR, path, Body.of(path, files[path]))
