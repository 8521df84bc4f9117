"""The whole examination: the environment enters, findings leave, the order that of a house: settings, ground, walls, people.

A room that fails is a finding itself: whatever is broken, all the rest is still told.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

from nap.monitor.doctor.patient import PORT, Patient
from nap.monitor.doctor.reading_settings import readable
from nap.monitor.doctor.told import Diagnosis, Gravity, error

ROOMS = (
    "settings:settings",
    "settings:addresses",
    "settings:secrets",
    "programs:programs",
    "wording:words",
    "plan_file:plan_file",
    "folder:folder",
    "folder:disk",
    "folder:space",
    "limits:limits",
    "database:database",
    "clock:clock",
    "people:people",
    "backups:backups",
    "mail:mail",
    "network:server",
    "network:proxy",
)
"""`module:function` beneath this one; each is loaded when its turn comes, so that a missing library stops only its own room."""


def examine(
    environment: Mapping[str, str] | None = None, *, deep: bool = False, letter: str = "", port: int = PORT
) -> tuple[Diagnosis, ...]:
    """Everything found, for whoever sits at the machine. Nothing is changed; nothing is sent unless `letter` names an address."""
    env = dict(os.environ if environment is None else environment)
    settings, wrong = readable(env)
    patient = Patient(settings, env, deep, letter, port)
    return (*wrong, *(found for room in ROOMS for found in _one(room, patient)))


def wrong_settings(environment: Mapping[str, str] | None = None) -> tuple[Diagnosis, ...]:
    """The settings that cannot be read, and nothing else."""
    _, found = readable(os.environ if environment is None else environment)
    return tuple(one for one in found if one.gravity is Gravity.ERROR)


def _one(room: str, patient: Patient) -> Iterator[Diagnosis]:
    module, _, name = room.partition(":")
    try:
        look: Callable[[Patient], Iterable[Diagnosis]] = getattr(import_module(f"nap.monitor.doctor.{module}"), name)
        yield from look(patient)
    except Exception as problem:  # whatever it is, the other rooms are told
        yield error("room_failed", room=name, why=type(problem).__name__)


def gravity_of(found: Iterable[Diagnosis]) -> Gravity:
    """The worst of them; well if there is none."""
    order = list(Gravity)
    return max((one.gravity for one in found), key=order.index, default=Gravity.OK)
