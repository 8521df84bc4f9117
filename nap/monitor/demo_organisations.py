"""The invented organisations of the demo: `data/demo/organisations.yaml` enters the directory by a coordinator's hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from nap.monitor.house import House, at_noon
from nap.monitor.organisation_views import NewOrganisation
from nap.monitor.organisations import fit_organisation, fit_scores, keep_within, named_within, scores_within
from nap.people import Viewer
from nap.settings import ROOT
from nap.store import Transaction

ORGANISATIONS = (ROOT / "data" / "demo" / "organisations").with_suffix(".yaml")
KEPT = date(2025, 2, 3)
"""The day on which the demo's coordinator put them on record."""


def tell_organisations(transaction: Transaction, viewer: Viewer, house: House, file: Path = ORGANISATIONS) -> None:
    """Put all of them on record, with consent and scores on their days; for an empty store."""
    for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["organisations"]:
        _tell(transaction, viewer, house, entry)


def _tell(transaction: Transaction, viewer: Viewer, house: House, entry: Mapping[str, Any]) -> None:
    partner = entry.get("partner", "")
    new = NewOrganisation(entry["name"], entry["region"], entry["kind"], tuple(entry.get("fields", ())), partner)
    id = keep_within(transaction, viewer, at_noon(house, KEPT), fit_organisation(house, new))
    if consent := entry.get("consent"):
        named_within(transaction, viewer, at_noon(house, consent["day"]), id, consent["word"], consent["day"])
    for day, given in entry.get("scores", {}).items():
        scores = fit_scores(house, day, {area: Decimal(score) for area, score in given.items()}, None)
        scores_within(transaction, viewer, at_noon(house, day), id, scores)
