"""How the list of people to invite calls its columns and choices, in every language: for whoever writes it and whoever reads it.

What was typed enters, the code it means leaves; None for what means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from nap.plan import Plan
from nap.returns.choices import fold
from nap.words import languages, say

COLUMNS = ("email", "name", "roles", "partner", "language")
NEEDED = ("email", "name", "roles")
"""Without these columns nobody can be invited; the others may be missing."""


def column_of(text: str) -> str | None:
    """The column that a header names, in any language."""
    return _columns().get(fold(text))


def role_of(text: str, roles: Iterable[str]) -> str | None:
    """The code of a role, by its name in any language."""
    return next((role for role in roles if fold(text) in _names(f"common.role.{role}", role)), None)


def language_of(text: str, plan: Plan) -> str | None:
    """The code of one of the plan's languages, by its own name or by what the other languages call it."""
    shape = fold(text)
    return next((code for code in plan.languages if shape in _names(f"common.language.{code}", code) | _called(code)), None)


def partner_of(text: str, plan: Plan) -> str | None:
    """The code of a partner, by its code or its name in any language; None also for a name that two of them have."""
    found = {one.code for one in plan.partners if fold(text) in {fold(each) for each in (one.code, *one.name.values())}}
    return found.pop() if len(found) == 1 else None


@cache
def _columns() -> Mapping[str, str]:
    told = {fold(say(lang, f"setup.sheet.{column}")): column for lang in languages() for column in COLUMNS}
    return told | {fold(column): column for column in COLUMNS}


@cache
def _names(key: str, code: str) -> frozenset[str]:
    return frozenset({fold(code), *(fold(say(lang, key)) for lang in languages())})


@cache
def _called(code: str) -> frozenset[str]:
    told = ",".join(say(lang, f"setup.sheet.language.{code}") for lang in languages())
    return frozenset(fold(each) for each in told.split(","))
