"""What stands on a receipt, in one language: a return in full enters, names with values leave, for the page and for the PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from nap.facts import Severity
from nap.gone_texts import gone_text
from nap.monitor import House, ReturnDetail
from nap.words import day, period_name, pick, say, say_n

_DECISIONS = frozenset({"withdraw", "accept", "send_back", "undo", "reactivate"})
Pairs = Iterable[tuple[str, str]]
"""Names, as the catalogue calls them, with what stands there; an empty value is left out."""


def sender_facts(lang: str, house: House, detail: ReturnDetail) -> Pairs:
    """Whose return it is, for which period, who sent it and when."""
    receipt = detail.receipt
    partner = house.plan.partner(receipt.partner)
    late = f" ({say(lang, 'receipt.late')})" if detail.line.late else ""
    yield "organisation", pick(partner.name, lang) if partner else receipt.partner
    yield "plan", say(lang, "receipt.plan_version", plan=pick(house.plan.title, lang), version=str(detail.plan_version))
    yield "period", period_name(lang, receipt.period)
    yield "version", str(receipt.version)
    yield "received", moment_text(lang, house, receipt.received) + late
    yield "by", receipt.by
    yield "because", receipt.because
    if (came := detail.handover) is not None:
        yield "whom", came.whom
        yield "came", say(lang, "life.confirm.came_by", day=day(lang, came.came), way=say(lang, f"life.way.{came.way}"))
        yield "note", came.note
    if (word := detail.confirmation) is not None:
        when = f" ({moment_text(lang, house, word.at)})" if word.at else ""
        yield "own_word", say(lang, f"life.word.{word.state}") + when + (f": {word.said}" if word.said else "")
    yield "mended_by", receipt.mended_by
    yield "number", receipt.id


def content_facts(lang: str, house: House, detail: ReturnDetail) -> Pairs:
    """What was sent: the file, how many figures, what was found, the fingerprint."""
    counted = Counter(finding.severity for finding in detail.findings)
    found = [say_n(lang, f"pages.findings.{each.value}", counted[each]) for each in Severity if counted[each]]
    yield "file", detail.filename
    yield "mapping", detail.receipt.mapping
    read = say(lang, "receipt.figures_of_rows", figures=len(detail.observations), rows=detail.line.rows)
    yield "figures", say(lang, "receipt.says_nothing") if detail.receipt.nothing else read
    yield "findings", ", ".join(found) or ("" if detail.receipt.erased else say(lang, "receipt.no_findings"))
    yield "sha256", detail.receipt.sha256
    yield "gone", gone_text(lang, house.plan, detail.receipt.gone, erased=detail.receipt.erased)


def named(lang: str, pairs: Pairs) -> list[tuple[str, str]]:
    """The names in words, without what is empty."""
    return [(say(lang, f"receipt.{name}"), value) for name, value in pairs if value]


def decisions(lang: str, house: House, detail: ReturnDetail) -> list[tuple[str, str, str]]:
    """What coordinators decided, in order: the act, when and by whom, the reason."""
    return [
        (say(lang, f"pages.act.{event.act}"), f"{moment_text(lang, house, event.at)}, {event.person}", event.reason)
        for event in detail.events
        if event.act in _DECISIONS
    ]


def undecided(lang: str, detail: ReturnDetail) -> str:
    """Why nobody has decided, in a sentence."""
    waits = detail.receipt.status if detail.receipt.status in {"draft", "submitted"} else "replaced"
    return say(lang, f"receipt.undecided.{waits}")


def moment_text(lang: str, house: House, when: datetime) -> str:
    """On the clock of the plan's country, which is named."""
    zone = house.plan.calendar.timezone
    return f"{day(lang, when.astimezone(ZoneInfo(zone)))} ({zone})"
