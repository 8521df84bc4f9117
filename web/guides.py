"""The documents of the folder `docs/` as readers of the app get them: guides by role and language, all others in English.

Enters a document's name (and a language), leaves its title and its sections as HTML. The files are ours and come with the
program; they hold nothing of this installation, its people or its figures.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nap.words import FALLBACK, languages
from web.markdown import Section, sections
from web.markdown_words import Ways

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDE = "/light/guide"
"""Where the guides stand as plain pages."""
ROLES = ("partner", "forum", "coordinator", "donor", "administrator")
"""The guides, in the order in which they are offered."""
_GUIDES, _FINDINGS, _PICTURES = "guide", "findings", "images"
_ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|/")


@dataclass(frozen=True)
class Document:
    """One file of the folder, and the language it is written in. `name`: what addresses call it."""

    name: str
    lang: str
    path: str
    """Below the folder, with slashes."""

    @property
    def is_guide(self) -> bool:
        """Whether it is written for everybody of a role, and for who is not signed in."""
        return self.name in ROLES

    @property
    def is_open(self) -> bool:
        """Whether everybody who is signed in may read it: guides, and what findings mean."""
        return self.is_guide or self.name.partition("/")[0] == _FINDINGS


def document(name: str, lang: str) -> Document | None:
    """The document of that name in that language, else in English; None where there is none."""
    named = documents(lang)
    return next((one for one in named if one.name == name), None)


@cache
def documents(lang: str = FALLBACK) -> tuple[Document, ...]:
    """Every document there is, guides first, then by path; each in this language if it was written in it."""
    guides = [found for role in ROLES if (found := _guide(role, lang)) is not None]
    others = [file.relative_to(DOCS).as_posix() for file in sorted([*DOCS.glob("*.md"), *DOCS.glob(f"{_FINDINGS}/*.md")])]
    return (*guides, *(Document(path.removesuffix(".md"), FALLBACK, path) for path in others))


def _guide(role: str, lang: str) -> Document | None:
    own, english = f"{_GUIDES}/{lang}/{role}.md", f"{_GUIDES}/{role}.md"
    if lang != FALLBACK and (DOCS / own).is_file():
        return Document(role, lang, own)
    return Document(role, FALLBACK, english) if (DOCS / english).is_file() else None


def read(one: Document, ways: Ways) -> tuple[Section, ...]:
    """The document in its sections; the first one is its title."""
    return sections(_text(one.path), ways)


def title(one: Document) -> str:
    """What its first heading says."""
    return _titles(one.path)


@cache
def _text(path: str) -> str:
    return (DOCS / path).read_text(encoding="utf-8")


@cache
def _titles(path: str) -> str:
    return next((each.title for each in sections(_text(path), Ways()) if each.level), path)


def leads_to(one: Document, target: str) -> tuple[str, str] | None:
    """The document that a relative link of this one names, and the section; None for any other link."""
    path, _, anchor = target.partition("#")
    if _ELSEWHERE.match(target):
        return None
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(one.path), path)) if path else one.path
    found = _by_path().get(whole)
    return (found, anchor) if found is not None else None


@cache
def _by_path() -> dict[str, str]:
    return {each.path: each.name for lang in languages() for each in documents(lang)}


def picture_of(one: Document, source: str) -> str:
    """The picture's path below the folder of pictures; empty if there is no such picture."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(one.path), source))
    path = whole.removeprefix(f"{_PICTURES}/")
    return path if path in pictures() else ""


@cache
def pictures() -> dict[str, Path]:
    """Every picture of the documents by its path below their folder: what is not named here is not served."""
    folder = DOCS / _PICTURES
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*.png"))}


@cache
def size_of(path: str) -> tuple[int, int]:
    """Width and height of a picture, so that a page keeps its room while it loads."""
    head = pictures()[path].read_bytes()[16:24]
    return int.from_bytes(head[:4]), int.from_bytes(head[4:])


def below(found: tuple[Section, ...], anchor: str) -> tuple[Section, ...]:
    """The section of that anchor with those under it; empty if there is none."""
    at = next((place for place, each in enumerate(found) if each.anchor == anchor and each.level), None)
    if at is None:
        return ()
    end = next((place for place in range(at + 1, len(found)) if found[place].level <= found[at].level), len(found))
    return found[at:end]
