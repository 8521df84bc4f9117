"""All files of a release together: complete, the same bytes each time, fitting their manifest, nothing hidden in any."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from nap.facts import Result
from nap.releases.release import Kind, Release
from nap.releases.verifying import verify
from nap.releases.writing import files
from tests.releases.making import example, figure, hidden, small
from tests.releases.reading import SECRET_NUMBER, overlooked, unzipped

BUILT = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
LIGHT_ENOUGH = 250_000
"""Bytes of a page as sent."""


def in_russian(kind: Kind, results: list[Result] | None = None) -> Release:
    """One language is enough for what holds in each, and three times as quick."""
    release = small(kind, results=results)
    return replace(release, plan=replace(example(), languages=("ru",)))


@cache
def made(kind: Kind) -> Mapping[str, bytes]:
    return files(in_russian(kind), BUILT)


def test_a_release_for_donors_has_every_promised_file() -> None:
    promised = {
        "index.html",
        "ru/index.html",
        "ru/release.pdf",
        "ru/release.xlsx",
        "figures.csv",
        "release.json",
        "manifest.json",
    }
    promised |= {f"ru/objective-{one.code}.html" for one in example().objectives}
    promised |= {f"ru/png/{one.code}.png" for one in in_russian(Kind.DONOR).indicators}
    assert promised | {"release.schema.json"} <= set(made(Kind.DONOR))


def test_the_edition_of_the_forum_has_pages_and_tables() -> None:
    found = set(made(Kind.FORUM))
    assert {"ru/region-KG-B.html", "ru/indicator-2.2.html", "ru/release.xlsx", "figures.csv", "manifest.json"} <= found
    assert [path for path in found if path.endswith((".pdf", ".png"))] == []


def test_every_language_has_its_own_folder() -> None:
    languages = {path.partition("/")[0] for path in files(small(Kind.FORUM), BUILT) if "/" in path}
    assert languages == set(example().languages)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_folder_fits_its_manifest(kind: Kind, tmp_path: Path) -> None:
    for path, content in made(kind).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert verify(tmp_path) == ()


def test_built_again_only_the_manifest_differs_by_its_time() -> None:
    again = files(in_russian(Kind.DONOR), datetime(2027, 2, 3, tzinfo=UTC))
    assert {path for path, content in again.items() if content != made(Kind.DONOR)[path]} == {"manifest.json"}
    told = [json.loads(each["manifest.json"])["content_hash"] for each in (again, made(Kind.DONOR))]
    assert told[0] == told[1]


def test_links_to_other_files_lead_to_them_and_carry_their_hash() -> None:
    found = made(Kind.DONOR)
    for path, content in found.items():
        if not path.endswith(".html"):
            continue
        for link, version in re.findall(
            r'(?:href|src)="(?!data:|https?:|mailto:)([^"?#:]+)(?:\?v=([0-9a-f]+))?[^"]*"', content.decode()
        ):
            target = _resolved(path, link)
            assert target in found, (path, link)
            assert sha256(found[target]).hexdigest().startswith(version)


def _resolved(path: str, link: str) -> str:
    parts = path.split("/")[:-1]
    for part in link.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_every_page_is_light_enough() -> None:
    pages = {path: content for path, content in made(Kind.DONOR).items() if path.endswith(".html")}
    assert {path for path, content in pages.items() if len(gzip.compress(content)) > LIGHT_ENOUGH} == set()


def test_what_is_hidden_changes_no_byte_of_any_file() -> None:
    """Pages, pictures and print too: there is nothing of it in what is drawn, in words beside it, or in the size of a file."""
    one, two = (files(in_russian(Kind.DONOR, _with_hidden(number)), BUILT) for number in (3, SECRET_NUMBER))
    assert {path for path, content in one.items() if content != two[path]} == set()
    readable = [content for path, content in two.items() if not path.endswith((".pdf", ".png", ".xlsx"))]
    readable += [part for path, content in two.items() if path.endswith(".xlsx") for _, part in unzipped(content)]
    assert not any(str(SECRET_NUMBER).encode() in content for content in readable)


def _with_hidden(number: int) -> list[Result]:
    slipped = [hidden("2.1", breakdown="sex=F"), hidden("2.2", region="KG-B"), hidden("3.1"), hidden("3.6")]
    return [figure("2.1", 40), figure("2.2", 8, region="KG-J"), *(overlooked(one, number) for one in slipped)]
