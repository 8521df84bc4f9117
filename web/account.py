"""`/account`: what the monitor knows of the person who is signed in, her password, and where else she is signed in.

Enters the session and what is to be done; leaves the page again, with what was done or why not. It needs no script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nap.monitor import (
    House,
    NotNow,
    PasswordRefused,
    SignInRefused,
    Viewer,
    change_password,
    sign_out_everywhere,
    viewer_of,
)
from nap.words import say
from web.account_page import Told, account_page
from web.enter import left, token_of
from web.form_page import PASSWORDS, Handler
from web.forms import fields, same_form
from web.language import language_of
from web.origin import origin
from web.refusals import log_refusal
from web.sign_in import busy, refusal


def account_route(house: Callable[[], House]) -> Handler:
    """`GET` shows the account, `POST` changes the password or ends sessions."""

    async def answer(request: Request) -> Response:
        form = await fields(request, PASSWORDS) if request.method == "POST" else None
        return await run_in_threadpool(_answer, request, house(), form)

    return answer


def _answer(request: Request, house: House, form: Mapping[str, str] | None) -> Response:
    viewer = viewer_of(house, token_of(request), origin(request, house))
    if viewer is None:
        return RedirectResponse("/sign-in?next=%2Faccount", 303)
    if form is None:
        return account_page(request, house, viewer, Told(done=request.query_params.get("done", "")))
    if not same_form(request, form, base_url=house.settings.base_url):
        return account_page(request, house, viewer, Told(403, whole=say(language_of(request), "account.stale")))
    act = _ACTS.get(form.get("do", ""))
    return act(request, house, viewer, form) if act else RedirectResponse("/account", 303)


def _change(request: Request, house: House, viewer: Viewer, form: Mapping[str, str]) -> Response:
    lang, typed = language_of(request), tuple(form.get(name, "") for name in ("old", "password", "again"))
    try:
        change_password(viewer, house, token_of(request), *typed)
    except PasswordRefused as problem:
        log_refusal("change of password", problem.code)
        return account_page(request, house, viewer, Told(422, problem=problem))
    except SignInRefused as problem:
        log_refusal("change of password", problem.code)
        return account_page(request, house, viewer, Told(429, whole=refusal(lang, problem), minutes=problem.minutes))
    except NotNow as problem:
        return account_page(request, house, viewer, Told(503, whole=busy(lang, problem), minutes=1))
    return RedirectResponse("/account?done=changed", 303)


def _others(request: Request, house: House, viewer: Viewer, _: Mapping[str, str]) -> Response:
    sign_out_everywhere(viewer, house, token_of(request))
    return RedirectResponse("/account?done=others", 303)


def _everywhere(request: Request, house: House, viewer: Viewer, _: Mapping[str, str]) -> Response:
    sign_out_everywhere(viewer, house, token_of(request), here=True)
    return left("/sign-in")


_ACTS = {"password": _change, "others": _others, "everywhere": _everywhere}
