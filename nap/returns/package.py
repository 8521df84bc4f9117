"""The table of contents of a workbook's archive: content types and relationships. Parts enter; the same parts with an entry
more or less leave.
"""

from __future__ import annotations

import posixpath

from nap.returns.gate import Package
from nap.returns.layout import relationships
from nap.returns.spans import Edit, Node, edited, source, tree
from nap.returns.zipcopy import CannotEdit

TYPES = "[Content_Types].xml"


class Parts:
    """The parts of a workbook while they are being edited; `changed` holds the new contents, None for a part that goes."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes:
        """The content as it is by now. Raises CannotEdit for a part that is not there."""
        found = self.package.find(name) or name
        content = self.changed.get(found, self.package.parts.get(found))
        if content is None:
            raise CannotEdit(name)
        return content

    def write(self, name: str, content: bytes | None) -> None:
        """Exchange, add or (None) remove a part; one that is as it was counts as untouched."""
        found = self.package.find(name) or name
        if self.package.parts.get(found) == content:
            self.changed.pop(found, None)
        else:
            self.changed[found] = content

    def now(self) -> Package:
        """All parts as they are by now."""
        parts = {**self.package.parts, **self.changed}
        return Package({name: content for name, content in parts.items() if content is not None})


def remove_part(parts: Parts, name: str, owner: str) -> None:
    """Take a part out of the archive, of the content types and of the relationships of its owner."""
    parts.write(name, None)
    types = source(parts.read(TYPES), TYPES)
    gone = [node for node in tree(types).children if node.attributes.get("PartName", "").lower() == f"/{name}".lower()]
    parts.write(TYPES, edited(types, _removals(gone)))
    keys = {key for key, link in relationships(parts.package, owner).items() if link.target.lower() == name.lower()}
    rels = source(parts.read(rels_name(owner)), rels_name(owner))
    parts.write(rels.name, edited(rels, _removals([node for node in tree(rels).children if node.attributes.get("Id") in keys])))


def _removals(nodes: list[Node]) -> list[Edit]:
    return [Edit(node.start, node.end, "") for node in nodes]


def rels_name(owner: str) -> str:
    """The part that holds the relationships of a part."""
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")
