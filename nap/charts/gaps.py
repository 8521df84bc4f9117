"""Why a place is empty, and what an incomplete figure waits for, in words. A disclosed result enters, a phrase leaves."""

from __future__ import annotations

from collections.abc import Sequence

from nap.facts import Gap, Result, Status
from nap.words import phrase, say

_NOTHING = frozenset({Status.NO_DATA, Status.NOT_DUE})


def why(lang: str, result: Result) -> str:
    """Why there is no figure, or no rating, in one sentence; empty where there is nothing to explain.

    Where several figures are awaited for different reasons each kind is counted: `not reported: 2; not accepted yet: 1`.
    """
    counted = _kinds(result)
    if counted:
        return f"{_capital(_counted(lang, counted))}."
    key, facts = _reason(result)
    return say(lang, key, **facts) if key else ""


def awaited(lang: str, result: Result) -> str:
    """What the rest of an incomplete figure waits for; empty where it was simply not reported, which its coverage says."""
    if result.value is None or all(gap.kind == "not_reported" for gap in result.gaps):
        return ""
    return _counted(lang, result.gaps)


def hidden(lang: str, result: Result) -> str:
    """What stands in place of a hidden figure; a sensitive one is not hidden for being small, it is not shown yet to anybody."""
    return say(lang, "pages.value.not_shown_yet" if result.reason == "not_shown_yet" else "pages.value.hidden")


def empty_told(lang: str, status: str, result: Result) -> str:
    """For a sentence: the word of the status with the reason, `No data (not reported)`; the word alone where that says it all."""
    if result.status is Status.SUPPRESSED:
        return hidden(lang, result)
    counted = _kinds(result)
    key, facts = _reason(result)
    because = _counted(lang, counted) if counted else phrase(lang, key, **facts) if key else ""
    return f"{status} ({because[:1].lower()}{because[1:]})" if because and because.lower() != status.lower() else status


def _kinds(result: Result) -> Sequence[Gap]:
    """The gaps that are counted one by one, because no single reason tells it."""
    if result.value is not None or not result.gaps:
        return ()
    several = len(result.gaps) > 1 if result.status in _NOTHING else not result.reason
    return result.gaps if several else ()


def _reason(result: Result) -> tuple[str, dict[str, object]]:
    """The single reason: the key of its words and what is filled in; an empty key where there is none."""
    if result.value is None and result.status in _NOTHING and result.gaps:
        first = result.gaps[0]
        due = first.kind == "not_due" and first.due is not None
        return ("coverage.not_due", {"date": first.due}) if due else (f"common.reason.{first.kind}", {})
    return (f"common.reason.{result.reason}", {}) if result.reason else ("", {})


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _counted(lang: str, gaps: Sequence[Gap]) -> str:
    return "; ".join(say(lang, f"coverage.gap.{gap.kind}", n=gap.cells) for gap in gaps)
