"""The plan file while it is checked: what was read, with its lines, beside what it would become."""

from __future__ import annotations

from dataclasses import dataclass

from nap.facts import Fact
from nap.plan import build
from nap.plan.faults import Fault
from nap.plan.model import Calendar, Indicator
from nap.plan.reading import Read
from nap.plan.regions import Regions


@dataclass(frozen=True)
class Draft:
    """`regions` is None if their table could not be read: references to places are then left unchecked."""

    file: Read
    regions: Regions | None
    indicators: tuple[tuple[Indicator, Read], ...]

    @classmethod
    def of(cls, file: Read, regions: Regions | None) -> Draft:
        """Resolve the indicators of a file."""
        given = build.defaults(file)
        made = ((build.indicator(each, given), each) for each in items(file, "indicators"))
        return cls(file, regions, tuple((indicator, each) for indicator, each in made if indicator is not None))

    @property
    def calendar(self) -> Calendar:
        """When returns are sent and years begin."""
        return build.calendar_of(self.file.get("plan") or {})

    def items(self, key: str) -> tuple[Read, ...]:
        """The entries of a list of the file: `partners`, `objectives`, `measures` or `indicators`."""
        return items(self.file, key)

    def codes(self, key: str) -> tuple[str, ...]:
        """Their codes, in order."""
        return tuple(code for each in self.items(key) if (code := each.get("code")))


def items(section: Read, key: str) -> tuple[Read, ...]:
    """The entries of a list in a section, empty if it is absent or faulty."""
    found = section.at(key)
    return () if found is None else found.value


def fault(code: str, place: Read, **facts: Fact) -> Fault:
    """An error at that place."""
    return Fault("error", code, line=place.line, path=place.path, facts=tuple(facts.items()))


def warning(code: str, place: Read, **facts: Fact) -> Fault:
    """A warning at that place."""
    return Fault("warning", code, line=place.line, path=place.path, facts=tuple(facts.items()))


def place(section: Read, key: str) -> Read:
    """The entry of a section if it stands there, else the section."""
    return section.at(key) or section
