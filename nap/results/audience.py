"""For whom results are meant."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("coordinator", "forum", "donor", "partner")


@dataclass(frozen=True)
class Audience:
    """For whom results are meant. `partner` is the organisation's code for kind `partner`, else None."""

    kind: str
    partner: str | None = None

    @classmethod
    def parse(cls, text: str) -> Audience:
        """Read `coordinator`, `forum`, `donor` or `partner:CODE`; ValueError for anything else."""
        kind, colon, partner = text.partition(":")
        if kind not in KINDS or (kind == "partner") != bool(partner) or bool(colon) != bool(partner):
            raise ValueError(text)
        return cls(kind, partner or None)
