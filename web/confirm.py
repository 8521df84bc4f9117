"""`/confirm/<secret>`: a partner says whether a return that somebody else sent in its place is its own.

Looking changes nothing (messengers fetch a preview); a form answers, once, and from then on the page tells what was answered. No
figure stands here: whoever has the link could read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nap.monitor import LONGEST_SAID, House, LinkRefused, NotNow, ToConfirm, asked_to_confirm, confirm
from nap.words import day, period_name, pick, say, say_n
from web.asking import alert, good, link, paragraph
from web.form_page import Handler, form_page
from web.forms import fields, form_word, hidden, same_form
from web.language import language_of
from web.origin import origin
from web.refusals import log_refusal

_STYLE = Path(__file__).with_name("confirm.css").read_text(encoding="utf-8")
_STATUS = {"unknown": 404, "expired": 410, "used": 410}
_LIMIT = 8192
"""Bytes of a form: its longest line in Cyrillic letters takes six each."""
_ANSWERS = ("yes", "no")


def confirm_route(house: Callable[[], House]) -> Handler:
    """`GET` looks at the link, `POST` answers."""

    async def answer(request: Request) -> Response:
        form = await fields(request, _LIMIT) if request.method == "POST" else None
        return await run_in_threadpool(_answer, request, house(), form)

    return answer


def _answer(request: Request, house: House, form: Mapping[str, str] | None) -> Response:
    try:
        asked = asked_to_confirm(house, request.path_params["secret"])
        return _page(request, house, asked) if form is None else _said(request, house, asked, form)
    except LinkRefused as problem:
        log_refusal("link to confirm", problem.code)
        return _refused(request, house, problem)


def _said(request: Request, house: House, asked: ToConfirm, form: Mapping[str, str]) -> Response:
    """Back to the page, which then tells what was answered; or the form again with what is wrong."""
    lang, words = language_of(request), form.get("said", "")
    if not same_form(request, form, base_url=house.settings.base_url, unnamed=True) or form.get("answer") not in _ANSWERS:
        return _page(request, house, asked, 403, say(lang, "life.confirm.stale"), words)
    try:
        confirm(house, request.path_params["secret"], form["answer"], words, origin(request, house))
    except NotNow as problem:
        status = 503 if problem.code.startswith("store_") else 422
        return _page(request, house, asked, status, say(lang, f"pages.not_now.{problem.code}"), words)
    return RedirectResponse(f"{_here(request)}?lang={lang}", 303)


def _page(request: Request, house: House, asked: ToConfirm, status: int = 200, wrong: str = "", typed: str = "") -> Response:
    lang, word = language_of(request), form_word(request)
    pairs = ((say(lang, f"life.confirm.{name}"), value) for name, value in _facts(lang, house, asked) if value)
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    below = _form(request, word, lang, typed) if asked.open else _answered(lang, house, asked)
    until = say(lang, "life.confirm.until", until=_there(house, asked.ends))
    body = (
        f"<style>{_STYLE}</style>"
        + paragraph(pick(house.plan.title, lang), "lead")
        + alert(wrong)
        + ("" if not asked.open else paragraph(say(lang, "life.confirm.lead")))
        + f"<dl>{listed}</dl>"
        + paragraph(say(lang, "life.confirm.no_figures"))
        + link("/sign-in", say(lang, "pages.sign_in"))
        + below
        + (paragraph(until, "small") if asked.open else "")
    )
    title = say(lang, "life.confirm.title")
    return form_page(request, house, title, body, word=word, here=f"{_here(request)}?", lang=lang, status=status)


def _facts(lang: str, house: House, asked: ToConfirm) -> Iterable[tuple[str, str]]:
    """Exactly what is confirmed."""
    partner, came = house.plan.partner(asked.partner), asked.handover
    yield "organisation", pick(partner.name, lang) if partner else asked.partner
    yield "period", period_name(lang, asked.period)
    yield "version", str(asked.version)
    yield "entered", say(lang, "life.confirm.entered_by", moment=_there(house, asked.received), person=asked.by)
    if came is not None:
        yield "whom", came.whom
        yield "came", say(lang, "life.confirm.came_by", day=day(lang, came.came), way=say(lang, f"life.way.{came.way}"))
        yield "note", came.note
    yield "because", asked.because
    rows = say_n(lang, "pages.rows_read", asked.rows)
    yield "holds", say(lang, "life.confirm.nothing") if asked.nothing else f"{rows} {say_n(lang, 'life.figures', asked.figures)}"
    yield "sha256", asked.sha256
    yield "status", say(lang, f"common.return_status.{asked.status}")


def _form(request: Request, word: str, lang: str, typed: str) -> str:
    """A field of several lines, so that the key Enter answers nothing by itself."""
    yes, no = (escape(say(lang, f"life.confirm.button.{each}")) for each in _ANSWERS)
    return (
        f'<form class="ask" method="post" action="{escape(_here(request))}?lang={lang}">{hidden(word)}'
        f'<p class="field"><label for="said">{escape(say(lang, "life.confirm.words"))}</label>'
        f'<textarea id="said" name="said" rows="3" maxlength="{LONGEST_SAID}">{escape(typed)}</textarea></p>'
        f'<button class="main" name="answer" value="yes">{yes}</button> '
        f'<button class="also" name="answer" value="no">{no}</button></form>'
    )


def _answered(lang: str, house: House, asked: ToConfirm) -> str:
    """What was answered, when and in which words; or that nobody waits for an answer any more."""
    if not asked.answer or asked.answered is None:
        return paragraph(say(lang, "life.confirm.moot"))
    told = good(say(lang, f"life.confirm.answered.{asked.answer}", moment=_there(house, asked.answered)))
    said = f"<blockquote>{escape(asked.said)}</blockquote>" if asked.said else ""
    return told + said + paragraph(say(lang, "life.confirm.other"))


def _refused(request: Request, house: House, problem: LinkRefused) -> Response:
    lang, word = language_of(request), form_word(request)
    body = paragraph(say(lang, f"life.confirm.link.{problem.code}")) + link("/sign-in", say(lang, "pages.sign_in"))
    title, here = say(lang, "life.confirm.link.title"), f"{_here(request)}?"
    return form_page(request, house, title, body, word=word, here=here, lang=lang, status=_STATUS[problem.code])


def _there(house: House, when: datetime) -> datetime:
    """On the country's clock."""
    return when.astimezone(ZoneInfo(house.plan.calendar.timezone))


def _here(request: Request) -> str:
    return f"/confirm/{quote(request.path_params['secret'], safe='')}"
