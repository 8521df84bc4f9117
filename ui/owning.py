"""Whose is what Streamlit keeps: tabs, with the uploads in them, and the files that were made for a download.

Enters the person a tab is drawn for, leaves answers for the door. Who has lost or won a right is another person here.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from threading import Lock

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from nap.monitor import Viewer

MOST = 10_000
"""Tabs that are remembered, those that were drawn last; one that is forgotten only cannot be taken up again."""
_SECRET = secrets.token_bytes(32)
_TABS: OrderedDict[str, str] = OrderedDict()
_LOCK = Lock()
_MARK = "for="


def mark(person: Viewer) -> str:
    """A word for this person with these rights; nobody who does not have it can make it."""
    rights = repr((person.person, sorted(person.roles), person.partner))
    return hmac.digest(_SECRET, rights.encode(), "sha256").hex()


def marked(kind: str, person: Viewer) -> str:
    """The media type of a file made for this person: Streamlit keeps it with the file, and names the file by it."""
    return f"{kind}; {_MARK}{mark(person)}"


def drawn_for(person: Viewer | None) -> None:
    """The tab that is being drawn is this person's from now on; nobody's for None."""
    context = get_script_run_ctx()
    if context is None:
        return
    with _LOCK:
        _TABS[context.session_id] = mark(person) if person else ""
        _TABS.move_to_end(context.session_id)
        while len(_TABS) > MOST:
            _TABS.popitem(last=False)


def is_own_tab(person: Viewer, tab: str) -> bool:
    """Whether the tab of that id was last drawn for this person, with the rights of this moment."""
    return hmac.compare_digest(_TABS.get(tab, ""), mark(person))


def tabs_beside(tab: str) -> tuple[str, ...]:
    """Every tab drawn for the person whom that tab was drawn for, itself too; none for a tab that is nobody's."""
    with _LOCK:
        whose = _TABS.get(tab, "")
        return tuple(each for each, drawn in _TABS.items() if whose and drawn == whose)


def is_own_file(person: Viewer, name: str) -> bool:
    """Whether the file of that name, as it stands in its address, was made for this person, with the rights of this moment."""
    file = runtime.get_instance().media_file_mgr.read_file(name) if runtime.exists() else None
    return file is not None and hmac.compare_digest(file.mimetype.rpartition(_MARK)[2].encode(), mark(person).encode())
