"""The one open house of this process: enters the environment, leaves the `House` that web and ui ask everything of."""

from __future__ import annotations

from functools import cache

from nap.monitor import House, open_house
from nap.settings import Settings


@cache
def the_house() -> House:
    """The house of this process, opened at the first call (the server opens it before it answers anybody)."""
    return open_house(Settings.read())
