"""One server with providers of sign-in, for all tests of this folder: a real one, one that is down, one that talks nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from nap.monitor import House, NewPerson, close, disable_person, invite, open_house, operator, set_password
from nap.settings import Settings
from tests.houses import made_once
from tests.oidc.provider import SECRET, installed, nonsense, provider
from tests.web.server import free_port, serve

__all__ = ["made_once"]

PLAN = Path(__file__).parent.parent / "samples" / "example-plan.yaml"
PASSWORD = "seven quiet mountain lakes"
PEOPLE: dict[str, dict[str, object]] = {
    "invited": {"email": "Aizada@ngo.example", "email_verified": True, "name": "Aizada"},
    "active": {"email": "gulnara@ngo.example", "email_verified": True},
    "disabled": {"email": "former@ngo.example", "email_verified": True},
    "stranger": {"email": "<b>stranger@elsewhere.example</b>", "email_verified": True},
    "unverified": {"email": "gulnara@ngo.example", "email_verified": False},
    "silent": {"email": "gulnara@ngo.example"},
    "nameless": {"email_verified": True},
}
ACCOUNTS = ("aizada@ngo.example", "gulnara@ngo.example", "former@ngo.example")


@dataclass(frozen=True)
class Running:
    """The monitor under `address`, the provider under `issuer`, the store they fill, and what the server wrote."""

    address: str
    issuer: str
    house: House
    log: Path

    def visitor(self) -> httpx.Client:
        """Somebody who has not been here yet."""
        return httpx.Client(base_url=self.address, follow_redirects=False, timeout=30)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Everything is started once: it takes longer than all the tests."""
    data, port = tmp_path_factory.mktemp("oidc"), free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {"NAP_DATA": str(data), "NAP_PLAN": str(PLAN), "NAP_DEMO": "0", "NAP_BASE_URL": address}
    with ExitStack() as stack:
        issuer = stack.enter_context(provider(installed(), f"{address}/oauth2callback", PEOPLE, data))
        talks = stack.enter_context(nonsense())
        house = open_house(Settings.read(settings))
        stack.callback(close, house)
        _people(house)
        (data / "secrets.toml").write_text(_secrets(address, forum=issuer, junk=talks, down=f"http://127.0.0.1:{free_port()}"))
        stack.enter_context(serve(data, port=port, **settings))
        yield Running(address, issuer, house, data / "server.log")


def _people(house: House) -> None:
    links = {email: invite(operator(), house, NewPerson(email, "Somebody", frozenset({"forum"}))) for email in ACCOUNTS}
    set_password(house, links["gulnara@ngo.example"].secret, PASSWORD, PASSWORD, "127.0.0.1")
    disable_person(operator(), house, "former@ngo.example")


def _secrets(address: str, **issuers: str) -> str:
    sections = [
        f'[auth.{code}]\nclient_id = "nap"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
        for code, issuer in issuers.items()
    ]
    shared = f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{"0123456789abcdef" * 3}"\n'
    return shared + "".join(sections)
