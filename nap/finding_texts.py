"""What a finding says to a person: a Finding goes in; what was found and where, what is expected, what to do come out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from nap.facts import MEASURE_STATUSES, QUALITIES, STATES, Fact, Finding, Period
from nap.words import FALLBACK, known, period_name, say

_MOST_CELLS = 12
"""So many addresses are named in a sentence; the list of cells has them all."""
_MEGABYTE = 1024 * 1024
_LISTS = {
    "state": ("state", STATES[1:]),
    "quality": ("quality", QUALITIES[1:]),
    "measure": ("measure_status", MEASURE_STATUSES),
}
_PERIODS = frozenset({"period", "periods", "return_period", "first_period", "last_period"})


@dataclass(frozen=True)
class FindingText:
    """The sentences of one finding; `expected` is empty where nothing else is expected.

    `sentence` is the message without indicator, region and cells, for whoever shows these beside it.
    """

    message: str
    expected: str
    fix: str
    sentence: str = ""


def finding_text(finding: Finding, lang: str, names: Mapping[str, str] | None = None) -> FindingText:
    """The texts of a finding in `lang`; `names` gives the names of regions by code (codes stand alone without it).

    The wording of the finding's case is taken, else that of its code.
    """
    facts = _facts(finding, lang, names or {})
    sentence = _part(finding, "message", lang, facts)
    where = _where(finding, lang, facts)
    cells = say(lang, "findings.where.cells", cells=_cells(finding)) if len(finding.cells) > 1 else ""
    message = " ".join(part for part in (where, sentence, cells) if part)
    return FindingText(message, _part(finding, "expected", lang, facts), _part(finding, "fix", lang, facts), sentence)


def _part(finding: Finding, part: str, lang: str, facts: Mapping[str, object]) -> str:
    for name in (f"{finding.code}.{finding.case}", finding.code):
        key = f"findings.{name}.{part}"
        if known(key):
            return say(lang, key, **facts)
    return ""


def _where(finding: Finding, lang: str, facts: Mapping[str, object]) -> str:
    if finding.indicator and finding.region:
        return say(lang, "findings.where.row", indicator=finding.indicator, region=facts["region"])
    return say(lang, "findings.where.indicator", indicator=finding.indicator) if finding.indicator else ""


def _cells(finding: Finding) -> str:
    more = " …" if len(finding.cells) > _MOST_CELLS else ""
    return ", ".join(finding.cells[:_MOST_CELLS]) + more


def _facts(finding: Finding, lang: str, names: Mapping[str, str]) -> dict[str, object]:
    """The facts as the sentences need them: periods and places by name, columns by header, texts in the reader's language."""
    shown: dict[str, object] = {"found": finding.found or "", "cell": finding.cells[0] if finding.cells else ""}
    shown |= _labels(finding, lang)
    shown |= {"sheet": finding.sheet or "", "region": _place(finding.region or "", names)}
    for name, fact in finding.facts:
        plain, _, language = name.partition(":")
        if not language or language == lang or (language == FALLBACK and plain not in shown):
            shown[plain] = _shown(plain, fact, lang, names)
    shown.setdefault("measure", finding.sheet or "")  # kept by an earlier reading, which did not say which
    return shown


def _labels(finding: Finding, lang: str) -> dict[str, object]:
    """Choices of the workbook that the advice tells the reader to take, as they stand in the drop-downs."""
    labels = {name: say(lang, f"workbook.quality.{name}") for name in ("more_than", "estimated")}
    labels |= {name: say(lang, f"workbook.{name}") for name in ("yes", "no")}
    labels |= {"choices": _choices(finding, lang)}
    state = finding.case.replace("-", "_") if finding.code == "no-data-mark" else "not_applicable"
    return {**labels, "not_applicable": say(lang, "workbook.state.not_applicable"), "state": say(lang, f"workbook.state.{state}")}


def _choices(finding: Finding, lang: str) -> str:
    """Everything that may stand in a cell which is answered from a list, as in its drop-down."""
    family, codes = _LISTS.get(finding.case, ("", ())) if finding.code == "unknown-choice" else ("", ())
    return ", ".join(say(lang, f"workbook.{family}.{code}") for code in codes)


def _shown(name: str, fact: Fact, lang: str, names: Mapping[str, str]) -> object:
    if not isinstance(fact, str):
        return -(-fact // _MEGABYTE) if isinstance(fact, int) and fact >= _MEGABYTE and name in {"limit", "size"} else fact
    if name in _PERIODS:
        return ", ".join(_period(each, lang) for each in fact.split("|"))
    if name in {"regions", "places"}:
        return ", ".join(_place(each, names) for each in fact.split("|"))
    if name == "column":
        return column_name(fact, lang)
    if name == "place":
        return say(lang, f"findings.place.{fact}")
    return say(lang, f"findings.pattern.{fact}") if name == "pattern" and known(f"findings.pattern.{fact}") else fact


def _period(code: str, lang: str) -> str:
    with suppress(ValueError):
        name = period_name(lang, Period.parse(code))
        return name if code in name else f"{code} ({name})"
    return code


def _place(code: str, names: Mapping[str, str]) -> str:
    return f"{names[code]} ({code})" if code in names else code


def column_name(tag: str, lang: str) -> str:
    """The header of the column, as the template has it; the last part of the tag where the plan names the column."""
    key = f"workbook.header.{tag.lstrip('#').replace('+', '_')}"
    return say(lang, key) if known(key) else tag.rpartition("_")[2].upper()
