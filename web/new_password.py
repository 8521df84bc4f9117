"""Choosing a password: the two fields with the rules before them, and what is said of one that is not taken."""

from __future__ import annotations

from nap.monitor import SHORTEST_PASSWORD, PasswordRefused
from nap.words import say
from web.asking import Field

_RULES = ("long", "words", "not")


def new_password(lang: str, problem: PasswordRefused | None = None) -> tuple[Field, Field]:
    """The fields `password` and `again`; a problem stands beside the one it is about."""
    wrong = refused(lang, problem) if problem else ""
    second = problem is not None and problem.code == "differs"
    return (
        Field(
            "password",
            say(lang, "account.new"),
            complete="new-password",
            rules=tuple(say(lang, f"account.rules.{name}", shortest=SHORTEST_PASSWORD) for name in _RULES),
            wrong="" if second or (problem and problem.code == "wrong_old") else wrong,
        ),
        Field("again", say(lang, "account.again"), complete="new-password", wrong=wrong if second else ""),
    )


def refused(lang: str, problem: PasswordRefused) -> str:
    """Why a password is not taken, as a sentence."""
    return say(lang, f"account.password_refused.{problem.code}", limit=problem.limit)
