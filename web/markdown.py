"""Markdown files of ours as HTML: the part of Markdown that they use, everything else is escaped text.

Enters the text of one file and where its links lead; leaves its sections, each under a heading that has an address. No library
that is installed for the running monitor does this, and nothing that anybody else typed ever comes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from web.markdown_words import Ways, inline, plain

Take = Callable[[Sequence[str], int, Ways], tuple[str, int]]
"""Takes the lines from one on: its HTML, and the line after it."""
_HEADING = re.compile(r"(#{1,6}) +(.+?) *#*$")
_ITEM = re.compile(r"( *)([-*+]|\d+[.)]) +(.*)$")
_FENCE = re.compile(r" *(```+|~~~+)")
_RULE = re.compile(r"(-{3,}|\*{3,})$")
_DIVIDER = re.compile(r"\|?( *:?-+:? *\|)+( *:?-+:? *)?$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CELLS = re.compile(r"(?<!\\)\|(?=(?:[^`]*`[^`]*`)*[^`]*$)")
_DROPPED = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Section:
    """One heading and what stands under it, to the next heading. `level` 1 is the title of the document."""

    anchor: str
    level: int
    title: str
    html: str


def sections(text: str, ways: Ways) -> tuple[Section, ...]:
    """The document in its order; what stands before the first heading has level 0 and no title."""
    found, known = [], dict[str, int]()
    for heading, lines in _headed(_COMMENT.sub("", text).splitlines()):
        mark = _HEADING.match(heading)
        html = "".join(_blocks(lines, ways))
        if mark is None:
            found += [Section("", 0, "", html)] if html else []
            continue
        title = plain(mark[2])
        found.append(Section(_anchor(title, known), len(mark[1]), title, html))
    return tuple(found)


def _headed(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each heading with its lines; what looks like a heading inside a fence is none."""
    heading, below, fence = "", list[str](), ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        if not fence and _HEADING.match(line):
            yield heading, below
            heading, below = line, []
        else:
            below.append(line)
    yield heading, below


def _anchor(title: str, known: dict[str, int]) -> str:
    """The address of a heading as hosts of repositories make it: small letters, hyphens for blanks, a number if it recurs."""
    name = _DROPPED.sub("", title.lower()).replace(" ", "-")
    known[name] = known.get(name, -1) + 1
    return f"{name}-{known[name]}" if known[name] else name


def _blocks(lines: Sequence[str], ways: Ways) -> Iterator[str]:
    """The lines under a heading, or of an item, as paragraphs, lists, tables, code and quotations."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or _RULE.match(line.strip()):
            at += 1
            continue
        take = _kind(lines, at)
        html, at = take(lines, at, ways)
        yield html


def _kind(lines: Sequence[str], at: int) -> Take:
    """What takes the lines from here on."""
    line = lines[at]
    if _FENCE.match(line):
        return _fence
    if _ITEM.match(line):
        return _list
    if line.lstrip().startswith(">"):
        return _quotation
    if at + 1 < len(lines) and "|" in line and _DIVIDER.match(lines[at + 1].strip()):
        return _table
    return _paragraph


def _fence(lines: Sequence[str], at: int, ways: Ways) -> tuple[str, int]:
    mark = _FENCE.match(lines[at])
    assert mark is not None
    end = next((n for n in range(at + 1, len(lines)) if lines[n].strip().startswith(mark[1])), len(lines))
    indent = len(lines[at]) - len(lines[at].lstrip())
    code = "\n".join(line[indent:] if line[:indent].isspace() or not indent else line for line in lines[at + 1 : end])
    return f'<pre tabindex="0"><code>{escape(code, quote=False)}</code></pre>', end + 1


def _quotation(lines: Sequence[str], at: int, ways: Ways) -> tuple[str, int]:
    end = _until(lines, at, lambda line: not line.lstrip().startswith(">"))
    inner = [re.sub(r"^ *> ?", "", line) for line in lines[at:end]]
    return f"<blockquote>{''.join(_blocks(inner, ways))}</blockquote>", end


def _paragraph(lines: Sequence[str], at: int, ways: Ways) -> tuple[str, int]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and _kind(lines, end) is _paragraph:
        end += 1
    said = inline(" ".join(line.strip() for line in lines[at:end]), ways)
    return (f"<p>{said}</p>" if not said.startswith("<figure") else said), end


def _table(lines: Sequence[str], at: int, ways: Ways) -> tuple[str, int]:
    end = _until(lines, at, lambda line: "|" not in line)
    head = "".join(f'<th scope="col">{inline(cell, ways)}</th>' for cell in _cells(lines[at]))
    rows = "".join(
        f"<tr>{''.join(f'<td>{inline(cell, ways)}</td>' for cell in _cells(line))}</tr>" for line in lines[at + 2 : end]
    )
    return f'<div class="nap-wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>', end


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _CELLS.split(inner)]


def _list(lines: Sequence[str], at: int, ways: Ways) -> tuple[str, int]:
    """The items from here on: those of the same indent, each with what is indented below it."""
    first = _ITEM.match(lines[at])
    assert first is not None
    numbered, items = first[2][0].isdigit(), list[str]()
    while at < len(lines) and (mark := _ITEM.match(lines[at])) and len(mark[1]) == len(first[1]):
        if mark[2][0].isdigit() != numbered:
            break
        end = _end_of_item(lines, at, len(mark[1]))
        items.append(f"<li>{_item([mark[3], *lines[at + 1 : end]], ways)}</li>")
        at = end
    tag = "ol" if numbered else "ul"
    start = int(first[2][:-1]) if numbered else 1
    begins = f' start="{start}"' if start != 1 else ""
    return f"<{tag}{begins}>{''.join(items)}</{tag}>", at


def _end_of_item(lines: Sequence[str], at: int, indent: int) -> int:
    """Its own lines go on until the next item of this indent, or something less indented after an empty line."""
    for end in range(at + 1, len(lines)):
        line = lines[end]
        own = len(line) - len(line.lstrip()) > indent
        mark = _ITEM.match(line)
        if (mark and len(mark[1]) <= indent) or (line.strip() and not own and not lines[end - 1].strip()):
            return end
        if line.strip() and not own and _kind(lines, end) is not _paragraph:
            return end
    return len(lines)


def _item(lines: Sequence[str], ways: Ways) -> str:
    """What stands in an item; one paragraph alone needs no frame of its own."""
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    cut = min(indents, default=0)
    blocks = list(_blocks([lines[0], *(line[cut:] for line in lines[1:])], ways))
    lead = blocks[0].removeprefix("<p>").removesuffix("</p>") if blocks and blocks[0].startswith("<p>") else "".join(blocks[:1])
    return lead + "".join(blocks[1:])


def _until(lines: Sequence[str], at: int, ends: Callable[[str], bool]) -> int:
    """The line that an empty one, or one that ends it, stands on."""
    return next((n for n in range(at, len(lines)) if not lines[n].strip() or ends(lines[n])), len(lines))
