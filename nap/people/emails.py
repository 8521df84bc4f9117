"""What people are called and where they get letters: what was typed enters, its one normal form leaves, or None."""

from __future__ import annotations

import re
import unicodedata

LONGEST_EMAIL = 254
"""Letters of an address: what fits into the path of a letter (RFC 5321, 4.5.3.1.3)."""
LONGEST_NAME = 100
"""Letters of a person's name."""

_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^{|}~-]{1,64}")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_NO_LETTERS = ("C", "Zl", "Zp")
"""Categories of what nobody sees in a line: control and format letters, unassigned ones, breaks of line and paragraph."""
_MARKUP = frozenset("<>`")
_FORMULA = ("=", "+", "-", "@")


def folded_email(typed: str) -> str:
    """The form under which an e-mail is kept and looked up, whatever was typed: NFC, lower case, no spaces around it."""
    return unicodedata.normalize("NFC", typed[: 4 * LONGEST_EMAIL].strip().lower()).strip()


def email_of(typed: str) -> str | None:
    """The e-mail in its normal form; None if that is no address a letter could reach (a host needs a dot)."""
    email = folded_email(typed)
    local, _, domain = email.rpartition("@")
    labels = domain.split(".")
    fits = len(typed.strip()) <= LONGEST_EMAIL and len(email) <= LONGEST_EMAIL and len(labels) > 1
    return email if fits and _LOCAL.fullmatch(local) and all(map(_LABEL.fullmatch, labels)) else None


def name_of(typed: str) -> str | None:
    """The name on one line with single spaces; None without any letter, too long, or with what belongs in no name."""
    if len(typed) > 4 * LONGEST_NAME:
        return None
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    odd = any(unicodedata.category(letter).startswith(_NO_LETTERS) or letter in _MARKUP for letter in name)
    sound = any(map(str.isalpha, name)) and not name.startswith(_FORMULA)
    return name if sound and not odd and len(name) <= LONGEST_NAME else None
