"""What all commands share: the house and the person, one line for each refusal, JSON on standard output."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from nap import monitor
from nap.facts import Period
from nap.monitor import COMMAND_LINE, Denied, NotAdopted, NotKept, NotMended, NotNow, Plan, PlanProblem, Unknown, fault_text
from nap.settings import Settings
from nap.words import say


class Stop(Exception):
    """Ends a command with one line on standard error and an exit status."""

    def __init__(self, line: str, status: int = 2) -> None:
        super().__init__(line)
        self.line, self.status = line, status


class WrongSettings(Exception):
    """Settings that cannot be read; nothing was begun. `found`: by the doctor."""

    def __init__(self, found: Sequence[monitor.Diagnosis]) -> None:
        super().__init__(len(found))
        self.found = found


def lang_of(options: Namespace) -> str:
    """The language asked for, else English."""
    return options.lang or "en"


def in_words(command: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Turn what the monitor refuses, which is data, into one line in the reader's language and exit status 2."""

    def run(options: Namespace) -> int:
        try:
            return command(options)
        except (Denied, NotAdopted, NotKept, NotMended, NotNow, PlanProblem, Unknown, Stop, WrongSettings) as problem:
            print(_line(problem, lang_of(options)), file=sys.stderr)
            return problem.status if isinstance(problem, Stop) else 2

    return run


def _line(problem: Exception, lang: str) -> str:
    match problem:
        case Denied():
            return say(lang, "cli.denied", verb=str(problem.verb))
        case NotNow():
            return say(lang, f"cli.not_now.{problem.code}")
        case NotAdopted():
            return say(lang, f"revisions.refused.{problem.code}")
        case NotMended():
            return say(lang, f"mending.refused.{problem.code}")
        case Unknown():
            return say(lang, f"cli.unknown.{problem.kind}", id=problem.id)
        case PlanProblem():
            lines = [fault_text(fault, lang) for fault in problem.faults]
            return "\n".join(lines) or say(lang, f"cli.plan.{problem.code}")
        case _:
            return _line_of_the_machine(problem, lang)


def _line_of_the_machine(problem: Exception, lang: str) -> str:
    """What stands in the way around the program; what is a sentence already stays as it is."""
    match problem:
        case NotKept():
            return say(lang, f"doctor.not_kept.{problem.kind}", folder=problem.folder)
        case WrongSettings():
            return "\n".join(say(lang, f"doctor.{one.code}", **one.facts) for one in problem.found)
        case _:
            return str(problem)


@contextmanager
def the_house(*, real: bool = False) -> Iterator[monitor.House]:
    """The installation that the environment names, opened and closed again. `real`: no demo, so that it stands at today."""
    settings = the_settings()
    house = monitor.open_house(replace(settings, demo=False) if real else settings)
    try:
        yield house
    finally:
        monitor.close(house)


def the_settings() -> Settings:
    """Those of the environment; WrongSettings if one cannot be read."""
    try:
        return Settings.read()
    except ValueError as problem:
        raise WrongSettings(monitor.wrong_settings()) from problem


def the_person(house: monitor.House, options: Namespace) -> monitor.Viewer:
    """The active person named by `--as`, at this machine; Unknown if there is none."""
    viewer = monitor.person_viewer(house, options.person)
    if viewer is None:
        raise Unknown("person", options.person)
    return replace(viewer, origin=COMMAND_LINE)


def period_in(plan: Plan, text: str, lang: str) -> Period:
    """The period a person typed, in the plan's calendar; Stop with one line for what is none."""
    try:
        return plan.period(text)
    except ValueError as problem:
        raise Stop(say(lang, "cli.bad_period", found=text)) from problem


def read_file(path: Path, lang: str) -> bytes:
    """The bytes of the file; Stop with one line if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Stop(say(lang, "cli.file_unreadable", file=str(path), why=problem.strerror or "")) from problem


def print_json(value: list[Any] | Mapping[str, Any]) -> None:
    """One JSON document, an entry a line: readable by people, and fast, which json's own indenting is not."""
    if isinstance(value, list):
        print(_lines(value))
        return
    members = (f"{_line_of(name)}: {_lines(each) if isinstance(each, list) else _line_of(each)}" for name, each in value.items())
    print("{\n" + ",\n".join(members) + "\n}")


def _lines(entries: list[Any]) -> str:
    return "[\n" + ",\n".join(map(_line_of, entries)) + "\n]" if entries else "[]"


def _line_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
