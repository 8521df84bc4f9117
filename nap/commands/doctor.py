"""`doctor`: what is wrong with this installation, sentence by sentence. It opens no house, for it runs when none can be."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

from nap.commands.edge import lang_of, print_json
from nap.monitor import Diagnosis, Gravity, examine, gravity_of
from nap.words import say

_SIGNS = {Gravity.OK: "✓", Gravity.WARNING: "!", Gravity.ERROR: "✗"}


def doctor(options: Namespace) -> int:
    """Print every finding; exit status 1 if there is an error among them."""
    found = examine(deep=options.deep, letter=options.letter, port=options.port)
    if options.json:
        print_json({"status": gravity_of(found).value, "findings": [_json(one, lang_of(options)) for one in found]})
    else:
        _tell(found, lang_of(options))
    return 1 if gravity_of(found) is Gravity.ERROR else 0


def _tell(found: Sequence[Diagnosis], lang: str) -> None:
    for one in found:
        print(f"{_SIGNS[one.gravity]} {_sentence(one, lang)}")
    counts = Counter(one.gravity for one in found)
    print(say(lang, "doctor.summary", errors=counts[Gravity.ERROR], warnings=counts[Gravity.WARNING], n=len(found)))


def _json(one: Diagnosis, lang: str) -> dict[str, object]:
    return {"code": one.code, "severity": one.gravity.value, "facts": dict(one.facts), "text": _sentence(one, lang)}


def _sentence(one: Diagnosis, lang: str) -> str:
    return say(lang, f"doctor.{one.code}", **one.facts)
