"""`init --country DIR`: asks about a country that begins and writes its plan file, regions and settings to start from."""

from __future__ import annotations

import csv
import io
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nap.commands.edge import Stop, lang_of, read_file
from nap.commands.handing import write
from nap.monitor import (
    ASKED,
    BEGUN_PLAN,
    BEGUN_READ_ME,
    TRANSLATE,
    AnswerFault,
    Begun,
    answer_fault_text,
    answers_in,
    answers_of,
    begun,
    country_name,
    currency_of,
    fault_text,
    judged,
    languages_of,
    load_plan,
    timezone_of,
    wrong_with,
)
from nap.words import FALLBACK, is_language, language_name, say

_LISTS = ("regions", "partners")
_USUAL = {"frequency": "half_year", "due_days": "15", "year_begins": "1"}


def begin_country(options: Namespace) -> int:
    """Ask what is not answered yet, if somebody is there to be asked; tell all that is wrong, or write the folder."""
    lang, folder = lang_of(options), Path(options.country).resolve()
    said = _answered(options, lang)
    if sys.stdin.isatty() and not options.answers:
        said = _asked(said, lang)
    if faults := judged(said):
        for fault in faults:
            print(answer_fault_text(fault, lang), file=sys.stderr)
        raise Stop(say(lang, "country.begun.faults", n=len(faults)))
    made = begun(answers_of(said), folder, lang)
    _write(made, folder, lang)
    return _told(made, folder, lang, privacy="privacy" in said)


def _answered(options: Namespace, lang: str) -> dict[str, Any]:
    """What is said in the file of answers, then what is said by options."""
    said: dict[str, Any] = {}
    if options.answers:
        read = answers_in(read_file(options.answers, lang))
        if isinstance(read, AnswerFault):
            raise Stop(answer_fault_text(read, lang))
        said.update(read)
    given = {key: getattr(options, f"of_{key}") for key in ASKED}
    said.update({key: value for key, value in given.items() if value})
    if given["name"]:
        said["name"] = dict(part.partition("=")[::2] for part in given["name"])
    for key in _LISTS:
        said.update(_from_file(key, said.get(key), lang, Path(options.answers).parent if options.answers else Path()))
    return said


def _from_file(key: str, given: Any, lang: str, folder: Path) -> dict[str, Any]:
    """A list may stand in a file: a name a line, or a table with `code` and `name` or `name_pt`."""
    named = given[0] if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str) else given
    if not isinstance(named, str) or not named.endswith((".csv", ".txt")):
        return {}
    text = read_file(folder / named, lang).decode("utf-8-sig", errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or "name" not in lines[0] or "," not in lines[0]:
        return {key: lines}
    return {key: [_row(row) for row in csv.DictReader(io.StringIO(text, newline="")) if row.get("level", "region") == "region"]}


def _row(row: dict[str, str]) -> dict[str, Any]:
    names = {head.removeprefix("name_"): text for head, text in row.items() if head and head.startswith("name_") and text}
    return {"code": row.get("code", ""), "name": names or row.get("name", "")}


def _asked(said: dict[str, Any], lang: str) -> dict[str, Any]:
    """Every question not answered yet, with what is usual in the country offered; one that does not fit is asked again."""
    for key in ASKED:
        while key not in said or [*wrong_with(key, said)]:
            for fault in wrong_with(key, said) if key in said else ():
                print(answer_fault_text(fault, lang))
            said[key] = _ask(key, said, lang)
    return said


def _ask(key: str, said: dict[str, Any], lang: str) -> Any:
    question = say(lang, f"country.ask.{key}")
    if key in _LISTS:
        print(f"{question}. {say(lang, 'country.ask.each_line')}")
        return list(iter(lambda: _line("- ", lang), ""))
    if key in {"name", "organisation"}:
        return {code: _in_language(key, question, code, said, lang) for code in _languages(said)}
    usual = _usual(key, said)
    return _line(f"{question}{f' [{usual}]' if usual else ''}: ", lang) or usual


def _in_language(key: str, question: str, code: str, said: dict[str, Any], lang: str) -> str:
    usual = country_name(said["country"], code) if key == "name" else ""
    asked = say(lang, "country.ask.in_language", question=question, language=language_name(lang, code))
    return _line(f"{asked}{f' [{usual}]' if usual else ''}: ", lang) or usual


def _languages(said: dict[str, Any]) -> list[str]:
    found = said.get("languages") or FALLBACK
    codes = found.replace(",", " ").split() if isinstance(found, str) else found
    return [code for code in codes if is_language(code)] or [FALLBACK]


def _usual(key: str, said: dict[str, Any]) -> str:
    country = str(said.get("country", ""))
    found = {"languages": lambda: " ".join(languages_of(country)), "timezone": lambda: timezone_of(country)}
    found |= {"currency": lambda: currency_of(country)}
    return found[key]() if key in found else _USUAL.get(key, "")


def _line(question: str, lang: str) -> str:
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt) as problem:
        print()
        raise Stop(say(lang, "country.begun.ended")) from problem


def _write(made: Begun, folder: Path, lang: str) -> None:
    """Never over anything: if one of the files is there, none is written."""
    there = next((folder / name for name in made.files if (folder / name).exists()), None)
    if there is not None:
        raise Stop(say(lang, "country.begun.there", file=str(there)))
    for name, data in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder / name, data, lang)
        print(say(lang, "country.begun.written", file=str(folder / name)))


def _told(made: Begun, folder: Path, lang: str, *, privacy: bool) -> int:
    """What the plan file still lacks; the exit status of `plan check`."""
    for line in _lacking(made, folder, lang):
        print(line)
    if not privacy:
        print(say(lang, "country.begun.privacy"))
    plan, faults = load_plan(folder / BEGUN_PLAN)
    for fault in faults:
        print(fault_text(fault, lang))
    print(say(lang, "country.begun.next", file=str(folder / BEGUN_READ_ME)))
    return 0 if plan is not None else 1


def _lacking(made: Begun, folder: Path, lang: str) -> Iterator[str]:
    for code, n in made.waiting.items():
        facts = {"n": n, "file": str(folder / BEGUN_PLAN), "mark": TRANSLATE}
        yield say(lang, "country.begun.waiting", language=language_name(lang, code), **facts)
    for code in made.unspoken:
        yield say(lang, "country.begun.unspoken", language=language_name(lang, code), code=code)
