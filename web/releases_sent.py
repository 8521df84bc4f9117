"""How a file of a release goes over the line: compressed once for all, named by its hash, kept by caches as long as is safe.

Enters the request and the file, leaves the answer. An address may come to say otherwise (a withdrawal, something hidden at once),
so caches ask again each time and mostly hear "unchanged"; only who asks for exactly these bytes by `?v=` may keep them for good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import ServedFile
from web.assets import FOR_A_YEAR

_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TO_KEEP = ("xlsx", "csv", "pdf", "json", "png")
"""Kinds that people save: under a name that says which release it is."""
_SHOWN = ("pdf", "json", "png")
"""Of these, what a browser shows by itself."""
_VERSION = 12
"""Letters of the hash in `?v=`."""
_TAG = 32
_PACKED = re.compile(r"(?:^|,)\s*gzip\s*(?:,|$|;(?!\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)))", re.IGNORECASE)
"""Among what a reader says it unpacks; `q=0` says that it does not."""


def sent(request: Request, file: ServedFile) -> Response:
    """The file, or "unchanged", or (`HEAD`) its headers alone."""
    packed = file.body.packed if _PACKED.search(request.headers.get("accept-encoding", "")) else None
    tag = file.body.sha256[:_TAG] + ("-gz" if packed else "")
    headers = {"ETag": f'"{tag}"', "Cache-Control": _kept(request, file), "Vary": "Accept-Encoding"}
    if _is_known(request.headers.get("if-none-match", ""), file.body.sha256[:_TAG]):
        return Response(status_code=304, headers=headers)
    data = packed or file.body.data
    headers |= {"Content-Length": str(len(data)), **({"Content-Encoding": "gzip"} if packed else {}), **_named(file)}
    return Response(b"" if request.method == "HEAD" else data, headers=headers)


def _kept(request: Request, file: ServedFile) -> str:
    """A page is never kept unasked: whoever comes back to it must see what became of the release."""
    if not file.everybody:
        return "private, no-cache"
    exactly = request.query_params.get("v") == file.body.sha256[:_VERSION]
    return FOR_A_YEAR if exactly and _suffix(file.path) != "html" else "no-cache"


def _is_known(said: str, tag: str) -> bool:
    """Whether the reader has these bytes already, packed or not."""
    known = (part.strip().removeprefix("W/").strip('"').removesuffix("-gz") for part in said.split(","))
    return said.strip() == "*" or tag in known


def _named(file: ServedFile) -> Mapping[str, str]:
    suffix = _suffix(file.path)
    kind = {"Content-Type": _KINDS.get(suffix, "application/octet-stream")}
    if suffix not in _TO_KEEP:
        return kind
    which = f"release-{file.release}" if file.release else "preview"
    parts = file.path.removesuffix(f".{suffix}").replace("release", "").split("/")
    name = "-".join([which, *filter(None, parts)])
    how = "inline" if suffix in _SHOWN else "attachment"
    return {**kind, "Content-Disposition": f'{how}; filename="{name}.{suffix}"'}


def _suffix(path: str) -> str:
    return path.rpartition(".")[2]
