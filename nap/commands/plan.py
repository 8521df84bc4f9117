"""`plan check`: all faults of a plan file, each with line, path and what to do."""

from __future__ import annotations

from argparse import Namespace

from nap.commands.edge import in_words, lang_of, the_house
from nap.monitor import fault_text, load_plan
from nap.settings import Settings
from nap.words import say, say_n


@in_words
def check(options: Namespace) -> int:
    """Print every fault; exit status 1 if one of them is an error."""
    lang, file = lang_of(options), options.file or Settings.read().plan_file
    plan, faults = load_plan(file)
    for fault in faults:
        print(fault_text(fault, lang))
    if plan is None:
        print(say_n(lang, "cli.plan.faults", len(faults)))
        return 1
    if options.against_store:
        with the_house():  # opening refuses a changed file under an unchanged version
            pass
    print(say(lang, "cli.plan.good", plan=plan.id, version=plan.version, count=len(plan.indicators), partners=len(plan.partners)))
    return 0
