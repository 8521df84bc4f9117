"""How the figures came about and how far they can be trusted, in plain words. A release enters, headed paragraphs leave."""

from __future__ import annotations

from nap.releases.pdf_cards import Told
from nap.releases.release import Release
from nap.words import number, pick, say

_ROOMS = ("from", "sum", "coverage", "status", "hidden", "old", "citing")


def methods(lang: str, release: Release) -> list[Told]:
    """A heading with its paragraph each."""
    facts = _facts(lang, release)
    told = [_told(lang, name, facts) for name in _ROOMS]
    return [*told, _told(lang, "illustrative", facts)] if release.illustrative else told


def _told(lang: str, name: str, facts: dict[str, str]) -> Told:
    return {"title": say(lang, f"print.method.{name}"), "text": say(lang, f"print.method.{name}.text", **facts)}


def _facts(lang: str, release: Release) -> dict[str, str]:
    lines = release.plan.thresholds
    percents = {"on_track": lines.on_track, "behind": lines.behind, "early": lines.too_early, "enough": lines.coverage}
    counts = {"people": lines.cell_people, "sensitive": lines.cell_sensitive, "several": lines.contributors_sensitive}
    return {
        **{name: number(lang, value * 100, 0) for name, value in percents.items()},
        **{name: number(lang, value) for name, value in counts.items()},
        "plan": pick(release.plan.title, lang),
        "id": release.plan.id,
        "version": str(release.plan.version),
        "method": str(release.method),
        "number": str(release.number),
    }
