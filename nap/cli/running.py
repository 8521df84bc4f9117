"""The words of the commands that begin and run an installation. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli.country import to_begin
from nap.cli.options import Commands, add


def add_running(commands: Commands[argparse.ArgumentParser]) -> None:
    """`demo`, `init`, `serve`."""
    add(commands, "demo", "running:demo", "fill an empty store with the demo")
    to_begin(
        add(commands, "init", "running:init", "start a real, empty installation, or write the files of a country to start from")
    )
    serve = add(commands, "serve", "running:serve", "start the server; on this computer alone unless told otherwise")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--address", default="127.0.0.1", help="address to listen at (default 127.0.0.1: this computer alone)")
    serve.add_argument("--browser", action="store_true", help="open the browser")
    serve.add_argument("--metrics-port", type=int, help="port on this computer where counts are read (Prometheus; default none)")
