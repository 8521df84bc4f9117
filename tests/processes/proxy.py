"""A real nginx in front of several processes, with the affinity that docs/scale.md describes; its configuration is written here.

Ports enter, the address leaves at which all of them answer as one.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.web.server import free_port

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{site}
}}
"""
SITE = """
  map $cookie_nap_session $nap_browser { "" $remote_addr; default $cookie_nap_session; }
  map $http_upgrade $nap_connection { "" ""; default upgrade; }
  upstream nap {
    hash $nap_browser consistent;
SERVERS
  }
  server {
    listen 127.0.0.1:PORT;
    client_max_body_size 12m;
    location / {
      proxy_pass http://nap;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $nap_connection;
      proxy_read_timeout 3600s;
      proxy_connect_timeout 2s;
      proxy_next_upstream error timeout;
    }
    error_page 502 504 =503 /not-now;
    location = /not-now {
      internal;
      default_type text/plain;
      add_header Retry-After 5 always;
      return 503 "Not now. Please open the page again.";
    }
  }
"""
"""What docs/scale.md shows; a test holds the two together."""
SERVER = "    server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;"


def program() -> str | None:
    """Where nginx is; None without one."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def in_front_of(ports: Sequence[int], folder: Path) -> Iterator[str]:
    """The address at which nginx hands every request to one of those ports."""
    port = free_port()
    servers = "\n".join(SERVER.format(port=each) for each in ports)
    site = SITE.replace("SERVERS", servers).replace("PORT", str(port))
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, site=site))
    command = [program() or "nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(file)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}", running, folder)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)


def _wait(address: str, running: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and running.poll() is None:
        try:
            httpx.get(f"{address}/health", timeout=10)
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError((folder / "error.log").read_text())
