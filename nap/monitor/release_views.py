"""What the verbs of publishing take and give: drafts, what is checked of them, what partners are asked, published releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from nap.facts import Period
from nap.words import Text

VISIBLE = ("donors", "everybody", "link")
"""For whom a release can be: people who are signed in, everybody, or only who was given a link."""
WIDER = ("link", "donors", "everybody")
"""The same, the fewest first."""


@dataclass(frozen=True)
class DraftContent:
    """What a coordinator writes of a release.

    `texts` by objective code (`""` for the first page) and language; `included`: codes of indicators, none means all of them;
    `because` (by language) and `replaces`: why it corrects which release, 0 for none; `answer_by`: until when partners answer.
    """

    period: Period
    title: Text = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    included: tuple[str, ...] = ()
    because: Text = field(default_factory=dict)
    replaces: int = 0
    visible: str = "donors"
    answer_by: date | None = None


@dataclass(frozen=True)
class ReleaseDraft:
    """A release in the making. `seen` is the word that whoever changes, drops or publishes it gives back: it stands as shown."""

    number: int
    content: DraftContent
    begun: datetime
    begun_by: str
    changed: datetime
    changed_by: str
    seen: str


class Weight(StrEnum):
    """What a problem does to publishing: it stops it, it wants a reason from the coordinator, or it is told only."""

    STOPS = "stops"
    NEEDS_REASON = "needs_reason"
    TELLS = "tells"


RELEASE_PROBLEMS = (
    "consent_waited_for",
    "consent_missing",
    "consent_asked",
    "consent_held",
    "held_at_any_time",
    "no_answer_date",
    "unaccepted",
    "coverage_low",
    "title_missing",
    "because_missing",
    "translation_missing",
    "warnings_unexplained",
    "changed_since",
    "nothing_to_say",
    "figures_hidden",
    "hidden_now",
    "period_running",
)
"""Every code of `ReleaseProblem`. Of consent: there is still time to answer, a partner has not answered by the day (or agreed to
other figures), has a question, holds back from this release, or from all; nobody was told until when to answer. Then: returns of
the period that wait or went back, few of the expected figures, no title, no reason for a correction, a text that is not there in
every language, warnings of accepted returns to which nothing was said, figures that differ from the release before, no figure at
all, figures hidden to protect people, indicators and regions hidden at once, a period that is not over."""


@dataclass(frozen=True)
class ReleaseProblem:
    """Something to know before publishing. `count` how many it is about; `facts` what the sentence needs, as text by name."""

    code: str
    weight: Weight
    count: int = 1
    partner: str = ""
    languages: tuple[str, ...] = ()
    place: str = ""
    """Of a text: the objective's code, "" for the first page, `title` or `because`; of a return: its number."""
    day: date | None = None
    period: Period | None = None
    said: str = ""
    """A partner's own words, for coordinators."""
    share: Decimal | None = None
    """Of figures that came, 0 to 100."""

    @property
    def blocks(self) -> bool:
        """Whether it cannot be published as long as this stands, reason or not."""
        return self.weight is Weight.STOPS


class ConsentState(StrEnum):
    """How a partner stands to a draft. `stale`: it agreed to other figures than would be published now."""

    AGREED = "agreed"
    HELD = "held"
    ASKS = "asks"
    STALE = "stale"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class PartnerConsent:
    """One partner with sensitive figures in a draft, for the coordinator. `always`: it holds them back from every release."""

    partner: str
    state: ConsentState
    rows: int
    said: str = ""
    at: datetime | None = None
    always: bool = False

    @property
    def left_out(self) -> bool:
        """True if its sensitive figures would not be in it, were it published now: silence is no consent."""
        return self.always or self.state is not ConsentState.AGREED


@dataclass(frozen=True)
class ConsentRow:
    """One sensitive figure that this partner gave and that would go into a release.

    `value` (or `numerator` of `denominator`) is its own; `number` says whether the total that it goes into would stand there as a
    number (else it would be hidden to protect people; None where that is not known). What the others gave is not told.
    """

    indicator: str
    region: str
    period: Period
    breakdown: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    number: bool | None = None


@dataclass(frozen=True)
class ConsentAsked:
    """What a partner is asked about one draft. `answer_by` is the last day; `seen` goes back with the answer; `visible`: for whom
    the release would be."""

    draft: int
    title: Text
    period: Period
    answer_by: date | None
    rows: tuple[ConsentRow, ...]
    state: ConsentState
    said: str = ""
    at: datetime | None = None
    late: bool = False
    seen: str = ""
    visible: str = ""


@dataclass(frozen=True)
class HeldFigures:
    """A partner holds its sensitive figures back from whatever is published: since when, with which words."""

    partner: str
    since: datetime
    reason: str
    person: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """When a release was withdrawn and why; `person` for coordinators only."""

    at: datetime
    reason: str
    person: str = ""


@dataclass(frozen=True)
class PublishedRelease:
    """A release as its readers list it. `sha256`: the content hash over all its files; `editions` of `donor`, `forum`.

    `replaced_by`, `replaces`, `previous`: numbers of other releases, 0 for none. `person`, `draft`, `edition` are for
    coordinators, "" and 0 for others.
    """

    number: int
    period: Period
    title: Text
    as_of: date
    at: datetime
    version: int
    method: int
    sha256: str
    visible: str
    because: Text = field(default_factory=dict)
    previous: int = 0
    replaces: int = 0
    replaced_by: int = 0
    withdrawn: Withdrawal | None = None
    editions: tuple[str, ...] = ("donor", "forum")
    person: str = ""
    draft: int = 0
    edition: int = 0
