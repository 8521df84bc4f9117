"""How returns are named and addressed on every page of the light lane."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

from nap.monitor import Receipt
from nap.words import period_name
from web.light.page import mark
from web.light.visit import Visit

_SIGNS = {"accepted": ("✓", "fixed"), "returned": ("!", "error"), "submitted": ("▲", ""), "draft": ("…", "warning")}


def status_mark(visit: Visit, status: str) -> str:
    """How a return stands, with a sign and a word, as HTML."""
    sign, kind = _SIGNS.get(status, ("•", ""))
    return mark(sign, visit.t(f"common.return_status.{status}"), kind)


def return_address(id: str, **asked: object) -> str:
    """The page of one version."""
    more = urlencode({name: value for name, value in asked.items() if value})
    return f"/light/return/{quote(id, safe='')}" + (f"?{more}" if more else "")


def return_name(visit: Visit, receipt: Receipt) -> str:
    """Its period and version in words."""
    return visit.t("mending.version", period=period_name(visit.lang, receipt.period), version=str(receipt.version))


def link(there: str, words: str) -> str:
    """A way on in a line of its own, as HTML."""
    return f'<p><a href="{escape(there)}">{escape(words)}</a></p>'
