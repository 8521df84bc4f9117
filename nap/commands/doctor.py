"""`doctor`: what is wrong with this installation, sentence by sentence. It opens no house, for it runs when none can be."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

from nap.commands.edge import lang_of, print_json
from nap.monitor import Diagnosis, Severity, examine, severity_of
from nap.words import say

_SIGNS = {Severity.OK: "✓", Severity.WARNING: "!", Severity.ERROR: "✗"}


def doctor(options: Namespace) -> int:
    """Print every finding; exit status 1 if there is an error among them."""
    found = examine(deep=options.deep, letter=options.letter, port=options.port)
    if options.json:
        print_json({"status": severity_of(found).value, "findings": [_json(one, lang_of(options)) for one in found]})
    else:
        _tell(found, lang_of(options))
    return 1 if severity_of(found) is Severity.ERROR else 0


def _tell(found: Sequence[Diagnosis], lang: str) -> None:
    for one in found:
        print(f"{_SIGNS[one.severity]} {_sentence(one, lang)}")
    counts = Counter(one.severity for one in found)
    print(say(lang, "doctor.summary", errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], n=len(found)))


def _json(one: Diagnosis, lang: str) -> dict[str, object]:
    return {"code": one.code, "severity": one.severity.value, "facts": dict(one.facts), "text": _sentence(one, lang)}


def _sentence(one: Diagnosis, lang: str) -> str:
    return say(lang, f"doctor.{one.code}", **one.facts)
