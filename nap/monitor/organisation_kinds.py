"""What the directory tells apart: kinds, fields of work, capacity areas with their words, from `data/organisations.yaml`
beside the plan file, else of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from nap.monitor.country_files import country_file
from nap.monitor.house import House
from nap.words import Text, pick

_FILE = "organisations.yaml"


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


def organisation_codes(house: House) -> OrganisationCodes:
    """Those of the house's country."""
    path = country_file(house.settings, _FILE)
    assert path is not None  # the program brings one
    return _read(path)


@cache
def _read(path: Path) -> OrganisationCodes:
    """The file, read once."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return OrganisationCodes(read["kinds"], read["fields"], read["areas"], Decimal(read["highest"]))
