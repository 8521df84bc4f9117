"""Releases in the making: begin, write, drop. Nothing is overwritten: each change is a state of its own, upon the one shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.release_views import VISIBLE, DraftContent, ReleaseDraft
from nap.people import Verb, Viewer
from nap.plan import return_periods
from nap.store import Transaction, releases as kept
from nap.store.releases import BEGIN, BUILT, CHANGE, DROP, StoredDraft
from nap.words import Text

LONGEST_TITLE = 200
"""Letters of a title in one language."""
LONGEST_TEXT = 3000
"""Letters of the text of an objective in one language."""
LONGEST_BECAUSE = 400
"""Letters of why a release corrects another, in one language."""
TIME_TO_ANSWER = timedelta(days=14)
"""How long partners have to answer, unless the coordinator says otherwise."""
_CODES = {"reason_too_long": "words_too_long", "reason_personal": "words_personal"}


def begin_release(viewer: Viewer, house: House, period: Period, content: DraftContent | None = None) -> int:
    """Begin a release of everything up to the end of that period; returns the draft's number.

    Partners have fourteen days to answer, unless `content` says otherwise. Unknown: period, indicator, objective, release,
    language. NotNow: period_ahead, words_too_long, words_personal, visible_unknown, answer_passed.
    """
    require(viewer, Verb.PUBLISH)
    new = content or DraftContent(period)
    new = replace(new, period=period, answer_by=new.answer_by or house.today() + TIME_TO_ANSWER)
    with house.store.writing() as transaction:
        fitting = fit_content(transaction, house, new)
        number = kept.next_draft(transaction, house.plan.id)
        kept.add_draft(transaction, house.plan.id, _state(viewer, house, number, 1, BEGIN, fitting))
        record(transaction, house, viewer, "begin_release", draft=str(number), period=str(period))
    return number


def change_draft(viewer: Viewer, house: House, draft: int, content: DraftContent, *, seen: str) -> ReleaseDraft:
    """Write anew what is in a draft, as shown with `seen`; returns it as it stands then, unchanged if nothing is new.

    Unknown: draft, period, indicator, objective, release, language. NotNow: changed_meanwhile, words_too_long, words_personal,
    visible_unknown, answer_passed, period_ahead.
    """
    require(viewer, Verb.PUBLISH)
    with house.store.writing() as transaction:
        before = as_shown(transaction, house, draft, seen)
        fitting = fit_content(transaction, house, content, before.content)
        if fitting == before.content:
            return before
        kept.add_draft(transaction, house.plan.id, _state(viewer, house, draft, _change(seen) + 1, CHANGE, fitting))
        record(transaction, house, viewer, "change_release", draft=str(draft))
        return find_draft(transaction, house, draft)


def drop_draft(viewer: Viewer, house: House, draft: int, *, seen: str) -> None:
    """Give a draft up. Unknown: draft. NotNow: changed_meanwhile."""
    require(viewer, Verb.PUBLISH)
    with house.store.writing() as transaction:
        before = as_shown(transaction, house, draft, seen)
        end_draft(transaction, viewer, house, before, DROP)
        record(transaction, house, viewer, "drop_release", draft=str(draft))


def drafts(viewer: Viewer, house: House) -> tuple[ReleaseDraft, ...]:
    """Every draft that was neither dropped nor published, the newest first."""
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        return open_drafts(transaction, house)


def draft_of(viewer: Viewer, house: House, draft: int) -> ReleaseDraft:
    """One open draft. Unknown: draft."""
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        return find_draft(transaction, house, draft)


def open_drafts(transaction: Transaction, house: House) -> tuple[ReleaseDraft, ...]:
    """The same within a transaction."""
    states: dict[int, list[StoredDraft]] = {}
    for state in kept.draft_states(transaction, house.plan.id):
        states.setdefault(state.number, []).append(state)
    return tuple(_draft(found) for _, found in sorted(states.items(), reverse=True) if _is_open(found))


def find_draft(transaction: Transaction, house: House, draft: int) -> ReleaseDraft:
    """One open draft within a transaction. Unknown: draft."""
    states = kept.draft_states(transaction, house.plan.id, draft)
    if not _is_open(states):
        raise Unknown("draft", str(draft))
    return _draft(states)


def as_shown(transaction: Transaction, house: House, draft: int, seen: str) -> ReleaseDraft:
    """The open draft, if it stands as it was shown. NotNow: changed_meanwhile, with `person` who changed it."""
    states = kept.draft_states(transaction, house.plan.id, draft)
    if not states:
        raise Unknown("draft", str(draft))
    if not _is_open(states) or _draft(states).seen != seen:
        raise NotNow("changed_meanwhile", person=states[-1].person)
    return _draft(states)


def end_draft(transaction: Transaction, viewer: Viewer, house: House, draft: ReleaseDraft, act: str, reason: str = "") -> None:
    """Close a draft: it was dropped, or a release was built of it."""
    last = _state(viewer, house, draft.number, _change(draft.seen) + 1, act, draft.content)
    kept.add_draft(transaction, house.plan.id, replace(last, reason=reason))


def _is_open(states: tuple[StoredDraft, ...] | list[StoredDraft]) -> bool:
    return bool(states) and states[-1].act not in (DROP, BUILT)


def _draft(states: tuple[StoredDraft, ...] | list[StoredDraft]) -> ReleaseDraft:
    first, last = states[0], states[-1]
    words = (last.title, last.texts, last.included, last.because)
    content = DraftContent(last.period, *words, last.replaces, last.visible, last.answer_by)
    return ReleaseDraft(last.number, content, first.at, first.person, last.at, last.person, f"{last.number}.{last.change}")


def _change(seen: str) -> int:
    return int(seen.rpartition(".")[2])


def _state(viewer: Viewer, house: House, number: int, change: int, act: str, content: DraftContent) -> StoredDraft:
    texts = {code: dict(text) for code, text in content.texts.items()}
    words = (dict(content.title), texts, content.included, dict(content.because), content.visible, "")
    by = (viewer.person, house.moment())
    return StoredDraft(number, change, act, content.period, *words, content.replaces, content.answer_by, *by)


def fit_content(transaction: Transaction, house: House, new: DraftContent, before: DraftContent | None = None) -> DraftContent:
    """The content fit to be kept: codes that there are, in the order of the plan; words without personal data."""
    _periods(house, new.period)
    _day(house, new, before)
    if new.visible not in VISIBLE:
        raise NotNow("visible_unknown")
    if new.replaces and kept.find_release(transaction, house.plan.id, new.replaces) is None:
        raise Unknown("release", str(new.replaces))
    return replace(
        new,
        title=_words(house, new.title, LONGEST_TITLE),
        texts=_texts(house, new.texts),
        included=_included(house, new.included),
        because=_words(house, new.because, LONGEST_BECAUSE) if new.replaces else {},
    )


def _periods(house: House, period: Period) -> None:
    periods = return_periods(house.plan)
    if period not in periods:
        raise Unknown("period", str(period), [str(one) for one in periods])
    if period.start > house.today():
        raise NotNow("period_ahead")


def _day(house: House, new: DraftContent, before: DraftContent | None) -> None:
    """A day that has passed cannot be set anew; one that passed since may stand."""
    unchanged = before is not None and before.answer_by == new.answer_by
    if new.answer_by is not None and not unchanged and new.answer_by < house.today():
        raise NotNow("answer_passed")


def _included(house: House, codes: tuple[str, ...]) -> tuple[str, ...]:
    for code in codes:
        if house.plan.indicator(code) is None:
            raise Unknown("indicator", code)
    chosen = tuple(one.code for one in house.plan.indicators if one.code in codes)
    return () if len(chosen) == len(house.plan.indicators) else chosen


def _texts(house: House, texts: Mapping[str, Text]) -> dict[str, Text]:
    known = ("", *(one.code for one in house.plan.objectives))
    for code in texts:
        if code not in known:
            raise Unknown("objective", code)
    fitting = {code: _words(house, texts[code], LONGEST_TEXT) for code in known if code in texts}
    return {code: text for code, text in fitting.items() if text}


def _words(house: House, text: Text, longest: int) -> dict[str, str]:
    for language in text:
        if language not in house.plan.languages:
            raise Unknown("language", language, house.plan.languages)
    found = {language: _paragraphs(house, text.get(language, ""), longest) for language in house.plan.languages}
    return {language: said for language, said in found.items() if said}


def _paragraphs(house: House, text: str, longest: int) -> str:
    """The text with each of its paragraphs on one line; nothing personal, nothing unseen."""
    if len(text) > longest:
        raise NotNow("words_too_long")
    lines = (fit(line, house.plan.privacy, _unfit, longest) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _unfit(code: str) -> NotNow:
    return NotNow(_CODES.get(code, code))
