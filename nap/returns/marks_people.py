"""Names of people that programs write into a workbook by themselves. Parts enter; without these names they leave."""

from __future__ import annotations

from nap.returns.layout import relationships, workbook_part
from nap.returns.marks_notes import AUTHOR, CONVERSATION
from nap.returns.marks_tabs import sheet_parts
from nap.returns.package import Parts, target_of
from nap.returns.spans import Edit, put_attribute, source, tree

_PROPERTIES = {
    "core-properties": frozenset({"creator", "lastModifiedBy"}),
    "extended-properties": frozenset({"Manager"}),
}
"""Kind of part → elements with names in it."""
_PERSON = ("displayName", "userId")


def leave_out_people(parts: Parts) -> None:
    """Empty who wrote the file, who saved it last, who wrote its comments and conversations; their words stay."""
    for kind, names in _PROPERTIES.items():
        if name := target_of(parts, "", kind):
            nodes = tree(source(parts.read(name), name)).children
            parts.edit(name, [Edit(node.inside, node.close, "") for node in nodes if node.name in names and node.text])
    for sheet in sheet_parts(parts):
        if name := target_of(parts, sheet, "comments"):
            _authors(parts, name)
    package = parts.now()
    for link in relationships(package, workbook_part(package)).values():
        if link.kind == "person" and not link.outside and (name := package.find(link.target)):
            _persons(parts, name)


def _authors(parts: Parts, name: str) -> None:
    """Ours stays, and the stand-in by which a conversation is found again, which names nobody."""
    authors = tree(source(parts.read(name), name)).find("authors")
    found = authors.children if authors else []
    named = [each for each in found if each.text and each.text != AUTHOR and not each.text.startswith(CONVERSATION)]
    parts.edit(name, [Edit(each.inside, each.close, "") for each in named])


def _persons(parts: Parts, name: str) -> None:
    part = source(parts.read(name), name)
    people = [each for each in tree(part).children if each.name == "person"]
    edits = [put_attribute(part, each, what, "") for each in people for what in _PERSON if each.attributes.get(what)]
    parts.edit(name, edits)
