"""A real PostgreSQL for the tests: its own cluster in a temporary folder, on a unix socket there, ended with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OWNER = "postgres"


def binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl, newest version first; None if there is no PostgreSQL here."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = installed[0] if installed else shutil.which("initdb")
    return Path(found).parent if found and os.name == "posix" else None


@contextmanager
def cluster(folder: Path, connections: int = 40, fsync: str = "off") -> Iterator[str]:
    """Start a cluster, give the address of its `postgres` database up to the name, stop it."""
    home = Path(tempfile.mkdtemp(prefix="nap-pg-"))  # a short path: socket names have a limit
    try:
        if os.getuid() == 0:
            shutil.chown(home, OWNER, OWNER)
        _run(folder, home, "initdb", "-D", home / "data", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -k {home} -c fsync={fsync} -c max_connections={connections}"
        _run(folder, home, "pg_ctl", "start", "-w", "-D", home / "data", "-l", home / "log", "-o", options)
        try:
            yield f"postgresql+psycopg://{OWNER}@/{{name}}?host={home}"
        finally:
            _run(folder, home, "pg_ctl", "stop", "-w", "-m", "immediate", "-D", home / "data")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(folder: Path, home: Path, program: str, *arguments: Any) -> None:
    # PostgreSQL refuses to run as root.
    who: dict[str, Any] = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.getuid() == 0 else {}
    command = [str(folder / program), *map(str, arguments)]
    done = subprocess.run(command, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who)
    assert done.returncode == 0, done.stdout.decode()
