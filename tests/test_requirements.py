"""What is asked for stands in the lock: a fresh machine installs everything that the code imports."""

from __future__ import annotations

import re

import pytest

from tests.catalogues import ROOT

NAME = re.compile(r"[A-Za-z0-9._-]+")


def names(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = (NAME.match(line) for line in lines if line and not line.startswith(("-", "#")))
    return {match[0].lower().replace("_", "-").replace(".", "-") for match in found if match}


@pytest.mark.parametrize("file", ["requirements", "requirements-dev"])
def test_the_lock_holds_whatever_is_asked_for(file: str) -> None:
    asked = names(f"{file}.in")
    assert asked
    assert asked - names(f"{file}.txt") == set()
