"""Whether this server may begin to answer. Enters the open house and what Streamlit was told; leaves sentences, or nothing."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import streamlit as st

from nap.listening import METRICS_FAULTS, metrics_fault
from nap.monitor import House, NotKept, NotNow, close, start_refusal, thrown_away
from nap.words import languages, say
from ui.identity import auth_section, configured
from web.house import the_house
from web.providers import config_faults

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - what an empty address means, to be told


def unfit(house: House, lang: str) -> list[str]:
    """Why not, in one language; empty if it may begin."""
    settings, address = house.settings, st.get_option("server.address") or ""
    code = start_refusal(house, address, identity=configured())
    if code is not None:
        return [say(lang, f"identity.start.{code}", address=address or _EVERYWHERE, base_url=settings.base_url)]
    if fault := metrics_fault(settings.metrics, st.get_option("server.port")):
        return [say(lang, METRICS_FAULTS[fault], found=settings.metrics)]
    faults = config_faults(auth_section(), settings.base_url)
    return [say(lang, f"identity.config.{fault.code}", found=fault.found or "-", expected=fault.expected) for fault in faults]


def open_or_end() -> House:
    """The open house; ends as `end_unless_fit` does where real data would lie on a disk that is thrown away, or a later program
    made the tables."""
    try:
        house = the_house()
    except NotKept as problem:
        _end([say(lang, f"doctor.not_kept.{problem.kind}", folder=problem.folder) for lang in languages()])
    except NotNow as problem:
        if problem.code != "store_later":
            raise
        _end([say(lang, "cli.not_now.store_later") for lang in languages()])
    if thrown_away(house.settings):
        print("\n".join(say(lang, "doctor.forgets") for lang in languages()), flush=True)
    return house


def end_unless_fit(house: House) -> None:
    """Say it in every language, for nobody has been asked for hers yet, and end with status 2.

    At once: an error raised here would be shown as a traceback by the server, before and after the sentence.
    """
    lines = [line for lang in house.plan.languages for line in unfit(house, lang)]
    if lines:
        close(house)
        _end(lines)


def _end(lines: list[str]) -> NoReturn:
    print("\n".join(lines), file=sys.stderr, flush=True)
    os._exit(2)
