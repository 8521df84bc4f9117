"""What a browser is called, out of the long description it gives of itself: program and system, as people know them."""

from __future__ import annotations

_PROGRAMS = (
    ("YaBrowser/", "Yandex"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("Edge/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("UCBrowser/", "UC Browser"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Trident/", "Internet Explorer"),
    ("MSIE ", "Internet Explorer"),
    ("Safari/", "Safari"),
)
"""The most special first: nearly all of them also say that they are Chrome and Safari."""
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(said: str) -> str:
    """`Chrome, Windows`; empty if neither program nor system is known."""
    found = (next((name for mark, name in names if mark in said), "") for names in (_PROGRAMS, _SYSTEMS))
    return ", ".join(name for name in found if name)
