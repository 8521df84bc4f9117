"""Findings as they are told in a marked workbook: findings enter; lines of the list and marks of cells leave, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nap.facts import Finding, Severity
from nap.finding_texts import FindingText, finding_text
from nap.plan import Plan
from nap.returns.book import address, position
from nap.returns.sheetscan import At
from nap.words import pick, say

KINDS = ("error", "warning", "fixed")
"""The gravest first; each has a colour, a word and a section of the list."""
_KIND = {
    Severity.REFUSED: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.FIXED: "fixed",
}
SIGN = "[NAP]"
"""Begins every note of ours, so that it can be found and taken out again."""
_LONGEST_TITLE, _LONGEST_NOTE = 90, 1_500


@dataclass(frozen=True)
class Line:
    """One row of the list: what was found, and a link to `cells` (a cell or a range; empty: the return as a whole).

    `again` is true for a further place of the finding in the line before; `hidden` says that nobody sees the place.
    """

    kind: str
    number: int
    sheet: str
    cells: str
    where: str
    found: str
    wrong: str
    todo: str
    again: bool = False
    hidden: str = ""
    link: bool = True


@dataclass(frozen=True)
class Mark:
    """What a cell gets: its colour, and a note or "" where another cell of the same finding has it."""

    kind: str
    note: str

    def and_also(self, other: Mark) -> Mark:
        """Both marks on one cell: the graver colour, both notes."""
        kind = min(self.kind, other.kind, key=KINDS.index)
        return Mark(kind, _short("\n\n".join(dict.fromkeys(filter(None, (self.note, other.note)))), _LONGEST_NOTE))


@dataclass(frozen=True)
class Telling:
    """The words findings are told in: a language, and the plan that knows the names of indicators and regions, if any."""

    lang: str
    plan: Plan | None = None

    def regions(self) -> Mapping[str, str]:
        """Code → name."""
        return {each.code: pick(each.names, self.lang) for each in self.plan.regions.all} if self.plan else {}

    def where(self, finding: Finding, names: Mapping[str, str]) -> str:
        """Indicator and region of a finding, a line each."""
        indicator = self.plan.indicator(finding.indicator) if self.plan and finding.indicator else None
        name = _short(pick(indicator.title, self.lang), _LONGEST_TITLE) if indicator else ""
        title = f"{finding.indicator or ''} {name}".strip()
        region = names.get(finding.region or "", finding.region)
        return "\n".join(part for part in (title, region) if part)


def told(findings: Iterable[Finding]) -> list[Finding]:
    """The findings a partner can do something about, in the order of the list: by gravity, the whole return first."""
    wanted = [each for each in findings if each.severity in _KIND]
    return sorted(wanted, key=lambda each: (KINDS.index(_KIND[each.severity]), bool(each.cells)))


def lines(findings: Sequence[Finding], telling: Telling) -> Iterator[Line]:
    """The rows of the list; a finding with many cells has one for each run of neighbouring ones."""
    names = telling.regions()
    for number, finding in enumerate(findings, 1):
        text = finding_text(finding, telling.lang, names)
        kind, sheet, places = _KIND[finding.severity], finding.sheet or "", runs(finding.cells) or [""]
        wrong = _wrong(text, telling.lang)
        yield Line(kind, number, sheet, places[0], telling.where(finding, names), finding.found or "", wrong, text.fix)
        for place in places[1:]:
            yield Line(kind, number, sheet, place, "", "", "", "", again=True)


def _wrong(text: FindingText, lang: str) -> str:
    sentence = text.sentence or text.message
    return "\n".join([sentence, say(lang, "marks.expected", expected=text.expected)] if text.expected else [sentence])


def runs(cells: Iterable[str]) -> list[str]:
    """Neighbouring cells of a column as one range, in the order of first mention: F3 F4 F9 → F3:F4 F9."""
    found: list[list[int]] = []
    for row, column in dict.fromkeys(map(position, cells)):
        if found and found[-1][0] == column and found[-1][2] + 1 == row:
            found[-1][2] = row
        else:
            found.append([column, row, row])
    return [address(a, c) if a == b else f"{address(a, c)}:{address(b, c)}" for c, a, b in found]


def marks(findings: Sequence[Finding], telling: Telling) -> dict[str, dict[At, Mark]]:
    """The marks of every sheet: the gravest finding gives the colour, each finding its note."""
    names = telling.regions()
    kinds: dict[str, dict[At, str]] = defaultdict(dict)
    notes: dict[str, dict[At, list[str]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        sheet, note = finding.sheet or "", _note(finding, telling.lang, names)
        for at in map(position, finding.cells):
            kinds[sheet].setdefault(at, _KIND[finding.severity])
            if _speaks(finding, at) and note not in notes[sheet][at]:
                notes[sheet][at].append(note)
    return {
        sheet: {at: Mark(kind, _short("\n\n".join(notes[sheet][at]), _LONGEST_NOTE)) for at, kind in cells.items()}
        for sheet, cells in kinds.items()
    }


def _speaks(finding: Finding, at: At) -> bool:
    """The first cell tells what is wrong, and those beneath it; the parts of a sum only get the colour."""
    return at[1] == position(finding.cells[0])[1]


def _note(finding: Finding, lang: str, names: Mapping[str, str]) -> str:
    text = finding_text(finding, lang, names)
    head = f"{SIGN} {say(lang, f'marks.word.{_KIND[finding.severity]}')}"
    todo = [say(lang, "marks.todo", todo=text.fix)] if text.fix else []
    return "\n".join([head, _wrong(text, lang), *todo])


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rstrip() + "…"
