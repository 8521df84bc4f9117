"""Markup in which nothing can be forgotten: plain strings enter and are escaped, `Html` enters and stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "meta", "link", "hr", "rect", "line", "circle", "path", "col"})
"""Elements without an end; of SVG those that we draw with, closed at once."""
_DRAWN = frozenset({"rect", "line", "circle", "path"})


class Html(str):
    """Markup that is escaped already. Every other string is a text and is escaped where it is put in."""

    __slots__ = ()


NOTHING = Html("")


def tag(name: str, /, *inside: str, **attributes: object) -> Html:
    """An element. `class_`, `for_` lose the underscore at their end, one within becomes a hyphen; None and False are left out,
    True stands alone."""
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    if name in _VOID:
        return Html(f"<{name}{said}{'/' if name in _DRAWN else ''}>")
    return Html(f"<{name}{said}>{join(inside)}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Html:
    """One after the other, texts escaped."""
    return Html(text(between).join(text(part) for part in parts))


def text(part: str) -> Html:
    """The same as markup; what is markup already stays."""
    return part if isinstance(part, Html) else Html(escape(part))


def lines(said: str) -> Html:
    """A text of several lines, each on its own."""
    return join(said.splitlines(), Html("<br>"))


def paragraphs(said: str, **attributes: object) -> Html:
    """A text a person typed: an empty line begins a new paragraph."""
    return join(tag("p", lines(part), **attributes) for part in said.replace("\r", "").split("\n\n") if part.strip())


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
