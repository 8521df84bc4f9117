"""The command that tells in sentences what is wrong with an installation. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli.options import Commands, add


def add_doctor(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    doctor = add(commands, "doctor", "doctor:doctor", "tell what is wrong with this installation; 1 if anything is in the way")
    doctor.add_argument("--deep", action="store_true", help="also read the whole database and the whole record")
    doctor.add_argument("--letter", default="", metavar="E-MAIL", help="also send a letter on trial to this address")
    doctor.add_argument("--port", type=int, default=8501, help="port at which our server should answer (default 8501)")
    doctor.add_argument("--json", action="store_true")
