"""Passwords: what was typed and whose it is enter; why it is not taken leaves, or its hash, or whether it is the right one.

Hashed with Argon2id, 32 MiB and 3 passes in one lane: more of both than the least that OWASP's Password Storage Cheat Sheet names
(19 MiB, 2 passes, 1 lane). Long rather than complicated: no rules about kinds of letters (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from nap.people.guessing import guesses

SHORTEST, LONGEST = 12, 128
"""Letters of a password, of whatever alphabet."""
ENOUGH = 10**10
"""Guesses a password has to stand: at what one of our hashes costs, a single core would be busy for thirty years."""
HASHER = PasswordHash((Argon2Hasher(time_cost=3, memory_cost=32 * 1024, parallelism=1),))
AT_ONCE = 2
"""Hashes worked out at the same time: each holds 32 MiB."""
WAITING = 16
"""Who may wait for one; with more the server says that it is busy instead of piling up."""


KEPT = 6
"""Of these places, those that strangers do not take: whoever floods the server keeps nobody out who is known where she is."""


class TooMany(Exception):
    """So many hashes wait to be worked out that another one is not taken on."""


_PIECES = re.compile(r"[^\W\d_]+|\d+")
_places = threading.BoundedSemaphore(AT_ONCE)
_queue = threading.BoundedSemaphore(AT_ONCE + WAITING)
_strangers = threading.BoundedSemaphore(AT_ONCE + WAITING - KEPT)


@contextmanager
def turn(*, known: bool = False) -> Iterator[None]:
    """Wait for a place to work out hashes, and hold it; never inside a transaction. TooMany if too many wait already.

    `known`: somebody who comes from where she came in before, and may wait in the places that strangers do not take.
    """
    with ExitStack() as held:
        for queue in (_queue,) if known else (_strangers, _queue):
            if not queue.acquire(blocking=False):
                raise TooMany
            held.callback(queue.release)
        with _places:
            yield


def normal(password: str) -> str:
    """The form that is hashed: composed (NFC), so that the same letters from another keyboard are the same password."""
    return unicodedata.normalize("NFC", password[: 4 * LONGEST])


def unfit(password: str, own: Sequence[str]) -> str:
    """Why it is not taken: too_short, too_long, guessable or personal; empty if it is. `own`: words others would try first."""
    letters = len(normal(password))
    if letters < SHORTEST:
        return "too_short"
    if letters > LONGEST:
        return "too_long"
    if guesses(normal(password), own) >= ENOUGH:
        return ""
    return "guessable" if guesses(normal(password)) < ENOUGH else "personal"


def hashed(password: str) -> str:
    """The Argon2id hash to be kept; ask for a `turn` first."""
    return HASHER.hash(_bytes(password))


def verify(password: str, kept: str | None) -> bool:
    """Whether it is the password of that hash. Without a hash the same work is done, and the answer is no."""
    nobodys = _nobodys(HASHER)  # made before it is needed, so that the first unknown e-mail takes no longer than others
    known = kept if kept and HASHER.current_hasher.identify(kept) else ""
    right = HASHER.verify(_bytes(password), known or nobodys)
    return right and bool(known) and len(normal(password)) <= LONGEST


def outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.current_hasher.check_needs_rehash(kept)


def own_words(texts: Iterable[str]) -> tuple[str, ...]:
    """What stands in names and addresses, in pieces that somebody could build a password of."""
    pieces = [_PIECES.findall(text.lower()) for text in texts]
    return tuple(dict.fromkeys(word for piece in pieces for word in (*piece, "".join(piece)) if len(word) > 2))


@cache
def _nobodys(hasher: PasswordHash) -> str:
    return hasher.hash(b"nobody has this password")


def _bytes(password: str) -> bytes:
    return normal(password).encode("utf-8", "surrogatepass")
