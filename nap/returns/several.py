"""Several files checked together: what each came to goes in; the gravest verdict, equal files and rivals come out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from nap.facts import Severity
from nap.returns.check import Checked
from nap.words import pick, say

VERDICTS = ("clean", "warnings", "errors", "refused")
"""From the lightest to the gravest."""
TO_MEND = frozenset({Severity.REFUSED, Severity.ERROR})

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".tsv", ".numbers"})
"""Whatever in a folder ends so was meant as a return; that it is of another kind is then said by its check."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Tried:
    """One file that was checked and not sent. `name` is its own among the files it was checked with; `sha256` is empty of a
    file that could not be opened."""

    name: str
    sha256: str
    checked: Checked

    @classmethod
    def of(cls, name: str, data: bytes, checked: Checked) -> Tried:
        """What the file with these bytes came to."""
        return cls(name, hashlib.sha256(data).hexdigest(), checked)

    @property
    def opened(self) -> bool:
        """False for a file whose bytes nobody could or would load."""
        return bool(self.sha256)

    @property
    def to_mend(self) -> int:
        """Findings that must be mended before the file can be sent."""
        return sum(each.severity in TO_MEND for each in self.checked.findings)

    @property
    def to_explain(self) -> int:
        """Findings that ask for an explanation."""
        return sum(each.severity is Severity.WARNING for each in self.checked.findings)


def gravest(tried: Iterable[Tried]) -> str:
    """The verdict over all files; `clean` if there are none."""
    return max((each.checked.verdict for each in tried), key=VERDICTS.index, default=VERDICTS[0])


def twins(tried: Sequence[Tried]) -> Mapping[str, str]:
    """The name of each file with the very bytes of an earlier one → the name of that one."""
    first: dict[str, str] = {}
    for each in tried:
        first.setdefault(each.sha256 or each.name, each.name)
    return {each.name: first[each.sha256] for each in tried if first.get(each.sha256, each.name) != each.name}


def rivals(tried: Sequence[Tried]) -> Mapping[str, tuple[str, ...]]:
    """Each file whose partner and period another, different file is for as well → the names of those others."""
    copies = twins(tried)
    claims: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for each in tried:
        plan, partner, period = each.checked.plan, each.checked.partner, each.checked.period
        if each.name not in copies and plan and partner and period:
            claims[plan.id, partner, str(period)].append(each.name)
    contested = [names for names in claims.values() if len(names) > 1]
    return {name: tuple(other for other in names if other != name) for names in contested for name in names}


def partner_of(one: Tried, lang: str) -> str:
    """The name of the organisation the file is for; its code where the plan does not know it, empty where the file says none."""
    plan, code = one.checked.plan, one.checked.partner or ""
    partner = plan.partner(code) if plan else None
    return pick(partner.name, lang) if partner else code


def remarks(tried: Sequence[Tried], lang: str) -> Mapping[str, str]:
    """What is to be said of files beside each other, by name: one is the same as another, or another is for the same return."""
    same = {name: say(lang, "checking.same_as", file=first) for name, first in twins(tried).items()}
    return same | {name: say(lang, "checking.rivals", files=", ".join(others)) for name, others in rivals(tried).items()}


def why_left_out(place: str, beginning: Callable[[], bytes]) -> str:
    """Why a file of a folder is not checked: `lock`, `hidden` or `kind` (no spreadsheet); empty for one that is.

    `place` is its path below the folder; `beginning` gives its first bytes, asked for only where its name does not tell.
    """
    path = PurePosixPath(place)
    if path.name.startswith(("~$", ".~lock.")):
        return "lock"
    if any(part.startswith(".") for part in path.parts):
        return "hidden"
    return "" if path.suffix.lower() in SPREADSHEETS or (not path.suffix and beginning().startswith(_ZIP)) else "kind"


def own_names(names: Sequence[str]) -> tuple[str, ...]:
    """The same names, each once: a repeated `a.xlsx` becomes `a (2).xlsx`."""
    taken, found = set(names), dict[str, None]()
    for name in names:
        free = (_numbered(name, number) for number in count(2))
        own = name if name not in found else next(each for each in free if each not in taken)
        taken.add(own)
        found[own] = None
    return tuple(found)


def _numbered(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem} ({number}){path.suffix}")) if path.name else f"{name} ({number})"
