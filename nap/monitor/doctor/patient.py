"""What every room of the doctor is given: the settings as far as they can be read, and what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nap.settings import ROOT, Settings

PORT = 8501


@dataclass(frozen=True)
class Patient:
    """`deep`: also what takes long. `letter`: to whom a letter on trial is sent; empty: none is.

    `port`: where our server listens; `program`: the folder of the program.
    """

    settings: Settings
    environment: Mapping[str, str]
    deep: bool = False
    letter: str = ""
    port: int = PORT
    program: Path = ROOT
