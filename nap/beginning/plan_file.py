"""The plan file of a country that begins: answers enter, YAML with remarks leaves.

One objective and an indicator of every common kind, to be replaced by what the country has promised. Texts stand in each language
of the plan; where we have no words in one, in English, and the line says so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from nap.beginning.answers import Answers, Named
from nap.beginning.places import coded
from nap.facts import Frequency, Period
from nap.words import FALLBACK, Text, is_said, say

HERE = "translate"
"""Stands behind every text that is in English for want of words, for whoever looks for them."""
_KINDS = ("share", "count", "sensitive", "money", "milestone")


@dataclass
class Writing:
    """The lines so far, and how many texts wait for a translation in which languages."""

    answers: Answers
    lines: list[str] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)

    def add(self, line: str = "") -> None:
        """One more line."""
        self.lines.append(line)

    def about(self, key: str, lang: str, **facts: object) -> None:
        """A remark of ours, in the operator's language."""
        self.add(f"# {say(lang, f'country.remark.{key}', **facts)}")

    def text(self, key: str, indent: int, name: str, **facts: object) -> None:
        """One of our texts in every language of the plan; a fact that is a text itself is said in the same language."""
        said, missing = {}, []
        for lang in self.answers.languages:
            own = lang == FALLBACK or is_said(lang, key)
            said[lang] = say(lang, key, **facts)
            if not own:
                missing.append(lang)
                self.waiting[lang] = self.waiting.get(lang, 0) + 1
        waits = f"   # {HERE}: {', '.join(missing)}" if missing else ""
        self.add(f"{' ' * indent}{name}: {_texts(said)}{waits}")


def write_plan(answers: Answers, lang: str) -> tuple[str, Mapping[str, int]]:
    """The file, with remarks in `lang`, and how many of its texts wait for a translation by language."""
    writing = Writing(answers)
    _head(writing, lang)
    _privacy(writing, lang)
    _partners(writing, lang)
    _promises(writing, lang)
    return "\n".join(writing.lines) + "\n", writing.waiting


def partner_codes(answers: Answers) -> list[Named]:
    """The coordinating organisation and the first partners, each with a code of its own."""
    found: list[Named] = []
    for number, one in enumerate((answers.organisation, *answers.partners), start=1):
        taken, code = {each.code for each in found}, one.code or _initials(one) or f"P{number}"
        found.append(replace(one, code=code if code not in taken else f"{code}{number}"))
    return found


def _initials(one: Named) -> str:
    plain = unicodedata.normalize("NFKD", next(iter(one.name.values()), ""))
    words = re.findall(r"[A-Za-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return "".join(word[0] for word in words)[:5].upper() if len(words) > 1 else (words[0][:4].upper() if words else "")


def _head(writing: Writing, lang: str) -> None:
    answers = writing.answers
    first, last = answers.years
    writing.about("file", lang)
    writing.about("check", lang)
    writing.add("plan:")
    writing.add(f"  id: {answers.plan_id}")
    writing.add("  version: 1")
    writing.add("  status: draft                   # illustrative | draft | official")
    names = {each: answers.name.get(each, answers.country) for each in answers.languages}
    writing.text("country.plan.title", 2, "title", country=names, first=str(first), last=str(last))
    writing.add(f"  country: {_quoted(answers.country)}")
    writing.add(f"  years: [{first}, {last}]")
    writing.add(f"  languages: [{', '.join(map(_quoted, answers.languages))}]")
    if answers.currency:
        writing.add(f"  currency: {answers.currency}")
    begins = f", year_begins: {answers.year_begins}" if answers.year_begins != 1 else ""
    calendar = f"frequency: {answers.frequency.value}, due_days: {answers.due_days}, timezone: {answers.timezone}{begins}"
    writing.add(f"  calendar: {{{calendar}}}")
    writing.add("  retention_months: 12")


def _privacy(writing: Writing, lang: str) -> None:
    answers = writing.answers
    remark = [f"    # {say(lang, f'country.remark.{key}')}" for key in ("privacy", "privacy_try")]
    phone = rf"(?:\+?{answers.calling_code}|0)[\s-]?\d{{2,3}}[\s-]?\d{{3}}[\s-]?\d{{3,4}}" if answers.calling_code else ""
    patterns = [(one.name, one.pattern, one.level) for one in answers.privacy]
    if phone and not any(name == "phone" for name, _, _ in patterns):
        patterns.append(("phone", phone, "block"))
    writing.add("  privacy:" if patterns else "  # privacy:")
    writing.lines.extend(remark)
    writing.lines.extend(
        f"    - {{name: {_quoted(name)}, pattern: {_single(shape)}, level: {level}}}" for name, shape, level in patterns
    )
    if not any(name != "phone" for name, _, _ in patterns):
        writing.add(r"    # - {name: id_number, pattern: '\b[12]\d{13}\b', level: block}")
    if not patterns:
        writing.add(r"    # - {name: phone, pattern: '(?:\+?000|0)[\s-]?\d{2,3}[\s-]?\d{3}[\s-]?\d{3,4}', level: block}")


def _partners(writing: Writing, lang: str) -> None:
    answers = writing.answers
    places = ", ".join(map(_quoted, (answers.country, *(one.code for one in coded(answers)))))
    writing.add("regions: regions.csv")
    writing.about("partners", lang)
    writing.add("partners:")
    for one in partner_codes(answers):
        writing.add(f"  - code: {_quoted(one.code)}")
        writing.add(f"    name: {_texts(one.name)}")
        writing.add(f"    regions: [{places}]")


def _promises(writing: Writing, lang: str) -> None:
    writing.about("objectives", lang)
    writing.add("objectives:")
    writing.add("  - code: O1")
    writing.text("country.plan.objective", 4, "title")
    writing.about("indicators", lang)
    writing.about("hypothetical", lang)
    writing.add("indicators:")
    for number, kind in enumerate(_KINDS, start=1):
        writing.add(f"  - code: '1.{number}'")
        writing.add("    objective: O1")
        for part in ("title", "definition"):
            writing.text(f"country.plan.{kind}.{part}", 4, part)
        for line in _KEYS[kind](writing):
            writing.add(f"    {line}" if line else "")


def _share(writing: Writing) -> Iterator[str]:
    yield "type: percentage"
    writing.text("country.plan.percent", 4, "unit")
    yield "counts: people"
    writing.text("country.plan.share.numerator", 4, "numerator")
    writing.text("country.plan.share.denominator", 4, "denominator")
    yield "partners: lead_only"
    yield f"lead: {_quoted(partner_codes(writing.answers)[0].code)}"
    yield "levels: [region]"
    yield f"baseline: {{value: 30, date: {_before(writing)}, source: {_quoted('…')}}}"
    yield f"targets: [{{date: {_end(writing)}, value: 40, hypothetical: true}}]"
    yield "range: [0, 100]"
    yield "frequency: year"


def _count(writing: Writing) -> Iterator[str]:
    yield "type: count"
    yield "counts: people"
    yield "sensitivity: people"
    yield "levels: [region]"
    yield "breakdowns: [{by: sex, categories: [F, M, _U], required: true, disjoint: true, complete: true}]"
    yield f"baseline: {{value: 0, date: {_before(writing)}}}"
    yield f"targets: [{{date: {_end(writing)}, value: 600, over: plan, hypothetical: true}}]"


def _sensitive(_: Writing) -> Iterator[str]:
    yield "type: count"
    yield "counts: people"
    yield "sensitivity: sensitive"
    yield "direction: none"
    yield "levels: [region]"


def _money(writing: Writing) -> Iterator[str]:
    yield "type: money"
    yield "counts: money"
    if writing.answers.currency:
        yield f"currency: {writing.answers.currency}"
    yield "partners: lead_only"
    yield f"lead: {_quoted(partner_codes(writing.answers)[0].code)}"
    yield "levels: [country]"
    yield "frequency: year"
    yield f"baseline: {{value: 0, date: {_before(writing)}}}"
    yield f"targets: [{{date: {_end(writing)}, value: 100000, over: year, hypothetical: true}}]"


def _milestone(writing: Writing) -> Iterator[str]:
    yield "type: milestone"
    yield "levels: [region]"
    yield f"targets: [{{date: {_end(writing)}, value: {len(writing.answers.regions)}, hypothetical: true}}]"


_KEYS = {"share": _share, "count": _count, "sensitive": _sensitive, "money": _money, "milestone": _milestone}


def _year(writing: Writing, number: int) -> Period:
    return Period(number, Frequency.YEAR, begins=writing.answers.year_begins)


def _end(writing: Writing) -> str:
    return _year(writing, writing.answers.years[1]).end.isoformat()


def _before(writing: Writing) -> str:
    return _year(writing, writing.answers.years[0]).previous().end.isoformat()


def _texts(text: Text) -> str:
    return "{" + ", ".join(f"{_quoted(lang)}: {_quoted(said)}" for lang, said in text.items()) + "}"


def _quoted(text: str) -> str:
    """As YAML reads it back: bare where it is plainly a word, else between quotation marks."""
    bare = re.fullmatch(r"[A-Za-z][A-Za-z-]*", text, re.ASCII) and text.casefold() not in _TAKEN
    return text if bare else json.dumps(text, ensure_ascii=False)


_TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
