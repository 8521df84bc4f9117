"""From a workbook back to a plan file: bytes and the plan in force enter, YAML and every fault with its cell leave. Pure.

What the workbook says is written as a plan file of the next version, and the plan's own rules are asked about it; what they find
in a line is told at the cell that the line came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nap.facts import Finding
from nap.matrix.faults import MatrixFault, of_plan
from nap.matrix.finding import Found, Row, find
from nap.matrix.layout import KEY, VALUE, Column, Setting, Sheet, parent_tag, region_tag, setting_tags, settings, sheets, tags
from nap.matrix.tree import Leaf, Place, Tree, places, source_of
from nap.matrix.values import value_of
from nap.plan import Plan, read_upload
from nap.plan.register import as_filed
from nap.plan.shapes import Shape, Words
from nap.returns.book import Book

Faults = list[MatrixFault]
_TOP = ("partners", "objectives", "measures", "indicators")


@dataclass(frozen=True)
class MatrixRead:
    """`source`: the plan file it comes to, empty if it comes to none; `plan` is then None. `finding`: why the file could not be
    opened as a workbook at all."""

    source: bytes
    plan: Plan | None
    faults: tuple[MatrixFault, ...] = ()
    finding: Finding | None = None


def read_matrix(book: Book | Finding, plan: Plan) -> MatrixRead:
    """What an opened workbook means as the next version of this plan."""
    if isinstance(book, Finding):
        return MatrixRead(b"", None, finding=book)
    plan, faults = as_filed(plan), Faults()
    layout = sheets(_languages(book, plan))
    found = find(book, ("settings", *(sheet.name for sheet in layout)), faults)
    _missing(found, plan, faults)
    if any(fault.severity == "error" for fault in faults):
        return MatrixRead(b"", None, tuple(faults))
    tree = _tree(found, layout, plan, faults)
    source = source_of(tree)
    read, told = read_upload(source, "matrix", plan)
    at = places(tree, source)
    faults.extend(of_plan(fault, at.get(fault.line)) for fault in told)
    if read is not None and read.id != plan.id:
        faults.append(MatrixFault("error", "other-plan", facts=(("found", read.id), ("expected", plan.id))))
    if read is None or any(fault.severity == "error" for fault in faults):
        return MatrixRead(b"", None, tuple(faults))
    return MatrixRead(source, read, tuple(faults))


def _languages(book: Book, plan: Plan) -> tuple[str, ...]:
    """Those of the plan, and any other that somebody has put a column in for."""
    start = "#objectives+title+"
    texts = (cell.text.strip() for sheet in book.sheets for (row, _), cell in sheet.cells.items() if row == 1)
    return tuple(dict.fromkeys((*plan.languages, *(text.removeprefix(start) for text in texts if text.startswith(start)))))


def _missing(found: Mapping[str, Found], plan: Plan, faults: Faults) -> None:
    """A table or column that is gone would take its values along in silence."""
    if not found:
        faults.append(MatrixFault("error", "not-a-matrix"))
        return
    of_plan_alone = {sheet.name: tags(sheet) for sheet in sheets(plan.languages)}
    wanted = {"settings": setting_tags(plan.languages), **of_plan_alone}
    for name, needed in wanted.items():
        if name not in found:
            faults.append(MatrixFault("error", "sheet-missing", facts=(("sheet", name),)))
            continue
        gone = [tag for tag in needed if tag not in found[name].columns]
        faults.extend(MatrixFault("error", "column-missing", found[name].sheet, facts=(("tag", tag),)) for tag in gone)


def _tree(found: Mapping[str, Found], layout: Iterable[Sheet], plan: Plan, faults: Faults) -> Tree:
    tables = {sheet.name: sheet for sheet in layout}
    tree: Tree = _settings(found["settings"], plan, faults)
    entries = {name: [_entry(row, tables[name].columns, faults) for row in found[name].rows] for name in (*_TOP, "privacy")}
    by_code: dict[str, Tree] = {}
    for entry in entries["indicators"]:
        if "code" in entry:
            by_code.setdefault(str(entry["code"].value), entry)
    for sheet in tables.values():
        if sheet.parent:
            _children(found[sheet.name], sheet, by_code, faults)
    if entries["privacy"]:
        tree["plan"]["privacy"] = entries["privacy"]
    return {**tree, **{name: entries[name] for name in _TOP if entries[name]}}


def _entry(row: Row, columns: Iterable[Column], faults: Faults) -> Tree:
    made: Tree = {}
    for column in columns:
        leaf = _leaf(row, column.tag, column.shape, faults)
        if leaf is not None:
            inside = made
            for key in column.path[:-1]:
                inside = inside.setdefault(key, {})
            inside[column.path[-1]] = leaf
    return made


def _leaf(row: Row, tag: str, shape: Shape, faults: Faults) -> Leaf | None:
    cell = row.cells.get(tag)
    if cell is None:
        return None
    place = row.place(tag)
    if cell.kind in {"error", "formula_empty"}:
        code = "cell-error" if cell.kind == "error" else "no-result"
        faults.append(MatrixFault("error", code, place.sheet, place.cell, (("found", cell.text),)))
        return None
    typed = value_of(cell, shape)
    if typed.doubt:
        taken = typed.value if isinstance(typed.value, Decimal) else str(typed.value)
        faults.append(MatrixFault("warning", typed.doubt, place.sheet, place.cell, (("found", cell.text), ("taken", f"{taken}"))))
    return Leaf(typed.value, place)


def _children(found: Found, sheet: Sheet, by_code: Mapping[str, Tree], faults: Faults) -> None:
    for row in found.rows:
        parent = _parent(row, sheet, by_code, faults)
        entry = _entry(row, sheet.columns, faults)
        if parent is None:
            continue
        if not sheet.by_region:
            parent.setdefault(sheet.parent, []).append(entry)
            continue
        region = row.cells[region_tag(sheet)].text.strip() if region_tag(sheet) in row.cells else ""
        by_region = parent.setdefault(sheet.parent, {})
        if not region:
            faults.append(_at(row, region_tag(sheet), "no-parent"))
        elif not sheet.single:
            by_region.setdefault(region, []).append(entry)
        elif region in by_region:
            faults.append(_at(row, region_tag(sheet), "row-twice", found=region))
        else:
            by_region[region] = entry


def _parent(row: Row, sheet: Sheet, by_code: Mapping[str, Tree], faults: Faults) -> Tree | None:
    tag = parent_tag(sheet)
    code = row.cells[tag].text.strip() if tag in row.cells else ""
    if not code:
        faults.append(_at(row, tag, "no-parent"))
    elif code not in by_code:
        faults.append(_at(row, tag, "unknown-parent", found=code))
    return by_code.get(code)


def _settings(found: Found, plan: Plan, faults: Faults) -> Tree:
    known = {".".join(setting.path): setting for setting in settings()}
    tree: Tree = {"plan": {}}
    seen: set[str] = set()
    for row in found.rows:
        key = row.cells[KEY].text.strip() if KEY in row.cells else ""
        if key not in known or key in seen:
            faults.append(_at(row, KEY, "setting-twice" if key in seen else "unknown-setting", found=key))
            continue
        seen.add(key)
        _set(tree, row, known[key], faults)
    _next_version(tree, plan, faults)
    return tree


def _set(tree: Tree, row: Row, setting: Setting, faults: Faults) -> None:
    inside = tree
    for key in setting.path[:-1]:
        inside = inside.setdefault(key, {})
    value: Any = _leaf(row, VALUE, setting.shape, faults)
    if isinstance(setting.shape, Words):
        start = "#settings+text+"
        texts = {tag.removeprefix(start): _leaf(row, tag, setting.shape, faults) for tag in row.columns if tag.startswith(start)}
        value = {language: leaf for language, leaf in texts.items() if leaf is not None} or None
    if value is not None:
        inside[setting.path[-1]] = value


def _next_version(tree: Tree, plan: Plan, faults: Faults) -> None:
    """One above the plan in force; said if the workbook was written from an earlier version."""
    written = tree["plan"].get("version")
    place = written.place if isinstance(written, Leaf) else Place("", "")
    if isinstance(written, Leaf) and written.value != Decimal(plan.version):
        facts = (("found", str(written.value)), ("current", str(plan.version)))
        faults.append(MatrixFault("warning", "older-version", place.sheet, place.cell, facts))
    tree["plan"]["version"] = Leaf(Decimal(plan.version + 1), place)


def _at(row: Row, tag: str, code: str, **facts: str) -> MatrixFault:
    place = row.place(tag)
    return MatrixFault("error", code, place.sheet, place.cell, tuple(facts.items()))
