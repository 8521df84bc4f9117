"""What can be found of a plan: its indicators, each with everything that is said of it, in every language, and its codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nap.plan import Indicator, Measure, Partner, Plan, reporters
from nap.plan.parts import breakdown_name
from nap.words import Text, say

WEIGHTS: Mapping[str, float] = {
    "title": 10,
    "definition": 4,
    "counted": 4,
    "categories": 3,
    "lead": 4,
    "measure": 3,
    "framework": 3,
    "partner": 2,
    "verification": 2,
    "objective": 1,
}
"""How much it tells of an indicator that a word stands there."""

Names = Callable[[str], Iterable[Text]]
"""`WPS:12a` → what the framework and its indicator are called, in every language known."""


@dataclass(frozen=True)
class Said:
    """One text about something: where it stands, in which language."""

    field: str
    lang: str
    text: str


@dataclass(frozen=True)
class Document:
    """One thing that can be found: its key, its own codes, codes of others it belongs to, and what is said of it."""

    key: str
    codes: tuple[str, ...]
    beside: tuple[str, ...]
    said: tuple[Said, ...]


def documents_of(plan: Plan, names: Names) -> tuple[Document, ...]:
    """Every indicator of the plan; `names` tells what other frameworks are called."""
    measures = {measure.code: measure for measure in plan.measures}
    return tuple(_document(plan, indicator, measures.get(indicator.measure or ""), names) for indicator in plan.indicators)


def _document(plan: Plan, indicator: Indicator, measure: Measure | None, names: Names) -> Document:
    led = [code for code in (indicator.lead, measure.lead if measure else "") if code]
    others = [code for code in (*reporters(plan, indicator), *(measure.partners if measure else ())) if code not in led]
    objective = plan.objective(indicator.objective)
    said = [
        *_texts("title", indicator.title),
        *_texts("definition", indicator.definition),
        *_texts("counted", indicator.unit, indicator.numerator, indicator.denominator),
        *_texts("categories", *_parts(plan, indicator), *(each.title for each in (*indicator.scale, *indicator.steps))),
        *_texts("verification", indicator.verification),
        *(_texts("measure", measure.title) if measure else ()),
        *(_texts("objective", objective.title) if objective else ()),
        *_texts("framework", *(text for mapped in indicator.maps_to for text in names(mapped))),
        *_bodies("lead", plan, led),
        *_bodies("partner", plan, others),
    ]
    beside = [code for mapped in indicator.maps_to for code in (mapped, mapped.rpartition(":")[2])]
    beside += [measure.code] if measure else []
    return Document(indicator.code, (indicator.code,), (*beside, indicator.objective, *led, *others), tuple(dict.fromkeys(said)))


def _texts(field: str, *texts: Text) -> Iterator[Said]:
    return (Said(field, lang, text) for each in texts for lang, text in each.items() if text)


def _parts(plan: Plan, indicator: Indicator) -> Iterator[Text]:
    for split in indicator.breakdowns:
        for category in split.categories:
            yield {lang: breakdown_name(lang, indicator, f"{split.by}={category}") for lang in plan.languages}
        yield {lang: say(lang, "sheets.search.split") for lang in plan.languages}


def _bodies(field: str, plan: Plan, codes: Iterable[str]) -> Iterator[Said]:
    for partner in (plan.partner(code) for code in dict.fromkeys(codes)):
        if partner is not None:
            yield from _texts(field, _named(partner))


def _named(partner: Partner) -> Text:
    """The name without what stands in brackets, and the first letters of its words, as bodies are called for short."""
    bare = {lang: name.partition("(")[0].strip() for lang, name in partner.name.items()}
    return {lang: f"{name} ({short})" if len(short := _initials(name)) > 1 else name for lang, name in bare.items()}


def _initials(name: str) -> str:
    """`Министерство внутренних дел` → МВД; small words of one or two letters have no part in it."""
    return "".join(word[0].upper() for word in name.replace("-", " ").split() if len(word) > 2 and word[0].isalpha())
