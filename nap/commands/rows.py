"""`rows list|hold-back|take-back|decline|undecline|waive|unwaive|remark`: rows left out of a return, and what is said to it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.commands.returns import receipt_json
from nap.facts import Period
from nap.monitor import (
    House,
    Plan,
    Receipt,
    Viewer,
    at_cell,
    decline as decline_rows,
    hold_back as hold_back_rows,
    remark as say_remark,
    return_detail,
    rows_of,
    spot,
    take_back_hold,
    undecline as undecline_rows,
    unwaive as take_back_waiver,
    waive as waive_finding,
)
from nap.words import say

_Row = tuple[str, str, Period]
_Spot = tuple[str, str, str, str, str]


@in_words
def list(options: Namespace) -> int:
    """Print the rows of a return, those with errors first, and why some do not count; then what is said and waived."""
    with the_house() as house:
        person = the_person(house, options)
        rows, beside = rows_of(person, house, options.id), return_detail(person, house, options.id).beside
    told: Sequence[dict[str, object]] = [
        {
            "row": ":".join(map(str, one.row)),
            "errors": one.errors,
            "left_out": one.left_out.kind if one.left_out else "",
            "reason": one.left_out.reason if one.left_out else "",
        }
        for one in rows
    ]
    said: Sequence[dict[str, object]] = [{"at": _at(one.spot), "remark": one.text} for one in beside.remarks]
    let: Sequence[dict[str, object]] = [{"at": _at(one.spot), "waived": one.text} for one in beside.waivers.values()]
    if options.json:
        print_json({"open_errors": beside.open_errors, "rows": told, "remarks": said, "waived": let})
        return 0
    for line in (*told, *said, *let):
        print("  ".join(str(value) for value in line.values() if value not in ("", 0)))
    return 0


@in_words
def hold_back(options: Namespace) -> int:
    """Hold rows of a draft back."""
    return _done(options, lambda who, house: hold_back_rows(who, house, options.id, _rows(house.plan, options), options.reason))


@in_words
def take_back(options: Namespace) -> int:
    """Let rows that were held back count again."""
    return _done(options, lambda who, house: take_back_hold(who, house, options.id, _rows(house.plan, options)))


@in_words
def decline(options: Namespace) -> int:
    """Leave rows out of what a waiting return is accepted with."""
    return _done(options, lambda who, house: decline_rows(who, house, options.id, _rows(house.plan, options), options.reason))


@in_words
def undecline(options: Namespace) -> int:
    """Let rows that were declined be accepted with the rest."""
    return _done(options, lambda who, house: undecline_rows(who, house, options.id, _rows(house.plan, options)))


@in_words
def waive(options: Namespace) -> int:
    """Let findings of one code at one cell pass."""
    return _done(options, lambda who, house: waive_finding(who, house, options.id, _spot(who, house, options), options.reason))


@in_words
def unwaive(options: Namespace) -> int:
    """Let a waived finding stand again."""
    return _done(options, lambda who, house: take_back_waiver(who, house, options.id, _spot(who, house, options)))


@in_words
def remark(options: Namespace) -> int:
    """Say something to a finding or a cell; an empty text takes it back."""
    return _done(options, lambda who, house: say_remark(who, house, options.id, _spot(who, house, options), options.text))


def _done(options: Namespace, act: Callable[[Viewer, House], Receipt]) -> int:
    with the_house() as house:
        receipt = act(the_person(house, options), house)
    status = say(lang_of(options), f"common.return_status.{receipt.status}")
    print_json(receipt_json(receipt)) if options.json else print(f"{receipt.id}  {status}")
    return 0


def _rows(plan: Plan, options: Namespace) -> tuple[_Row, ...]:
    """Rows as INDICATOR:PLACE:PERIOD."""
    return tuple(_row(plan, text, lang_of(options)) for text in options.rows)


def _row(plan: Plan, text: str, lang: str) -> _Row:
    try:
        indicator, region, period = text.split(":")
        return indicator, region, plan.period(period)
    except ValueError:
        raise Stop(say(lang, "rows.cli.row", found=text)) from None


def _spot(viewer: Viewer, house: House, options: Namespace) -> _Spot:
    """The finding of that code at that cell, or the cell alone."""
    sheet, _, cell = options.at.rpartition("!")
    place = at_cell(sheet, cell)
    if not options.code:
        return place
    found = [spot(each) for each in return_detail(viewer, house, options.id).findings]
    here = [each for each in found if each[0] == options.code and options.at in ("", _at(each))]
    if len(here) < 2:  # of none that is there the monitor itself says so, to whoever may know it
        return here[0] if here else (options.code, place[1], place[2], "", "")
    raise Stop(say(lang_of(options), "rows.cli.finding", code=options.code, there=", ".join(map(_at, here))))


def _at(place: _Spot) -> str:
    return f"{place[1]}!{place[2]}" if place[2] else place[0]
