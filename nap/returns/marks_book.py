"""Our sheet among the others: put before them and taken out again, and everything that counts sheets told of it.

The workbook part, its relationships and the properties of the document enter; they leave with one sheet more or less. What
only we know (what was active before, which styles are ours) stands in the sheet itself as a comment, until another program
saves the file; then what is left is known by the defined name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nap.returns.layout import Tab, find_layout, relationships, workbook_part
from nap.returns.marks_list import LAST_COLUMN
from nap.returns.marks_tabs import LONGEST_NAME
from nap.returns.package import Dialect, Parts, add_part, remove_part
from nap.returns.spans import Edit, Node, Source, appended, in_xml, put_attribute, quoted, source, tree, without

NAME = "nap_marks"
"""The hidden defined name that says which sheet is ours, whatever it is called by now."""
_TITLES = "_xlnm.Print_Titles"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BEFORE_NAMES = frozenset(
    (
        *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath", "workbookProtection"),
        *("bookViews", "sheets", "functionGroups", "externalReferences"),
    )
)
_TRACE = re.compile(rb"<!--nap-marks ([a-zA-Z0-9=,. -]*)-->")


@dataclass(frozen=True)
class Trace:
    """What was there before: the active sheet as written, the sheets that were selected, the sizes of the style tables."""

    active: str = ""
    selected: tuple[int, ...] = ()
    names: bool = False
    """Whether there was a list of defined names, be it empty."""
    sizes: Mapping[str, int] = field(default_factory=dict)

    def written(self) -> str:
        """As an XML comment."""
        words = [f"active={self.active}", f"selected={','.join(map(str, self.selected))}", f"names={int(self.names)}"]
        return f"<!--nap-marks {' '.join([*words, *(f'{name}={size}' for name, size in self.sizes.items())])}-->"

    @classmethod
    def read(cls, content: bytes) -> Trace | None:
        """From the sheet's part; None if another program has written it anew."""
        match = _TRACE.search(content)
        if match is None:
            return None
        facts = dict(word.split("=", 1) for word in match[1].decode().split())
        selected = tuple(int(each) for each in facts.pop("selected", "").split(",") if each)
        active, names = facts.pop("active", ""), facts.pop("names", "") == "1"
        return cls(active, selected, names, {name: int(size) for name, size in facts.items()})


def sheet_name(wanted: str, taken: list[str]) -> str:
    """The name of our sheet, another if the partner has one of that name."""
    others = {name.casefold() for name in taken}
    names = [wanted[:LONGEST_NAME], *(f"{wanted[: LONGEST_NAME - 3]} {number}" for number in range(2, 99))]
    return next(name for name in names if name.casefold() not in others)


def trace_of(parts: Parts, chosen: tuple[int, ...], sizes: Mapping[str, int]) -> Trace:
    """What is there before our sheet comes."""
    name = workbook_part(parts.package)
    root = tree(source(parts.read(name), name))
    views = root.find("bookViews")
    active = views.children[0].attributes.get("activeTab", "") if views and views.children else ""
    return Trace(active, chosen, root.find("definedNames") is not None, sizes)


def add_sheet(parts: Parts, name: str, content: str, header: int, dialect: Dialect) -> None:
    """Put our sheet before all others, and let the workbook open at it."""
    workbook = workbook_part(parts.package)
    folder = workbook.rpartition("/")[0]
    part = parts.free_name(f"{folder}/worksheets/sheet{{}}.xml".lstrip("/"))
    key = add_part(parts, part, content, workbook, _SHEET_TYPE, f"{dialect.relations}/worksheet")
    text = source(parts.read(workbook), workbook)
    root = tree(text)
    parts.edit(workbook, [*_listed(root, name, key, dialect), *_named(text, root, name, header), *_active(text, root, "0")])
    _count_sheets(parts, name)


def _listed(root: Node, name: str, key: str, dialect: Dialect) -> list[Edit]:
    sheets = root.find("sheets")
    assert sheets is not None
    ids = [int(each.attributes["sheetId"]) for each in sheets.children if each.attributes.get("sheetId", "").isdecimal()]
    number = max(ids, default=0) + 1
    prefix = _relation_prefix(root, sheets)
    known = f"xmlns:{prefix}" in root.attributes
    space = "" if known else f" xmlns:{prefix}={quoted(dialect.relations)}"
    tag = f"{root.prefix}sheet name={quoted(name)} sheetId={quoted(str(number))}{space}"
    return [Edit(sheets.inside, sheets.inside, f'<{tag} {prefix}:id="{key}"/>')]


def _relation_prefix(root: Node, sheets: Node) -> str:
    """The prefix the workbook itself uses: some readers know relationships by it and not by their namespace."""
    attributes = sheets.children[0].attributes if sheets.children else root.attributes
    return next((name[:-3] for name in attributes if name.endswith(":id")), "r")


def _named(text: Source, root: Node, name: str, header: int) -> list[Edit]:
    """Our defined names; those that belong to one sheet count sheets from the left."""
    quote = "'{}'".format(name.replace("'", "''"))
    tag = f"{root.prefix}definedName"
    titles = f'<{tag} name="{_TITLES}" localSheetId="0">{quote}!${header}:${header}</{tag}>'
    ours = f'{titles}<{tag} name="{NAME}" hidden="1">{quote}!$A$1:${LAST_COLUMN}${header}</{tag}>'
    names = root.find("definedNames")
    if names is not None:
        return [*_moved(text, names, 1), *appended(names, ours)]
    place = next((each.start for each in root.children if each.name not in _BEFORE_NAMES), root.close)
    return [Edit(place, place, f"<{root.prefix}definedNames>{ours}</{root.prefix}definedNames>")]


def _moved(text: Source, names: Node, by: int) -> list[Edit]:
    return [
        put_attribute(text, each, "localSheetId", str(int(number) + by))
        for each in names.children
        if (number := each.attributes.get("localSheetId", "")).isdecimal() and int(number) + by >= 0
    ]


def _active(text: Source, root: Node, number: str) -> list[Edit]:
    views = root.find("bookViews")
    return [put_attribute(text, views.children[0], "activeTab", number or None)] if views and views.children else []


def our_tab(parts: Parts) -> Tab | None:
    """Our sheet, if the workbook has one."""
    layout = find_layout(parts.now())
    target = layout.names.get(NAME, "").rpartition("!")[0].strip("'").replace("''", "'")
    return next((tab for tab in layout.tabs if tab.name == target), None) if target else None


def remove_sheet(parts: Parts, tab: Tab) -> Trace | None:
    """Take our sheet out; what it knew of the time before."""
    workbook = workbook_part(parts.package)
    trace = Trace.read(parts.read(tab.part))
    text = source(parts.read(workbook), workbook)
    root = tree(text)
    sheets = root.find("sheets")
    assert sheets is not None
    ours = next(each for each in sheets.children if each.attributes.get("name") == tab.name)
    number = sheets.children.index(ours)
    edits = [*without(sheets, [ours]), *_unnamed(text, root, number, trace), *_reactivated(text, root, trace, number)]
    parts.edit(workbook, edits)
    _drop_part(parts, tab, workbook)
    _count_sheets(parts, None)
    return trace


def _drop_part(parts: Parts, tab: Tab, workbook: str) -> None:
    for link in list(relationships(parts.now(), tab.part).values()):
        if not link.outside and parts.find(link.target) is not None:
            remove_part(parts, link.target, tab.part)
    remove_part(parts, tab.part, workbook)


def _unnamed(text: Source, root: Node, number: int, trace: Trace | None) -> list[Edit]:
    names = root.find("definedNames")
    if names is None:
        return []
    here = str(number)
    ours = [one for one in names.children if one.attributes.get("name") == NAME or one.attributes.get("localSheetId") == here]
    if len(ours) == len(names.children) and not (trace and trace.names):
        return without(root, [names])
    ids = {id(each) for each in ours}
    return [*without(names, ours), *(edit for edit in _moved_down(text, names, number, ids))]


def _moved_down(text: Source, names: Node, number: int, ours: set[int]) -> list[Edit]:
    later = [
        each
        for each in names.children
        if id(each) not in ours and (place := each.attributes.get("localSheetId", "")).isdecimal() and int(place) > number
    ]
    return [put_attribute(text, each, "localSheetId", str(int(each.attributes["localSheetId"]) - 1)) for each in later]


def _reactivated(text: Source, root: Node, trace: Trace | None, number: int) -> list[Edit]:
    if trace is not None:
        return _active(text, root, trace.active)
    views = root.find("bookViews")
    active = views.children[0].attributes.get("activeTab", "") if views and views.children else ""
    return _active(text, root, str(int(active) - 1)) if active.isdecimal() and int(active) > number else []


def _count_sheets(parts: Parts, name: str | None) -> None:
    """The list of sheets among the properties of the document: ours first, or (None) taken out again."""
    found = next((link.target for link in relationships(parts.package, "").values() if link.kind == "extended-properties"), None)
    if found is None or parts.find(found) is None:
        return
    root = tree(source(parts.read(found), found))
    pairs, titles = root.find("HeadingPairs"), root.find("TitlesOfParts")
    counts = [node for node in pairs.walk() if node.name == "i4"] if pairs else []
    if not counts or titles is None or not titles.children:
        return
    by = 1 if name is not None else -1
    vector = titles.children[0]
    size = Edit(counts[0].inside, counts[0].close, str(int(counts[0].text) + by))
    text = source(parts.read(found), found)
    edits = [size, put_attribute(text, vector, "size", str(int(vector.attributes.get("size", "0")) + by))]
    parts.edit(found, [*edits, *_title(vector, name)])


def _title(vector: Node, name: str | None) -> list[Edit]:
    if name is None:
        return without(vector, vector.children[:1])
    return [Edit(vector.inside, vector.inside, f"<{vector.prefix}lpstr>{in_xml(name)}</{vector.prefix}lpstr>")]
