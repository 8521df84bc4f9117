"""People with an account, for tests of the forms: invited by the operator, joined by the link, signed in by the form."""

from __future__ import annotations

import re

from nap.monitor import House, Link, NewPerson, invite, new_link, operator, set_password
from tests.web.conftest import TestClient, app_of

EMAIL, NAME = "aizada@example.org", "Aizada Usubalieva"
PASSWORD = "seven brown kettles sing"
OTHER = "nine violet ladders wait"
ADDRESS = "http://127.0.0.1:8501"


def invited(house: House, email: str = EMAIL, *, name: str = NAME, roles: str = "coordinator", language: str = "") -> Link:
    return invite(operator(), house, NewPerson(email, name, frozenset({roles}), language=language))


def joined(house: House, email: str = EMAIL, **about: str) -> None:
    """Somebody with an account and `PASSWORD`, signed in somewhere else."""
    set_password(house, invited(house, email, **about).secret, PASSWORD, PASSWORD, "192.0.2.9", "Firefox/1 Linux")


def reset(house: House, email: str = EMAIL) -> Link:
    return new_link(operator(), house, email)


def client_of(house: House, address: str = ADDRESS, client: str = "127.0.0.1") -> TestClient:
    return TestClient(app_of(house), base_url=address, client=(client, 5000), follow_redirects=False)


def fill(client: TestClient, path: str, **form: str) -> object:
    """Open the page, fill the form in and send it with the word of the page."""
    word = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert word is not None
    return client.post(path, data={"form": word[1], **form})


def signed_in(house: House, email: str = EMAIL, password: str = PASSWORD) -> TestClient:
    client = client_of(house)
    assert fill(client, "/sign-in", email=email, password=password).status_code == 303
    return client


def logged(caplog: object) -> str:
    return "\n".join(record.getMessage() for record in caplog.records)  # type: ignore[attr-defined]
