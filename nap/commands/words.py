"""`words export`, `words import`: the texts of the program as a workbook for native readers, and back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from nap.commands.edge import Stop, in_words, lang_of, read_file
from nap.commands.handing import write
from nap.finding_texts import finding_text
from nap.monitor import WordsKept, keep_words, language_texts, open_words, words_fault_text, write_words
from nap.words import FALLBACK, LOCALES, folders, is_language, language_name, languages, say


@in_words
def export(options: Namespace) -> int:
    """Write the workbook: the languages named, else all that there are but English."""
    lang = lang_of(options)
    codes = options.of or [code for code in languages() if code != FALLBACK]
    if unknown := [code for code in codes if not is_language(code)]:
        raise Stop(say(lang, "country.words.no_language", found=", ".join(unknown)))
    data = write_words([language_texts(code, folders()) for code in dict.fromkeys(codes)], lang)
    write(options.file, data, lang)
    print(say(lang, "country.words.written", file=str(options.file)))
    return 0


@in_words
def import_(options: Namespace) -> int:
    """Tell all that is wrong, and take nothing; else write the catalogues, and say what is still missing."""
    lang, folder = lang_of(options), Path(options.into or folders()[-1]).resolve()
    read = open_words(read_file(options.file, lang))
    if read.finding is not None:
        raise Stop(finding_text(read.finding, lang).message)
    for fault in read.faults:
        print(words_fault_text(fault, lang))
    if not read.good:
        print(say(lang, "country.words.faults", n=sum(fault.severity == "error" for fault in read.faults)))
        return 1
    try:
        kept = keep_words(read.texts, folder, options.reviewer.strip())
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise Stop(say(lang, "country.words.not_writable", folder=str(folder), problem=why)) from problem
    _told(kept, folder, options.reviewer.strip(), lang)
    return 0


def _told(kept: Sequence[WordsKept], folder: Path, reviewer: str, lang: str) -> None:
    for one in kept:
        numbers = {"changed": one.changed, "missing": one.missing}
        name = language_name(lang, one.language)
        print(say(lang, "country.words.kept", language=name, folder=str(folder), **numbers))
        if reviewer:
            print(say(lang, "country.words.signed", reviewer=reviewer, signed=one.signed, unsigned=one.unsigned))
    if folder not in {each.resolve() for each in (LOCALES, *folders())}:
        print(say(lang, "country.words.set", folder=str(folder)))
