"""manifest.json: every file with its hash and size, one hash over all, and the only place that tells when it was built."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

from hypothesis import given, strategies as st

from nap.releases.manifest import content_hash, manifest_json
from tests.releases.making import corrected, small

BUILT = datetime(2026, 8, 1, 9, 30, 15, 123456, tzinfo=UTC)
FILES = {"figures.csv": b"one", "ru/index.html": b"two", "en/index.html": b""}


def test_it_lists_every_file_in_order() -> None:
    told = json.loads(manifest_json(small(), FILES, BUILT))
    assert list(told["files"]) == sorted(FILES)
    assert told["files"]["figures.csv"] == {"sha256": sha256(b"one").hexdigest(), "size": 3}


def test_it_says_which_release_it_is() -> None:
    told = json.loads(manifest_json(corrected(), FILES, BUILT))
    assert (told["release"], told["replaces"]["release"], told["as_of"], told["period"]) == (4, 3, "2026-08-31", "2026-H1")
    assert told["plan"]["sha256"] == corrected().plan.sha256
    assert told["built_at"] == "2026-08-01T09:30:15+00:00"


def test_the_content_hash_is_what_sha256sum_gives_of_its_own_list() -> None:
    listed = "".join(f"{sha256(FILES[path]).hexdigest()}  {path}\n" for path in sorted(FILES))
    told = json.loads(manifest_json(small(), FILES, BUILT))
    assert told["content_hash"] == sha256(listed.encode()).hexdigest()


def test_the_time_of_building_is_not_in_the_content_hash() -> None:
    later = datetime(2027, 1, 1, tzinfo=timezone(timedelta(hours=6)))
    one, two = (json.loads(manifest_json(small(), FILES, at)) for at in (BUILT, later))
    assert one["content_hash"] == two["content_hash"]
    assert {name for name in one if one[name] != two[name]} == {"built_at"}


@given(st.dictionaries(st.text("abcя/", min_size=1), st.binary(), min_size=1), st.data())
def test_any_change_of_any_file_changes_the_content_hash(files: dict[str, bytes], data: st.DataObject) -> None:
    before = content_hash({path: sha256(content).hexdigest() for path, content in files.items()})
    path = data.draw(st.sampled_from(sorted(files)))
    for changed in (
        {**files, path: files[path] + b"!"},
        {k: v for k, v in files.items() if k != path},
        {**files, path + "x": b""},
    ):
        assert (
            content_hash({name: sha256(content).hexdigest() for name, content in changed.items()}) != before or changed == files
        )
