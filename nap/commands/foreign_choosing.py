"""What `foreign map` was told of a block becomes a choice: the words of the command line enter, a `Choice` leaves."""

from __future__ import annotations

import re
from argparse import Namespace
from decimal import Decimal, InvalidOperation

from nap.commands.edge import Stop, lang_of
from nap.monitor import Choice, Plan, Unknown, folded, reporters
from nap.words import say

_ONE = r"[a-z][a-z0-9]*=[A-Z_][A-Z0-9_]*"
_PART = re.compile(rf"(?P<found>{_ONE}(?:;{_ONE})*|[^=]+)=(?P<plan>.*)", re.ASCII)
_KNOWN = re.compile(rf"{_ONE}(?:;{_ONE})*", re.ASCII)
TOTAL, OUT = "total", "out"


def choice_of(options: Namespace, plan: Plan) -> Choice:
    """What is chosen. Unknown(indicator); Stop for a part or a number that cannot be read."""
    if plan.indicator(options.indicator) is None:
        raise Unknown("indicator", options.indicator)
    if options.breakdown and not _KNOWN.fullmatch(options.breakdown):
        raise Stop(say(lang_of(options), "foreign.cli.bad_part", found=options.breakdown), 1)
    return Choice(
        options.indicator,
        options.measures,
        options.breakdown,
        options.region,
        _scale(options),
        options.dash,
        dict(_part(each, options) for each in options.part),
        frozenset(map(folded, options.leave_out)),
    )


def partner_of(plan: Plan, code: str, lang: str) -> str:
    """The partner whose figures these must be: the lead, else the only one that reports it; Stop where it has to be said."""
    indicator = plan.indicator(code)
    if indicator is None:
        raise Unknown("indicator", code)
    who = reporters(plan, indicator)
    if indicator.lead in who:
        return indicator.lead or ""
    if len(who) != 1:
        raise Stop(say(lang, "foreign.cli.which_partner", indicator=code, partners=", ".join(who)), 1)
    return who[0]


def _part(text: str, options: Namespace) -> tuple[str, str]:
    match = _PART.fullmatch(text)
    plan = match["plan"].strip() if match else "?"
    if match is None or (plan not in ("", OUT, TOTAL) and not _KNOWN.fullmatch(plan)):
        raise Stop(say(lang_of(options), "foreign.cli.bad_part", found=text), 1)
    found = match["found"].strip()
    key = "" if found == TOTAL else found if _KNOWN.fullmatch(found) else folded(found)
    return key, "" if plan == OUT else plan


def _scale(options: Namespace) -> Decimal:
    try:
        scale = Decimal(options.scale)
    except InvalidOperation:
        scale = Decimal(0)
    if not scale.is_finite() or not 0 < scale <= 10**12:
        raise Stop(say(lang_of(options), "foreign.cli.bad_scale", found=options.scale), 1)
    return scale
