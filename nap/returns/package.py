"""The table of contents of a workbook's archive: content types and relationships. Parts enter; the same parts with an entry
more or less leave.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from nap.returns.gate import Package
from nap.returns.layout import relationships
from nap.returns.spans import Edit, appended, edited, quoted, source, tree, without
from nap.returns.zipcopy import CannotEdit

TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class Parts:
    """The parts of a workbook while they are being edited; `changed` holds the new contents, None for a part that goes."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes:
        """The content as it is by now. Raises CannotEdit for a part that is not there."""
        content = self.find(name)
        if content is None:
            raise CannotEdit(name)
        return content

    def find(self, name: str) -> bytes | None:
        """The content as it is by now, None for a part that is not there."""
        found = self.package.find(name) or name
        return self.changed[found] if found in self.changed else self.package.parts.get(found)

    def write(self, name: str, content: bytes | None) -> None:
        """Exchange, add or (None) remove a part; one that is as it was counts as untouched."""
        found = self.package.find(name) or name
        if self.package.parts.get(found) == content:
            self.changed.pop(found, None)
        else:
            self.changed[found] = content

    def edit(self, name: str, edits: list[Edit]) -> None:
        """Exchange some bytes of a part."""
        if edits:
            self.write(name, edited(source(self.read(name), name), edits))

    def now(self) -> Package:
        """All parts as they are by now."""
        parts = {**self.package.parts, **self.changed}
        return Package({name: content for name, content in parts.items() if content is not None})

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern (`xl/comments{}.xml`) that no part has."""
        taken = {name.lower() for name in self.now().parts}
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)).lower() not in taken)


class Dialect:
    """The namespaces of a workbook: the usual ones, or those of the Strict dialect."""

    def __init__(self, workbook: bytes) -> None:
        strict = _STRICT_MAIN.encode() in workbook.replace(b"\0", b"")[:4096]
        self.main = _STRICT_MAIN if strict else _MAIN
        self.relations = _STRICT_OFFICE if strict else _OFFICE


def add_part(parts: Parts, name: str, content: str, owner: str, type: str, relation: str) -> str:
    """Put a part into the archive, the content types and the relationships of its owner; the id of the relationship."""
    parts.write(name, content.encode())
    types = source(parts.read(TYPES), TYPES)
    root = tree(types)
    override = f"<{root.prefix}Override PartName={quoted('/' + name)} ContentType={quoted(type)}/>"
    parts.edit(TYPES, appended(root, override))
    return _relate(parts, owner, posixpath.relpath(name, posixpath.dirname(owner)), relation)


def _relate(parts: Parts, owner: str, target: str, relation: str) -> str:
    rels = rels_name(owner)
    if parts.find(rels) is None:
        parts.write(rels, f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    root = tree(source(parts.read(rels), rels))
    taken = {node.attributes.get("Id") for node in root.children}
    key = next(key for number in range(1, 100_000) if (key := f"rIdNap{number}") not in taken)
    text = f"<{root.prefix}Relationship Id={quoted(key)} Type={quoted(relation)} Target={quoted(target)}/>"
    parts.edit(rels, appended(root, text))
    return key


def remove_part(parts: Parts, name: str, owner: str) -> None:
    """Take a part out of the archive, of the content types and of the relationships of its owner."""
    keys = {key for key, link in relationships(parts.now(), owner).items() if link.target.lower() == name.lower()}
    parts.write(name, None)
    root = tree(source(parts.read(TYPES), TYPES))
    gone = [node for node in root.children if node.attributes.get("PartName", "").lower() == f"/{name}".lower()]
    parts.edit(TYPES, without(root, gone))
    rels = rels_name(owner)
    root = tree(source(parts.read(rels), rels))
    gone = [node for node in root.children if node.attributes.get("Id") in keys]
    if len(gone) == len(root.children):
        parts.write(rels, None)
    else:
        parts.edit(rels, without(root, gone))


def rels_name(owner: str) -> str:
    """The part that holds the relationships of a part."""
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(parts: Parts, owner: str, kind: str) -> str | None:
    """The part a part is related to by this kind (`comments`), as the archive spells it."""
    package = parts.now()
    links = relationships(package, owner).values()
    return next((package.find(link.target) for link in links if link.kind == kind and not link.outside), None)


_RELATION = re.compile(r"(?:.*:)?id\Z")


def relation_id(attributes: Mapping[str, str]) -> str:
    """The id of a relationship among the attributes of an element, whatever its prefix."""
    return next((value for name, value in attributes.items() if _RELATION.match(name)), "")
