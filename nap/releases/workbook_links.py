"""Crosswalks of a workbook: which indicators of another framework those of the plan stand for, one sheet a framework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nap.plan import Indicator
from nap.releases.frameworks import Reference, frameworks_of, references, split_code
from nap.releases.release import Release
from nap.releases.workbook_paper import Cell, Column
from nap.releases.workbook_told import coverage_cell, figure_cell, status_cell, value_cell
from nap.words import period_name, pick, say


def frameworks(release: Release) -> list[str]:
    """Those that any indicator of the release is mapped to."""
    return frameworks_of(mapped for one in release.indicators for mapped in one.maps_to)


def link_columns(lang: str) -> list[Column]:
    """Of one crosswalk."""
    heads = (
        ("their_code", "#indicator+code+framework", 10),
        ("their_part", "#indicator+group+framework", 24),
        ("their_name", "#indicator+name+framework", 44),
        ("code", "#indicator+code", 7),
        ("indicator", "#indicator+name", 40),
        ("unit", "#indicator+unit", 12),
        ("period", "#date+period", 20),
        ("value", "#indicator+value+num", 14),
        ("status", "#status+progress", 18),
        ("coverage", "#meta+coverage", 16),
        ("figure", "#meta+figure+id", 11),
    )
    return [Column(say(lang, f"formats.column.{name}"), tag, width) for name, tag, width in heads]


def link_rows(release: Release, lang: str, framework: str) -> Iterator[list[Cell]]:
    """Every indicator of the framework, also those the plan has nothing for; then codes of the plan that it does not have."""
    listed = references().get(framework, ())
    mapped = _mapped(release, framework)
    strangers = [Reference(framework, code, {}, {}) for code in mapped if code not in {one.code for one in listed}]
    for reference in (*listed, *strangers):
        about: list[Cell] = [reference.code, pick(reference.part, lang), pick(reference.name, lang)]
        for indicator in mapped.get(reference.code, ()):
            yield [*about, *_ours(release, lang, indicator)]
        if reference.code not in mapped:
            yield [*about, None, say(lang, "formats.not_mapped"), *[None] * 6]


def _mapped(release: Release, framework: str) -> dict[str, Sequence[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for indicator in release.indicators:
        for name, code in map(split_code, indicator.maps_to):
            if name == framework:
                found.setdefault(code, []).append(indicator)
    return dict(found)


def _ours(release: Release, lang: str, indicator: Indicator) -> list[Cell]:
    now = release.board.at(indicator, release.plan.country, release.period)
    return [
        indicator.code,
        pick(indicator.title, lang),
        pick(indicator.unit, lang),
        period_name(lang, now.period) if now else None,
        value_cell(lang, indicator, now),
        status_cell(lang, now),
        coverage_cell(lang, now),
        figure_cell(release, now),
    ]
