"""The environment, read once. Every setting has a default that needs no setting: SQLite, the demo plan, the loopback address."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds `indicators.yaml`, `data/` and `locales/`."""


@dataclass(frozen=True)
class Mail:
    """The server that takes our letters. `security`: starttls, tls or none."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str
    security: str


@dataclass(frozen=True)
class Settings:
    """What an installation decides from outside (docs/running.md).

    `demo_beyond`: demo people may sign in from other machines too. `proxies`: addresses and networks of the reverse proxies
    whose word on where a request comes from is believed. `mail`: None where letters are copied by hand. `trusted_issuers`:
    providers of sign-in whose e-mail addresses are believed although they do not say whether they have verified them.
    `backup_days`: after so many days no backup is kept any more; None where that is not known. `words`: a folder of catalogues
    that come beside and before the program's own. `metrics`: `ADDRESS:PORT` where counts are read; empty: nowhere. `log`: `text`
    or `json`. `disk_kept`: the operator says that the data folder outlives a restart, whatever it looks like.
    """

    data: Path
    database_url: str
    plan_file: Path
    base_url: str
    demo: bool
    demo_beyond: bool = False
    proxies: tuple[str, ...] = ()
    mail: Mail | None = None
    trusted_issuers: tuple[str, ...] = ()
    backup_days: int | None = None
    words: Path | None = None
    metrics: str = ""
    log: str = "text"
    disk_kept: bool = False

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `NAP_DATA`, `NAP_DATABASE_URL`, `NAP_PLAN`, `NAP_BASE_URL`, `NAP_DEMO` from the mapping (default: os.environ).

        Further `NAP_DEMO_BEYOND`, `NAP_PROXIES` (comma between), `NAP_SMTP_HOST`, `_PORT`, `_USER`, `_PASSWORD`, `_SENDER`,
        `_SECURITY`, `NAP_TRUSTED_ISSUERS` (comma between), `NAP_BACKUP_DAYS`, `NAP_WORDS`, `NAP_METRICS`, `NAP_LOG`,
        `NAP_DISK_KEPT`.
        Demo is on unless `NAP_DEMO` is 0, false, no or off, or a database of one's own is named without asking.
        """
        env = os.environ if environment is None else environment
        data = Path(env.get("NAP_DATA") or ROOT / "data" / "run").resolve()
        own = bool(env.get("NAP_DATABASE_URL"))
        return cls(
            data=data,
            database_url=env.get("NAP_DATABASE_URL") or f"sqlite:///{data / 'nap.sqlite'}",
            plan_file=Path(env.get("NAP_PLAN") or ROOT / "indicators.yaml").resolve(),
            base_url=env.get("NAP_BASE_URL") or "http://127.0.0.1:8501",
            demo=_switch(env.get("NAP_DEMO"), default=not own),
            demo_beyond=_switch(env.get("NAP_DEMO_BEYOND"), default=False),
            proxies=_several(env.get("NAP_PROXIES", "")),
            mail=_mail(env),
            trusted_issuers=_several(env.get("NAP_TRUSTED_ISSUERS", "")),
            backup_days=_days(env.get("NAP_BACKUP_DAYS", "")),
            words=words_folder(env),
            metrics=env.get("NAP_METRICS", "").strip(),
            log=_one_of("NAP_LOG", env.get("NAP_LOG") or "text", ("text", "json")),
            disk_kept=_switch(env.get("NAP_DISK_KEPT"), default=False),
        )


def words_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """The folder of `NAP_WORDS`, alone: words are needed also to say what is wrong with another setting."""
    env = os.environ if environment is None else environment
    named = env.get("NAP_WORDS")
    return Path(named).resolve() if named else None


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _one_of(name: str, text: str, allowed: tuple[str, ...]) -> str:
    """The word in lower case. ValueError if it is none of those allowed."""
    word = text.strip().lower()
    if word not in allowed:
        raise ValueError(f"{name}: {text!r} is none of {', '.join(allowed)}")
    return word


def _days(text: str) -> int | None:
    """A whole number of days; None where nothing is said. ValueError for anything else."""
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise ValueError(f"NAP_BACKUP_DAYS: {text!r} is no whole number of days")
    return int(text)


_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def _mail(env: Mapping[str, str]) -> Mail | None:
    """None without a host. ValueError for a security or a port that is none."""
    host = env.get("NAP_SMTP_HOST", "").strip()
    if not host:
        return None
    security = (env.get("NAP_SMTP_SECURITY") or "starttls").strip().lower()
    if security not in _PORTS:
        raise ValueError(f"NAP_SMTP_SECURITY: {security!r} is none of {', '.join(_PORTS)}")
    user = env.get("NAP_SMTP_USER", "")
    port = _port(env.get("NAP_SMTP_PORT", "").strip()) or _PORTS[security]
    return Mail(host, port, user, env.get("NAP_SMTP_PASSWORD", ""), env.get("NAP_SMTP_SENDER") or user, security)


def _port(text: str) -> int:
    """0 where nothing is said. ValueError for what is no port."""
    if text and not (text.isdecimal() and 0 < int(text) < 65536):
        raise ValueError(f"NAP_SMTP_PORT: {text!r} is no port, such as 587")
    return int(text or 0)


def _switch(text: str | None, *, default: bool) -> bool:
    return default if not text else text.strip().lower() not in {"0", "false", "no", "off"}
