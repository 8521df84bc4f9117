"""Where the parts of a workbook are: followed through relationships, never guessed by name. A Package enters; a Layout leaves."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from nap.returns.gate import Package, refusal
from nap.returns.markup import Element, elements, is_true, local


class Tab(NamedTuple):
    """One worksheet: its name, its visibility, the part that holds its cells."""

    name: str
    visibility: str
    part: str


class Link(NamedTuple):
    """One relationship: the last word of its type (`worksheet`), the target part or outside address, whether it is outside."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Layout:
    """What the workbook part says. `strings` and `styles` are parts, None where the file has none."""

    tabs: tuple[Tab, ...]
    date1904: bool
    names: Mapping[str, str] = field(default_factory=dict)
    strings: str | None = None
    styles: str | None = None
    external_links: bool = False
    pictures: int = 0


def find_layout(package: Package) -> Layout:
    """Read the workbook part and its relationships. Raises Refused where a part is missing or damaged."""
    part = workbook_part(package)
    known = relationships(package, part)
    found = elements(package.parts[part], part)
    properties = next((e.attributes for e in found if e.name == "workbookPr"), {})
    tabs = tuple(tab for e in found if e.name == "sheet" and e.parent == "sheets" for tab in _tabs(package, e, known, part))
    _check_tabs(tabs)
    return Layout(
        tabs=tabs,
        date1904=is_true(properties.get("date1904")),
        names={_known_as(e): e.text for e in found if e.name == "definedName" and "name" in e.attributes},
        strings=_part_of_kind(package, known, "sharedStrings"),
        styles=_part_of_kind(package, known, "styles"),
        external_links=any(link.kind == "externalLink" for link in known.values()),
        pictures=sum(name.lower().startswith("xl/media/") for name in package.parts),
    )


def _check_tabs(tabs: Iterable[Tab]) -> None:
    """No part is read twice, and a name means one sheet. Raises Refused."""
    parts: set[str] = set()
    names: set[str] = set()
    for tab in tabs:
        if tab.part in parts:
            raise refusal("file-unreadable", "duplicate-part", part=tab.part)
        if tab.name.casefold() in names:
            raise refusal("file-unreadable", "sheet-twice", sheet=tab.name)
        parts.add(tab.part)
        names.add(tab.name.casefold())


def _known_as(element: Element) -> str:
    """A defined name; one that a single sheet has comes with the number of the sheet, so that it is nobody else's."""
    sheet = element.attributes.get("localSheetId")
    return element.attributes["name"] if sheet is None else f"{sheet}!{element.attributes['name']}"


def workbook_part(package: Package) -> str:
    """The part that names the sheets. Raises Refused where there is none."""
    targets = [link.target for link in relationships(package, "").values() if link.kind == "officeDocument" and not link.outside]
    for target in [*targets, "xl/workbook.xml"]:
        if part := package.find(target):
            return part
    raise refusal("file-unreadable", "missing-part", part="xl/workbook.xml")


def relationships(package: Package, part: str) -> dict[str, Link]:
    """The relationships of a part by their id; those of the whole package for the empty name."""
    return dict(links(package, part))


def links(package: Package, part: str) -> list[tuple[str, Link]]:
    """The same one after another, also where two have one id."""
    folder, name = posixpath.split(part)
    source = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if source is None:
        return []
    found = elements(package.parts[source], source)
    return [(e.attributes.get("Id", ""), _link(e, folder)) for e in found if e.name == "Relationship"]


def _link(element: Element, folder: str) -> Link:
    target = element.attributes.get("Target", "")
    outside = element.attributes.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/"))).lstrip("/")
    return Link(element.attributes.get("Type", "").rpartition("/")[2], target, outside)


def _part_of_kind(package: Package, known: Mapping[str, Link], kind: str) -> str | None:
    return next((package.find(link.target) for link in known.values() if link.kind == kind and not link.outside), None)


def _tabs(package: Package, element: Element, known: Mapping[str, Link], workbook: str) -> tuple[Tab, ...]:
    """The tab as a worksheet; nothing for a chart sheet."""
    key = next((value for name, value in element.attributes.items() if local(name) == "id" and name != "id"), "")
    link = known.get(key)
    if link is not None and link.kind not in ("worksheet", "xlWorksheet"):
        return ()
    part = None if link is None else package.find(link.target)
    if part is None:
        raise refusal("file-unreadable", "missing-part", part=workbook if link is None else link.target)
    return (Tab(element.attributes.get("name", ""), element.attributes.get("state", "visible"), part),)
