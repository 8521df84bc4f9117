"""Reasons that people give, all of them: what was typed enters, one line fit to be kept and read by others leaves.

Every reason goes into the audit trail, from which nothing can ever be taken out again; so none gets there unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nap.plan.model import PrivacyPattern
from nap.returns.privately import holds_personal

LONGEST = 1000
"""Letters of a reason why a return is accepted, sent back, undone, or sent for its organisation."""


def seen(text: str) -> str:
    """The text with a space for each letter that nobody sees."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def fit(
    reason: str,
    patterns: Sequence[PrivacyPattern],
    refused: Callable[[str], Exception],
    longest: int = LONGEST,
    *,
    needed: bool = False,
) -> str:
    """The reason on one line, without anything unseen.

    `refused` makes the error that is raised from its code: reason_needed (only where it is), reason_too_long, reason_personal.
    """
    said = " ".join(seen(reason).split())
    wrong = _unfit(said, longest, patterns) if said or needed else ""
    if wrong:
        raise refused(wrong)
    return said


def _unfit(reason: str, longest: int, patterns: Sequence[PrivacyPattern]) -> str:
    if not reason:
        return "reason_needed"
    if len(reason) > longest:
        return "reason_too_long"
    return "reason_personal" if holds_personal(reason, patterns) else ""
