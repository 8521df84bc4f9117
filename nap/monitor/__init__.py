"""The use cases, one function per verb, the viewer first: checks permission, opens the transaction, calls the pure rooms.

Names are loaded when first used, as `exported.ROOMS` says (`__init__.pyi` says the same to the type checker): `check` needs no
store and does not wait a third of a second for the database library.
"""

from __future__ import annotations

from importlib import import_module

from nap.monitor.exported import ROOMS

_HOME = {name.partition("=")[0]: (room, name.rpartition("=")[2]) for room, names in ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(name)
    room, there = _HOME[name]
    found = getattr(import_module(room), there)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(_HOME)
