"""The list of a release's files, so that anybody can prove that nothing was changed. Files enter, the bytes of the list leave.

The content hash is over all other files, so that it stands for the whole release; it can be worked out with `sha256sum` alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from nap.releases.release import Release, Stamp

FORMAT = 1
MANIFEST = "manifest.json"


def manifest_json(release: Release, files: Mapping[str, bytes], built_at: datetime) -> bytes:
    """The manifest of these files (path → content, without the manifest). The only place that tells when they were built."""
    sums = {path: sha256(content).hexdigest() for path, content in files.items()}
    document = {
        "format": FORMAT,
        "release": release.number,
        "kind": release.kind.value,
        "draft": release.draft,
        "period": str(release.period),
        "as_of": release.as_of.isoformat(),
        "plan": {"id": release.plan.id, "version": release.plan.version, "sha256": release.plan.sha256},
        "method": release.method,
        "replaces": _stamp(release.replaces),
        "content_hash": content_hash(sums),
        "built_at": built_at.isoformat(timespec="seconds"),
        "files": {path: {"sha256": sums[path], "size": len(files[path])} for path in sorted(files)},
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def content_hash(sums: Mapping[str, str]) -> str:
    """The hash of the list of hashes: a line `<sha256>  <path>` for each file, sorted by path."""
    listed = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums, key=str.encode))
    return sha256(listed.encode()).hexdigest()


def _stamp(stamp: Stamp | None) -> dict[str, object] | None:
    return None if stamp is None else {"release": stamp.number, "as_of": stamp.as_of.isoformat()}
