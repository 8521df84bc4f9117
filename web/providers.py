"""Providers of sign-in as `[auth]` of Streamlit's `secrets.toml` names them. Enters that section, leaves names and what is wrong.

Streamlit and the library beneath it do the talking; what is asked of them, and whose word on an e-mail counts, is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

Section = Mapping[str, object]
CALLBACK = "/oauth2callback"
"""Where a provider sends the reader back to; Streamlit has no other."""
LOGIN = "/auth/login"
"""Where Streamlit sends the reader to a provider; asked by us alone."""
START = "/sign-in/with/"
"""A provider's code follows."""
SHORTEST_SECRET = 32
"""Letters of `cookie_secret`: it signs what holds a sign-in together while the reader is at the provider."""
_NEEDED = ("client_id", "client_secret", "server_metadata_url")
_LONGEST_EMAIL = 254
_CODE = re.compile(r"[A-Za-z0-9-]+")
"""A section's name, as it stands in addresses; Streamlit allows no `_` in it."""


@dataclass(frozen=True)
class Providers:
    """What the part that knows Streamlit gives to the part that does not.

    `labels`: what each provider is called on the page, by its code. `begin`: the query with which Streamlit's own login route
    leads to that provider. `claims`: what a provider said of a person, out of the cookies that Streamlit has just signed; None
    if there is nothing in them.
    """

    labels: Callable[[], Mapping[str, str]]
    begin: Callable[[str], str]
    claims: Callable[[Mapping[str, str]], Section | None]


class ConfigFault(NamedTuple):
    """What is wrong with `[auth]`: `code` (a key of room `identity`, `config.<code>`), `found` and what was `expected`."""

    code: str
    found: str = ""
    expected: str = ""


class Identity(NamedTuple):
    """Who a provider says somebody is. `verified`: the provider vouches for the e-mail."""

    email: str
    verified: bool
    issuer: str


def leads_elsewhere(path: str) -> bool:
    """The addresses of a sign-in by somebody else's word; they are closed where no provider is configured."""
    return path == CALLBACK or path.startswith(START)


def labels_of(section: Section) -> dict[str, str]:
    """Codes of the providers and what they are called: `label` if given, else the section's name, else the provider's host."""
    named = {code: part for code, part in section.items() if isinstance(part, Mapping) and code != "client_kwargs"}
    plain = {"default": section} if "client_id" in section or "server_metadata_url" in section else {}
    return {code: _label(code, part) for code, part in (plain | named).items()}


def config_faults(section: Section, base_url: str) -> tuple[ConfigFault, ...]:
    """Everything that would let every sign-in fail, or be forged; all of it at once. Empty for no section at all."""
    if not section:
        return ()
    secret, back = str(section.get("cookie_secret") or ""), str(section.get("redirect_uri") or "")
    wanted = base_url.rstrip("/") + CALLBACK
    faults = [ConfigFault("cookie_secret", str(len(secret)), str(SHORTEST_SECRET))] if len(secret) < SHORTEST_SECRET else []
    if back != wanted:
        faults.append(ConfigFault("redirect_uri", back, wanted))
    codes = labels_of(section)
    if not codes:
        faults.append(ConfigFault("nobody"))
    return (*faults, *(fault for code in codes for fault in _provider_faults(code, section)))


def identity_of(claims: Section, trusted: Sequence[str]) -> Identity:
    """Whom the claims are about. An e-mail is verified if the provider says so, or if it is one of the `trusted` issuers and says
    nothing of it; its saying no is always believed.
    """
    email, issuer, said = (claims.get(name) for name in ("email", "iss", "email_verified"))
    known = isinstance(email, str) and 3 <= len(email) <= _LONGEST_EMAIL and email.isprintable()
    verified = said is True or said == "true" if said is not None else issuer in trusted
    return Identity(str(email) if known else "", known and verified, str(issuer or ""))


def _label(code: str, part: object) -> str:
    assert isinstance(part, Mapping)
    given, host = part.get("label"), urlsplit(str(part.get("server_metadata_url") or "")).hostname
    if isinstance(given, str) and given.strip():
        return given.strip()
    return (host or code) if code == "default" else code[:1].upper() + code[1:]


def _provider_faults(code: str, section: Section) -> list[ConfigFault]:
    part = section if code == "default" and code not in section else section[code]
    assert isinstance(part, Mapping)
    missing = [name for name in _NEEDED if not part.get(name)]
    faults = [ConfigFault("missing", code, ", ".join(missing))] if missing else []
    if not _CODE.fullmatch(code):
        faults.append(ConfigFault("name", code))
    return faults
