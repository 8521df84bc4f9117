"""What an event of the trail says, as one line in the reader's language. Enters the event, leaves plain text.

Of the facts only those are told that mean something to a person; hashes, figures and codes of findings are not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nap.facts import Period
from nap.monitor.account_views import Trace
from nap.monitor.permission import COMMAND_LINE, OPERATOR
from nap.plan import Plan
from nap.words import known, language_name, languages, period_name, phrase, pick, say

_TOLD = (
    "changed",
    "what", "about", "whom", "account", "how", "issuer", "purpose", "why", "roles_before", "roles", "partner_before", "partner",
    "partners", "organisation",
    "language", "name", "incident", "indicator", "region", "period", "since", "until", "given", "computed", "cells",
    "mapping", "version", "by", "sessions", "because", "reason", "no_second_pair",
)  # fmt: skip
"""Facts that are told, in this order."""


def act_name(lang: str, act: str) -> str:
    """What was done, as a reader calls it; one of a later version of the monitor by its code."""
    return phrase(lang, f"trail.act.{act}") if known(f"trail.act.{act}") else act


def event_text(lang: str, plan: Plan, trace: Trace) -> str:
    """What was done, and with what: `Returned for correction: reason: “…”`."""
    told = [_fact(lang, plan, trace, name) for name in _TOLD if trace.facts.get(name)]
    said = "; ".join(one for one in told if one)
    return f"{act_name(lang, trace.act)}: {said}" if said else act_name(lang, trace.act)


def person_text(lang: str, person: str) -> str:
    """Who it was: an e-mail, the monitor itself, whoever sits at the machine, or somebody unknown."""
    named = {"": "unknown", "system": "system", OPERATOR: "operator"}
    return say(lang, f"trail.person.{named[person]}") if person in named else person


def origin_text(lang: str, origin: str) -> str:
    """From where: a network address, the command line, the demo's story; empty where nobody's hand was in it."""
    named = {COMMAND_LINE: "cli", "demo": "demo"}
    return say(lang, f"trail.from.{named[origin]}") if origin in named else origin


def return_text(lang: str, id: str) -> str:
    """A return by its organisation's code, its period and version; the number as it is if it is none of ours."""
    parts = id.rsplit(".", 3)
    try:
        _, partner, period, version = parts
        name = period_name(lang, Period.parse(period))
    except ValueError:
        return id
    return say(lang, "trail.return", partner=partner, period=name, version=version)


def _fact(lang: str, plan: Plan, trace: Trace, name: str) -> str:
    value = trace.facts[name]
    coded = _key_of_code(name, value)
    if coded:
        return say(lang, coded) if known(coded) else value
    if name == "name" and trace.act == "person_changed":
        return say(lang, "trail.fact.name_changed")
    values = _values(lang, plan)
    return say(lang, f"trail.fact.{name}", value=values[name](value) if name in values else value)


def _key_of_code(name: str, code: str) -> str:
    """The key of a value that is a code with words of its own; empty for any other."""
    match name:
        case "what":
            return f"trail.what.{code}"
        case "how":
            return f"trail.how.{code}"
        case "purpose":
            return f"trail.purpose.{code}"
        case "why":
            return f"trail.why.{code}"
        case _:
            return ""


def _values(lang: str, plan: Plan) -> Mapping[str, Callable[[str], str]]:
    """How the values of some facts are written in a language."""

    def roles(codes: str) -> str:
        return ", ".join(_word(lang, f"common.role.{code}", code) for code in codes.split(", "))

    def partner(code: str) -> str:
        found = plan.partner(code)
        return pick(found.name, lang) if found else code

    def status(code: str) -> str:
        return _word(lang, f"common.status.{code}", code)

    def language(code: str) -> str:
        return language_name(code, code) if code in languages() else code

    def period(code: str) -> str:
        try:
            return period_name(lang, Period.parse(code))
        except ValueError:
            return code

    def region(code: str) -> str:
        found = plan.regions.get(code)
        return pick(found.names, lang) if found else code

    named = {"roles": roles, "roles_before": roles, "partner": partner, "partner_before": partner, "region": region}
    named |= dict.fromkeys(("period", "since", "until"), period)
    return named | {"given": status, "computed": status, "language": language, "by": _return_of(lang)}


def _return_of(lang: str) -> Callable[[str], str]:
    return lambda id: return_text(lang, id)


def _word(lang: str, key: str, code: str) -> str:
    return say(lang, key) if known(key) else code
