"""Who may do what: the table of roles, typed out here once more and compared cell by cell."""

from __future__ import annotations

from itertools import product

import pytest

from nap.people import TABLE, Role, Verb, Viewer, demo_people, may
from nap.plan import Plan

NO, OWN, YES = "–", "own", "x"
COLUMNS = (Role.PARTNER, Role.FORUM, Role.DONOR, Role.COORDINATOR)
DESIGN = {
    Verb.READ_PLAN: (YES, YES, YES, YES),
    Verb.READ_RELEASES: (YES, YES, YES, YES),
    Verb.READ_SUMMARY: (YES, YES, YES, YES),
    Verb.BROWSE_RESULTS: (YES, YES, NO, YES),
    Verb.SEND_RETURN: (OWN, NO, NO, YES),
    Verb.SEE_RETURNS: (OWN, NO, NO, YES),
    Verb.REVIEW: (NO, NO, NO, YES),
    Verb.OVERRIDE: (NO, NO, NO, YES),
    Verb.PUBLISH: (NO, NO, NO, YES),
    Verb.ADMINISTER: (NO, NO, NO, YES),
    Verb.READ_AUDIT: (NO, NO, NO, YES),
    Verb.OWN_ACCOUNT: (YES, YES, YES, YES),
    Verb.READ_DIRECTORY: (YES, YES, YES, YES),
}
CELLS = [(verb, role, cell) for verb, cells in DESIGN.items() for role, cell in zip(COLUMNS, cells, strict=True)]


def somebody(*roles: Role, partner: str | None = "WPN") -> Viewer:
    return Viewer("a@example.org", "A", frozenset(roles), partner)


@pytest.mark.parametrize("verb", Verb)
def test_nobody_may_nothing(verb: Verb) -> None:
    assert not may(None, verb)
    assert not may(None, verb, "WPN")
    assert not may(somebody(), verb, "WPN")


def test_every_verb_stands_in_the_table() -> None:
    assert set(TABLE) == set(Verb) == set(DESIGN)


@pytest.mark.parametrize(("verb", "role", "cell"), CELLS)
def test_each_cell_of_the_table(verb: Verb, role: Role, cell: str) -> None:
    viewer = somebody(role)
    assert may(viewer, verb) is (cell != NO)
    assert may(viewer, verb, "WPN") is (cell != NO)
    assert may(viewer, verb, "MIA") is (cell == YES)


@pytest.mark.parametrize("verb", [Verb.SEND_RETURN, Verb.SEE_RETURNS])
def test_a_partner_without_an_organisation_has_nothing_of_its_own(verb: Verb) -> None:
    assert not may(somebody(Role.PARTNER, partner=None), verb)
    assert not may(somebody(Role.PARTNER, partner=None), verb, "WPN")


@pytest.mark.parametrize(("first", "second"), list(product(Role, Role)))
def test_two_roles_allow_what_either_allows(first: Role, second: Role) -> None:
    both = somebody(first, second)
    for verb, partner in product(Verb, (None, "WPN", "MIA")):
        assert may(both, verb, partner) is (may(somebody(first), verb, partner) or may(somebody(second), verb, partner))


def test_the_demo_people_are_one_of_each_kind_and_one_for_each_partner(example_plan: Plan) -> None:
    people = {viewer.person: viewer for viewer in demo_people(example_plan)}
    kinds = {"coordinator@demo", "forum@demo", "donor@demo"}
    assert set(people) == kinds | {f"{partner.code.lower()}@demo" for partner in example_plan.partners}
    assert people["coordinator@demo"].roles == {Role.COORDINATOR}
    assert (people["wpn@demo"].roles, people["wpn@demo"].partner) == ({Role.PARTNER}, "WPN")
    assert people["wpn@demo"].name == "Аял тынчтык куруучулар тармагы (демо)"
