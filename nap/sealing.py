"""Files nobody else can read: the age format (age-encryption.org), so that the program `age` opens them too.

For people (`age1…`) bytes stream through; a passphrase takes the whole file into memory, as its library does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import pyrage

MAGIC = b"age-encryption.org/v1"
SHORTEST = 12
"""Letters of a passphrase that is taken: whoever has the file can try as long as they like."""
_TRIES = 4
NOT_SEALED = ("recipient", "identity", "passphrase_short", "key_needed", "key_wrong", "key_slow", "damaged")
"""Every code of `NotSealed`: what was given is no recipient, holds no identity, is too short; a key is needed; it is another
one's; a machine as slow as this one takes the passphrase's slow hash for an attack; the file was cut off or changed."""


class NotSealed(Exception):
    """`code`: one of `NOT_SEALED`; `found`: what was given, never of a secret."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code, found)
        self.code, self.found = code, found


@dataclass(frozen=True)
class Key:
    """By which a file is sealed or opened: recipients and identities as texts, or a passphrase. Empty: by none."""

    recipients: tuple[str, ...] = ()
    identities: tuple[str, ...] = field(default=(), repr=False)
    passphrase: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.recipients or self.identities or self.passphrase)


def key_for(recipients: Sequence[str], passphrase_file: Path | None) -> Key:
    """The key to seal with. NotSealed: recipient, passphrase_short; OSError if the file cannot be read."""
    for each in recipients:
        _recipient(each)
    passphrase = _first_line(passphrase_file) if passphrase_file else ""
    if passphrase_file and len(passphrase) < SHORTEST:
        raise NotSealed("passphrase_short", str(SHORTEST))
    return Key(recipients=tuple(recipients), passphrase=passphrase)


def key_of(identity_file: Path | None, passphrase_file: Path | None) -> Key:
    """The key to open with: the lines `AGE-SECRET-KEY-…` of a file as `age-keygen` writes it. NotSealed: identity; OSError."""
    if identity_file is None:
        return Key(passphrase=_first_line(passphrase_file) if passphrase_file else "")
    lines = [line.strip() for line in _text(identity_file).splitlines()]
    found = tuple(line for line in lines if line and not line.startswith("#"))
    if not found:
        raise NotSealed("identity", identity_file.name)
    for each in found:
        _identity(each, identity_file.name)
    return Key(identities=found)


def with_one_of_ours(key: Key) -> tuple[Key, Key]:
    """(the key with one recipient more, the key that opens for it): whoever wrote a file can read it back once, then forget."""
    if key.passphrase:
        return key, key
    ours = pyrage.x25519.Identity.generate()
    return replace(key, recipients=(*key.recipients, str(ours.to_public()))), Key(identities=(str(ours),))


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins so is sealed."""
    return head.startswith(MAGIC)


def seal(key: Key, source: BinaryIO, target: BinaryIO) -> None:
    """Write `source` sealed. OSError if it cannot be written."""
    if key.passphrase:
        target.write(pyrage.passphrase.encrypt(source.read(), key.passphrase))
        return
    try:
        pyrage.encrypt_io(source, target, [_recipient(each) for each in key.recipients])
    except pyrage.EncryptError as fault:  # the library makes a text of what the file said
        raise OSError(_number(str(fault)), str(fault)) from fault


def unseal(key: Key, source: BinaryIO, target: BinaryIO) -> None:
    """Write `source` opened. NotSealed: key_needed, key_wrong, damaged; OSError if it cannot be written."""
    if not (key.identities or key.passphrase):
        raise NotSealed("key_needed")
    try:
        if key.passphrase:
            target.write(_opened(source.read(), key.passphrase))
        else:
            pyrage.decrypt_io(source, target, [_identity(each, "") for each in key.identities])
    except pyrage.DecryptError as fault:
        raise NotSealed(_why(str(fault))) from None
    except OSError as fault:
        if fault.errno or (number := _number(str(fault))):
            raise OSError(fault.errno or number, str(fault)) from fault
        raise NotSealed("damaged") from None  # what does not fit, and a file that ends too early


def _opened(data: bytes, passphrase: str) -> bytes:
    """The library measures how fast the machine is each time; one that is busy for a moment is asked again."""
    for _ in range(_TRIES):
        try:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        except pyrage.DecryptError as fault:
            if _why(str(fault)) != "key_slow":
                raise
    return bytes(pyrage.passphrase.decrypt(data, passphrase))


def _why(said: str) -> str:
    if "xcessive work" in said:
        return "key_slow"
    return "key_wrong" if "No matching keys" in said or "Decryption failed" in said else "damaged"


def _number(said: str) -> int:
    """The error's number out of `… [Errno 28] …` or `… (os error 28)`; 0 if there is none."""
    digits = said.partition("[Errno ")[2].partition("]")[0] or said.partition("(os error ")[2].partition(")")[0]
    return int(digits) if digits.isdigit() else 0


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise NotSealed("recipient", text) from None


def _identity(text: str, name: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise NotSealed("identity", name) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise NotSealed("identity", path.name) from None


def _first_line(path: Path) -> str:
    return (path.read_text(encoding="utf-8").splitlines() or [""])[0].strip()
