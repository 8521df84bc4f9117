"""What waits for a coordinator, and every other return at a click. Enters a visit, leaves a page."""

from __future__ import annotations

from html import escape

from starlette.responses import Response

from nap.monitor import ReturnLine, all_returns, waiting_returns
from nap.words import period_name
from web.light.cards import pager
from web.light.names import link, return_address, status_mark
from web.light.page import light_page, mark
from web.light.visit import Visit

_STEP = 25


def page(visit: Visit) -> Response:
    """The list, in pages; those that wait longest first, among all of them the newest."""
    every = visit.asked("every") == "1"
    lines = (all_returns if every else waiting_returns)(visit.viewer, visit.house)
    count = -(-len(lines) // _STEP)
    asked = visit.asked("page")
    number = max(1, min(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, count))
    shown = lines[(number - 1) * _STEP : number * _STEP]
    body = _table(visit, shown, len(lines), every) if shown else f"<p>{escape(visit.t('pages.review.nothing'))}</p>"
    kept = "every=1&" if every else ""
    ways = pager(visit, count, number, lambda each: f"/light/review?{kept}page={each}")
    more = "" if every else link("/light/review?every=1", visit.t("pages.review.all"))
    return light_page(visit, visit.t("pages.review.title"), body + ways + more)


def _table(visit: Visit, lines: tuple[ReturnLine, ...], count: int, every: bool) -> str:
    caption = escape(visit.t("pages.review.every" if every else "pages.review.waiting", n=count))
    head = "".join(
        f'<th scope="col">{escape(visit.t(f"pages.column.{name}"))}</th>' for name in ("partner", "status", "findings")
    )
    rows = "".join(_row(visit, line) for line in lines)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(visit: Visit, line: ReturnLine) -> str:
    receipt = line.receipt
    version = visit.t("mending.version", period=period_name(visit.lang, receipt.period), version=str(receipt.version))
    counted = [visit.t_n("pages.findings.error", line.errors)] if line.errors else []
    counted += [visit.t_n("pages.findings.warning", line.warnings)] if line.warnings else []
    late = f"<br>{mark('!', visit.t('pages.late'), 'warning')}" if line.late else ""
    found = escape(", ".join(counted) or visit.t("pages.review.no_findings"))
    return (
        f'<tr><th scope="row"><a href="{escape(return_address(receipt.id))}">{escape(visit.partner(receipt.partner))}</a>'
        f"<br><small>{escape(version)}</small></th><td>{status_mark(visit, receipt.status)}<br>"
        f"<small>{escape(visit.moment(receipt.received))}</small>{late}</td><td>{found}</td></tr>"
    )
