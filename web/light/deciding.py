"""Handing a return in, accepting it, sending it back. Enters a visit and a form; leaves the way back to the return.

A form that comes twice is told what has happened already.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import RedirectResponse, Response

from nap.monitor import Denied, NotMended, NotNow, Receipt, Verb, accept, may, return_detail, send_back, submit
from web.light.names import return_address
from web.light.one import desk_of, show
from web.light.refusals import status_of
from web.light.visit import Visit


def hand_in(visit: Visit, form: dict[str, str]) -> Response:
    """Submit a draft without errors."""
    because, correction = form.get("because", ""), form.get("correction", "")
    return _done(
        visit,
        form,
        lambda id: submit(visit.viewer, visit.house, id, because, correction),
        "submitted",
        {"submitted": "submitted_before", "accepted": "accepted"},
    )


def let_count(visit: Visit, form: dict[str, str]) -> Response:
    """Accept a submitted return."""
    reason, seen = form.get("reason", ""), form.get("seen", "")
    return _done(
        visit,
        form,
        lambda id: accept(visit.viewer, visit.house, id, reason, seen=seen),
        "accepted",
        {"accepted": "accepted"},
        Verb.REVIEW,
    )


def give_back(visit: Visit, form: dict[str, str]) -> Response:
    """Send a submitted return back with a reason."""
    reason, seen = form.get("reason", ""), form.get("seen", "")
    return _done(
        visit,
        form,
        lambda id: send_back(visit.viewer, visit.house, id, reason, seen=seen),
        "sent_back",
        {"returned": "sent_back"},
        Verb.REVIEW,
    )


def _done(
    visit: Visit,
    form: dict[str, str],
    act: Callable[[str], Receipt],
    said: str,
    before: dict[str, str],
    verb: Verb = Verb.SEND_RETURN,
) -> Response:
    """Do it; `before`: what to say where the return stands so already."""
    id = visit.request.path_params["id"]
    if not may(visit.viewer, verb):
        raise Denied(verb)
    try:
        act(id)
    except (NotNow, NotMended) as problem:
        status = return_detail(visit.viewer, visit.house, id).receipt.status
        if status in before and _told_before(visit, problem):
            return RedirectResponse(return_address(id, said=before[status]), 303)
        why = f"pages.not_now.{problem.code}" if isinstance(problem, NotNow) else f"mending.refused.{problem.code}"
        return show(desk_of(visit, id, form), visit.t(why), status=status_of(problem.code))
    return RedirectResponse(return_address(id, said=said), 303)


def _told_before(visit: Visit, problem: NotNow | NotMended) -> bool:
    """The same form once more; what somebody else has done meanwhile is told as a refusal."""
    by_herself = isinstance(problem, NotNow) and problem.facts.get("person") == visit.viewer.person
    return by_herself or problem.code.startswith("not_")
