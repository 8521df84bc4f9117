"""The environment, read once. Every setting has a default that needs no setting: SQLite, the demo plan, the loopback address."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds `indicators.yaml`, `data/` and `locales/`."""


@dataclass(frozen=True)
class Settings:
    """What an installation decides from outside (design 11)."""

    data: Path
    database_url: str
    plan_file: Path
    base_url: str
    demo: bool

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `NAP_DATA`, `NAP_DATABASE_URL`, `NAP_PLAN`, `NAP_BASE_URL`, `NAP_DEMO` from the mapping (default: os.environ).

        Demo is on unless `NAP_DEMO` is 0, false, no or off, or a database or plan of one's own is named without asking for it.
        """
        env = os.environ if environment is None else environment
        data = Path(env.get("NAP_DATA") or ROOT / "data" / "run").resolve()
        own = bool(env.get("NAP_DATABASE_URL"))
        return cls(
            data=data,
            database_url=env.get("NAP_DATABASE_URL") or f"sqlite:///{data / 'nap.sqlite'}",
            plan_file=Path(env.get("NAP_PLAN") or ROOT / "indicators.yaml").resolve(),
            base_url=env.get("NAP_BASE_URL") or "http://127.0.0.1:8501",
            demo=_switch(env.get("NAP_DEMO"), default=not own),
        )


def _switch(text: str | None, *, default: bool) -> bool:
    return default if not text else text.strip().lower() not in {"0", "false", "no", "off"}
