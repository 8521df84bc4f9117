"""What becomes of personal data that were found: hits enter, findings with places leave; what is typed is nowhere repeated.

`block` refuses the file, `ask` is a warning, `strip` is taken out of the texts that others read and reported as mended.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from nap.facts import Finding, Item, Note, Severity
from nap.plan import Plan
from nap.returns.personal import LIST_OF_PERSONS, PersonalHit, PrivacyPattern, searcher, tidy
from nap.returns.personnames import general_patterns, name_anywhere
from nap.returns.worker import Limits, scan_safely

_SEVERITY = {"ask": Severity.WARNING, "strip": Severity.FIXED}
_PLACES = (
    ("embedded", r"!|/embeddings/"),
    ("pivot", r"/pivot(?:Cache|Tables)/"),
    ("comments", r"omments?\d*\.xml|vmlDrawing"),
    ("drawings", r"/(?:drawings|charts?|diagrams|media|chartsheets|ctrlProps|slicers?)/"),
    ("links", r"\.rels\Z|/externalLinks/|/connections|/queryTables/"),
    ("remains", r"sharedStrings"),
    ("names", r"workbook\.xml\Z"),
    ("around", r"/worksheets/|/tables/"),
    ("properties", r"\AdocProps/|customXml/"),
)
"""What a person calls the place that a part of the archive holds, by the part's name; the first that fits."""
GONE = "[…]"
AT_ONCE = Limits(seconds=3)
"""For a line of text that somebody waits for."""
_TEXTS: Mapping[type, tuple[str, ...]] = {
    Note: ("text",),
    Item: ("title", "addressee", "subject", "answered_recipient", "answered_network", "source"),
}


def patterns_of(plan: Plan) -> tuple[PrivacyPattern, ...]:
    """Everything that is searched for in returns of this plan: its own patterns, then those for every plan and country.

    Short texts that others read are searched for all of them, see `holds_personal`: there a false alarm costs one word.
    """
    return (*plan.privacy, *general_patterns(plan.country))


def personal_findings(hits: Iterable[PersonalHit]) -> list[Finding]:
    """Places of personal data, one finding for each sheet and pattern; never what stands there."""
    places: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for hit in hits:
        place = "" if hit.cell and hit.sheet else _place(hit.part)
        places[hit.level, hit.pattern, hit.sheet or "", place] += [hit.cell] if hit.cell else []
    return [_finding(*place, cells) for place, cells in places.items()]


def _place(part: str) -> str:
    return next((name for name, pattern in _PLACES if re.search(pattern, part)), "elsewhere")


def _finding(level: str, pattern: str, sheet: str, place: str, cells: list[str]) -> Finding:
    facts = (("pattern", pattern), ("place", place)) if place else (("pattern", pattern),)
    found = _columns(cells) if pattern == LIST_OF_PERSONS else tuple(dict.fromkeys(cells))
    return Finding(
        "personal-data",
        _SEVERITY.get(level, Severity.REFUSED),
        sheet or None,
        found,
        case=_case(level, pattern, place),
        facts=facts,
    )


def _columns(cells: Iterable[str]) -> tuple[str, ...]:
    """The first cell of each column: a list is found by its header and by its names."""
    first: dict[str, str] = {}
    for cell in cells:
        first.setdefault(cell.rstrip("0123456789"), cell)
    return tuple(first.values())


def _case(level: str, pattern: str, place: str) -> str:
    if level in _SEVERITY:
        return f"{level}-place" if place and level == "ask" else level
    if place:
        return "place"
    return "list" if pattern == LIST_OF_PERSONS else ""


def discreet(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, without what was typed wherever personal data stand."""
    findings = list(findings)
    private = {(each.sheet, cell) for each in findings if each.code == "personal-data" for cell in each.cells}
    return [replace(each, found=None) if any((each.sheet, cell) in private for cell in each.cells) else each for each in findings]


T = TypeVar("T", Note, Item)


def stripped(texts: Sequence[T], plan: Plan) -> tuple[T, ...]:
    """Notes and items with a mark in place of everything that a pattern of the level `strip` fits."""
    patterns = [re.compile(each.pattern) for each in plan.privacy if each.level == "strip"]
    return tuple(_without(each, patterns) for each in texts) if patterns else tuple(texts)


def _without(words: T, patterns: Iterable[re.Pattern[str]]) -> T:
    # Not in a process with limits: the search of the whole file, which has them, ended before on the same text.
    texts = {name: getattr(words, name) for name in _TEXTS[type(words)]}
    for name, text in texts.items():
        for pattern in patterns:
            texts[name] = pattern.sub(GONE, texts[name]) if pattern.search(text) else texts[name]
    return replace(words, **texts)


_RISKY = re.compile(r"\)[+*{]|\\[1-9]|\(\?P=")
"""A group repeated, or a reference back: such a pattern may never end on some text, and is only run within limits."""


def holds_personal(text: str, privacy: Sequence[PrivacyPattern]) -> bool:
    """Whether a short text that others will read holds personal data; a search that does not end in time counts as found."""
    strict = [each for each in general_patterns() if each.level == "block"]
    if searcher((*_quick(privacy), *strict))(text):
        return True
    risky = [each for each in privacy if _RISKY.search(_spelling(each))]
    return bool(risky) and scan_safely(f"\n{text}".encode(errors="replace"), risky, AT_ONCE) != ()


def blocked_by(text: str, privacy: Sequence[PrivacyPattern]) -> str | None:
    """The pattern that would keep a file with this text out, by name where that is known at once; None if there is none."""
    blocking = [each for each in privacy if str(each.level) == "block"]
    if not holds_personal(text, blocking):
        return None
    strict = [each for each in general_patterns() if each.level == "block"]
    return next((name for name, _ in searcher((*_quick(blocking), *strict))(text)), "")


def names_person(name: str, privacy: Sequence[PrivacyPattern]) -> bool:
    """Whether the name of a file or sheet is that of a person or holds personal data."""
    words = re.sub(r"(?:[^\w.]|_)+", " ", tidy(name))
    return bool(words.strip()) and (name_anywhere().search(words) is not None or holds_personal(name, privacy))


def _quick(privacy: Iterable[PrivacyPattern]) -> Iterable[PrivacyPattern]:
    return [each for each in privacy if not _RISKY.search(_spelling(each))]


def _spelling(pattern: PrivacyPattern) -> str:
    return pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.pattern
