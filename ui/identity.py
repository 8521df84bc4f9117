"""What Streamlit knows of sign-in by OpenID Connect: its settings and its signed cookies. Leaves what web/ works with.

Streamlit's functions used here are its own inner ones, held in place by the pinned version and by tests with a real provider.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks, get_redirect_uri, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from web.providers import Providers, labels_of

_TALKATIVE = "streamlit.web.server.starlette.starlette_auth_routes"


@cache
def auth_section() -> dict[str, Any]:
    """`[auth]` of the secrets file, with the port filled in; empty without it.

    As it was at the start: what is written into the file later has not been looked at (`ui/starting.py`).
    """
    section = get_secrets_auth_section()
    return {**section.to_dict(), "redirect_uri": get_redirect_uri(section)} if section else {}


def configured() -> bool:
    """Whether there is anybody to sign in with beside ourselves."""
    return bool(labels_of(auth_section()))


def _begin(provider: str) -> str:
    return urlencode({"provider": encode_provider_token(provider)})


def _claims(cookies: Mapping[str, str]) -> Mapping[str, object] | None:
    secret = get_cookie_secret()

    def signed(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name]) if name in cookies else None

    kept = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    found = json.loads(kept) if kept else None
    return found if isinstance(found, dict) else None


def _in_one_line(record: logging.LogRecord) -> bool:
    """What a provider or a forged address breaks is a line, not a traceback."""
    if record.exc_info and record.exc_info[1] is not None:
        record.msg, record.args = f"{record.getMessage()} {record.exc_info[1]!r}", ()
        record.exc_info = None
    return True


logging.getLogger(_TALKATIVE).addFilter(_in_one_line)

PROVIDERS = Providers(lambda: labels_of(auth_section()), _begin, _claims)
