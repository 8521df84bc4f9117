"""Why a place is empty, and what an incomplete figure waits for, in words. A disclosed result enters, a phrase leaves."""

from __future__ import annotations

from collections.abc import Sequence

from nap.facts import Gap, Result, Status
from nap.words import say

_NOTHING = frozenset({Status.NO_DATA, Status.NOT_DUE})


def why(lang: str, result: Result) -> str:
    """Why there is no figure, or no rating, in one sentence; empty where there is nothing to explain.

    Where several figures are awaited for different reasons each kind is counted: `not reported: 2; not accepted yet: 1`.
    """
    if result.value is None and result.status in _NOTHING and result.gaps:
        return _of_gaps(lang, result.gaps)
    if result.value is None and result.gaps and not result.reason:
        return _whole(_counted(lang, result.gaps))
    return say(lang, f"common.reason.{result.reason}") if result.reason else ""


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
    because = why(lang, result).rstrip(".")
    return f"{status} ({because[:1].lower()}{because[1:]})" if because and because.lower() != status.lower() else status


def _of_gaps(lang: str, gaps: Sequence[Gap]) -> str:
    first = gaps[0]
    if len(gaps) > 1:
        return _whole(_counted(lang, gaps))
    if first.kind == "not_due" and first.due is not None:
        return say(lang, "coverage.not_due", date=first.due)
    return say(lang, f"common.reason.{first.kind}")


def _whole(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _counted(lang: str, gaps: Sequence[Gap]) -> str:
    return "; ".join(say(lang, f"coverage.gap.{gap.kind}", n=gap.cells) for gap in gaps)
