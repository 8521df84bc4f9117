"""What the monitor raises: data (what, which, why), never sentences. Sentences are made at the edge from the codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nap.facts import Finding
from nap.people import Verb
from nap.plan import Fault

if TYPE_CHECKING:
    from nap.monitor.orphaned import Orphan


class Denied(Exception):
    """The viewer may not do this. `verb` says what was asked."""

    def __init__(self, verb: Verb) -> None:
        super().__init__(verb.value)
        self.verb = verb


class Unknown(Exception):
    """There is no such thing, or none the viewer may know of. `kind`: return, incident, partner, period, person, language.

    `there`: what there is of that kind instead, where that is known.
    """

    def __init__(self, kind: str, id: str, there: Sequence[str] = ()) -> None:
        super().__init__(f"{kind}: {id}")
        self.kind, self.id, self.there = kind, id, tuple(there)


class NotKept(Exception):
    """Real data are not put where they would be thrown away. `kind`: memory, container or cloud; `folder`: where it would be."""

    def __init__(self, kind: str, folder: str) -> None:
        super().__init__(f"{kind}: {folder}")
        self.kind, self.folder = kind, folder


NOT_NOW = (
    "not_draft",
    "not_submitted",
    "not_accepted",
    "has_errors",
    "newer_version",
    "own_return",
    "reason_needed",
    "because_needed",
    "reason_too_long",
    "reason_personal",
    "not_demo",
    "not_empty",
    "busy",
    "unread",
    "store_unavailable",
    "store_unanswered",
    "store_later",
    "is_table",
    "decided_meanwhile",
    "has_warnings",
    "correction_needed",
    "not_withdrawable",
    "not_sender",
    "never_counted",
    "said_not_ours",
    "not_on_behalf",
    "answered_already",
    "not_theirs",
    "whom_needed",
    "came_wrong",
    "way_unknown",
    "words_needed",
    "no_rows",
    "rows_needed",
    "not_waivable",
    "nothing_left",
    "period_closed",
    "edition_exposed",
    "wider_than_agreed",
    "figures_closed",
    "period_running",
    "already_closed",
    "not_closed",
    "already_open",
    "file_gone",
    "erasure_asked",
    "erasure_own",
    "erasure_none",
    "erased_already",
    "already_hidden",
    "not_hidden",
    "words_too_long",
    "words_personal",
    "visible_unknown",
    "answer_passed",
    "period_ahead",
    "changed_meanwhile",
    "release_withdrawn",
    "release_blocked",
    "nothing_asked",
    "question_needed",
    "held_already",
    "not_held",
    "link_until_wrong",
    "link_whom_needed",
)
"""Every code of `NotNow`: the wrong status, errors still in it, a later version already sent, one's own return while there is
another coordinator, a reason or a `because` left empty, too long or with personal data in it, a demo asked for in a store
that is none, a fresh start in a store that is in use, a file that did not get its turn because so many are being read, a kept
workbook whose reading failed this once, a store that is full, locked or out of reach, one whose line was cut before it said
whether something is kept, one whose tables a later version of the program
made, marks asked for in a table that is no return workbook, a return that stands otherwise than it was
shown (`person` and `act`: who did what), warnings in what is accepted unread, a correction without a reason, a return that
cannot be withdrawn any more, or not by this person, a version that never counted, one of which its partner says that it is
not its own, one that the partner sent itself, one that its partner has spoken about signed in, one of another organisation, a
file received for a partner without from whom it came, on no possible day or by no way we know, a “no” without words, an
organisation without a row to answer, a period that is closed for the sender, figures of such a period in a return for another
one, one that cannot be closed yet, closed or opened twice, a file that is no longer kept, an erasure that was asked for
already, by oneself, by nobody any more, or done, an indicator or region hidden or shown again twice, words of a release too
long or with personal data in them, a release for nobody there is, a last day to answer or a period on the wrong side of
today, something that changed since it was shown (`person`: by whom), a release that is withdrawn or cannot be published yet,
an answer to nothing, a question without words, figures held back or freed twice, a link with an end that no link can have, or
for nobody."""


class NotNow(Exception):
    """Permitted, but not in this state. `code` is one of `NOT_NOW`; `facts`: what more is known of it."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


NOT_MENDED = (
    "newer_version",
    "not_open",
    "because_needed",
    "reason_too_long",
    "reason_personal",
    "nothing",
    "unknown_cell",
    "unknown_finding",
    "too_long",
    "personal",
    "answer_too_long",
    "answer_personal",
    "refused",
    "cannot_edit",
)
"""Every code of `NotMended`: somebody has made a later version; this one waits, counts or was replaced; a coordinator gives no
reason; nothing was typed; a cell or finding that nobody asked about; a reason, a value or an answer too long, or with personal
data in it; the mended file would be refused; a file that can be read but not written."""


class NotMended(Exception):
    """Nothing was changed. `code` is one of `NOT_MENDED`.

    `places`: the cells it is about, as (sheet, address); `newer`: the version that came between; `findings`: why it
    would be refused; `asked`: the answers it is about, by the place of their finding.
    """

    def __init__(
        self,
        code: str,
        places: Sequence[tuple[str, str]] = (),
        *,
        newer: str = "",
        findings: Sequence[Finding] = (),
        asked: Sequence[tuple[str, ...]] = (),
    ) -> None:
        super().__init__(code)
        self.code, self.places, self.newer, self.findings = code, tuple(places), newer, tuple(findings)
        self.asked = tuple(asked)


class PlanProblem(Exception):
    """The monitor cannot open with this plan file.

    `code`: `faults` (the file has errors, all in `faults`), `changed` (another file under a version the store already knows).
    """

    def __init__(self, faults: tuple[Fault, ...] = (), code: str = "faults") -> None:
        super().__init__(code, *faults)
        self.faults, self.code = faults, code


NOT_ADOPTED = (
    "in_force",
    "older",
    "other_plan",
    "other_calendar",
    "changed_meanwhile",
    "file_waits",
    "orphans",
    "reason_needed",
    "reason_too_long",
    "reason_personal",
)
"""Every code of `NotAdopted`: the file is the version in force, an earlier version, or another plan; its
years begin in another month, so that no period of what came would be one of its own; the file or the version in
force is not the one that was shown; the file of the settings says otherwise under the same version; figures that count or wait
would have no place any more; the reason is missing, too long to be shown beside figures, or holds personal data."""


class NotAdopted(Exception):
    """A plan file that does not come into force now. `code` is one of `NOT_ADOPTED`; `orphans`: what would have no place."""

    def __init__(self, code: str, orphans: Sequence[Orphan] = ()) -> None:
        super().__init__(code)
        self.code, self.orphans = code, tuple(orphans)


SIGN_IN_REFUSALS = ("wrong", "slow_down", "unverified", "not_invited")
"""Every code of `SignInRefused`: e-mail or password is wrong (the same for an unknown e-mail, a disabled account and one without
a password); too many failed attempts for now; the provider does not vouch for the e-mail; nobody invited that e-mail."""


class SignInRefused(Exception):
    """Nobody was signed in. `code` is one of `SIGN_IN_REFUSALS`; `minutes`: how long to wait, for `slow_down`."""

    def __init__(self, code: str, minutes: int = 0) -> None:
        super().__init__(code)
        self.code, self.minutes = code, minutes


LINK_REFUSALS = ("unknown", "expired", "used")
"""Every code of `LinkRefused`: no such link (or its account is disabled); its time is over; it was used, or a newer one made."""


class LinkRefused(Exception):
    """A one-time link that does not work. `code` is one of `LINK_REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


PASSWORD_REFUSALS = ("too_short", "too_long", "guessable", "personal", "same", "differs", "wrong_old")
"""Every code of `PasswordRefused`: shorter or longer than allowed, among the first that others would try, made of the person's
own name, e-mail or organisation, the old one again, typed differently the second time, the old one is wrong."""


class PasswordRefused(Exception):
    """A password that is not taken. `code` is one of `PASSWORD_REFUSALS`; `limit`: the length it is held to, if that is why."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit


PERSON_REFUSALS = (
    "bad_email",
    "bad_name",
    "exists",
    "no_role",
    "unknown_role",
    "no_partner",
    "unknown_partner",
    "unknown_language",
    "last_coordinator",
    "oneself",
    "own_organisation",
    "not_active",
    "demo",
    "changed_meanwhile",
)
"""Every code of `PersonRefused`: what was typed is no e-mail or no name, there is such an account, no role or one that does not
exist, a sender of returns without an organisation, an organisation the plan does not know, a language there are no words in;
nobody else could coordinate afterwards; one's own account; the organisation
whose returns one may not decide about, left by oneself; an account that is disabled; a demo person; somebody else changed it
since it was shown."""


class PersonRefused(Exception):
    """An account not made or changed. `code`: one of `PERSON_REFUSALS`; `found`: what was typed; `there`: what there is."""

    def __init__(self, code: str, found: str = "", there: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code, self.found, self.there = code, found, tuple(there)
