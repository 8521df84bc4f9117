"""What the directory tells apart: kinds, fields of work, capacity areas with their words, from `data/organisations.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from nap.settings import ROOT
from nap.words import Text, pick

CODES = (ROOT / "data" / "organisations").with_suffix(".yaml")


@dataclass(frozen=True)
class OrganisationCodes:
    """Words by code, in the order of the file; `highest`: what scores are given out of unless said otherwise."""

    kinds: Mapping[str, Text]
    fields: Mapping[str, Text]
    areas: Mapping[str, Text]
    highest: Decimal

    def word(self, lang: str, code: str) -> str:
        """The word of a kind, field or area; the code itself where the file does not have it any more."""
        found = self.kinds.get(code) or self.fields.get(code) or self.areas.get(code)
        return pick(found, lang) if found else code


@cache
def organisation_codes(path: Path = CODES) -> OrganisationCodes:
    """The file, read once."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return OrganisationCodes(read["kinds"], read["fields"], read["areas"], Decimal(read["highest"]))
