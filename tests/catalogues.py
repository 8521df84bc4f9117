"""What the tests of words and documents look up: keys used in code, keys kept in the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
LANGUAGES = ("en", "ru", "ky")
ROOMS = tuple(sorted(path.stem for path in (LOCALES / "en").glob("*.po")))
CODE = tuple(
    path
    for part in ("nap", "ui", "web", "pages", "dashboard.py")
    for path in sorted([ROOT / part, *(ROOT / part).rglob("*.py")])
    if path.suffix == ".py"
)
HOLE = "\0"
FILES = (".py", ".css", ".html", ".yaml", "release.json", "release.schema.json", "figures.csv", "release.pdf", "release.xlsx")
"""Rooms share their names with files: what ends so is a key only if there is such a text."""


def catalogue(lang: str, room: str) -> Catalog:
    """The catalogue file of a room in a language."""
    with (LOCALES / lang / f"{room}.po").open("rb") as file:
        return read_po(file, locale=lang)


def texts(lang: str, room: str) -> dict[str, tuple[str, ...]]:
    """Key → its texts, one for a plain message, one per plural form otherwise."""
    found = {}
    for message in catalogue(lang, room):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


def keys_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Literal keys in the code, and one pattern for each f-string that begins like a key."""
    literal, patterns = set(), []
    for text in _strings():
        if text.partition(".")[0] in ROOMS and re.fullmatch(r"[a-z]+\.[\w.\-" + HOLE + "]+", text):
            if HOLE in text:
                patterns.append(re.compile(re.escape(text).replace(HOLE, r"[\w.\-]+")))
            else:
                literal.add(text)
    return literal, patterns


def _strings() -> Iterator[str]:
    """Every string of the code, a composed one with holes. By hand: `ast.walk` takes some seconds for so many files."""
    for path in CODE:
        todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
        while todo:
            node = todo.pop()
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
                todo += [part for part in node.values if not isinstance(part, ast.Constant)]
            elif isinstance(node, ast.Constant):
                if isinstance(node.value, str):
                    yield node.value
            elif not isinstance(node, ast.expr_context):
                todo += _inside(node)


def _inside(node: ast.AST) -> list[ast.AST]:
    fields = [getattr(node, name, None) for name in node._fields]
    lists = [one for field in fields if isinstance(field, list) for one in field if isinstance(one, ast.AST)]
    return [field for field in fields if isinstance(field, ast.AST)] + lists
