"""Findings that were waived, and how far a waiver goes on: a return enters, places and words leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nap.facts import Finding
from nap.store import Transaction, remarks, returns
from nap.store.answers import Spot, spot
from nap.store.remarks import WAIVERS, Word
from nap.store.returns import StoredReturn


def waived(transaction: Transaction, stored: StoredReturn) -> Mapping[Spot, Word]:
    """The findings of that return that are waived, by place."""
    return {one.spot: one for one in remarks.find(transaction, WAIVERS, stored.plan, stored.id)}


def carry_waivers(transaction: Transaction, old: StoredReturn, new: StoredReturn, findings: Iterable[Finding]) -> None:
    """Give the next version the waivers of the one before, where the same finding with the same value stands again."""
    given = waived(transaction, old)
    if not given:
        return
    before = {spot(each): _same(each) for each in returns.findings(transaction, old.id)}
    standing = {spot(each): _same(each) for each in findings}
    kept = [one for place, one in given.items() if standing.get(place, "") == before.get(place)]
    remarks.add(transaction, WAIVERS, new.plan, new.id, kept)


def _same(finding: Finding) -> tuple[object, ...]:
    return finding.case, finding.cells, finding.found, finding.facts, finding.severity
