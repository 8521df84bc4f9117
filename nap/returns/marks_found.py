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

REMARKED = "remark"
"""Stands in the place of a code where a coordinator speaks: it is no finding of a check and has no sentence of its own."""

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


@dataclass(frozen=True)
class Told:
    """A finding with the sentences that tell it, made once: there may be thousands."""

    finding: Finding
    kind: str
    where: str
    wrong: str
    todo: str
    head: str = ""
    """What its note begins with, if not with the word for its kind."""


Remarked = tuple[str, str, str, str, str]
"""What a coordinator says to a place: sheet, cell (empty: the whole return), indicator, region, text."""


def with_remarks(findings: Sequence[Told], remarks: Iterable[Remarked], telling: Telling) -> list[Told]:
    """The findings with a coordinator's remarks among them, behind the errors: a person has read the return and asks."""
    names, head = telling.regions(), say(telling.lang, "rows.marks.word")
    said = []
    for sheet, cell, indicator, region, text in remarks:
        about = Finding(REMARKED, Severity.WARNING, sheet or None, (cell,) if cell else (), indicator or None, region or None)
        words = say(telling.lang, "rows.coordinator", text=text)
        said.append(Told(about, "warning", telling.where(about, names), words, "", head))
    return sorted([*said, *findings], key=lambda one: KINDS.index(one.kind))


def told(findings: Iterable[Finding], telling: Telling) -> list[Told]:
    """The findings a partner can do something about, in the order of the list: by gravity, the whole return first."""
    names, lang = telling.regions(), telling.lang
    wanted = [each for each in findings if each.severity in _KIND]
    wanted.sort(key=lambda each: (KINDS.index(_KIND[each.severity]), bool(each.cells)))
    texts = [(each, finding_text(each, lang, names)) for each in wanted]
    return [Told(each, _KIND[each.severity], telling.where(each, names), _wrong(text, lang), text.fix) for each, text in texts]


def lines(findings: Iterable[Told]) -> Iterator[Line]:
    """The rows of the list; a finding with many cells has one for each run of neighbouring ones."""
    for number, one in enumerate(findings, 1):
        sheet, places = one.finding.sheet or "", runs(one.finding.cells) or [""]
        yield Line(one.kind, number, sheet, places[0], one.where, one.finding.found or "", one.wrong, one.todo)
        for place in places[1:]:
            yield Line(one.kind, number, sheet, place, "", "", "", "", again=True)


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


def marks(findings: Iterable[Told], lang: str) -> dict[str, dict[At, Mark]]:
    """The marks of every sheet: the gravest finding gives the colour, each finding its note."""
    found: dict[str, dict[At, Mark]] = defaultdict(dict)
    words = {kind: f"{SIGN} {say(lang, f'marks.word.{kind}')}" for kind in KINDS}
    for one in findings:
        cells, note = found[one.finding.sheet or ""], _note(one, f"{SIGN} {one.head}" if one.head else words[one.kind], lang)
        for at in map(position, one.finding.cells):
            mark = Mark(one.kind, note if _speaks(one.finding, at) else "")
            cells[at] = cells[at].and_also(mark) if at in cells else mark
    return found


def _speaks(finding: Finding, at: At) -> bool:
    """The first cell tells what is wrong, and those beneath it; the parts of a sum only get the colour."""
    return at[1] == position(finding.cells[0])[1]


def _note(one: Told, head: str, lang: str) -> str:
    todo = [say(lang, "marks.todo", todo=one.todo)] if one.todo else []
    return _short("\n".join([head, one.wrong, *todo]), _LONGEST_NOTE)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rstrip() + "…"
