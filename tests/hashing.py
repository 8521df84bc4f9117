"""Passwords hashed in no time, for tests that are about something else. One test alone uses the real parameters."""

from __future__ import annotations

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from nap.people import passwords

QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id as ever, with the least work it takes."""
    monkeypatch.setattr(passwords, "HASHER", QUICK)
