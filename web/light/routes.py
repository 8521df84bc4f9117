"""The routes of the light lane. Enter the open house and the limits of uploads, leave routes; every one passes the same gate.

The gate asks who is looking, turns refusals of the monitor into plain pages, and takes no form that is not ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nap.monitor import Denied, House, NotNow, Unknown
from web.assets import routes_of
from web.forms import fields, same_form
from web.guides import GUIDE
from web.light import deciding, figures, files, front, life, mend_form, one, review, sending
from web.light.at_work import AtWork
from web.light.ended import FORM_LIMIT, UPLOAD, ended
from web.light.guide import guide
from web.light.page import SHEET
from web.light.refusals import not_here, old_form, waits
from web.light.upload import Coming, Limits, NotTaken, Sent, log, taken
from web.light.visit import Visit, visit_of

Handler = Callable[[Request], Awaitable[Response]]
Look = Callable[[Visit], Response]
Act = Callable[[Visit, dict[str, str]], Response]
PATIENT = Limits()


def light_routes(house: Callable[[], House], limits: Limits = PATIENT) -> list[Route]:
    """All of `/light`."""
    here, work = "/light/return/{id}", AtWork(limits.at_work)
    looks = {
        "/light": front.page,
        "/light/template/{partner}/{period}": files.template_file,
        here: one.page,
        f"{here}/figures": figures.page,
        f"{here}/marked": files.marked_file,
        f"{here}/original": files.original_file,
        "/light/review": review.page,
    }
    acts = {
        "/light/nothing": sending.nothing,
        "/light/not-safe": sending.not_safe,
        f"{here}/withdraw": life.take_back,
        f"{here}/confirm": life.say_own,
        f"{here}/mend": mend_form.save,
        f"{here}/submit": deciding.hand_in,
        f"{here}/accept": deciding.let_count,
        f"{here}/send-back": deciding.give_back,
    }
    return [
        *(Route(path, _look(house, look, work)) for path, look in looks.items()),
        *(Route(path, _act(house, act, work), methods=["POST"]) for path, act in acts.items()),
        Route(UPLOAD, _look(house, sending.page, work), methods=["GET"]),
        Route(UPLOAD, _upload(house, limits, work), methods=["POST"]),
        *(Route(path, guide) for path in (GUIDE, f"{GUIDE}/{{role}}")),
        *routes_of([SHEET]),
    ]


def _look(house: Callable[[], House], look: Look, work: AtWork) -> Handler:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_seen, request, house(), look, work)

    return answer


def _act(house: Callable[[], House], act: Act, work: AtWork) -> Handler:
    async def answer(request: Request) -> Response:
        form = await fields(request, FORM_LIMIT)
        return await run_in_threadpool(_done, request, house(), act, form, work)

    return answer


def _upload(house: Callable[[], House], limits: Limits, work: AtWork) -> Handler:
    coming = Coming(limits)

    async def answer(request: Request) -> Response:
        visit = await run_in_threadpool(visit_of, request, house())
        if visit is None:
            return ended(request, {})
        length = request.headers.get("content-length", "")
        try:
            with coming.room(visit.viewer.person, int(length) if length.isdecimal() else limits.largest):
                sent = await taken(request, limits)
                act = partial(_sent, sent=sent)
                return await run_in_threadpool(_done, request, house(), act, sent.fields, work)
        except NotTaken as problem:
            log(problem.code)
            return await run_in_threadpool(sending.not_taken, visit, problem, limits)

    return answer


def _sent(visit: Visit, _: dict[str, str], sent: Sent) -> Response:
    return sending.send(visit, sent)


def _seen(request: Request, house: House, look: Look, work: AtWork) -> Response:
    visit = visit_of(request, house)
    return _guarded(visit, lambda: look(visit), work) if visit else ended(request, {})


def _done(request: Request, house: House, act: Act, form: dict[str, str], work: AtWork) -> Response:
    visit = visit_of(request, house)
    if visit is None:
        return ended(request, form if same_form(request, form) else {})
    if not same_form(request, form, base_url=house.settings.base_url):
        return old_form(visit, form)
    return _guarded(visit, lambda: act(visit, form), work, form)


def _guarded(visit: Visit, answer: Callable[[], Response], work: AtWork, form: Mapping[str, str] | None = None) -> Response:
    """What is not there and what is not for this reader look the same."""
    try:
        with work.place(visit.viewer.person):
            return answer()
    except (Denied, Unknown):
        return not_here(visit)
    except NotNow as problem:
        return waits(visit, problem.code, form or {})
