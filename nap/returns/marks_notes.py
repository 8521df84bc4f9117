"""Notes at marked cells: a sheet's comments and their boxes. The sheet and the texts enter; the parts leave with our notes.

A comment of the partner stays and ours is written beneath it. Comments that are conversations are left alone: Excel shows the
conversation there and nothing else. A sheet whose boxes we do not understand gets no notes, and the list says so.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from nap.returns.book import address, position
from nap.returns.gate import Refused
from nap.returns.layout import relationships
from nap.returns.marks_boxes import Boxes, new_boxes
from nap.returns.marks_cells import place_of
from nap.returns.marks_found import SIGN
from nap.returns.package import DECLARATION, Dialect, Parts, add_part, relation_id, remove_part, target_of
from nap.returns.sheetscan import At
from nap.returns.spans import Edit, Node, Source, appended, edited, in_xml, source, tree, without
from nap.returns.zipcopy import CannotEdit

AUTHOR = "NAP"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
CONVERSATION = "tc="
"""How the author begins of the stand-in for a conversation."""


def with_notes(parts: Parts, sheet: Source, root: Node, notes: Mapping[At, str], dialect: Dialect) -> list[Edit]:
    """Write the notes of one sheet; the edits of the sheet itself (its link to the boxes).

    Raises CannotEdit where the comments are not written as we know them; then nothing has been changed.
    """
    before = dict(parts.changed)
    try:
        new = _write_comments(parts, sheet.name, notes, dialect)
        return _draw(parts, sheet, root, {at: notes[at] for at in new}, dialect)
    except (Refused, CannotEdit, ValueError) as fault:
        parts.changed = before
        raise CannotEdit(sheet.name) from fault


def _write_comments(parts: Parts, sheet: str, notes: Mapping[At, str], dialect: Dialect) -> list[At]:
    """Write the texts; the cells that had no comment yet and need a box."""
    name = target_of(parts, sheet, "comments")
    if name is None:
        texts = "".join(_comment("", at, note, 0) for at, note in sorted(notes.items()))
        inside = f"<authors><author>{AUTHOR}</author></authors><commentList>{texts}</commentList>"
        content = f'{DECLARATION}<comments xmlns="{dialect.main}">{inside}</comments>'
        name = parts.free_name("xl/comments{}.xml")
        add_part(parts, name, content, sheet, _COMMENTS_TYPE, f"{dialect.relations}/comments")
        return sorted(notes)
    part = source(parts.read(name), name)
    edits, new = _among_others(tree(part), notes)
    parts.write(name, edited(part, edits))
    return new


def _among_others(root: Node, notes: Mapping[At, str]) -> tuple[list[Edit], list[At]]:
    authors, comments = root.find("authors"), root.find("commentList")
    if authors is None or comments is None:
        raise CannotEdit("comments")
    there = {position(node.attributes.get("ref", "")): node for node in comments.children}
    edits: list[Edit] = []
    for at in sorted(there.keys() & notes.keys()):
        if not _is_conversation(there[at], authors):
            edits += _beneath(there[at], notes[at])
    new = sorted(notes.keys() - there.keys())
    number = len(authors.children)
    edits += appended(comments, "".join(_comment(root.prefix, at, notes[at], number) for at in new))
    return [*appended(authors, f"<{authors.prefix}author>{AUTHOR}</{authors.prefix}author>"), *edits], new


def _is_conversation(comment: Node, authors: Node) -> bool:
    number = comment.attributes.get("authorId", "")
    known = number.isdecimal() and int(number) < len(authors.children)
    return known and authors.children[int(number)].text.startswith(CONVERSATION)


def _comment(prefix: str, at: At, note: str, author: int) -> str:
    text = f"<{prefix}text>{_run(prefix, note)}</{prefix}text>"
    return f'<{prefix}comment ref="{address(*at)}" authorId="{author}">{text}</{prefix}comment>'


def _run(prefix: str, text: str) -> str:
    looks = f'<{prefix}rPr><{prefix}sz val="9"/><{prefix}rFont val="Tahoma"/></{prefix}rPr>'
    return f'<{prefix}r>{looks}<{prefix}t xml:space="preserve">{in_xml(text)}</{prefix}t></{prefix}r>'


def _beneath(comment: Node, note: str) -> list[Edit]:
    text = comment.find("text")
    if text is None:
        raise CannotEdit("comment")
    later = next((child.start for child in text.children if child.name in ("rPh", "phoneticPr")), None)
    run = _run(comment.prefix, f"\n{note}")
    return appended(text, run) if later is None else [Edit(later, later, run)]


def _draw(parts: Parts, sheet: Source, root: Node, notes: Mapping[At, str], dialect: Dialect) -> list[Edit]:
    boxes = new_boxes(sheet, root)
    if (name := _drawing(parts, sheet.name, root)) is not None:
        part = source(parts.read(name), name)
        parts.write(name, edited(part, boxes.among_others(tree(part), notes)))
        return []
    if not notes:
        return []
    name = parts.free_name(posixpath.join("xl/drawings", "vmlDrawing{}.vml"))
    key = add_part(parts, name, boxes.alone(notes), sheet.name, _VML_TYPE, f"{dialect.relations}/vmlDrawing")
    place = place_of(root, "legacyDrawing")
    return [Edit(place, place, f'<{root.prefix}legacyDrawing xmlns:r="{dialect.relations}" r:id="{key}"/>')]


def _drawing(parts: Parts, sheet: str, root: Node) -> str | None:
    """The part with the boxes of a sheet; pictures of headers and footers are kept in a part of the same kind."""
    link = root.find("legacyDrawing")
    found = relationships(parts.now(), sheet).get(relation_id(link.attributes)) if link else None
    return None if found is None else parts.package.find(found.target) or (found.target if parts.find(found.target) else None)


def without_notes(parts: Parts, sheet: Source, root: Node) -> list[Edit]:
    """Take our notes out again, also after another program has saved the file; the edits of the sheet itself."""
    name = target_of(parts, sheet.name, "comments")
    if name is None:
        return []
    part = source(parts.read(name), name)
    comments = tree(part)
    edits, gone, left = _taken_out(part, comments)
    if left or not gone:
        parts.write(name, edited(part, edits))
    else:
        remove_part(parts, name, sheet.name)
    return _undrawn(parts, sheet, root, frozenset(gone)) if gone else []


def _taken_out(part: Source, root: Node) -> tuple[list[Edit], list[At], int]:
    """The edits, the cells whose comment was ours alone, and how many comments are left."""
    authors, comments = root.find("authors"), root.find("commentList")
    if authors is None or comments is None:
        return [], [], 0
    alone = [node for node in comments.children if _full_text(node).lstrip().startswith(SIGN)]
    ids = {id(node) for node in alone}
    kept = [node for node in comments.children if id(node) not in ids]
    edits = without(comments, alone)
    for node in kept:
        edits += _shortened(node)
    number = len(authors.children) - 1
    if (alone or edits) and number >= 0 and authors.children[number].text == AUTHOR:
        used = any(node.attributes.get("authorId") == str(number) for node in kept)
        edits += [] if used else without(authors, [authors.children[number]])
    return edits, [position(node.attributes.get("ref", "")) for node in alone], len(kept)


def _full_text(comment: Node) -> str:
    return "".join(node.text for node in comment.walk() if node.name == "t")


_OURS = re.compile(r"\s*" + re.escape(SIGN) + ".*", re.DOTALL)


def _shortened(comment: Node) -> list[Edit]:
    """A comment of the partner, cut where our note begins; runs that held nothing else go."""
    if SIGN not in _full_text(comment):
        return []
    edits, ours = [], False
    for text in [node for node in comment.walk() if node.name == "text"]:
        for run in text.children:
            inner = run if run.name == "t" else run.find("t")
            if inner is None:
                continue
            rest = "" if ours else _OURS.sub("", inner.text)
            ours = ours or SIGN in inner.text
            if ours and not rest and run.name == "r":
                edits.append(Edit(run.start, run.end, ""))
            elif ours and rest != inner.text:
                edits.append(Edit(inner.inside, inner.close, in_xml(rest)))
    return edits


def _undrawn(parts: Parts, sheet: Source, root: Node, gone: frozenset[At]) -> list[Edit]:
    name, link = _drawing(parts, sheet.name, root), root.find("legacyDrawing")
    if name is None or link is None:
        return []
    part = source(parts.read(name), name)
    edits, empty = Boxes.taken_out(part, tree(part), gone)
    if not empty:
        parts.write(name, edited(part, edits))
        return []
    remove_part(parts, name, sheet.name)
    return [Edit(link.start, link.end, "")]
