"""Findings as cards of a plain page, grouped as on the screen, with a field for each cell; cut into pages that stay small.

Enters what was found, what was said and what was typed; leaves cards, and the pages they stand on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from nap.facts import Finding, Severity
from nap.finding_groups import GRAVITY, ORDERS, Group, cell_order, sections
from nap.finding_texts import finding_text
from nap.monitor import Plan
from web.light.page import mark
from web.light.visit import Visit

SIGNS = {Severity.REFUSED: "■", Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i", Severity.FIXED: "✓"}
PAGE_BYTES = 15_000
"""Of cards on one page; head, foot, papers and the form to submit take the rest of 30 kB."""
_CARD_BYTES = 5_000
MOST_FINDINGS = 500
"""Nobody mends more by hand at once; the rest come into sight as these go."""
_CELLS = 12
"""So many findings of one group stand in one card at most; the next ones in another with the same words."""
_LONGEST = 300
"""Letters of what was found or said that are shown."""

Spot = tuple[str, str]
Cells = Sequence[tuple[Finding, str]]
Inside = Callable[[Group, Cells], str]
"""What stands below the words of a card: fields for its cells, a line for an answer. Cells enter with their finding."""


@dataclass(frozen=True)
class Card:
    """One card as HTML, and the cells it is about."""

    html: str
    cells: tuple[Spot, ...]
    severity: Severity

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.html.encode())


@dataclass(frozen=True)
class Board:
    """What was found in one file. `explained`: the partner's words on a warning. `inside` makes the fields of a card."""

    visit: Visit
    plan: Plan
    findings: Sequence[Finding]
    explained: Callable[[Finding], str] = field(default=lambda _: "")
    inside: Inside | None = None

    @cached_property
    def groups(self) -> list[Group]:
        """Equal findings together, the gravest first."""
        names, lang = self.visit.regions, self.visit.lang
        found = sections(
            sorted(self.findings, key=lambda each: GRAVITY.index(each.severity))[:MOST_FINDINGS],
            ORDERS[0],
            self.plan,
            lambda each: finding_text(each, lang, names),
            self.explained,
        )
        return [group for section in found for group in section.groups]


def packed(board: Board) -> list[tuple[Card, ...]]:
    """The cards, page by page."""
    pages: list[list[Card]] = []
    size = PAGE_BYTES
    for group in board.groups:
        for card in _cards(board, group):
            if size + card.size > PAGE_BYTES:
                pages.append([])
                size = 0
            pages[-1].append(card)
            size += card.size
    return [tuple(page) for page in pages]


def short(text: str) -> str:
    """A text of somebody's, cut where it would fill the page."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _cards(board: Board, group: Group) -> Iterator[Card]:
    """One card, or several where there are too many cells for one."""
    cells = [(each, cell) for each in group.findings for cell in (sorted(each.cells, key=cell_order) or [""])]
    while cells:
        count = min(_CELLS, len(cells))
        card = _card(board, group, cells[:count])
        while card.size > _CARD_BYTES and count > 1:
            count = count // 2
            card = _card(board, group, cells[:count])
        yield card
        cells = cells[count:]


def _card(board: Board, group: Group, cells: Cells) -> Card:
    visit, texts, severity = board.visit, group.text, group.severity
    title = mark(SIGNS[severity], visit.t(f"common.severity.{severity.value}"), severity.value)
    pairs = (
        ("pages.column.found", _found(group)),
        ("pages.column.expected", texts.expected),
        ("pages.column.fix", texts.fix),
        ("pages.column.explained", group.explained),
    )
    told = "".join(f"<dt>{escape(visit.t(key))}</dt><dd>{escape(short(text))}</dd>" for key, text in pairs if text)
    inside = board.inside(group, cells) if board.inside else _places(visit, group, cells)
    html = (
        f'<div class="card {severity.value}"><h3>{title} {escape(short(texts.sentence))}</h3>'
        f"{f'<dl>{told}</dl>' if told else ''}{inside}</div>"
    )
    return Card(html, tuple((each.sheet or "", cell) for each, cell in cells if cell), severity)


def _found(group: Group) -> str:
    """What was typed, if it is the same in every cell."""
    found = {each.found or "" for each in group.findings}
    return found.pop() if len(found) == 1 else ""


def _places(visit: Visit, group: Group, cells: Cells) -> str:
    """Where it is, cell by cell."""
    apart = len({each.found for each in group.findings}) > 1
    lines = [place(visit, each, cell, typed=apart) for each, cell in cells]
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def place(visit: Visit, finding: Finding, cell: str, *, typed: bool = False) -> str:
    """Sheet, cell, indicator and region of a finding, as HTML."""
    sheet = visit.t("pages.sheet", sheet=finding.sheet) if finding.sheet else visit.t("pages.whole_file")
    region = visit.regions.get(finding.region, finding.region) if finding.region else ""
    about = " · ".join(part for part in (sheet, cell, finding.indicator or "", region) if part)
    return escape(about) + (f": {escape(short(finding.found))}" if typed and finding.found else "")


def chosen(pages: Sequence[object], asked: str) -> int:
    """The number of the page that is asked for, from 1; the nearest there is."""
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return max(1, min(number, len(pages)))


def pager(visit: Visit, count: int, number: int, address: Callable[[int], str]) -> str:
    """The ways to the other pages, as HTML; nothing if there is one."""
    if count < 2:
        return ""
    near = sorted({1, *range(max(1, number - 2), min(count, number + 2) + 1), count})
    ways = "".join(
        f'<b aria-current="page">{each}</b> ' if each == number else f'<a href="{escape(address(each))}">{each}</a> '
        for each in near
    )
    label = escape(visit.t("light.pages", number=number, count=count))
    return f'<p class="pages" role="navigation" aria-label="{label}">{label}: {ways}</p>'
