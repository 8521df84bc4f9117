"""What every plan searches for beside its own patterns: spellings of numbers, and names of persons. Tables enter; patterns leave.

`locales/personal_patterns.csv` holds expressions with their level and, where they are of one country, its code.
`locales/personal_names.csv` holds, per language, endings of surnames and patronymics, particles that follow a father's name,
stems of words that tell of a case, and words of birth and age.
Two levels are ours alone, no plan has them: `list` (three different texts of one column that are a whole name each) and `head`
(a header of a list of persons outside worksheets). Every repetition is bounded, so that no text can make a search endless.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from nap.returns.personal import HEAD, LIST, LIST_OF_PERSONS, NamedPattern
from nap.settings import ROOT

_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x400, 0x530))]
_UPPER = "[" + "".join(filter(str.isupper, _LETTERS)) + "]"
_LOWER = "[" + "".join(filter(str.islower, _LETTERS)) + "'’ʼ]"
_GIVEN = rf"{_UPPER}{_LOWER}{{1,20}}(?:-{_UPPER}{_LOWER}{{1,20}})?"
_INITIALS = rf"{_UPPER}\. ?(?:{_UPPER}\.)?"
_DATE = r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d)"


@lru_cache(maxsize=8)
def general_patterns(country: str = "") -> tuple[NamedPattern, ...]:
    """Patterns to be searched after the plan's own: those for every country and those of this one; without a country, all."""
    return (*_written("personal_patterns.csv", country), *name_patterns(_words()), _headers())


def _rows(file: str) -> list[dict[str, str]]:
    with (ROOT / "locales" / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _written(file: str, country: str) -> Iterable[NamedPattern]:
    fit = (row for row in _rows(file) if not country or country in row["country"].split() or not row["country"])
    return [NamedPattern(row["name"], row["pattern"], row["level"], row["needs"]) for row in fit]


def _words() -> Mapping[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for row in _rows("personal_names.csv"):
        words[row["kind"]].append(row["word"])
    return words


def _headers() -> NamedPattern:
    heads = [row["word"] for row in _rows("personal_words.csv") if row["alone"] in {"yes", "within"}]
    return NamedPattern(LIST_OF_PERSONS, rf"(?i)\A\s{{0,9}}{_any(heads)}\s{{0,9}}\Z", HEAD)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def name_patterns(words: Mapping[str, list[str]]) -> tuple[NamedPattern, ...]:
    """A whole name in a cell, a name beside words of a case, a name beside a date of birth or an age."""
    surname, patronymic = (rf"{_UPPER}{_LOWER}{{2,20}}{_any(words[kind])}(?!\w)" for kind in ("surname", "patronymic"))
    father = rf"{_GIVEN} {_any(words['particle'])}(?!\w)"
    double = rf"{surname} {_GIVEN}(?: {patronymic})?|{_GIVEN} (?:{_GIVEN} )?(?:{surname}|{patronymic})"
    short = rf"{surname} {_INITIALS}|{_INITIALS} ?{surname}"
    # A town or a street may be named after a person.
    called = "".join(rf"(?<!(?i:{re.escape(word)}) )" for word in words["thing"]) + rf"(?!(?i:{_any(words['thing'])})(?!\w))"
    name = rf"(?={_UPPER})(?<!\w){called}(?:{father}|{double}|{short})"
    numbered, dated = r"(?:\d{1,3}[.)]? )?", r"(?:,? \(?\d.{0,30})?"
    person = rf"{surname}, {_GIVEN}|{father}(?: {_GIVEN})?|{_GIVEN} {father}|{double}(?: {_GIVEN})?|{short}"
    whole = rf"\A ?{numbered}(?:{person}){dated} ?\Z"
    woman = (
        rf"(?={_UPPER})(?<!\w){called}{_UPPER}{_LOWER}{{3,20}}{_any(word for word in words['surname'] if len(word) > 2)}(?!\w)"
    )
    words_between = rf"(?: {_LOWER}{{1,20}}){{0,4}}"
    case, born = _any(_both_cases(words["case"])), _any(_both_cases(words["birth"]))
    near = r"(?s:.{0,200}?)"
    return (
        NamedPattern(LIST_OF_PERSONS, whole, LIST, _UPPER),
        NamedPattern("name", rf"{name}{near}{case}|{case}{near}{name}", "ask", case),
        NamedPattern("name", rf"{woman}{words_between} {case}|{case}\w*{words_between} {woman}", "ask", case),
        NamedPattern(
            "name", rf"{name}[ ,(–-]{{1,4}}(?:{_DATE}|\d{{1,4}}[ -]{{0,2}}{born}(?!\w))", "ask", rf"{_DATE}|\d[ -]{{0,2}}{born}"
        ),
        NamedPattern("name", rf"{name}[ ,(–-]{{1,4}}{born}[ :]{{0,2}}\d{{1,4}}", "ask", born),
    )


def _both_cases(words: Iterable[str]) -> list[str]:
    """Spelt small and with a capital: quicker to look for than an expression that minds no case."""
    return [spelling for word in words for spelling in dict.fromkeys((word, word[:1].upper() + word[1:]))]


@lru_cache(maxsize=1)
def name_anywhere() -> re.Pattern[str]:
    """A name within other words, as in the name of a file."""
    words = _words()
    surname = rf"{_UPPER}{_LOWER}{{2,20}}{_any(words['surname'])}(?!\w)"
    father = rf"{_GIVEN} {_any(words['particle'])}(?!\w)"
    return re.compile(rf"(?<!\w)(?:{father}|{surname} (?:{_GIVEN}|{_INITIALS})|{_GIVEN} {surname}|{_INITIALS} ?{surname})")
