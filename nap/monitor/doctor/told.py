"""One thing the doctor found: a code, how grave it is, and facts. Sentences are made of it at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int


class Gravity(StrEnum):
    """How grave it is: well, worth mending, in the way."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Diagnosis:
    """`code` is a key of the room `doctor`; `facts` never hold a password, a key or the name of a person."""

    code: str
    gravity: Gravity
    facts: Mapping[str, Fact] = field(default_factory=dict)


def well(code: str, **facts: Fact) -> Diagnosis:
    """As it should be."""
    return Diagnosis(code, Gravity.OK, facts)


def warning(code: str, **facts: Fact) -> Diagnosis:
    """It runs, and should be mended."""
    return Diagnosis(code, Gravity.WARNING, facts)


def error(code: str, **facts: Fact) -> Diagnosis:
    """It does not run, or data are in danger."""
    return Diagnosis(code, Gravity.ERROR, facts)
