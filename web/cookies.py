"""Our cookies where the installation is reached by HTTPS: outside they bear a name that only we can give.

A browser takes a cookie named `__Host-…` from this very name by HTTPS alone, for all paths. So no other name of the same domain,
and nobody on the line, can hand a reader a session that somebody else began. Inside they keep their plain names: headers enter as
a browser sent them and leave as the app reads them, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable

GUARD = "__Host-"
NAMES = ("nap_session", "nap_form")
"""Of the session, and of the word that shows a form is ours. Which language somebody reads may be anybody's choice."""

_GUARDED = tuple(f"{GUARD}{name}=" for name in NAMES)
_BLANK = " \t"
"""What may stand around a cookie."""

Pair = tuple[bytes, bytes]


def inside(headers: Iterable[Pair]) -> list[Pair]:
    """A request's headers: guarded cookies under their plain names; what came under a plain name is nobody's word."""
    return [(name, _taken(value)) if name.lower() == b"cookie" else (name, value) for name, value in headers]


def outside(headers: Iterable[Pair]) -> list[Pair]:
    """An answer's headers: our cookies under their guarded names, which a browser takes only when they are `Secure`."""
    return [(name, _given(value)) if name.lower() == b"set-cookie" else (name, value) for name, value in headers]


def _taken(header: bytes) -> bytes:
    told = (part.strip(_BLANK) for part in header.decode("latin-1").split(";"))
    return "; ".join(part.removeprefix(GUARD) for part in told if part.startswith(_GUARDED) or not _is_read_as_ours(part)).encode(
        "latin-1"
    )


def _is_read_as_ours(part: str) -> bool:
    """Whether some reader would take it for one of ours: Python counts more signs as blank than browsers do, who see another
    name there, which every other name of the domain may give."""
    return _name(_name(part).removeprefix(GUARD)) in NAMES


def _given(header: bytes) -> bytes:
    said = header.decode("latin-1")
    if _name(said) not in NAMES:
        return header
    secure = any(part.strip().lower() == "secure" for part in said.split(";"))
    return f"{GUARD}{said}{'' if secure else '; Secure'}".encode("latin-1")


def _name(cookie: str) -> str:
    return cookie.partition("=")[0].strip()
