"""What was typed into the fields of a return is saved as its next version, or shown again with why it was not.

Enters a visit and a form; leaves the way to the version that has it, however often the form is sent. Who presses the button
to submit instead has what was typed saved first, so that it is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from nap.monitor import Field, NotMended, NotNow, ReturnDetail, mend, return_detail, spot
from web.light.cards import Spot, chosen, packed
from web.light.deciding import hand_in
from web.light.mend_fields import Desk, Place, answer_name, cell_name
from web.light.names import return_address
from web.light.one import SUBMIT, desk_of, show
from web.light.refusals import status_of
from web.light.visit import Visit


@dataclass(frozen=True)
class _Typed:
    """What a form says: values of cells ("" empties one), answers to warnings."""

    values: Mapping[Spot, str]
    answers: Mapping[Place, str]


def save(visit: Visit, form: dict[str, str]) -> Response:
    """Make the next version of the return and lead to it; or submit, if that was pressed and no figure is new."""
    desk = desk_of(visit, visit.request.path_params["id"], form)
    typed, id, submits = _typed(desk), desk.detail.receipt.id, bool(form.get(SUBMIT))
    if submits and not _is_new(desk, typed):
        return hand_in(visit, form)
    try:
        mended = mend(visit.viewer, visit.house, id, typed.values, typed.answers, form.get("because", ""), visit.lang)
    except NotMended as problem:
        return _not_saved(visit, desk, typed, problem)
    except NotNow as problem:
        return show(desk, visit.t(f"pages.not_now.{problem.code}"), status=status_of(problem.code))
    if submits and not mended.cells:
        return hand_in(visit, form)
    said = "answered" if not mended.cells else "saved_first" if submits else "saved"
    return RedirectResponse(return_address(mended.receipt.id, said=said), 303)


def _is_new(desk: Desk, typed: _Typed) -> bool:
    """Whether the form holds more than was saved before."""
    confirmed = any(name.startswith("c:") for name in desk.typed)
    return confirmed or bool(typed.values) or any(text != desk.before([where]) for where, text in typed.answers.items())


def _not_saved(visit: Visit, desk: Desk, typed: _Typed, problem: NotMended) -> Response:
    newest = return_detail(visit.viewer, visit.house, problem.newer) if problem.newer else desk.detail
    if _is_there(newest, typed, problem.code):
        if desk.typed.get(SUBMIT) and not problem.newer:
            return hand_in(visit, dict(desk.typed))
        said = "saved" if typed.values else "answered"
        return RedirectResponse(return_address(newest.receipt.id, said=said), 303)
    if problem.newer:
        later = desk_of(visit, problem.newer, desk.typed)
        return show(later, visit.t("light.newer"), status=409, lost=_lost(later, desk.typed))
    again = Desk(visit, desk.plan, desk.detail, desk.found, desk.said, desk.typed, problem)
    return show(again, visit.t(f"mending.refused.{problem.code}"), status=409 if problem.code == "not_open" else 422)


def _is_there(newest: ReturnDetail, typed: _Typed, code: str) -> bool:
    """Whether all of it is saved already: the form came twice."""
    if code not in {"newer_version", "not_open", "nothing"} or not (typed.values or typed.answers):
        return False
    mended = {(one.sheet, one.cell): one.after for one in newest.mends}
    said = {(one.code, one.indicator, one.region, one.text) for one in newest.answers}
    told = {(where[0], where[3], where[4], text.strip()) for where, text in typed.answers.items() if text.strip()}
    return all(mended.get(where) == text for where, text in typed.values.items()) and told <= said


def _lost(later: Desk, typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed for cells that have no field in the later version."""
    shown = {cell_name("v", where) for where in later.found.fields}
    return [(name.split(":")[1], text) for name, text in typed.items() if name.startswith("v:") and text and name not in shown]


def _typed(desk: Desk) -> _Typed:
    values: dict[Spot, str] = {}
    fields, form = desk.found.fields, desk.typed
    on_page = _on_page(desk) if form.get("all") else frozenset()
    for where, known in fields.items():
        text = desk.shown(known, form.get(cell_name("v", where), "").strip())
        if text:
            values[where] = text
        elif form.get(cell_name("t", where)) or where in on_page:
            values = _with_offers(desk, known) | values
        elif form.get(cell_name("e", where)):
            values[where] = ""
    return _Typed(values | _elsewhere(desk), _answers(desk))


def _elsewhere(desk: Desk) -> dict[Spot, str]:
    """What was typed into fields that this version has not: the monitor says why it cannot be saved."""
    found: dict[Spot, str] = {}
    for name, text in desk.typed.items():
        kind, _, rest = name.partition(":")
        cell, _, sheet = rest.partition(":")
        if kind == "v" and text.strip() and (sheet, cell) not in desk.found.fields:
            found[sheet, cell] = text.strip()
    return found


def _on_page(desk: Desk) -> frozenset[Spot]:
    pages = packed(desk.board)
    cards = pages[chosen(pages, desk.typed.get("page", "")) - 1] if pages else ()
    return frozenset(where for card in cards for where in card.cells)


def _with_offers(desk: Desk, known: Field) -> dict[Spot, str]:
    """What is offered for a cell and for the one its advice names beside it."""
    beside = desk.found.fields.get(known.beside) if known.beside else None
    both: Iterable[Field] = (one for one in (known, beside) if one is not None)
    return {one.spot: desk.shown(one, offer) for one in both if (offer := desk.offer(one))}


def _answers(desk: Desk) -> dict[Place, str]:
    """The lines that came with the form, for every finding they answer."""
    said: dict[Place, str] = {}
    for findings in desk.answered.values():
        places = [spot(each) for each in findings]
        name = answer_name("a", places[0])
        if name not in desk.typed:
            continue
        text, earlier = desk.typed[name].strip(), any(each in desk.said.earlier for each in places)
        if not earlier or text != desk.before(places) or desk.typed.get(answer_name("c", places[0])):
            said |= dict.fromkeys(places, text)
    return said
