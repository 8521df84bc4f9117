"""Who agreed, holds back, asks or has not answered: for coordinators, who alone may know which organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.monitor import ConsentState, PartnerConsent, ReleaseDraft
from nap.words import day
from ui.addresses import address
from ui.names import partner_name
from ui.session import house, language, moment, t
from ui.tables import Cell, Link, Mark, note, table

SIGNS: Mapping[str, tuple[str, str]] = {
    ConsentState.AGREED: ("✓", "fixed"),
    ConsentState.HELD: ("✗", "error"),
    ConsentState.ASKS: ("?", "warning"),
    ConsentState.STALE: ("!", "warning"),
    ConsentState.UNANSWERED: ("–", "warning"),
}


def asked_step(draft: ReleaseDraft, consents: Sequence[PartnerConsent]) -> None:
    """The table of answers, and what silence means."""
    if not consents:
        note(t("publishing.asked.nobody"))
        return
    until = draft.content.answer_by
    by = t("publishing.asked.until", date=day(language(), until)) if until else t("publishing.asked.no_day")
    note(by, t("publishing.asked.told"), t("publishing.asked.silence"))
    header = [t("pages.column.partner"), t("publishing.column.answer"), t("publishing.column.rows"), t("pages.column.words")]
    table([*header, t("pages.column.when")], [_line(one) for one in consents], caption=t("publishing.asked.caption"))
    note(t("publishing.asked.secret"))


def _line(one: PartnerConsent) -> list[Cell]:
    who = Link(partner_name(language(), house().plan, one.partner), address("consent", partner=one.partner))
    return [who, consent_mark(one.state, always=one.always), str(one.rows), one.said, moment(one.at) if one.at else ""]


def consent_mark(state: ConsentState, *, always: bool = False) -> Mark:
    """How an organisation stands to a draft, with sign and word."""
    if always:
        return Mark("✗", t("publishing.consent.always"), "error")
    sign, kind = SIGNS[state]
    return Mark(sign, t(f"publishing.consent.{state.value}"), kind)
