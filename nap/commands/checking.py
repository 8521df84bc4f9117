"""`check`: what is to mend in a return, without sending it. Loads nothing of the store."""

from __future__ import annotations

import sys
from argparse import Namespace

from nap.commands.edge import in_words, lang_of, print_json, read_file
from nap.finding_texts import finding_text
from nap.monitor import Checked, check_alone, region_names, report
from nap.settings import Settings
from nap.words import say

EXIT = {"clean": 0, "warnings": 0, "errors": 1, "refused": 2}


@in_words
def check(options: Namespace) -> int:
    """Check a file, store nothing; the exit status tells the verdict."""
    data = read_file(options.file, lang_of(options))
    checked = check_alone(Settings.read(), data, lang=options.lang, offline=options.offline)
    lang = options.lang or checked.language
    if options.json:
        print_json(report(checked, lang))
    else:
        print_findings(checked, lang)
        print(say(lang, f"common.verdict.{checked.verdict}"))
    return EXIT[checked.verdict]


def print_findings(checked: Checked, lang: str) -> None:
    """Each finding in a few lines: severity and place, what was found, what to do."""
    names = region_names(checked, lang)
    for finding in checked.findings:
        text = finding_text(finding, lang, names)
        place = " ".join(part for part in (finding.sheet, ", ".join(finding.cells)) if part)
        print(f"{say(lang, f'common.severity.{finding.severity}')} [{finding.code}] {place}".rstrip())
        print(f"  {text.message}")
        if text.fix:
            print(f"  → {text.fix}")
    sys.stdout.flush()
