"""One problem of a plan file, as data, and the sentence made of it at the edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from nap.facts import Fact
from nap.words import say

_ITEM = re.compile(r"(?P<list>partners|objectives|measures|indicators)\[(?P<code>[^\]]*)\]")


@dataclass(frozen=True)
class Fault:
    """A problem of the plan file. `error`: the plan is not taken; `warning`: taken, and somebody should look.

    `code` is stable and kebab-case. `line` counts from 1; 0 if the fault has no line (a file that is not there). `path` leads to
    the place: `indicators[2.3].targets[1].value`; items of a list are named by their code, else by their number from 1.
    `facts` are the values its sentence needs.
    """

    severity: Literal["error", "warning"]
    code: str
    file: str = ""
    line: int = 0
    path: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


def fault_text(fault: Fault, lang: str) -> str:
    """The whole sentence with file and line, what was found and what to do, as a person reads it in `lang`.

    `indicators.yaml:143: indicator 2.3: the target for … is below the baseline …`
    """
    facts: dict[str, Fact] = dict(fault.facts)
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    parts = (place, _where(fault.path, lang), say(lang, f"plan.fault.{fault.code}", **facts))
    hints = (say(lang, "plan.did_you_mean", suggestion=near) for near in [facts.get("suggestion")] if near)
    words = (say(lang, "plan.known", known=known) for known in [facts.get("known")] if known)
    return " ".join([": ".join(part for part in parts if part), *hints, *words])


def _where(path: str, lang: str) -> str:
    """`indicators[2.3].targets[1]` → `indicator 2.3`; any other part of the file is named by its key."""
    item = _ITEM.match(path)
    if item is not None:
        return say(lang, f"plan.where.{item['list']}", code=item["code"])
    head, dot, _ = path.partition(".")
    return head if dot else ""
