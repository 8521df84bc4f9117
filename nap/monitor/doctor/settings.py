"""Settings that can be read and still cannot be meant."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from nap.listening import metrics_at
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.reading_settings import KNOWN
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.monitor.starting import is_here, is_issuer, is_loopback, is_network
from nap.settings import Settings

SHORTEST_SECRET = 32
"""As the start asks for (`web.providers`); a test holds the two together."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def settings(patient: Patient) -> Iterator[Diagnosis]:
    """How many are set, and those about proxies, providers, words and counts."""
    given = patient.settings
    yield well("settings", n=sum(name in patient.environment for name in KNOWN))
    for text in given.proxies:
        if not is_network(text):
            yield error("proxies_wrong", found=text)
    for text in given.trusted_issuers:
        if not is_issuer(text):
            yield error("issuer_wrong", found=text)
    if given.words is not None and not given.words.is_dir():
        yield error("words_missing", folder=str(given.words))
    yield from _metrics(given.metrics)
    yield from _mail_names(patient)


def addresses(patient: Patient) -> Iterator[Diagnosis]:
    """Under which address people come, whether their passwords are safe on the way, and whether this is a demo."""
    given = patient.settings
    yield from _base_url(given)
    if given.demo and given.demo_beyond:
        yield warning("demo_beyond")
    elif given.demo and not is_here(given):
        yield error("demo_reached", base_url=given.base_url)
    if given.demo and patient.environment.get("NAP_DATABASE_URL"):
        yield warning("demo_on_database")


def secrets(patient: Patient) -> Iterator[Diagnosis]:
    """The file that holds the secrets of sign-in by a provider, if there is one: who may read it, what stands in it."""
    for file in (patient.program / ".streamlit" / "secrets.toml", Path.home() / ".streamlit" / "secrets.toml"):
        if file.is_file():
            yield from _secrets_file(file, patient.settings.base_url)


def _base_url(given: Settings) -> Iterator[Diagnosis]:
    parts = urlsplit(given.base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield error("base_url_wrong", base_url=given.base_url)
    elif is_loopback(parts.hostname):
        yield well("base_url_here", base_url=given.base_url) if given.demo else warning("base_url_only_here")
    elif parts.scheme == "http":
        yield warning("base_url_plain", base_url=given.base_url)
    else:
        yield well("base_url", base_url=given.base_url)
        if not given.proxies:
            yield warning("proxies_missing")


def _metrics(text: str) -> Iterator[Diagnosis]:
    try:
        found = metrics_at(text)
    except ValueError:
        yield error("metrics_wrong", found=text)
        return
    if found and not is_loopback(found[0]):
        yield warning("metrics_open", found=text)


def _mail_names(patient: Patient) -> Iterator[Diagnosis]:
    """A mail server is told by its host; without it all other words about mail say nothing."""
    given = [name for name in KNOWN if name.startswith("NAP_SMTP_") and patient.environment.get(name)]
    if given and "NAP_SMTP_HOST" not in given:
        yield warning("mail_without_host", names=", ".join(given))


def _secrets_file(file: Path, base_url: str) -> Iterator[Diagnosis]:
    mode = stat.S_IMODE(file.stat().st_mode)
    if os.name == "posix" and mode & OTHERS:
        yield error("secrets_open", file=str(file), mode=f"{mode:03o}")
    try:
        held = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        yield error("secrets_unreadable", file=str(file), why=type(problem).__name__)
        return
    section = held.get("auth")
    if isinstance(section, Mapping):
        yield from _section(str(file), section, base_url)


def _section(file: str, section: Mapping[str, Any], base_url: str) -> Iterator[Diagnosis]:
    letters, back = len(str(section.get("cookie_secret") or "")), str(section.get("redirect_uri") or "")
    if letters < SHORTEST_SECRET:
        yield error("cookie_secret", file=file, found=letters, expected=SHORTEST_SECRET)
    wanted = base_url.rstrip("/") + "/oauth2callback"
    if back != wanted:
        yield error("redirect_uri", file=file, found=back or "-", expected=wanted)
