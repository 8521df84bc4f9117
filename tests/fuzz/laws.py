"""What holds for every file, however spoilt. Bytes enter; AssertionError or any other exception tells that a law is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from nap.facts import Finding, Item, Note, Observation
from nap.finding_texts import finding_text
from nap.plan import Plan
from nap.returns.book import Book, position
from nap.returns.check import Checked, Context, History, check_return
from nap.returns.marks import marked, only_list
from nap.returns.reader import open_book
from nap.returns.report import region_names, to_json
from nap.returns.surgery import with_values
from nap.returns.zipcopy import CannotEdit

TODAY = date(2026, 7, 10)
LANGUAGES = ("ky", "ru", "en")
VERDICTS = {"clean", "warnings", "errors", "refused"}
MOST_DIGITS = 330
_OPEN = re.compile(r"\{[a-z_]*\}")


def checked(data: bytes, plan: Plan, *, safely: bool = False, history: History | None = None) -> Checked:
    """The file, checked; without a `history` it is compared with nothing."""
    return check_return(data, Context({}, plan, TODAY, None, history, None, safely))


def can_be_edited(data: bytes, found: Checked) -> None:
    """A figure typed on the screen stands in the cell, and only there; or the editor says that it cannot."""
    places = [(each.sheet, each.cells[0]) for each in found.findings if each.sheet and each.cells]
    places += [(each.place.sheet, each.place.cell) for each in found.observations if each.place]
    if not places:
        return
    sheet, cell = places[len(data) % len(places)]
    try:
        made = with_values(data, {(sheet, cell): "17"})
    except CannotEdit:
        return
    before, after = open_book(data), open_book(made)
    assert isinstance(before, Book)
    assert isinstance(after, Book)
    changed = after.sheet(sheet)
    assert changed is not None
    assert changed.cells[position(cell)].text in {"17", "17%"}, (sheet, cell)
    assert [each.name for each in after.sheets] == [each.name for each in before.sheets]


def holds(found: Checked, plan: Plan) -> None:
    """All laws of one answer."""
    assert found.verdict in VERDICTS
    assert "unexpected-failure" not in {each.code for each in found.findings}
    assert "check-failed" not in {each.code for each in found.findings}
    _verdict_follows(found)
    for observation in found.observations:
        _known(observation, plan)
    for text in _texts(found):
        text.encode("utf-8")
        assert "\0" not in text, "no database keeps it"
    for lang in LANGUAGES:
        _is_said(found, lang)


def _verdict_follows(found: Checked) -> None:
    severities = {each.severity.value for each in found.findings}
    if found.verdict == "refused":
        assert "refused" in severities
        assert (found.rows, found.observations, found.items, found.notes) == (0, (), (), ())
    else:
        assert "refused" not in severities
        assert ("error" in severities) == (found.verdict == "errors")
        assert None not in (found.plan, found.partner, found.period)


def _known(observation: Observation, plan: Plan) -> None:
    assert plan.indicator(observation.indicator) is not None
    assert plan.regions.get(observation.region) is not None
    for number in (observation.value, observation.numerator, observation.denominator):
        assert number is None or (number.is_finite() and len(format(number, "f")) < MOST_DIGITS)


def _texts(found: Checked) -> Iterator[str]:
    for each in (*found.findings, *found.observations, *found.items, *found.notes):
        yield from _of(each)


def _of(each: Finding | Observation | Item | Note) -> Iterator[str]:
    for value in vars(each).values():
        if isinstance(value, str):
            yield str(value)
        elif isinstance(value, tuple):
            yield repr_safe(value)


def repr_safe(value: tuple[object, ...]) -> str:
    """All texts of a nested tuple, one after the other."""
    return "\n".join(repr_safe(one) if isinstance(one, tuple) else str(one) for one in value)


def _is_said(found: Checked, lang: str) -> None:
    names = region_names(found, lang)
    json.dumps(to_json(found, lang), allow_nan=False, ensure_ascii=False).encode("utf-8")
    for finding in found.findings:
        text = finding_text(finding, lang, names)
        assert text.message, finding
        assert text.fix, finding
        for sentence in (text.message, text.expected, text.fix):
            assert not sentence.startswith("findings."), finding
            assert all(hole in repr(finding) for hole in _OPEN.findall(sentence)), (finding, sentence)


def can_be_marked(data: bytes, found: Checked) -> None:
    """The file comes back with its findings and the same figures; or the marking says that it cannot, and lists them alone."""
    lang = LANGUAGES[len(data) % len(LANGUAGES)]
    try:
        made = marked(data, found, lang)
    except CannotEdit:
        made = only_list(found, lang)
        assert isinstance(open_book(made), Book)
        return
    before, after = open_book(data), open_book(made)
    assert isinstance(before, Book)
    assert isinstance(after, Book)
    for sheet in before.sheets:
        again = after.sheet(sheet.name)
        assert again is not None
        assert {at: cell.value for at, cell in sheet.cells.items()}.items() <= {
            at: cell.value for at, cell in again.cells.items()
        }.items()
