"""`demo`, `init`, `serve`: running an installation."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace

from nap.commands.edge import Stop, in_words, lang_of, the_house
from nap.listening import HERE, METRICS_FAULTS, metrics_fault
from nap.logs import kind_asked
from nap.monitor import (
    House,
    NotNow,
    compare_plan,
    fill_demo,
    is_loopback,
    operator,
    start_empty,
    start_refusal,
    wants_demo,
)
from nap.settings import ROOT
from nap.words import say

AGAIN = 75
"""The status that says: nothing is set up wrongly, start it again. The database is away, perhaps not up yet."""

_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - what an operator may type, not what we listen at
"""Addresses to listen at that nobody can be sent to."""


@in_words
def demo(options: Namespace) -> int:
    """Fill an empty store with the demo; a store that has it already is left as it is."""
    with the_house() as house:
        filled = fill_demo(house)
    print(say(lang_of(options), "cli.demo.filled" if filled else "cli.demo.there"))
    return 0


@in_words
def init(options: Namespace) -> int:
    """Make this empty store a real installation; with --country write the files of a country to start from."""
    if options.country:
        from nap.commands.beginning import begin_country

        return begin_country(options)
    with the_house(real=True) as house:
        start_empty(house)
    print(say(lang_of(options), "cli.init.done"))
    return 0


@in_words
def serve(options: Namespace) -> int:
    """Fill an empty store with the demo if the settings allow, then become the Streamlit server."""
    try:
        return _serve(options)
    except NotNow as problem:
        if problem.code != "store_unavailable":
            raise
        raise Stop(say(lang_of(options), "cli.not_now.store_unavailable"), AGAIN) from problem


def _serve(options: Namespace) -> int:
    lang, address = lang_of(options), _url(options.address, options.port)
    _keep_counts_apart(lang, options)
    os.environ.setdefault("FORWARDED_ALLOW_IPS", "none")  # the server would believe this machine; NAP_PROXIES says whom we do
    os.environ.setdefault("NAP_BASE_URL", _url("127.0.0.1", options.port) if options.address in _EVERYWHERE else address)
    with the_house() as house:
        _stop_unless_fit(lang, house, options.address)
        if wants_demo(house):
            print(say(lang, "cli.demo.filling"), flush=True)
            fill_demo(house)
        _tell_what_waits(lang, house)
        reached = house.settings.base_url
    if options.browser:
        os.environ["NAP_OPEN_BROWSER"] = _url("127.0.0.1", options.port) if options.address in _EVERYWHERE else address
    print(say(lang, "cli.serve.address", address=address), flush=True)
    if not is_loopback(options.address):
        _tell_how_it_is_reached(lang, reached)
    return _become(_streamlit(options))


def _keep_counts_apart(lang: str, options: Namespace) -> None:
    """Say to the server where its counts are read; Stop if that can be nowhere, or where everybody is served."""
    if options.metrics_port is not None:
        os.environ["NAP_METRICS"] = f"{HERE}:{options.metrics_port}"
    found = os.environ.get("NAP_METRICS", "").strip()
    if fault := metrics_fault(found, options.port):
        raise Stop(say(lang, METRICS_FAULTS[fault], found=found))


def _url(address: str, port: int) -> str:
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def _stop_unless_fit(lang: str, house: House, address: str) -> None:
    """The server asks the same again, and whether a provider of sign-in is configured, which only it can read."""
    if code := start_refusal(house, address, identity=False):
        raise Stop(say(lang, f"identity.start.{code}", address=address, base_url=house.settings.base_url))


def _tell_how_it_is_reached(lang: str, base_url: str) -> None:
    """Other names than this are refused, and without HTTPS passwords can be read on the way."""
    print(say(lang, "identity.serve.reached", base_url=base_url), flush=True)
    if not base_url.startswith("https://"):
        print(say(lang, "identity.serve.plain"), flush=True)


def _tell_what_waits(lang: str, house: House) -> None:
    compared = compare_plan(operator(), house)
    if compared.state == "waits" and compared.plan is not None:
        versions = {"version": str(compared.plan.version), "current": str(house.plan.version)}
        print(say(lang, "revisions.serve.waits", **versions), flush=True)


def _streamlit(options: Namespace) -> list[str]:
    flags = {
        "server.port": options.port,
        "server.address": options.address,
        "server.headless": "true",
    }
    if kind_asked(os.environ) == "json":
        flags["logger.hideWelcomeMessage"] = "true"  # what is written is read by a program
    return [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")] + [
        f"--{name}={value}" for name, value in flags.items()
    ]


def _become(command: list[str]) -> int:
    os.chdir(ROOT)
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
    server = subprocess.Popen(command)  # noqa: S603 - our own interpreter, no shell
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:  # Windows sends Ctrl-C to the server too; wait for it to end
            continue
