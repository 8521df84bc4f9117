"""Who may do what, as one table. A viewer and a verb enter, yes or no leaves; nothing is looked up anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the plan. One person can be several."""

    PARTNER = "partner"
    FORUM = "forum"
    DONOR = "donor"
    COORDINATOR = "coordinator"


class Verb(StrEnum):
    """What can be asked of the monitor; each of its functions asks for exactly one."""

    READ_PLAN = "read_plan"
    READ_RELEASES = "read_releases"
    READ_SUMMARY = "read_summary"
    BROWSE_RESULTS = "browse_results"
    SEND_RETURN = "send_return"
    SEE_RETURNS = "see_returns"
    REVIEW = "review"
    OVERRIDE = "override"
    PUBLISH = "publish"
    ADMINISTER = "administer"
    READ_AUDIT = "read_audit"
    OWN_ACCOUNT = "own_account"
    READ_DIRECTORY = "read_directory"


class Reach(StrEnum):
    """Whose data a permission covers."""

    OWN = "own"
    """Only those of the organisation the person belongs to."""
    ALL = "all"


_EVERYBODY = dict.fromkeys(Role, Reach.ALL)
_COORDINATOR = {Role.COORDINATOR: Reach.ALL}
_OWN_OR_COORDINATOR = {Role.PARTNER: Reach.OWN, Role.COORDINATOR: Reach.ALL}

TABLE: Mapping[Verb, Mapping[Role, Reach]] = {
    Verb.READ_PLAN: _EVERYBODY,
    Verb.READ_RELEASES: _EVERYBODY,
    Verb.READ_SUMMARY: _EVERYBODY,
    Verb.BROWSE_RESULTS: {Role.PARTNER: Reach.ALL, Role.FORUM: Reach.ALL, Role.COORDINATOR: Reach.ALL},
    Verb.SEND_RETURN: _OWN_OR_COORDINATOR,
    Verb.SEE_RETURNS: _OWN_OR_COORDINATOR,
    Verb.REVIEW: _COORDINATOR,
    Verb.OVERRIDE: _COORDINATOR,
    Verb.PUBLISH: _COORDINATOR,
    Verb.ADMINISTER: _COORDINATOR,
    Verb.READ_AUDIT: _COORDINATOR,
    Verb.OWN_ACCOUNT: _EVERYBODY,
    Verb.READ_DIRECTORY: _EVERYBODY,
}
"""Design 10, row by row. A role that is not named may not."""


@dataclass(frozen=True)
class Viewer:
    """The person who asks: e-mail in lower case, roles as they stand now, the organisation's code, the language they chose.

    `origin`: from where they ask, for the audit trail (a network address, or `cli`); who they are does not depend on it.
    """

    person: str
    name: str
    roles: frozenset[Role]
    partner: str | None = None
    language: str | None = None
    origin: str = field(default="", compare=False)


def may(viewer: Viewer | None, verb: Verb, partner: str | None = None) -> bool:
    """True if the viewer may do this with the data of `partner`; without `partner`, with anybody's at all (for menus).

    Nobody (None) may nothing. A partner without an organisation may nothing that reaches only to their own.
    """
    return viewer is not None and any(_reaches(viewer, TABLE[verb].get(role), partner) for role in viewer.roles)


def _reaches(viewer: Viewer, reach: Reach | None, partner: str | None) -> bool:
    if reach is Reach.OWN:
        return viewer.partner is not None and partner in (None, viewer.partner)
    return reach is Reach.ALL
