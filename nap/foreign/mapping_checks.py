"""What no shape of a single key can say of a mapping file: a file that was read enters, further faults leave."""

from __future__ import annotations

import re

from nap.foreign.mapping import FORMAT, LONGEST_NAME
from nap.foreign.mapping_keys import ANY, LONGEST_TEXT, MOST_ANCHORS, MOST_LINES, MOST_TABLES, OUT, PART, TOTAL
from nap.foreign.takes import take_problem
from nap.plan.reading import Faults, Read
from nap.returns.book import area


def check(file: Read, faults: Faults) -> None:
    """Note every fault in what was read."""
    if (form := file.at("format")) is not None and form.value != FORMAT:
        faults.add("mapping-format", form.line, form.path, found=str(form.value), expected=FORMAT)
    name = file.at("mapping")
    if name is not None and len(name.value) > LONGEST_NAME:
        faults.add("bad-mapping-name", name.line, name.path, found=name.value)
    tables = file.at("tables")
    for table in tables.value if tables is not None else ():
        _check_table(table, faults)
    if tables is not None and len(tables.value) > MOST_TABLES:
        faults.add("mapping-too-many", tables.line, tables.path, found=len(tables.value), limit=MOST_TABLES)
    anchors = file.at("anchors")
    for anchor in anchors.value if anchors is not None else ():
        _check_anchor(anchor, faults)
    if anchors is not None and len(anchors.value) > MOST_ANCHORS:
        faults.add("mapping-too-many", anchors.line, anchors.path, found=len(anchors.value), limit=MOST_ANCHORS)
    _check_texts(file, faults)


def _check_table(table: Read, faults: Faults) -> None:
    if not any(table.get(key) for key in ("title", "heading")) and not (table.get("seen") or {}).get("lines"):
        faults.add("mapping-without-words", table.line, table.path)
    parts = table.at("parts")
    said = [*(parts.value.values() if parts is not None else ()), *filter(None, [table.at("breakdown")])]
    for part in said:
        if not (PART.fullmatch(part.value) or ("parts" in part.path and part.value in (TOTAL, OUT))):
            faults.add("mapping-part", part.line, part.path, found=part.value)
    seen = table.at("seen")
    place = seen.at("area") if seen is not None else None
    if place is not None and not _is_area(place.value):
        faults.add("mapping-area", place.line, place.path, found=place.value)
    lines = seen.at("lines") if seen is not None else None
    if lines is not None and len(lines.value) > MOST_LINES:
        faults.add("mapping-too-many", lines.line, lines.path, found=len(lines.value), limit=MOST_LINES)
    for key, words in [(key, table.at(key)) for key in ("title", "heading", "unit")] + [("lines", each) for each in _each(lines)]:
        _check_languages(key, words, faults)


def _check_languages(key: str, words: Read | None, faults: Faults) -> None:
    for language, each in (words.value if words is not None else {}).items():
        if language != ANY and not re.fullmatch(r"[a-z]{2,3}", language, re.ASCII):
            faults.add("mapping-language", each.line, each.path, key=key, found=language)


def _check_anchor(anchor: Read, faults: Faults) -> None:
    if anchor.lacks("row") == anchor.lacks("column"):
        faults.add("mapping-anchor", anchor.line, anchor.path)
    take = anchor.at("take")
    if take is not None and take_problem(take.value):
        faults.add("mapping-take", take.line, take.path, found=take.value)


def _check_texts(read: Read, faults: Faults) -> None:
    if isinstance(read.value, str) and len(read.value) > LONGEST_TEXT:
        faults.add("mapping-text-too-long", read.line, read.path, limit=LONGEST_TEXT)
    inside = read.value.values() if isinstance(read.value, dict) else read.value if isinstance(read.value, tuple) else ()
    for each in inside:
        _check_texts(each, faults)


def _is_area(text: str) -> bool:
    try:
        return bool(area(text))
    except ValueError:
        return False


def _each(read: Read | None) -> tuple[Read, ...]:
    return () if read is None else read.value
