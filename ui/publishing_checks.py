"""What is to be known before publishing: what stops it, what wants a reason, what is told only; and what to do about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.monitor import ReleaseDraft, ReleaseProblem
from nap.words import day, known, number
from ui.addresses import address
from ui.names import partner_name
from ui.publishing_names import languages_named
from ui.publishing_steps import step_of
from ui.session import house, language, t
from ui.tables import Cell, Link, Mark, note, table

_SIGNS: Mapping[str, tuple[str, str]] = {"stops": ("✗", "error"), "needs_reason": ("!", "warning"), "tells": ("○", "info")}
_PAGES = {"unaccepted": "review", "warnings_unexplained": "review", "coverage_low": "coverage", "hidden_now": "hiding"}
"""Where something is mended that no step of the draft is about."""


def checks_step(draft: ReleaseDraft, problems: Sequence[ReleaseProblem]) -> None:
    """The list, what stops publishing first."""
    if not problems:
        note("✓ " + t("publishing.checks.none"))
        return
    header = [t("pages.column.found"), t("publishing.column.weight"), t("pages.column.fix"), t("publishing.column.where")]
    rows: list[list[Cell]] = [[found_text(one), _weight(one), _fix(one), _where(draft, one)] for one in problems]
    table(header, rows, caption=t("publishing.checks.caption"))


def found_text(one: ReleaseProblem) -> str:
    """What was found, as a sentence."""
    facts = {
        "n": str(one.count),
        "partner": partner_name(language(), house().plan, one.partner) if one.partner else "",
        "languages": languages_named(one.languages),
        "place": _place(one.place),
        "date": day(language(), one.day) if one.day else "",
        "period": one.period or "",
        "share": number(language(), one.share, 0) if one.share is not None else "",
    }
    said = t(f"publishing.problem.{one.code}", **facts)
    return f"{said}\n{t('publishing.problem.words', words=one.said)}" if one.said else said


def _weight(one: ReleaseProblem) -> Mark:
    sign, kind = _SIGNS[one.weight]
    return Mark(sign, t(f"publishing.weight.{one.weight.value}"), kind)


def _fix(one: ReleaseProblem) -> str:
    words = f"publishing.fix.{one.code}"
    return t(words) if known(words) else ""


def _where(draft: ReleaseDraft, one: ReleaseProblem) -> Link | str:
    page, step = _PAGES.get(one.code, ""), step_of(one)
    if page:
        about = {"return": one.place} if page == "review" else {}
        return Link(t(f"pages.{page}.title"), address(page, **about))
    named = t(f"publishing.step.{step}")
    return "" if step == "checks" else Link(named, address("publishing", draft=draft.number, step=step))


def _place(code: str) -> str:
    """Which text: the title, the reason, the first page, or the objective's own code."""
    if known(f"publishing.place.{code}"):
        return t(f"publishing.place.{code}")
    return code or t("publishing.texts.front")
