"""Withdrawing a return, the partner's own word on one that was sent in its place, a period in which nothing could be collected
safely, a file handed to a coordinator. Enters a visit and a form, leaves parts of pages and the way on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

from starlette.responses import RedirectResponse, Response

from nap.facts import Period
from nap.monitor import (
    LONGEST_NOT_SAFE,
    LONGEST_SAID,
    LONGEST_WHOM,
    WAYS,
    DueReturn,
    NotNow,
    Received,
    ReturnDetail,
    Unknown,
    confirm_own,
    receive_on_behalf,
    report_not_safe,
    return_detail,
    withdraw,
)
from web.forms import hidden
from web.light.names import return_address
from web.light.page import mark
from web.light.visit import Visit

_MARKS = {"unasked": ("○", "warning"), "asked": ("…", "warning"), "yes": ("✓", "fixed"), "no": ("✗", "error")}
_DECIDABLE = frozenset({"submitted", "accepted"})


def own_word(visit: Visit, detail: ReturnDetail, typed: Mapping[str, str]) -> str:
    """How the file came and what the partner says of it; for the partner the question."""
    word, came = detail.confirmation, detail.handover
    if word is None:
        return ""
    sign, kind = _MARKS[word.state]
    said = f"<blockquote>{escape(word.said)}</blockquote>" if word.said else ""
    parts = [f"<p>{mark(sign, visit.t(f'life.word.{word.state}'), kind)}</p>{said}"]
    if came is not None:
        how = visit.t("life.confirm.came_by", day=came.came, way=visit.t(f"life.way.{came.way}"))
        pairs = (("whom", came.whom), ("came", how), ("note", came.note))
        rows = (f"<dt>{escape(visit.t(f'life.confirm.{name}'))}</dt><dd>{escape(text)}</dd>" for name, text in pairs if text)
        parts.append(f"<dl>{''.join(rows)}</dl>")
    title = f"<h2>{escape(visit.t('life.word.title'))}</h2>"
    return title + "".join(parts) + _question(visit, detail, typed)


def _question(visit: Visit, detail: ReturnDetail, typed: Mapping[str, str]) -> str:
    receipt, word = detail.receipt, detail.confirmation
    answered = word is None or word.state == "yes"
    if visit.viewer.partner != receipt.partner or receipt.status not in _DECIDABLE or answered:
        return ""
    yes, no = (escape(visit.t(f"life.confirm.button.{each}")) for each in ("yes", "no"))
    return (
        f'<form method="post" action="{escape(return_address(receipt.id))}/confirm">{hidden(visit.word)}'
        f'<label for="said">{escape(visit.t("life.confirm.words"))}</label>'
        f'<textarea id="said" name="said" rows="2" maxlength="{LONGEST_SAID}">{escape(typed.get("said", ""))}</textarea>'
        f'<button class="main" name="answer" value="yes">{yes}</button> <button name="answer" value="no">{no}</button></form>'
    )


def withdraw_form(visit: Visit, detail: ReturnDetail, typed: Mapping[str, str]) -> str:
    """For whoever sent it, while nobody has decided."""
    if not detail.withdrawable:
        return ""
    kind = "draft" if detail.receipt.status == "draft" else "submitted"
    reason = escape(typed.get("reason", ""))
    return (
        f"<h2>{escape(visit.t(f'life.withdraw.title.{kind}'))}</h2><p>{escape(visit.t(f'life.withdraw.about.{kind}'))}</p>"
        f'<form method="post" action="{escape(return_address(detail.receipt.id))}/withdraw">{hidden(visit.word)}'
        f'<input type="hidden" name="seen" value="{escape(detail.seen)}">'
        f'<label for="why-not">{escape(visit.t("life.withdraw.reason"))}</label>'
        f'<input type="text" id="why-not" name="reason" value="{reason}" maxlength="1000">'
        f"<button>{escape(visit.t(f'life.withdraw.button.{kind}'))}</button></form>"
    )


def take_back(visit: Visit, form: dict[str, str]) -> Response:
    """Withdraw; a form that comes twice is told that it is done, the gate tells what else stands against it."""
    id = visit.request.path_params["id"]
    try:
        withdraw(visit.viewer, visit.house, id, form.get("reason", ""), seen=form.get("seen", ""))
    except NotNow as problem:
        if problem.code == "not_sender" or return_detail(visit.viewer, visit.house, id).receipt.status != "withdrawn":
            raise
    return RedirectResponse(return_address(id, said="withdrawn"), 303)


def say_own(visit: Visit, form: dict[str, str]) -> Response:
    """The partner's own word."""
    id, answer = visit.request.path_params["id"], form.get("answer", "")
    if answer not in {"yes", "no"}:
        raise Unknown("return", id)
    confirm_own(visit.viewer, visit.house, id, answer, form.get("said", ""))
    return RedirectResponse(return_address(id, said="own_word"), 303)


def not_safe_form(visit: Visit, due: DueReturn, because: str) -> str:
    """One line and one press instead of a workbook, folded away; `because` is the field of a coordinator."""
    asked = f'<input type="hidden" name="partner" value="{escape(due.partner)}">'
    asked += f'<input type="hidden" name="period" value="{due.period}">'
    id = f"not-safe-{due.period}"
    return (
        f"<details><summary>{escape(visit.t('life.not_safe.title'))}</summary><p>{escape(visit.t('life.not_safe.about'))}</p>"
        f'<form method="post" action="/light/not-safe">{hidden(visit.word)}{asked}'
        f'<label for="{id}">{escape(visit.t("life.not_safe.why"))}</label>'
        f'<input type="text" id="{id}" name="why" maxlength="{LONGEST_NOT_SAFE}">{because}'
        f"<button>{escape(visit.t('life.not_safe.button'))}</button></form></details>"
    )


def answered_not_safe(visit: Visit, form: Mapping[str, str]) -> Received:
    """The return that says so. Unknown for what is no period."""
    try:
        period = Period.parse(form.get("period", ""))
    except ValueError:
        raise Unknown("period", form.get("period", "")) from None
    why, because = form.get("why", ""), form.get("because", "")
    return report_not_safe(visit.viewer, visit.house, form.get("partner", ""), period, visit.lang, why, because)


def handover_fields(visit: Visit, typed: Mapping[str, str]) -> str:
    """For coordinators: from whom, when and how the file came, which may all be left empty."""
    if not visit.reviews or visit.viewer.partner:
        return ""
    ways = "".join(
        f'<option value="{code}"{" selected" if typed.get("way") == code else ""}>{escape(visit.t(f"life.way.{code}"))}</option>'
        for code in WAYS
    )
    whom, came, said = (escape(typed.get(name, "")) for name in ("whom", "came", "note"))
    return (
        f"<details{' open' if whom else ''}><summary>{escape(visit.t('life.behalf.title'))}</summary>"
        f'<label for="whom">{escape(visit.t("life.behalf.whom"))}</label>'
        f'<input type="text" id="whom" name="whom" value="{whom}" maxlength="{LONGEST_WHOM}">'
        f'<label for="came">{escape(visit.t("life.behalf.came"))}</label>'
        f'<input type="date" id="came" name="came" value="{came}" max="{visit.house.today().isoformat()}">'
        f'<label for="way">{escape(visit.t("life.behalf.way"))}</label><select id="way" name="way">{ways}</select>'
        f'<label for="note">{escape(visit.t("life.behalf.note"))}</label>'
        f'<input type="text" id="note" name="note" value="{said}" maxlength="1000"></details>'
    )


def handed_over(visit: Visit, data: bytes, name: str, form: Mapping[str, str]) -> Received | None:
    """The file received for its partner; None where nobody said from whom it came. NotNow."""
    if not visit.reviews or not form.get("whom", "").strip():
        return None
    try:
        came = date.fromisoformat(form.get("came", ""))
    except ValueError:
        raise NotNow("came_wrong") from None
    how = {"whom": form["whom"], "way": form.get("way", ""), "note": form.get("note", ""), "because": form.get("because", "")}
    return receive_on_behalf(visit.viewer, visit.house, data, name, came=came, lang=visit.lang, **how)
