"""Mappings in the store: versions are only added, on both databases, and the audit trail names each."""

from __future__ import annotations

from datetime import timedelta

from nap.store import Store, audit, mappings
from nap.store.chain import examine
from tests.store.samples import NOON, PLAN, adopted

TEXT = "mapping: talas\npartner: NSC\n# өңүр\n"


def save(store: Store, name: str, text: str, minutes: int = 0, person: str = "anna@demo") -> mappings.StoredMapping:
    with store.writing() as transaction:
        return mappings.add(transaction, PLAN.plan, NOON + timedelta(minutes=minutes), person, name, "NSC", text)


def newest(store: Store) -> list[tuple[str, int, bool]]:
    with store.reading() as transaction:
        return [(each.name, each.version, each.deleted) for each in mappings.newest(transaction, PLAN.plan)]


def test_a_deleted_mapping_keeps_its_versions(store: Store) -> None:
    adopted(store)
    save(store, "talas", TEXT)
    save(store, "talas", "", 1)
    with store.reading() as transaction:
        first, gone = mappings.versions(transaction, PLAN.plan, "talas")
    assert (first.text, first.at, gone.deleted) == (TEXT, NOON, True)
    assert newest(store) == [("talas", 2, True)]
    assert save(store, "talas", TEXT, 2).version == 3


def test_the_last_version_of_each_name_holds_and_another_plan_has_none(store: Store) -> None:
    adopted(store)
    for name, text in (("b", TEXT), ("a", TEXT), ("b", TEXT + "# 2")):
        save(store, name, text)
    assert newest(store) == [("a", 1, False), ("b", 2, False)]
    with store.reading() as transaction:
        assert mappings.newest(transaction, "another-plan") == ()


def test_the_audit_trail_names_who_saved_and_who_deleted(store: Store) -> None:
    adopted(store)
    save(store, "talas", TEXT)
    save(store, "talas", "", 1, "boris@demo")
    with store.reading() as transaction:
        *_, saved, deleted = audit.events(transaction)
        assert examine(transaction).broken is None
    assert (saved.act, saved.person, saved.facts) == (
        "save_mapping",
        "anna@demo",
        {"name": "talas", "version": "1", "partner": "NSC"},
    )
    assert (deleted.act, deleted.person, deleted.facts["version"]) == ("delete_mapping", "boris@demo", "2")
