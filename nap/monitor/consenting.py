"""Consent before anything leaves: each partner with sensitive figures in a draft sees them and answers; silence is no consent.

Nothing sensitive of a partner goes into a release that it has not agreed to. Whoever holds back, asks, has agreed to other
figures than now, or has not answered is left out: the totals are computed without it and say that something is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from nap.facts import Observation
from nap.monitor.counting import Counting
from nap.monitor.editions import CLOSING, draft_edition
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Denied, NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.release_drafts import find_draft, open_drafts
from nap.monitor.release_making import MADE_UPON
from nap.monitor.release_views import (
    ConsentAsked,
    ConsentRow,
    ConsentState,
    DraftContent,
    HeldFigures,
    PartnerConsent,
    ReleaseDraft,
)
from nap.people import Verb, Viewer, may
from nap.results import Audience
from nap.results.hiding import Cell, Pattern, cell_of, shown
from nap.store import Transaction, audit, consents as kept
from nap.store.consents import AGREE, ANSWERS, ASK, AT_ANY_TIME, CONSENT, FREE, FREE_FIGURES, HOLD, HOLD_FIGURES, Consent

LONGEST_CONSENT = 500
"""Letters of what a partner says with an answer."""
_STATES = {AGREE: ConsentState.AGREED, HOLD: ConsentState.HELD, ASK: ConsentState.ASKS}


def consent_asked(viewer: Viewer, house: House, partner: str, *, foretold: bool = True) -> tuple[ConsentAsked, ...]:
    """What this partner is asked: every open draft with sensitive figures of its own, the newest first.

    With each figure whether its total would be told as a number, were the draft published now with this partner's word and that
    of those who have agreed so far; that takes a while, so not unless `foretold`. Unknown: partner.
    """
    require(viewer, Verb.SEND_RETURN, partner)
    _known(house, partner)
    with house.store.reading() as transaction:
        book, upon = Book(transaction, house), audit.version(transaction, MADE_UPON)
        asked = [(draft, book.asked(draft, partner)) for draft in open_drafts(transaction, house)]
        if not foretold:
            return tuple(one for _, one in asked if one.rows)
        without = {draft.number: left_out_of(transaction, house, draft) - {partner} for draft, one in asked if one.rows}
    return tuple(_foretold(house, draft, one, without[draft.number], upon) for draft, one in asked if one.rows)


def _foretold(house: House, draft: ReleaseDraft, asked: ConsentAsked, without: frozenset[str], upon: int) -> ConsentAsked:
    key = ("told as numbers", draft.seen, without, upon, house.today())
    told: frozenset[Cell] | None = house.memory.previews.made(key, lambda: _numbers(house, draft, without))
    if told is None:
        return asked
    rows = (replace(row, number=(row.indicator, row.region, row.period, row.breakdown) in told) for row in asked.rows)
    return replace(asked, rows=tuple(rows))


def _numbers(house: House, draft: ReleaseDraft, without: frozenset[str]) -> frozenset[Cell] | None:
    """Which figures about people readers would get as numbers; None if no safe pattern is found just now."""
    try:
        edition = draft_edition(house, draft.content.period, house.today(), without=without, cause=CLOSING)
    except NotNow:
        return None
    read = shown(edition.plan, edition.results, Pattern(edition.hidden), Audience("forum"))
    return frozenset(cell_of(one) for one in read if one.value is not None)


def answer_consent(
    viewer: Viewer, house: House, draft: int, answer: str, said: str = "", *, partner: str = "", seen: str = ""
) -> ConsentAsked:
    """Answer for an organisation (one's own, unless `partner` says which): agree, hold, or ask; the last answer holds.

    A coordinator may note for another organisation that it holds back, never that it agrees. `seen`: the word of what was shown.
    Unknown: draft, partner, answer. NotNow: changed_meanwhile (other figures would be published now), nothing_asked,
    question_needed, words_too_long, words_personal.
    """
    whose = _whose(viewer, partner)
    require(viewer, Verb.SEND_RETURN, whose)
    _known(house, whose)
    if answer not in ANSWERS:
        raise Unknown("answer", answer, ANSWERS)
    if answer != HOLD and not _own(viewer, whose):
        raise Denied(Verb.SEND_RETURN)
    words = _words(house, said, needed=answer == ASK)
    with house.store.writing() as transaction:
        asked = Book(transaction, house).asked(find_draft(transaction, house, draft), whose)
        if not asked.rows:
            raise NotNow("nothing_asked")
        if asked.seen != seen:
            raise NotNow("changed_meanwhile")
        _keep(transaction, viewer, house, whose, draft, answer, words)
        facts = {"draft": str(draft), "partner": whose, "answer": answer, "rows": asked.seen}
        record(transaction, house, viewer, CONSENT, **facts)
        return Book(transaction, house).asked(find_draft(transaction, house, draft), whose)


def hold_figures(viewer: Viewer, house: House, reason: str, partner: str = "") -> None:
    """Hold an organisation's sensitive figures back from every edition and release to come. A coordinator may note it for others.

    Unknown: partner. NotNow: held_already, reason_needed, reason_too_long, reason_personal.
    """
    whose = _whose(viewer, partner)
    require(viewer, Verb.SEND_RETURN, whose)
    _known(house, whose)
    said = fit(reason, house.plan.privacy, NotNow, LONGEST_CONSENT, needed=True)
    with house.store.writing() as transaction:
        if whose in _held(transaction, house):
            raise NotNow("held_already")
        _keep(transaction, viewer, house, whose, AT_ANY_TIME, HOLD, said)
        record(transaction, house, viewer, HOLD_FIGURES, partner=whose, reason=said)


def free_figures(viewer: Viewer, house: House, reason: str = "") -> None:
    """Take the own organisation's hold back; nobody else can. Each draft still wants its own answer.

    NotNow: not_held, reason_too_long, reason_personal.
    """
    whose = _whose(viewer, "")
    require(viewer, Verb.SEND_RETURN, whose)
    _known(house, whose)
    said = fit(reason, house.plan.privacy, NotNow, LONGEST_CONSENT)
    with house.store.writing() as transaction:
        if whose not in _held(transaction, house):
            raise NotNow("not_held")
        _keep(transaction, viewer, house, whose, AT_ANY_TIME, FREE, said)
        record(transaction, house, viewer, FREE_FIGURES, partner=whose, **({"reason": said} if said else {}))


def figures_held(viewer: Viewer, house: House, partner: str) -> HeldFigures | None:
    """Whether that partner holds its sensitive figures back at any time. Unknown: partner."""
    require(viewer, Verb.SEND_RETURN, partner)
    _known(house, partner)
    with house.store.reading() as transaction:
        held = _held(transaction, house).get(partner)
    return None if held is None else HeldFigures(partner, held.at, held.said, held.person)


def consents_of(viewer: Viewer, house: House, draft: int) -> tuple[PartnerConsent, ...]:
    """How each partner with sensitive figures in a draft stands to it, in the order of the plan. Unknown: draft."""
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        return Book(transaction, house).standings(find_draft(transaction, house, draft))


def held_partners(transaction: Transaction, house: House) -> frozenset[str]:
    """Whose sensitive figures are held back from everything that is fixed or published."""
    return frozenset(_held(transaction, house))


def left_out_of(transaction: Transaction, house: House, draft: ReleaseDraft) -> frozenset[str]:
    """Whose sensitive figures a release of that draft is made without."""
    told = Book(transaction, house).standings(draft)
    return held_partners(transaction, house) | {one.partner for one in told if one.left_out}


@dataclass(frozen=True)
class Figure:
    """A sensitive figure that counts, and the return it comes from."""

    return_id: str
    observation: Observation


class Book:
    """What of whom is sensitive and counts, and who has said what, within one picture of the store."""

    def __init__(self, transaction: Transaction, house: House) -> None:
        self.transaction, self.house = transaction, house
        self.consents = kept.history(transaction, house.plan.id)

    @cached_property
    def figures(self) -> Mapping[str, tuple[Figure, ...]]:
        """Every sensitive figure that counts, by partner."""
        counting = Counting(self.transaction, self.house)
        found: dict[str, list[Figure]] = {}
        for indicator in self.house.plan.indicators:
            if indicator.sensitivity == "sensitive":
                for id, one in counting.whole(indicator.code):
                    if not one.state:
                        found.setdefault(one.partner, []).append(Figure(id, one))
        return {partner: tuple(several) for partner, several in found.items()}

    def rows(self, content: DraftContent, partner: str) -> tuple[Figure, ...]:
        """Those of a partner that a draft would publish something of."""
        return tuple(one for one in self.figures.get(partner, ()) if _inside(content, one.observation))

    def asked(self, draft: ReleaseDraft, partner: str) -> ConsentAsked:
        """What a partner is asked about a draft."""
        rows, answer = self.rows(draft.content, partner), kept.answers_to(self.consents, draft.number).get(partner)
        state, last = self._state(draft, partner, rows, answer), draft.content.answer_by
        return ConsentAsked(
            draft.number,
            draft.content.title,
            draft.content.period,
            last,
            tuple(_row(one.observation) for one in rows),
            state,
            answer.said if answer else "",
            answer.at if answer else None,
            late=state in (ConsentState.UNANSWERED, ConsentState.STALE) and last is not None and last < self.house.today(),
            seen=_word(rows, draft.content.visible),
            visible=draft.content.visible,
        )

    def standings(self, draft: ReleaseDraft) -> tuple[PartnerConsent, ...]:
        """How each partner with sensitive figures in the draft stands to it, in the order of the plan."""
        asked = ((one.code, self.asked(draft, one.code)) for one in self.house.plan.partners)
        always = kept.held_at_any_time(self.consents)
        return tuple(
            PartnerConsent(partner, one.state, len(one.rows), one.said, one.at, partner in always)
            for partner, one in asked
            if one.rows
        )

    def _state(self, draft: ReleaseDraft, partner: str, rows: tuple[Figure, ...], answer: Consent | None) -> ConsentState:
        if answer is None:
            return ConsentState.UNANSWERED
        if answer.answer == AGREE and self._shown(draft.number).get(partner) != _word(rows, draft.content.visible):
            return ConsentState.STALE
        return _STATES[answer.answer]

    def _shown(self, draft: int) -> Mapping[str, str]:
        return kept.shown_with(self.transaction, self.house.plan.id, draft)


def _inside(content: DraftContent, one: Observation) -> bool:
    return one.period.end <= content.period.end and (not content.included or one.indicator in content.included)


def _row(one: Observation) -> ConsentRow:
    place = (one.indicator, one.region, one.period, one.breakdown)
    return ConsentRow(*place, one.value, one.numerator, one.denominator)


def _word(rows: Iterable[Figure], visible: str) -> str:
    """What stands for these rows and for whom they are: which of which returns, never what they say. A kept return never changes,
    and who agreed for donors has not agreed for everybody."""
    places = sorted(f"{one.return_id} {_place(one.observation)}" for one in rows)
    return hashlib.sha256("\n".join([*places, visible]).encode()).hexdigest()[:32]


def _place(one: Observation) -> str:
    return f"{one.indicator} {one.region} {one.period} {one.breakdown}"


def _held(transaction: Transaction, house: House) -> Mapping[str, Consent]:
    return kept.held_at_any_time(kept.history(transaction, house.plan.id))


def _keep(transaction: Transaction, viewer: Viewer, house: House, partner: str, draft: int, answer: str, said: str) -> None:
    number = kept.next_number(transaction, house.plan.id, partner)
    kept.add(transaction, house.plan.id, Consent(partner, number, draft, answer, said, viewer.person, house.moment()))


def _whose(viewer: Viewer | None, partner: str) -> str:
    return partner or (viewer.partner if viewer else "") or ""


def _own(viewer: Viewer, partner: str) -> bool:
    return viewer.partner == partner and may(viewer, Verb.SEND_RETURN, partner)


def _known(house: House, partner: str) -> None:
    if house.plan.partner(partner) is None:
        raise Unknown("partner", partner)


def _words(house: House, said: str, *, needed: bool) -> str:
    codes = {"reason_needed": "question_needed", "reason_too_long": "words_too_long", "reason_personal": "words_personal"}
    return fit(said, house.plan.privacy, lambda code: NotNow(codes[code]), LONGEST_CONSENT, needed=needed)
