"""The command line in this process, on a demo store of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nap.cli import main
from nap.monitor import close, fill_demo, open_house
from nap.settings import Settings


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


@pytest.fixture(scope="session")
def filled_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo store, filled once."""
    folder = tmp_path_factory.mktemp("demo")
    house = open_house(Settings.read({"NAP_DATA": str(folder)}))
    assert fill_demo(house) > 50
    close(house)
    return folder


@pytest.fixture
def nap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Nap:
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
    shutil.copytree(filled_demo, tmp_path / "run")
    return nap
