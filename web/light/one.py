"""One version of a return: how it stands, what was found, fields to mend it, handing it in, deciding on it.

Enters a visit; leaves a page, the most urgent first. What can be done the monitor decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from starlette.responses import Response

from nap.facts import Severity
from nap.gone_texts import gone_text
from nap.monitor import CORRECTION, ReturnDetail, ToMend, Verb, counted, may, return_detail, said_to, spot, to_mend
from web.forms import hidden
from web.light.beside import beside_html
from web.light.cards import MOST_FINDINGS, Card, chosen, packed, pager
from web.light.life import own_word, withdraw_form
from web.light.mend_fields import Desk
from web.light.names import link, return_address, return_name, status_mark
from web.light.page import light_page, mark, note
from web.light.sending import because_field
from web.light.visit import Visit

_OPEN = frozenset({"draft", "returned"})
SUBMIT = "submit"
"""The button of the form to mend that hands in."""
_SAID = (
    "received",
    "answered_whole",
    "again",
    "saved",
    "saved_first",
    "answered",
    "submitted",
    "submitted_before",
    "accepted",
    "sent_back",
    "withdrawn",
    "own_word",
)


def page(visit: Visit) -> Response:
    """The page of the return named in the address."""
    return show(desk_of(visit, visit.request.path_params["id"], {}))


def desk_of(visit: Visit, id: str, typed: Mapping[str, str]) -> Desk:
    """The return with all that is needed to work on it."""
    detail, said = return_detail(visit.viewer, visit.house, id), said_to(visit.viewer, visit.house, id)
    found = to_mend(visit.viewer, visit.house, id)
    plan = visit.house.plans.get((visit.plan.id, detail.plan_version), visit.plan)
    return Desk(visit, plan, detail, found, said, typed)


def show(desk: Desk, wrong: str = "", *, status: int = 200, lost: Sequence[tuple[str, str]] = ()) -> Response:
    """The page. `wrong`: why something was not done; `lost`: what was typed for cells that have no field here."""
    visit, detail = desk.visit, desk.detail
    parts = [
        note(wrong, "error", "alert") if wrong else _said(visit, detail),
        _lost(visit, lost),
        _standing(desk),
        own_word(visit, detail, desk.typed),
        link(return_address(desk.found.newer.id), visit.t("mending.open_newer")) if desk.found.newer else "",
        note(visit.t(f"pages.not_now.{desk.found.unread}"), "error", "alert") if desk.found.unread else "",
        beside_html(visit, desk.plan, detail),
        _findings(desk),
        _decide(visit, detail, desk.typed),
        withdraw_form(visit, detail, desk.typed),
        _papers(visit, detail),
    ]
    return light_page(visit, return_name(visit, detail.receipt), "".join(parts), status=status)


def _said(visit: Visit, detail: ReturnDetail) -> str:
    """What was just done, in one sentence."""
    code = visit.asked("said")
    if code not in _SAID:
        return ""
    return note(visit.t(f"light.said.{code}", version=str(detail.receipt.version)), "fixed")


def _lost(visit: Visit, lost: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<li>{escape(cell)}: {escape(text)}</li>" for cell, text in lost)
    return f"<p>{escape(visit.t('light.typed'))}</p><ul>{rows}</ul>" if rows else ""


def _standing(desk: Desk) -> str:
    """Whose it is, its status, the verdict, the coordinator's reason, how many findings of which kind."""
    visit, detail = desk.visit, desk.detail
    receipt = detail.receipt
    lines = [f"<b>{escape(visit.partner(receipt.partner))}</b> · {status_mark(visit, receipt.status)}"]
    if detail.line.late:
        lines.append(mark("!", visit.t("pages.late"), "warning"))
    judged = receipt.status == "draft" or (receipt.status == "returned" and detail.line.errors)
    told = [visit.t(f"common.verdict.{detail.verdict}")] if judged else []
    told += [visit.t("mending.mended_by", people=receipt.mended_by)] if receipt.mended_by else []
    told += [visit.t("receipt.by_table", mapping=receipt.mapping)] if receipt.mapping else []
    told += [visit.t("receipt.says_nothing")] if receipt.nothing else []
    told += [visit.t_n("pages.rows_read", detail.line.rows)] if detail.line.rows else []
    said = "".join(f"<p>{line}</p>" for line in [*lines, *map(escape, told)])
    reason = f"<blockquote>{escape(detail.reason)}</blockquote>" if detail.reason else ""
    advice = "".join(f"<p>{escape(line)}</p>" for line in _advice(visit, detail)) if desk.found.open else ""
    return said + reason + advice + _tally(visit, detail)


def _advice(visit: Visit, detail: ReturnDetail) -> list[str]:
    """What its sender does next."""
    receipt, errors = detail.receipt, detail.beside.open_errors
    if receipt.mapping:
        return [visit.t("receipt.table_help")] if errors else []
    if errors:
        return [visit.t_n("mending.errors", errors)]
    name = "returned" if receipt.status == "returned" else "explain" if detail.line.warnings else ""
    return [visit.t(f"mending.{name}")] if name else []


def _tally(visit: Visit, detail: ReturnDetail) -> str:
    counts = {each: sum(counted(one) for one in detail.findings if one.severity is each) for each in Severity}
    told = ", ".join(visit.t_n(f"pages.findings.{each.value}", count) for each, count in counts.items() if count)
    return f"<p>{escape(visit.t('pages.column.findings'))}: {escape(told)}</p>" if told else ""


def _findings(desk: Desk) -> str:
    """One page of the findings, with fields where it can be mended; what hands it in."""
    visit, pages = desk.visit, packed(desk.board)
    if not pages:
        return _hand_in_alone(desk)
    number = chosen(pages, desk.typed.get("page") or visit.asked("page"))
    ways = pager(visit, len(pages), number, lambda each: return_address(desk.detail.receipt.id, page=each))
    rest = len(desk.detail.findings) - MOST_FINDINGS
    ways += f"<p>{escape(visit.t('pages.more_cells', n=rest))}</p>" if rest > 0 else ""
    title, cards = f"<h2>{escape(visit.t('pages.column.findings'))}</h2>", pages[number - 1]
    inner = "".join(card.html for card in cards)
    if not (desk.found.open and any(card.severity in {Severity.ERROR, Severity.WARNING} for card in cards)):
        return title + inner + ways + _hand_in_alone(desk)
    return title + _form(desk, number, inner, cards) + _save_first(visit, ways) + ways


def _save_first(visit: Visit, ways: str) -> str:
    return f'<p class="pages">{escape(visit.t("light.save_first"))}</p>' if ways else ""


def _form(desk: Desk, number: int, inner: str, cards: Sequence[Card]) -> str:
    visit, id = desk.visit, desk.detail.receipt.id
    cells = {where for card in cards for where in card.cells}
    offers = sum(1 for where in cells if (known := desk.found.fields.get(where)) and desk.offer(known))
    all_ = f'<button name="all" value="1">{escape(visit.t_n("mending.take_all", offers))}</button>' if offers else ""
    why = because_field(visit, "why", desk.typed.get("because", "")) if desk.found.because_needed else ""
    return (
        f'<form method="post" action="{escape(return_address(id))}/mend?lang={visit.lang}">{hidden(visit.word)}'
        f'<input type="hidden" name="page" value="{number}">{inner}{why}'
        f'<button class="main" name="save" value="1">{escape(visit.t("mending.save"))}</button>{all_}'
        f"{_hand_in(desk, because=bool(why))}</form>"
    )


def _hand_in_alone(desk: Desk) -> str:
    """The form to submit where there is none to mend."""
    inner = _hand_in(desk)
    here = escape(return_address(desk.detail.receipt.id))
    return f'<form method="post" action="{here}/submit">{hidden(desk.visit.word)}{inner}</form>' if inner else ""


def _hand_in(desk: Desk, *, because: bool = False) -> str:
    """What submits, where nothing stands against it; `because`: the form asks already for whom and why.

    It stands within the form to mend, so that a line typed there and not saved comes along.
    """
    visit, receipt = desk.visit, desk.detail.receipt
    ready = receipt.status == "draft" and not desk.detail.beside.open_errors and desk.found.open
    if not ready or not may(visit.viewer, Verb.SEND_RETURN, receipt.partner):
        return ""
    foreign = visit.viewer.partner != receipt.partner and not because
    why = because_field(visit, "because", desk.typed.get("because", "")) if foreign else ""
    button = f'<button class="main" name="{SUBMIT}" value="1">{escape(visit.t("pages.submit"))}</button>'
    return f"<h2>{escape(visit.t('mending.submit'))}</h2>{why}{_correction(desk, desk.found)}{button}"


def _correction(desk: Desk, found: ToMend) -> str:
    """Why accepted figures are corrected; without it they are not."""
    if found.accepted is None:
        return ""
    before = next((one.text for one in desk.detail.answers if spot(one) == CORRECTION), "")
    label = escape(desk.visit.t("mending.correction", version=str(found.accepted.version)))
    text = escape(desk.typed.get("correction", before))
    return f'<label for="fix">{label}</label><input type="text" id="fix" name="correction" value="{text}" maxlength="500">'


def _decide(visit: Visit, detail: ReturnDetail, typed: Mapping[str, str]) -> str:
    """What a coordinator can do."""
    if not visit.reviews or detail.receipt.status != "submitted":
        return ""
    here, title = escape(return_address(detail.receipt.id)), escape(visit.t("pages.review.decide"))
    label, reason = escape(visit.t("pages.review.reason")), escape(typed.get("reason", ""))
    seen = f'<input type="hidden" name="seen" value="{escape(detail.seen)}">'
    return (
        f'<h2>{title}</h2><form method="post" action="{here}/accept">{hidden(visit.word)}{seen}'
        f'<button class="main">{escape(visit.t("pages.review.accept"))}</button></form>'
        f'<form method="post" action="{here}/send-back">{hidden(visit.word)}{seen}<label for="reason">{label}</label>'
        f'<textarea id="reason" name="reason" rows="3" maxlength="1000">{reason}</textarea>'
        f"<button>{escape(visit.t('pages.review.send_back'))}</button></form>"
    )


def _papers(visit: Visit, detail: ReturnDetail) -> str:
    """The files, the receipt, the other versions."""
    receipt, here = detail.receipt, return_address(detail.receipt.id)
    name = "mending.file_mended" if receipt.mended_by else "mending.file_as_sent"
    ways = [f"/receipt/{here.rpartition('/')[2]}?lang={visit.lang}"]
    words = [visit.t("mending.receipt_of_draft" if receipt.status == "draft" else "pages.receipt.open")]
    if not receipt.gone:
        ways.append(f"{here}/original")
        words.append(visit.t(name, version=str(receipt.version)))
    if detail.observations:
        ways.insert(0, f"{here}/figures")
        words.insert(0, visit.t("light.figures"))
    if detail.findings and not receipt.mapping and not receipt.gone:
        ways.append(f"{here}/marked")
        words.append(visit.t("mending.marked"))
    if receipt.status in _OPEN:
        ways.append("/light/send")
        words.append(visit.t("light.send"))
    links = "".join(f'<li><a href="{escape(there)}">{escape(said)}</a></li>' for there, said in zip(ways, words, strict=True))
    gone = gone_text(visit.lang, visit.house.plan, receipt.gone, erased=receipt.erased)
    about = f"<p>{escape(gone)}</p>" if gone else ""
    return f"<h2>{escape(visit.t('light.papers'))}</h2>{about}<ul>{links}{_others(visit, detail)}</ul>"


def _others(visit: Visit, detail: ReturnDetail) -> str:
    """The latest of the other versions."""
    shown = detail.others[:5]
    return "".join(
        f'<li><a href="{escape(return_address(one.id))}">{escape(visit.t("pages.version", version=str(one.version)))}</a>'
        f" {status_mark(visit, one.status)}</li>"
        for one in shown
    )
