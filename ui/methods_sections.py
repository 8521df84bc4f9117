"""The rules of the method in words, section by section, with the thresholds of the plan. A plan enters, HTML leaves.

What releases, explanations and the pages of indicators say of the method is said here in the very same sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape

from nap.charts import SIGNS
from nap.charts.cells import Mark
from nap.facts import Status
from nap.monitor import METHOD, Plan
from nap.words import number, pick, say
from ui.tables import table_html

_PARTNERS = ("sum", "list", "max", "none")
_REGIONS = ("sum", "pooled", "national_row", "none")
_TIME = ("flow", "ytd", "snapshot", "since_start")
_RULES: tuple[tuple[Status, str], ...] = (
    (Status.SUPPRESSED, "methods.rule.suppressed"),
    (Status.NOT_ASSESSABLE, "methods.rule.not_numeric"),
    (Status.NOT_DUE, "explain.rule.not_due"),
    (Status.NO_DATA, "explain.rule.no_data"),
    (Status.PARTIAL, "method.coverage"),
    (Status.CONTEXT, "explain.rule.context"),
    (Status.NOT_ASSESSABLE, "methods.rule.reasons"),
    (Status.ACHIEVED, "explain.rule.achieved"),
    (Status.NOT_ACHIEVED, "explain.rule.not_achieved"),
    (Status.OFF_TRACK, "methods.rule.kept"),
    (Status.NOT_ASSESSABLE, "methods.rule.same"),
    (Status.TOO_EARLY, "explain.rule.too_early"),
    (Status.ON_TRACK, "explain.rule.on_track"),
    (Status.BEHIND, "explain.rule.behind"),
    (Status.OFF_TRACK, "explain.rule.off_track"),
    (Status.REGRESSING, "explain.rule.regressing"),
)
"""Every status in the order in which its rule is asked (docs/results.md)."""


def body(lang: str, plan: Plan, name: str) -> str:
    """What the section says before its examples."""
    return SECTIONS[name](lang, plan)


def _from(lang: str, plan: Plan) -> str:
    return _said(say(lang, "print.method.from.text", plan=pick(plan.title, lang)))


def _adding(lang: str, plan: Plan) -> str:
    by_partner = [*(say(lang, f"method.partners.{rule}") for rule in _PARTNERS), say(lang, "release.answer.lead")]
    by_region = [say(lang, f"method.regions.{rule}") for rule in _REGIONS]
    partners = _said(say(lang, "methods.by_partners")) + _listed(by_partner)
    regions = _said(say(lang, "methods.by_regions")) + _listed(by_region)
    return partners + regions + _said(say(lang, "methods.by_districts"))


def _time(lang: str, plan: Plan) -> str:
    return _said(say(lang, "methods.by_time")) + _listed([say(lang, f"method.accumulation.{rule}") for rule in _TIME])


def _shares(lang: str, plan: Plan) -> str:
    return _said(say(lang, "methods.shares"))


def _twice(lang: str, plan: Plan) -> str:
    keys = ("explain.most.people", "explain.most.at_least", "methods.twice.where", "methods.twice.more", "methods.twice.joint")
    return _said(*(say(lang, key) for key in keys))


def _complete(lang: str, plan: Plan) -> str:
    told = say(lang, "print.method.coverage.text", enough=_percent(lang, plan.thresholds.coverage))
    return _said(say(lang, "methods.complete.expected"), told, say(lang, "methods.complete.empty"))


def _progress(lang: str, plan: Plan) -> str:
    return _said(*(say(lang, f"methods.progress.{what}") for what in ("share", "path", "pace")))


def _status(lang: str, plan: Plan) -> str:
    by_hand = f"{say(lang, 'overrides.meaning')}: {say(lang, 'overrides.meaning.more')}"
    return _said(say(lang, "methods.status.first")) + _rules(lang, plan) + _said(by_hand)


def _rules(lang: str, plan: Plan) -> str:
    lines = plan.thresholds
    shares = {name: say(lang, "pages.value.percent", value=_percent(lang, getattr(lines, name))) for name in _LINES}
    facts = {**shares, "share": _percent(lang, lines.coverage)}
    rows = [
        (f"{place}.", Mark(SIGNS[status], say(lang, f"common.status.{status.value}"), status.value), say(lang, key, **facts))
        for place, (status, key) in enumerate(_RULES, start=1)
    ]
    header = [say(lang, key) for key in ("methods.status.column.order", "pages.column.status", "methods.status.column.rule")]
    return table_html(header, rows, caption=say(lang, "methods.status.rules"))


_LINES = ("on_track", "behind", "too_early")


def _goals(lang: str, plan: Plan) -> str:
    return _listed([say(lang, f"methods.goals.{kind}") for kind in ("state", "year", "plan")]) + _said(
        say(lang, "methods.goals.place")
    )


def _breaks(lang: str, plan: Plan) -> str:
    first = f"{say(lang, 'print.method.old')}. {say(lang, 'print.method.old.text')}"
    return _said(first, say(lang, "methods.breaks"))


def _rounding(lang: str, plan: Plan) -> str:
    return _said(say(lang, "methods.rounding"))


def _hidden(lang: str, plan: Plan) -> str:
    return _said(hiding_rule(lang, plan))


def hiding_rule(lang: str, plan: Plan) -> str:
    """Which figures are hidden, with the numbers of the plan."""
    lines = plan.thresholds
    counts = {"people": lines.cell_people, "sensitive": lines.cell_sensitive, "several": lines.contributors_sensitive}
    return say(lang, "print.method.hidden.text", **{name: number(lang, value) for name, value in counts.items()})


def _releases(lang: str, plan: Plan) -> str:
    return _said(say(lang, "methods.releases"))


def _changes(lang: str, plan: Plan) -> str:
    return _said(say(lang, "methods.changes", method=str(METHOD)), say(lang, "methods.changes.first"))


SECTIONS: dict[str, Callable[[str, Plan], str]] = {
    "from": _from,
    "adding": _adding,
    "time": _time,
    "shares": _shares,
    "twice": _twice,
    "complete": _complete,
    "progress": _progress,
    "status": _status,
    "goals": _goals,
    "breaks": _breaks,
    "rounding": _rounding,
    "hidden": _hidden,
    "releases": _releases,
    "changes": _changes,
}
"""The sections in their order."""


def _said(*sentences: str) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def _listed(sentences: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _percent(lang: str, share: Decimal) -> str:
    return number(lang, share * 100, 0)
