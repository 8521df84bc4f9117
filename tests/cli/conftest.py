"""The command line in this process, on a demo store of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nap.cli import main
from tests.houses import copied, filled_demo, made_once, parser_once, reading_here

__all__ = ["filled_demo", "made_once", "parser_once", "reading_here"]


@dataclass(frozen=True)
class Done:
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Nap = Callable[..., Done]


@pytest.fixture
def nap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], parser_once: None) -> Nap:
    """Run a command on an empty store in `tmp_path`."""
    for name in ("NAP_DATABASE_URL", "NAP_PLAN", "NAP_BASE_URL", "NAP_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NAP_DATA", str(tmp_path / "run"))

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:  # argparse
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return run


@pytest.fixture
def demo_nap(nap: Nap, filled_demo: Path, tmp_path: Path) -> Nap:
    """Run a command on a copy of the filled demo store."""
    copied(filled_demo, tmp_path / "run")
    return nap
