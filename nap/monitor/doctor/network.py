"""Does our server answer here, and does the address that people type lead to it. Only this machine is asked."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.monitor.starting import is_loopback

_PATIENCE = 5
_HEALTH = "/health"
_OURS = b'"status"'


def server(patient: Patient) -> Iterator[Diagnosis]:
    """Whether it listens at its port and is well."""
    where = f"127.0.0.1:{patient.port}"
    try:
        status, body = _asked(http.client.HTTPConnection("127.0.0.1", patient.port, timeout=_PATIENCE))
    except (OSError, http.client.HTTPException) as problem:
        silent = isinstance(problem, ConnectionRefusedError)
        yield warning("server_silent", where=where) if silent else error("server_other", where=where)
        return
    if _OURS not in body:
        yield error("server_other", where=where)
    elif status != http.HTTPStatus.OK:
        yield error("server_unwell", where=where, status=str(status))
    else:
        yield well("server", where=where)


def proxy(patient: Patient) -> Iterator[Diagnosis]:
    """Whether the address that people type leads through the proxy to our server, if it leads to this machine at all."""
    parts = urlsplit(patient.settings.base_url)
    if not parts.hostname or is_loopback(parts.hostname):
        return
    found = _resolved(parts.hostname)
    if not found:
        yield warning("proxy_name", host=parts.hostname)
    elif not any(map(is_of_this_machine, found)):
        yield well("proxy_elsewhere", host=parts.hostname)
    else:
        yield _through(parts)


def is_of_this_machine(address: str) -> bool:
    """Whether one can listen there: only a machine itself can."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True


def _through(parts: SplitResult) -> Diagnosis:
    host, secure = str(parts.hostname), parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    try:
        status, body = _asked(kind(host, parts.port, timeout=_PATIENCE))
    except ssl.SSLError as problem:
        return error("proxy_certificate", host=host, why=problem.reason or type(problem).__name__)
    except (OSError, http.client.HTTPException):
        return error("proxy_silent", host=host)
    if status != http.HTTPStatus.OK or _OURS not in body:
        return error("proxy_wrong", host=host, status=str(status))
    return well("proxy", host=host)


def _asked(connection: http.client.HTTPConnection) -> tuple[int, bytes]:
    try:
        connection.request("GET", _HEALTH)
        answer = connection.getresponse()
        return answer.status, answer.read(2000)
    finally:
        connection.close()


def _resolved(host: str) -> list[str]:
    try:
        return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError):
        return []
