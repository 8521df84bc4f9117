"""All files of a release: a `Release` enters, paths with their bytes leave, `manifest.json` over all of them among them.

The donors' edition has everything; that of the forum, which is read on phones behind sign-in, has pages and tables. Only the
manifest tells when it was built: all else is the same for the same release, whenever and wherever it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256

from nap.releases.as_json import SCHEMA, release_json, schema_json
from nap.releases.figures_csv import figures_csv
from nap.releases.html import forum_pages, pages
from nap.releases.lines import languages
from nap.releases.manifest import MANIFEST, manifest_json
from nap.releases.pdf import pdf
from nap.releases.png import pictures
from nap.releases.release import Kind, Release
from nap.releases.workbook import workbook
from nap.releases.workbook_figures import figure_rows


def files(release: Release, built_at: datetime) -> dict[str, bytes]:
    """Every file by its path in the folder, in the order of paths. `built_at`: the moment, with its zone."""
    made = assets(release)
    made |= _pages(release, {path: sha256(content).hexdigest() for path, content in made.items()})
    made[MANIFEST] = manifest_json(release, made, built_at)
    return dict(sorted(made.items()))


def assets(release: Release) -> dict[str, bytes]:
    """Everything that pages link to."""
    made = {"figures.csv": figures_csv(release), "release.json": release_json(release), SCHEMA: schema_json()}
    rows = figure_rows(release)
    for lang in languages(release):
        made[f"{lang}/release.xlsx"] = workbook(release, lang, rows)
        made.update(_pressed(release, lang) if release.kind is Kind.DONOR else ())
    return made


def _pressed(release: Release, lang: str) -> Iterator[tuple[str, bytes]]:
    yield f"{lang}/release.pdf", pdf(release, lang)
    yield from ((f"{lang}/png/{code}.png", picture) for code, picture in pictures(release, lang).items())


def _pages(release: Release, sums: Mapping[str, str]) -> dict[str, bytes]:
    return pages(release, sums) if release.kind is Kind.DONOR else forum_pages(release, sums)
