"""A real mail server on this machine, that keeps what it is given. Fixtures: `postbox` takes letters in the open."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nap.settings import Mail

HOST = "127.0.0.1"
SENDER = "Мониторинг НПД 1325 <monitor@example.org>"
USER, PASSWORD = "monitor", "ak-suu-17"


class Postbox:
    """What came in, and what the server answers: an SMTP reply that refuses, or nothing."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.answer = ""
        self.port = 0

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer:
            return self.answer
        content = envelope.original_content or b""
        self.raw.append(content)
        self.letters.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def mail(self, security: str = "none", user: str = "", password: str = PASSWORD, sender: str = SENDER) -> Mail:
        return Mail(HOST, self.port, user, password, sender, security)


@contextmanager
def serving(**more: Any) -> Iterator[Postbox]:
    """A mail server with a postbox until the block ends; `more` goes to aiosmtpd."""
    box = Postbox()
    with socket.create_server((HOST, 0)) as free:
        box.port = free.getsockname()[1]
    server = Controller(box, hostname=HOST, port=box.port, **more)
    server.start()
    try:
        yield box
    finally:
        server.stop()


def knows_us(server: object, session: object, envelope: object, mechanism: str, data: Any) -> AuthResult:
    """aiosmtpd's authenticator: our user with our password, nobody else."""
    return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with serving() as box:
        yield box


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of 127.0.0.1, signed by itself: the file that whoever trusts it names, and the server's own context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "server.pem", folder / "server.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, secret)
    return file, context
