"""Which warnings of a return are explained: its answers and notes enter; what was said to each finding leaves.

A workbook has one place for explanations in each row, so what is said to one warning of a row is said to all of them. What was
said about a figure that has changed since does not count until it is said again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nap.facts import Finding, Note, Severity
from nap.monitor.answering import CORRECTION
from nap.monitor.house import House
from nap.monitor.receipts import find
from nap.monitor.waived import waived
from nap.people import Verb, Viewer
from nap.returns.explaining import explanations, rows_of
from nap.store import Transaction, returns
from nap.store.answers import Answer, Spot, find_answers, spot
from nap.store.returns import Contents, StoredReturn


@dataclass(frozen=True)
class Said:
    """What was said to the warnings of one return. `earlier`: by place, the figure that stood there when an answer was given."""

    texts: Mapping[Spot, str] = field(default_factory=dict)
    earlier: Mapping[Spot, str] = field(default_factory=dict)
    rows: frozenset[tuple[str, str]] = frozenset()
    """Sheet and row of every warning with an answer that counts."""
    notes: Sequence[Note] = ()
    waived: frozenset[Spot] = frozenset()
    """Findings that a coordinator lets pass: nobody has to explain them."""

    def answer(self, finding: Finding) -> str:
        """What was answered on the screen; empty if nothing was."""
        # Why an accepted return is corrected may be said once for all its figures.
        places = [spot(finding), *([CORRECTION] if finding.code == CORRECTION[0] else [])]
        return next((self.texts[place] for place in places if self.texts.get(place)), "")

    def is_explained(self, finding: Finding) -> bool:
        """Whether something was said to a warning that counts: to itself on the screen, or to each of its rows anywhere."""
        if spot(finding) in self.waived:
            return True
        if self.answer(finding) and spot(finding) not in self.earlier:
            return True
        written = explanations(finding, self.notes)
        rows = [(finding.sheet or "", row) for row in rows_of(finding)]
        return all(written) or (bool(rows) and all(text or row in self.rows for text, row in zip(written, rows, strict=True)))

    def unexplained(self, findings: Iterable[Finding]) -> int:
        """How many of these are warnings to which nothing was said that counts."""
        return sum(each.severity is Severity.WARNING and not self.is_explained(each) for each in findings)


def said_to(viewer: Viewer, house: House, id: str) -> Said:
    """What was said to the warnings of that return."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        known = find_answers(transaction, stored.plan, id)
        findings, notes = returns.findings(transaction, id), returns.notes(transaction, id)
        # Thousands of figures are asked for only where something was said that may be about an earlier one.
        earlier = earlier_figures(transaction, stored, returns.contents(transaction, id), known) if known else {}
        let_pass = frozenset(waived(transaction, stored))
    texts = {spot(one): one.text for one in known}
    counting = [each for each in findings if texts.get(spot(each)) and spot(each) not in earlier]
    rows = frozenset((each.sheet or "", row) for each in counting for row in rows_of(each))
    return Said(texts, earlier, rows, notes, let_pass)


def earlier_figures(
    transaction: Transaction, stored: StoredReturn, held: Contents, known: Sequence[Answer]
) -> Mapping[Spot, str]:
    """Of the answers a version was handed, those said about another figure than stands there now: by place, that figure."""
    if not known:
        return {}
    standing = {spot(each): each for each in held.findings if each.severity is Severity.WARNING}
    found: dict[Spot, str] = {}
    left = {_given(one): one for one in known if spot(one) in standing}
    for before in (one for one in returns.versions(transaction, stored) if one.version < stored.version):
        first = [one for one in find_answers(transaction, before.plan, before.id) if _given(one) in left]
        about = returns.contents(transaction, before.id) if first else None
        for one in first:
            now = spot(left.pop(_given(one)))
            was = _figure(about, spot(one)) if about else None
            if was is not None and was != _figure(held, now):
                found[now] = was
    return found


def _given(one: Answer) -> tuple[object, ...]:
    """What stays the same of an answer wherever it is handed on."""
    return one.code, one.indicator, one.text, one.person, one.at


def _figure(held: Contents, where: Spot) -> str | None:
    """What stood in the first cell of that warning, as typed; None if the warning does not stand there."""
    finding = next((each for each in held.findings if each.severity is Severity.WARNING and spot(each) == where), None)
    if finding is None:
        return None
    on_sheet = (one for one in held.observations if one.place and one.place.sheet == finding.sheet)
    typed = (text for one in on_sheet for cell, text in one.typed if cell in finding.cells[:1])
    return finding.found or next(typed, "")
