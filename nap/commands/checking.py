"""`check`: what is to mend in a return, or in many, without sending them. Loads nothing of the store that is not there."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nap.commands.choosing import Chosen, chosen
from nap.commands.edge import Stop, in_words, lang_of, print_json, read_file, the_settings
from nap.commands.handing import Outputs, outputs
from nap.finding_texts import finding_text
from nap.monitor import (
    Checked,
    Checker,
    Tried,
    checking,
    gravest,
    region_names,
    remarks,
    report,
    rivals,
    try_files,
    twins,
)
from nap.words import say, say_n

EXIT = {"clean": 0, "warnings": 0, "errors": 1, "refused": 2}


@in_words
def check(options: Namespace) -> int:
    """Check a file, several, or whole folders, store nothing; the exit status tells the gravest verdict."""
    files, left = chosen(options.files)
    for each in left:
        print(say(lang_of(options), f"checking.left_out.{each.why}", file=each.name), file=sys.stderr)
    if not files:
        raise Stop(say(lang_of(options), "checking.nothing"))
    several = len(options.files) > 1 or options.files[0].is_dir()
    handed = outputs(options, files, several=several)
    with checking(the_settings(), lang=options.lang, offline=options.offline) as checker:
        tried = _several(options, files, checker, handed) if several else [_one(options, files[0], checker, handed)]
        handed.summary(tried, checker.today)
    return EXIT[gravest(tried)]


def _one(options: Namespace, file: Chosen, checker: Checker, handed: Outputs) -> Tried:
    data = read_file(file.path, lang_of(options))
    checked = checker.check(data)
    lang = options.lang or checked.language
    if options.json:
        print_json(report(checked, lang))
    else:
        print_findings(checked, lang)
        print(say(lang, f"common.verdict.{checked.verdict}"))
    tried = Tried.of(file.name, data, checked)
    handed.marked(file, tried, lang)
    return tried


def _several(options: Namespace, files: Sequence[Chosen], checker: Checker, handed: Outputs) -> list[Tried]:
    """Each file as soon as it and those before it are checked; what is to be said of them together comes last."""
    tried: list[Tried] = []
    found = try_files(checker, [(file.name, file.path) for file in files], options.lang)
    with _progress(options) as show:
        for done, file in enumerate(files):
            show(done, len(files), file.name)
            tried.append(next(found))
            show(done, len(files), "")
            lang = options.lang or tried[-1].checked.language
            if not options.json:
                _print_one(tried[-1], lang)
            handed.marked(file, tried[-1], lang)
    if options.json:
        _print_all_json(tried, options.lang)
    else:
        _print_together(tried, lang_of(options))
    return tried


class _Line:
    """One line of progress that is written over itself, only where somebody watches."""

    def __init__(self, lang: str) -> None:
        self.lang, self.watched = lang, sys.stderr.isatty()

    def __call__(self, done: int, all: int, name: str) -> None:
        """Say how far it is; without a name the line is wiped away."""
        if self.watched:
            said = f"{say(self.lang, 'checking.progress', done=done, all=all)} · {name}" if name else ""
            print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)


@contextmanager
def _progress(options: Namespace) -> Iterator[_Line]:
    line = _Line(lang_of(options))
    try:
        yield line
    finally:
        line(0, 0, "")


def _print_one(one: Tried, lang: str) -> None:
    verdict = say(lang, f"common.verdict.{one.checked.verdict}")
    print(f"{one.name}: {verdict}")
    print_findings(one.checked, lang, "  ")
    print()


def _print_together(tried: Sequence[Tried], lang: str) -> None:
    for name, words in remarks(tried, lang).items():
        print(f"{name}: {words}")
    counted = Counter(each.checked.verdict for each in tried)
    for verdict in EXIT:
        if counted[verdict]:
            print(say_n(lang, f"checking.count.{verdict}", counted[verdict]))


def _print_all_json(tried: Sequence[Tried], lang: str | None) -> None:
    same, others = twins(tried), rivals(tried)
    print_json(
        [
            {"file": each.name, "same_as": same.get(each.name), "rivals": list(others.get(each.name, ()))}
            | report(each.checked, lang or each.checked.language)
            for each in tried
        ]
    )


def print_findings(checked: Checked, lang: str, margin: str = "") -> None:
    """Each finding in a few lines: severity and place, what was found, what to do."""
    names = region_names(checked, lang)
    for finding in checked.findings:
        text = finding_text(finding, lang, names)
        place = " ".join(part for part in (finding.sheet, ", ".join(finding.cells)) if part)
        print(f"{margin}{say(lang, f'common.severity.{finding.severity}')} [{finding.code}] {place}".rstrip())
        print(f"{margin}  {text.message}")
        if text.fix:
            print(f"{margin}  → {text.fix}")
    sys.stdout.flush()
