"""This program about itself: nothing enters, its version leaves."""

from __future__ import annotations

import tomllib
from functools import cache

from nap.settings import ROOT


@cache
def program_version() -> str:
    """The version of this program; `unknown` where its description was not brought along."""
    try:
        described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        return str(described["project"]["version"])
    except (OSError, KeyError, ValueError):
        return "unknown"
