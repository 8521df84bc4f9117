"""Checking from the command line, with whatever there is: the plan file alone, or the store if one was ever opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nap import monitor
from nap.facts import Finding
from nap.monitor.clock import day_at_home
from nap.monitor.permission import operator
from nap.monitor.problems import PlanProblem
from nap.plan import load_plan
from nap.returns.check import Checked, Context, check_return
from nap.returns.gate import ZIPPED_LIMIT, refusal
from nap.returns.several import Tried
from nap.settings import Settings
from nap.words import FALLBACK


@dataclass(frozen=True)
class Checker:
    """The check of one file's bytes, also of several at once, and the day on which it is made. Nothing is stored."""

    check: Callable[[bytes], Checked]
    today: date


@contextmanager
def checking(settings: Settings, *, lang: str | None = None, offline: bool = False) -> Iterator[Checker]:
    """Open plan and store for as many checks as one likes; `offline` asks the plan file only. PlanProblem if that has faults."""
    if not offline and _has_store(settings):
        house = monitor.open_house(settings)
        try:
            yield Checker(lambda data: monitor.check(operator(), house, data, lang), house.today())
        finally:
            monitor.close(house)
        return
    plan, faults = load_plan(settings.plan_file)
    if plan is None:
        raise PlanProblem(faults)
    context = Context({(plan.id, plan.version): plan}, plan, day_at_home(plan), None, None, lang)
    yield Checker(lambda data: check_return(data, context), context.today)


def try_files(checker: Checker, files: Sequence[tuple[str, Path]], lang: str | None) -> Iterator[Tried]:
    """Check files by name, as many side by side as there are cores; each comes out in its turn as soon as it is done.

    A file that cannot be opened is refused like any other; it stops nobody.
    """
    pool = ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        yield from pool.map(lambda file: _try(checker, file[0], file[1], lang or FALLBACK), files)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _has_store(settings: Settings) -> bool:
    scheme, _, path = settings.database_url.partition(":///")
    return scheme != "sqlite" or Path(path).is_file()


def _try(checker: Checker, name: str, path: Path, lang: str) -> Tried:
    opened = _open(path)
    if isinstance(opened, Finding):
        return Tried(name, "", Checked("refused", None, None, None, lang, findings=(opened,)))
    return Tried.of(name, opened, checker.check(opened))


def _open(path: Path) -> bytes | Finding:
    """The bytes of the file, or why it is not opened; a giant is not loaded only to be refused."""
    try:
        size = path.stat().st_size
        if size > ZIPPED_LIMIT:
            return refusal("file-too-large", "zipped", size=size, limit=ZIPPED_LIMIT).finding
        return path.read_bytes()
    except OSError:
        return refusal("file-unreadable", "not-opened").finding
