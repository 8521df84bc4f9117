"""While somebody types a password the line is idle: what every screen is drawn with comes meanwhile.

Enters the request for the page of sign-in and where it leads; leaves hints of HTML that a browser follows when it has nothing
else to do. None for whoever goes on to pages that need no script, or whose browser asks to save data.
"""

from __future__ import annotations

import re
from functools import cache

from starlette.requests import Request

from web.front_end import ALWAYS, CARDS, FOLDER, front_end, parts
from web.own_words import script

_PLAIN = ("/light", "/releases", "/account", "/receipt")


def ahead(request: Request, target: str) -> str:
    """HTML to stand at the end of the page."""
    saves = request.headers.get("save-data", "").lower() == "on"
    return "" if saves or target.startswith(_PLAIN) else _hints()


@cache
def _hints() -> str:
    index = (front_end() / "index.html").read_text(encoding="utf-8")
    own = [FOLDER + name for name in re.findall(r'\./static/((?:js|css)/[^"]+)"', index)]
    everything = [*own, script().address, *parts((*ALWAYS, *CARDS))]
    return "".join(f'<link rel="prefetch" href="{address}" as="{_kind(address)}" crossorigin>' for address in everything)


def _kind(address: str) -> str:
    return "style" if address.endswith(".css") else "script"
