"""Reasons that everybody may read. A text, its longest length and the privacy patterns enter; what is wrong with it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from nap.plan.model import PrivacyPattern
from nap.returns.privately import holds_personal


def unfit(reason: str, longest: int, patterns: Sequence[PrivacyPattern]) -> str:
    """`reason_needed`, `reason_too_long` or `reason_personal`; empty if it can be shown."""
    if not reason:
        return "reason_needed"
    if len(reason) > longest:
        return "reason_too_long"
    return "reason_personal" if holds_personal(reason, patterns) else ""
