"""What waits about consent, for the first page: an organisation's answer, a coordinator's answer to a question."""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor import ConsentState, Verb, Viewer, consent_asked, consents_of, drafts, may
from nap.words import day
from ui.addresses import address
from ui.names import partner_name
from ui.session import house, language, t

_OPEN = (ConsentState.UNANSWERED, ConsentState.STALE)


def consent_tasks(person: Viewer) -> Iterator[tuple[str, str, str, str]]:
    """Kind, what waits, more about it, where; as the first page lists it."""
    if person.partner is not None and may(person, Verb.SEND_RETURN, person.partner):
        for one in consent_asked(person, house(), person.partner, foretold=False):
            if one.state in _OPEN:
                until = t("publishing.asks.until", date=day(language(), one.answer_by)) if one.answer_by else ""
                yield "warning", t("publishing.task.answer", n=str(one.draft)), "" if one.late else until, "/consent"
    for draft in drafts(person, house()) if may(person, Verb.PUBLISH) else ():
        asking = [one for one in consents_of(person, house(), draft.number) if one.state is ConsentState.ASKS]
        for each in asking:
            name = partner_name(language(), house().plan, each.partner)
            yield (
                "warning",
                t("publishing.task.asked", partner=name),
                each.said,
                address("publishing", draft=draft.number, step="asked"),
            )
