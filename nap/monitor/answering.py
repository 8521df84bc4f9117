"""Warnings answered in one line: what was typed and the findings enter; answers fit to be kept leave, or NotMended.

An answer belongs to one finding of one version. It goes on to the next version where the same finding stands again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from nap.facts import Finding, Severity
from nap.monitor.house import House
from nap.monitor.problems import NotMended
from nap.monitor.reasons import seen
from nap.people import Viewer
from nap.plan import Plan
from nap.returns.privately import holds_personal
from nap.returns.tabnumbers import numbered
from nap.store import Transaction, audit, returns
from nap.store.answers import Answer, Spot, add_answers, find_answers, spot
from nap.store.returns import ANSWER, StoredReturn

LONGEST_ANSWER = 500
"""Letters of an answer: one line, also where it is read on a phone."""
CORRECTION: Spot = ("already-accepted", "", "", "", "")
"""Where the reason is kept why a period that was accepted already is corrected."""


def judge(
    plan: Plan,
    findings: Iterable[Finding],
    known: Iterable[Answer],
    typed: Mapping[Spot, str],
    doubtful: Collection[Spot] = (),
) -> dict[Spot, str]:
    """What is new among the answers typed; "" takes one back, a `doubtful` one is confirmed by saying it again.

    NotMended: unknown_finding, answer_too_long, answer_personal.
    """
    asked = {spot(each) for each in findings if each.severity is Severity.WARNING} | {CORRECTION}
    before = {spot(one): one.text for one in known}
    said = {where: plain(text) for where, text in typed.items()}
    new = {where: text for where, text in said.items() if text != before.get(where, "") or where in doubtful}
    if any(where not in asked for where in new):
        raise NotMended("unknown_finding")
    if long := [where for where, text in new.items() if len(text) > LONGEST_ANSWER]:
        raise NotMended("answer_too_long", asked=long)
    if personal := [where for where, text in new.items() if holds_personal(text, plan.privacy)]:
        raise NotMended("answer_personal", asked=personal)
    return new


def plain(text: str) -> str:
    """One line of what was typed, without anything unseen."""
    return seen(text).strip()


def answers_of(viewer: Viewer, house: House, said: Mapping[Spot, str]) -> list[Answer]:
    """What was said, as answers given now by this viewer."""
    at = house.moment()
    return [Answer(*where, text, viewer.person, at) for where, text in said.items()]


def give_answers(transaction: Transaction, viewer: Viewer, house: House, stored: StoredReturn, said: Mapping[Spot, str]) -> None:
    """Keep new answers with a return, and note in the trail to what they were given."""
    new = answers_of(viewer, house, said)
    add_answers(transaction, stored.plan, stored.id, new)
    _note(transaction, viewer, stored, new)


def hand_on(transaction: Transaction, old: StoredReturn, new: StoredReturn, findings: Sequence[Finding]) -> None:
    """Give the next version the answers of the one before, where the same finding stands again."""
    add_answers(transaction, new.plan, new.id, carried(find_answers(transaction, old.plan, old.id), findings))


def hand_on_with(
    transaction: Transaction,
    viewer: Viewer,
    old: StoredReturn,
    new: StoredReturn,
    findings: Sequence[Finding],
    said: Iterable[Answer],
) -> None:
    """The same with what is said while the next version is made: it is about that version's figures, not about those before."""
    hand_on(transaction, old, new, findings)
    moved = carried(said, findings)
    add_answers(transaction, new.plan, new.id, moved)
    _note(transaction, viewer, new, moved)


def _note(transaction: Transaction, viewer: Viewer, stored: StoredReturn, given: Sequence[Answer]) -> None:
    if given:
        data = b"" if stored.standing.gone else returns.original(transaction, stored.id)  # without the file no sheet has a number
        at = numbered(data, ((one.sheet, one.cell) for one in given))
        places = ", ".join(f"{one.code}:{place}" if one.cell else one.code for one, place in zip(given, at, strict=True))
        audit.append(
            transaction, given[0].at, viewer.person, ANSWER, stored.plan, stored.id, origin=viewer.origin, answered=places
        )


def carried(answers: Iterable[Answer], findings: Iterable[Finding]) -> list[Answer]:
    """Each answer at the place where its finding stands now: the same cell, else the one of its code, indicator and region."""
    standing = [spot(each) for each in findings if each.severity is Severity.WARNING]
    rows = Counter(map(_row, standing))
    by_row = {_row(each): each for each in standing if _row(each) and rows[_row(each)] == 1}
    moved = []
    for one in answers:
        where = spot(one)
        now = where if where in standing or where == CORRECTION else _again(where, standing) or by_row.get(_row(where))
        if now is not None:
            moved.append(Answer(*now, one.text, one.person, one.at))
    return moved


def _row(where: Spot) -> tuple[str, str, str] | None:
    """Code, indicator and region, where the finding names a region: a row that can be found again when it has moved."""
    code, _, _, indicator, region = where
    return (code, indicator, region) if region else None


def _again(where: Spot, standing: Iterable[Spot]) -> Spot | None:
    """The finding at the same cell, which meanwhile may stand for more or fewer regions."""
    code, sheet, cell, indicator, region = where
    return next(
        (each for each in standing if cell and each[:4] == (code, sheet, cell, indicator) and not (region and each[4])), None
    )
