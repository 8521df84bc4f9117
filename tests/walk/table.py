"""Who may open what, typed by hand from the table of the design ("People") and the issue; nothing here is read from the code.

A page, an address, a file or a command that is not named here fails the walk: it has to be decided first.
"""

from __future__ import annotations

from typing import NamedTuple

PARTNER, OTHER, FORUM, DONOR, COORDINATOR = "partner", "other", "forum", "donor", "coordinator"
FORUM_PARTNER, COORDINATING_PARTNER = "forum and partner", "coordinator and partner"
UNATTACHED, DISABLED, NOBODY = "partner of nobody", "disabled coordinator", "nobody"

OWN = frozenset({PARTNER, FORUM_PARTNER})
"""Those of the organisation whose things are asked for; OTHER belongs to another one."""
COORDINATORS = frozenset({COORDINATOR, COORDINATING_PARTNER})
SENDERS = OWN | {OTHER} | COORDINATORS
"""Who sends returns of some organisation."""
READERS = SENDERS | {FORUM, UNATTACHED}
"""Who browses results."""
SIGNED_IN = READERS | {DONOR}
EVERYBODY = SIGNED_IN | {DISABLED, NOBODY}
NONE: frozenset[str] = frozenset()

ITS_PARTNER = OWN | COORDINATORS
"""For the things of one organisation."""

PAGES = {
    "start": SENDERS,
    "returns": SENDERS,
    "check": SENDERS,
    "tables": SENDERS,
    "consent": SENDERS,
    "review": COORDINATORS,
    "periods": COORDINATORS,
    "files": COORDINATORS,
    "overview": READERS,
    "objective": READERS,
    "region": READERS,
    "indicator": READERS,
    "compare": READERS,
    "tracking": READERS,
    "brief": READERS,
    "responses": READERS,
    "promises": READERS,
    "guide": SIGNED_IN,
    "sheets": SIGNED_IN,
    "methods": SIGNED_IN,
    "about": SIGNED_IN,
    "summary": SIGNED_IN,
    "coverage": SIGNED_IN,
    "organisations": SIGNED_IN,
    "publishing": COORDINATORS,
    "hiding": COORDINATORS,
    "plan": COORDINATORS,
    "partners": COORDINATORS,
    "people": COORDINATORS,
    "reminders": COORDINATORS,
    "setup": COORDINATORS,
    "handover": COORDINATORS,
    "trail": SIGNED_IN,
}
"""The screens. The trail shows everybody her own acts, all of them to coordinators."""


class Address(NamedTuple):
    """One address of plain HTTP: who gets an answer, and what the others get (403 for a form of another site comes before)."""

    who: frozenset[str]
    methods: str = "GET HEAD"
    refused: int = 404


ADDRESSES = {
    "/sign-in": Address(EVERYBODY, "GET HEAD POST"),
    "/sign-out": Address(EVERYBODY, "GET HEAD POST"),
    "/forgotten": Address(EVERYBODY, "GET HEAD POST"),
    "/invitation/{secret}": Address(EVERYBODY, "GET HEAD POST"),
    "/confirm/{secret}": Address(EVERYBODY, "GET HEAD POST"),
    "/language/{code}": Address(EVERYBODY),
    "/health": Address(EVERYBODY),
    "/health/live": Address(EVERYBODY),
    "/health/ready": Address(EVERYBODY),
    "/lane.css": Address(EVERYBODY),
    "/pictures/{picture:path}": Address(EVERYBODY),
    "/nap.css": Address(EVERYBODY),
    "/plain.css": Address(EVERYBODY),
    "/nap.js": Address(EVERYBODY),
    "/favicon.svg": Address(EVERYBODY),
    "/favicon.png": Address(EVERYBODY),
    "/favicon.ico": Address(EVERYBODY),
    "/fonts/latin.woff2": Address(EVERYBODY),
    "/fonts/cyrillic.woff2": Address(EVERYBODY),
    "/fonts/cyrillic-ext.woff2": Address(EVERYBODY),
    "/account": Address(SIGNED_IN, "GET HEAD POST"),
    "/receipt/{id}": Address(ITS_PARTNER),
    "/receipt/{id}.pdf": Address(ITS_PARTNER),
    "/figures/{secret}.{kind}": Address(SIGNED_IN),
    "/brief/{region}.html": Address(READERS),
    "/brief/{region}.pdf": Address(READERS),
    "/calendar/{partner}.ics": Address(ITS_PARTNER),
    "/light": Address(SENDERS),
    "/light/guide": Address(EVERYBODY),
    "/light/guide/{role}": Address(EVERYBODY),
    "/light/template/{partner}/{period}": Address(ITS_PARTNER),
    "/light/send": Address(SENDERS, "GET HEAD POST"),
    "/light/nothing": Address(ITS_PARTNER, "POST"),
    "/light/not-safe": Address(ITS_PARTNER, "POST"),
    "/light/return/{id}": Address(ITS_PARTNER),
    "/light/return/{id}/withdraw": Address(OWN | {COORDINATING_PARTNER}, "POST"),
    "/light/return/{id}/confirm": Address(ITS_PARTNER, "POST"),
    "/light/return/{id}/figures": Address(ITS_PARTNER),
    "/light/return/{id}/marked": Address(ITS_PARTNER),
    "/light/return/{id}/original": Address(ITS_PARTNER),
    "/light/return/{id}/mend": Address(ITS_PARTNER, "POST"),
    "/light/return/{id}/submit": Address(ITS_PARTNER, "POST"),
    "/light/review": Address(COORDINATORS),
    "/light/return/{id}/accept": Address(COORDINATORS, "POST"),
    "/light/return/{id}/send-back": Address(COORDINATORS, "POST"),
    "/releases": Address(EVERYBODY),
    "/releases/": Address(EVERYBODY),
    "/releases/{number}": Address(EVERYBODY),
    "/releases/{number}/{path:path}": Address(EVERYBODY),
    "/releases/{number}/forum": Address(READERS),
    "/releases/{number}/forum/{path:path}": Address(READERS),
    "/releases/shared/{secret}": Address(EVERYBODY),
    "/releases/shared/{secret}/{path:path}": Address(EVERYBODY),
    "/releases/preview/{secret}": Address(EVERYBODY),
    "/releases/preview/{secret}/{path:path}": Address(EVERYBODY),
    "/{path:path}": Address(SIGNED_IN),
}
"""Our own routes. The last one is that of the screens, where PAGES says who. The release that is asked for is for everybody."""

STREAMLIT = {
    "/_stcore/health": SIGNED_IN,
    "/_stcore/host-config": SIGNED_IN,
    "/_stcore/stream": SIGNED_IN,
    "/component/{path:path}": SIGNED_IN,
    "/_stcore/bidi-components/{path:path}": SIGNED_IN,
    "/media/{file_id:path}": NONE,
    "/_stcore/upload_file/{session_id}/{file_id}": NONE,
    "/_stcore/metrics": NONE,
    "/_stcore/agent/interact": NONE,
    "/_stcore/agent/openapi.json": NONE,
    "/_stcore/agent/mcp": NONE,
    "/auth/login": NONE,
    "/auth/logout": NONE,
    "/oauth2callback": NONE,
    "": SIGNED_IN,
}
"""Streamlit's routes, by what is asked at a guess: of files and uploads only one's own answer (test_tabs.py). The last one is the
folder of its front end, of which only `/static/` answers everybody.
"""

FILES = {
    "tracking_excel": READERS,
    "sheets_excel": SIGNED_IN,
    "template": ITS_PARTNER,
    "periods_zip": COORDINATORS,
    "own_workbook": ITS_PARTNER,
    "marked_": ITS_PARTNER,
    "file_": ITS_PARTNER,
    "check_summary": SENDERS,
    "check_marked": SENDERS,
    "tables_xlsx": SENDERS,
    "tables_csv": SENDERS,
    "tables_kept_export": SENDERS,
    "csv_": COORDINATORS,
    "trail_csv": SIGNED_IN,
    "people_many_": COORDINATORS,
    "plan_": COORDINATORS,
}
"""The files that pages hand out, by how the names of their buttons begin. `csv_`: the figures of returns behind one number;
`trail_csv`: what one sees of the trail. The files of a figure are links to `/figures/`, and answer whom it was shown to
(tests/web/test_figures.py).
"""

OPERATOR = frozenset({"operator"})
"""Whoever sits at the machine itself and can read the store anyway."""

COMMANDS = {
    "plan check": OPERATOR,
    "plan adopt": COORDINATORS,
    "plan matrix": OPERATOR,
    "plan from-matrix": OPERATOR,
    "template": OPERATOR,
    "check": OPERATOR,
    "submit": ITS_PARTNER,
    "review list": COORDINATORS,
    "review effect": COORDINATORS,
    "review accept": COORDINATORS,
    "review return": COORDINATORS,
    "review undo": COORDINATORS,
    "review reactivate": COORDINATORS,
    "review confirm-link": COORDINATORS,
    "withdraw": ITS_PARTNER,
    "results": OPERATOR,
    "results explain": OPERATOR,
    "results override": COORDINATORS,
    "results lift-override": COORDINATORS,
    "results overrides": OPERATOR,
    "results coverage": OPERATOR,
    "foreign look": OPERATOR,
    "foreign map": ITS_PARTNER,
    "foreign send": ITS_PARTNER,
    "foreign mappings list": OPERATOR,
    "foreign mappings show": OPERATOR,
    "foreign mappings export": OPERATOR,
    "foreign mappings import": ITS_PARTNER,
    "foreign mappings delete": ITS_PARTNER,
    "people list": COORDINATORS,
    "people invite": COORDINATORS,
    "people link": COORDINATORS,
    "people change": COORDINATORS,
    "people disable": COORDINATORS,
    "people enable": COORDINATORS,
    "people sign-out": COORDINATORS,
    "remind": COORDINATORS,
    "partners list": COORDINATORS,
    "partners add": COORDINATORS,
    "partners change": COORDINATORS,
    "partners end": COORDINATORS,
    "partners remove": COORDINATORS,
    "partners bring-back": COORDINATORS,
    "partners history": COORDINATORS,
    "organisations list": SIGNED_IN,
    "organisations import": COORDINATORS,
    "hide": COORDINATORS,
    "show-again": COORDINATORS,
    "hidden": COORDINATORS,
    "release build": COORDINATORS,
    "release check": COORDINATORS,
    "release list": SIGNED_IN,
    "release verify": OPERATOR,
    "release withdraw": COORDINATORS,
    "rows list": ITS_PARTNER,
    "rows hold-back": ITS_PARTNER,
    "rows take-back": ITS_PARTNER,
    "rows decline": COORDINATORS,
    "rows undecline": COORDINATORS,
    "rows waive": COORDINATORS,
    "rows unwaive": COORDINATORS,
    "rows remark": COORDINATORS,
    "joint list": COORDINATORS,
    "joint mark": COORDINATORS,
    "joint lift": COORDINATORS,
    "purge": COORDINATORS,
    "files list": COORDINATORS,
    "files tidy": COORDINATORS,
    "history import": COORDINATORS,
    "periods list": COORDINATORS,
    "periods templates": OPERATOR,
    "periods close": COORDINATORS,
    "periods reopen": COORDINATORS,
    "audit list": SIGNED_IN,
    "audit verify": OPERATOR,
    "demo": OPERATOR,
    "init": OPERATOR,
    "words export": OPERATOR,
    "words import": OPERATOR,
    "doctor": OPERATOR,
    "serve": OPERATOR,
    "move": OPERATOR,
    "backup": OPERATOR,
    "restore": OPERATOR,
    "export": COORDINATORS,
}
"""The command line; who is not the operator is named by `--as`."""
