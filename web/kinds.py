"""What kind of thing a path asks for: enters the path of a request, leaves one of a few fixed words, never a part of the path."""

from __future__ import annotations

_FIRST = {
    "": "page",
    "sign-in": "sign_in",
    "sign-out": "sign_in",
    "forgotten": "sign_in",
    "invitation": "sign_in",
    "auth": "sign_in",
    "oauth2callback": "sign_in",
    "account": "form",
    "confirm": "form",
    "light": "light",
    "releases": "release",
    "health": "health",
    "language": "static",
    "static": "static",
    "fonts": "static",
    "pictures": "static",
    "favicon.svg": "static",
    "favicon.png": "static",
    "favicon.ico": "static",
    "nap.css": "static",
    "nap.js": "static",
    "plain.css": "static",
    "lane.css": "static",
    "receipt": "file",
    "figures": "file",
    "brief": "file",
    "calendar": "file",
    "media": "file",
    "component": "inner",
    "app": "inner",
}
_INNER = {"stream": "tab", "upload_file": "upload"}
"""Of Streamlit's transport: a tab that is open, a file on its way."""
OTHER = "other"
KINDS = tuple(sorted({*_FIRST.values(), *_INNER.values(), "inner", "page", OTHER}))
"""Every word of `kind_of`."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})


def kind_of(path: str, pages: frozenset[str] = frozenset()) -> str:
    """`pages`: the names of the screens."""
    first, _, rest = path.removeprefix("/").partition("/")
    if first == "_stcore":
        return _INNER.get(rest.partition("/")[0], "inner")
    return _FIRST.get(first) or ("page" if first in pages and not rest else OTHER)


def method_of(method: str) -> str:
    """The method of a request if it is one that we know: others may be any word."""
    return method if method in _METHODS else OTHER
