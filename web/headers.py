"""Security headers of every answer. Enters the installed Streamlit's index page, leaves the header list."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from web.front_end import front_end

STRICT: tuple[tuple[bytes, bytes], ...] = ((b"strict-transport-security", b"max-age=31536000"),)
"""For a year this name is asked by HTTPS alone: added where the installation is reached so, never on plain HTTP. Other names of
its domain are not ours to decide about."""
_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def security_headers() -> tuple[tuple[bytes, bytes], ...]:
    """Names and values as ASGI sends them. No `unsafe-eval`, no foreign origin, no frame around us."""
    values = {
        "content-security-policy": _policy((front_end() / "index.html").read_text(encoding="utf-8")),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": _PERMISSIONS,
    }
    return tuple((name.encode(), value.encode()) for name, value in values.items())


RELEASES = "/releases/"
BY_LINK = (f"{RELEASES}shared/", f"{RELEASES}preview/")
"""Releases and previews that a link opens: the address itself is the secret."""


@cache
def release_headers(by_link: bool) -> tuple[tuple[bytes, bytes], ...]:
    """Those of published pages and files: nothing runs in them and nothing is loaded but what they bring along.

    `by_link`: no other address is told of theirs, no search engine keeps them, no other site shows them; what is published may
    be shown anywhere.
    """
    values = {
        "content-security-policy": "; ".join(
            [
                "default-src 'none'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            ]
        ),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer" if by_link else "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin" if by_link else "cross-origin",
        "permissions-policy": _PERMISSIONS,
        **({"x-robots-tag": "noindex, nofollow"} if by_link else {}),
    }
    return tuple((name.encode(), value.encode()) for name, value in values.items())


def _policy(shell: str) -> str:
    """The content security policy; inline scripts of the shell are allowed by their hash, so an upgrade needs no edit here."""
    hashes = "".join(f" 'sha256-{_digest(script)}'" for script in _INLINE.findall(shell))
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
