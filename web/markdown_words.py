"""The words within a line of Markdown as HTML: code, pictures, links, bold, italic. Everything else is escaped text.

What a link, a picture or a bold name becomes is decided by the `Ways` of whoever shows the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

_CODE = r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)"
_PICTURE = r"!\[(?P<alt>[^\]]*)\]\((?P<source>[^)\s]+)\)"
_LINK = r"\[(?P<text>(?:`[^`]*`|[^\]`])*)\]\((?P<target>[^)\s]+)\)"
_ASIDE = r" \(\[(?P<aside>(?:`[^`]*`|[^\]`])*)\]\((?P<away>[^)\s]+)\)\)"
"""Words in brackets that are nothing but a way to somewhere else."""
_BOLD = r"\*\*(?P<bold>(?=\S).+?)\*\*"
_ITALIC = r"(?<![\w*])\*(?P<italic>(?=[^\s*]).*?[^\s*])\*(?![\w*])"
_ESCAPED = r"\\(?P<sign>[!-/:-@\[-`{-~])"
_WORDS = re.compile("|".join((_CODE, _PICTURE, _ASIDE, _LINK, _BOLD, _ITALIC, _ESCAPED)))
_PLAIN = re.compile(r"<[^>]*>")


def _no_link(target: str) -> str:
    return ""


def _no_picture(source: str, alt: str) -> str:
    return ""


@dataclass(frozen=True)
class Ways:
    """Where things lead. `link`: the address for a target of the file, empty where there is none for this reader: its words
    then stand alone, and an aside that only leads there is left out.

    `picture`: HTML for a picture. `name`: the address of what a bold name of a screen stands for, empty if it is no such name.
    """

    link: Callable[[str], str] = _no_link
    picture: Callable[[str, str], str] = _no_picture
    name: Callable[[str], str] = _no_link


def inline(text: str, ways: Ways) -> str:
    """One line of Markdown as HTML."""
    parts, at = [], 0
    for found in _WORDS.finditer(text):
        parts += [escape(text[at : found.start()], quote=False), _one(found, ways)]
        at = found.end()
    return "".join(parts) + escape(text[at:], quote=False)


def plain(text: str) -> str:
    """The same as words alone: for tables of contents, titles and anchors."""
    return unescape(_PLAIN.sub("", inline(text, Ways(link=str))))


def _one(found: re.Match[str], ways: Ways) -> str:
    """What one mark became."""
    if found["code"] is not None:
        return f"<code>{escape(found['code'].strip(), quote=False)}</code>"
    if found["source"] is not None:
        return ways.picture(found["source"], found["alt"])
    if found["away"] is not None:
        address = ways.link(found["away"])
        return f" ({_linked(inline(found['aside'], ways), address)})" if address else ""
    if found["target"] is not None:
        return _linked(inline(found["text"], ways), ways.link(found["target"]))
    if found["bold"] is not None:
        return f"<strong>{_linked(inline(found['bold'], ways), ways.name(plain(found['bold'])))}</strong>"
    return f"<em>{inline(found['italic'], ways)}</em>" if found["italic"] is not None else escape(found["sign"])


def _linked(html: str, address: str) -> str:
    return f'<a href="{escape(address)}" target="_self">{html}</a>' if address else html
