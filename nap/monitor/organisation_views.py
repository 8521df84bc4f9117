"""What the directory hands out, and what it raises. Frozen data, no sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from nap.monitor.distributing import Band

ORGANISATION_REFUSALS = (
    "no_name", "name_too_long", "name_personal", "unknown_region", "unknown_kind", "unknown_field", "unknown_partner", "exists",
    "changed_meanwhile", "unchanged", "consent_needed", "day_ahead", "unknown_area",
    "no_score", "score_over", "not_active", "unknown_person",
    "reason_needed", "reason_too_long", "reason_personal", "bad_day", "bad_score", "no_score_day", "several_regions",
)  # fmt: skip
"""Every code of `OrganisationRefused`: what is wrong with what was typed, an organisation of that name in that region, somebody
changed it since it was shown, consent without by whose word, a day that is still to come."""


class OrganisationRefused(Exception):
    """Nothing was kept. `code`: one of `ORGANISATION_REFUSALS`; `found`: what was typed; `there`: what there is."""

    def __init__(self, code: str, found: str = "", there: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code, self.found, self.there = code, found, tuple(there)


@dataclass(frozen=True)
class NewOrganisation:
    """What is typed of an organisation: the name by language (one is enough), codes; `partner`: its code if it sends returns."""

    name: Mapping[str, str] = field(hash=False)
    region: str
    kind: str
    fields: tuple[str, ...] = ()
    partner: str = ""


@dataclass(frozen=True)
class Organisation:
    """One organisation as one reader may know it. For coordinators alone: `consent`, `consent_day`, `partner`, `people`, `seen`
    (a word for how it stands), and those that are not `active`."""

    id: str
    name: Mapping[str, str] = field(hash=False)
    region: str
    kind: str
    fields: tuple[str, ...]
    named: bool = False
    active: bool = True
    partner: str = ""
    consent: str = ""
    consent_day: date | None = None
    people: tuple[str, ...] = ()
    seen: str = ""


@dataclass(frozen=True)
class Unnamed:
    """So many further organisations that do not agree to be named: in a region, or (empty) in all others together."""

    region: str
    count: int


@dataclass(frozen=True)
class Directory:
    """What a reader finds: organisations by name, and for donors how many more there are."""

    organisations: tuple[Organisation, ...]
    unnamed: tuple[Unnamed, ...] = ()


@dataclass(frozen=True)
class CapacityScore:
    """A score in an area on a day, out of `highest`. `note` and `by`: for coordinators alone."""

    day: date
    area: str
    score: Decimal
    highest: Decimal
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class OwnScores:
    """An organisation with its scores, by area and day."""

    organisation: Organisation
    scores: tuple[CapacityScore, ...]


@dataclass(frozen=True)
class Spread:
    """How the latest scores of an area are spread over the organisations; no bands where there are too few."""

    area: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class OrganisationStep:
    """One version in an organisation's history."""

    number: int
    at: datetime
    by: str
    version: Organisation
