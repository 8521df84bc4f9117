"""The pages of a release: whole, linked, readable without a script, and without any number of what is hidden."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest

from nap.facts import Period, Status
from nap.monitor import House
from nap.plan import Baseline
from nap.releases import html
from nap.releases.html import forum_pages, pages
from nap.releases.release import Kind, Line, Release
from tests.releases.making import SECRET, TEXTS, TITLE, corrected, demo_release, figure, small, some_results

ASSETS = {"figures.csv": "c5" * 32, "release.json": "a7" * 32} | {
    f"{lang}/{name}": "9f" * 32 for lang in ("ky", "ru", "en") for name in ("release.pdf", "release.xlsx", "png/1.1.png")
}
LANGUAGES = ("ky", "ru", "en")
VOID = {"br", "meta", "link", "hr", "col"}
DRAWN = {"rect", "line", "circle", "path"}


@dataclass
class Read(HTMLParser):
    """What a page is made of. Elements that are not closed, or closed in another order, stop the reading."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in DRAWN, tag
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def all_of(self, attribute: str) -> Iterator[str]:
        """Every value of an attribute."""
        return (attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes)


def read(data: bytes) -> Read:
    """The page, read to its end."""
    page = Read()
    page.feed(data.decode())
    page.close()
    assert page.open == []
    return page


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The donors' edition of a release in which something of every kind stands, and which corrects another."""
    return pages(corrected(Kind.DONOR), ASSETS)


@pytest.fixture(scope="module")
def forum() -> dict[str, bytes]:
    """The same for the forum."""
    return forum_pages(corrected(Kind.FORUM), {})


@pytest.fixture(scope="module")
def everything(made: dict[str, bytes], forum: dict[str, bytes]) -> dict[str, Read]:
    """Every page of both editions, read."""
    return {f"{kind}/{path}": read(data) for kind, found in (("donor", made), ("forum", forum)) for path, data in found.items()}


def test_each_language_has_its_pages_of_the_folder_that_is_promised(made: dict[str, bytes]) -> None:
    names = ["index", "tables", "methods", *(f"objective-{code}" for code in ("O1", "O2", "O3"))]
    assert {"index.html", *(f"{lang}/{name}.html" for lang in LANGUAGES for name in names)} <= set(made)


def test_the_forum_has_a_page_for_each_region_and_each_indicator(forum: dict[str, bytes]) -> None:
    assert {"ky/region-KG-B.html", "ru/region-41705214.html", "en/indicator-2.1.html"} <= set(forum)


def test_no_number_of_a_hidden_figure_stands_in_any_page() -> None:
    release = smuggling(small(Kind.FORUM))
    for data in (*pages(release, {}).values(), *forum_pages(release, {}).values()):
        assert SECRET.encode() not in data
        assert re.search(rb"77\W*123", re.sub(rb"<style>.*?</style>", b"", data)) is None


def smuggling(release: Release) -> Release:
    """The release with a number in every hidden line, as if disclosure control had forgotten to take it out."""
    number = Decimal(SECRET)

    def careless(line: Line) -> Line:
        forgotten = replace(
            line.result, value=number, numerator=number, parts_sum=number, reported=int(SECRET), expected=int(SECRET)
        )
        return replace(line, result=forgotten) if line.result.status is Status.SUPPRESSED else line

    hidden = [careless(line) for line in release.lines]
    assert any(line.result.value == number for line in hidden)
    return replace(release, lines=tuple(hidden))


def test_what_a_hidden_figure_is_changes_no_byte_of_any_page() -> None:
    release = small(Kind.FORUM)
    assert forum_pages(smuggling(release), {}) == forum_pages(release, {})
    assert pages(smuggling(release), {}) == pages(release, {})


def test_every_hidden_figure_wears_the_same_mark(forum: dict[str, bytes]) -> None:
    page = forum["en/indicator-3.2.html"].decode()
    assert '<b aria-hidden="true">*</b> hidden to protect people' in page
    assert not re.search(r"(?:less than|fewer than|&lt;) ?\d", page)


def test_the_same_release_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert pages(corrected(Kind.DONOR), ASSETS) == made


def test_every_page_has_one_heading_of_the_first_rank_and_leaves_no_rank_out(everything: Mapping[str, Read]) -> None:
    for path, page in everything.items():
        ranks = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert ranks[0] == 1, path
        assert ranks.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(ranks)), path


def test_every_page_says_its_language_and_no_address_stands_twice_in_it(everything: Mapping[str, Read]) -> None:
    for path, page in everything.items():
        lang = path.split("/")[1] if path.count("/") == 2 else "ky"
        assert dict(page.tags)["html"].get("lang") == lang or page.tags[0] == ("html", {"lang": lang})
        assert [one for one, n in Counter(page.all_of("id")).items() if n > 1] == [], path


def test_nothing_runs_and_nothing_comes_from_elsewhere(everything: Mapping[str, Read]) -> None:
    for path, page in everything.items():
        names = {name for _, attributes in page.tags for name in attributes}
        assert not {tag for tag, _ in page.tags} & {"script", "iframe", "form", "img", "object"}, path
        assert "style" not in names, path
        assert not [name for name in names if name.startswith("on")], path
        assert not [link for link in page.all_of("href") if "//" in link or link.startswith("/")], path


def test_the_policy_of_a_page_lets_its_own_style_through_and_nothing_else(made: dict[str, bytes]) -> None:
    for data in made.values():
        style = re.search(rb"<style>(.*?)</style>", data, re.DOTALL)
        policy = re.search(rb'Content-Security-Policy" content="([^"]*)"', data)
        assert style is not None
        assert policy is not None
        digest = base64.b64encode(hashlib.sha256(style[1]).digest()).decode()
        assert f"sha256-{digest}" in policy[1].decode()
        assert policy[1].startswith(b"default-src &#x27;none&#x27;")


@pytest.mark.parametrize("edition", ["made", "forum"])
def test_every_link_leads_somewhere(edition: str, request: pytest.FixtureRequest) -> None:
    found: dict[str, bytes] = request.getfixturevalue(edition)
    known = {path: set(read(data).all_of("id")) for path, data in found.items()} | {path: set() for path in ASSETS}
    for path, data in found.items():
        for link in read(data).all_of("href"):
            address, _, anchor = link.partition("#")
            target = normpath(join(dirname(path), address.partition("?")[0])) if address else path
            assert target in known or link == "data:,", (path, link)
            assert not anchor or anchor in known[target], (path, link)


def test_a_link_to_a_file_carries_its_fingerprint_and_only_what_is_there_is_linked(made: dict[str, bytes]) -> None:
    page = made["ru/objective-O1.html"].decode()
    assert f'href="png/1.1.png?v={"9f" * 6}"' in page
    assert f'href="../figures.csv?v={"c5" * 6}"' in page
    assert "png/2.1.png" not in made["ru/objective-O2.html"].decode()


def test_every_table_has_a_caption_and_its_heads_say_what_they_head(everything: Mapping[str, Read]) -> None:
    for path, page in everything.items():
        tags = [tag for tag, _ in page.tags]
        assert tags.count("table") == tags.count("caption"), path
        assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in page.tags if tag == "th"), path
        assert sum(attributes.get("class") == "box" for _, attributes in page.tags) == tags.count("table"), path
        assert all(attributes.get("tabindex") == "0" for _, attributes in page.tags if attributes.get("class") == "box"), path


def test_every_picture_says_what_it_shows(everything: Mapping[str, Read]) -> None:
    told = 0
    for path, page in everything.items():
        ids = set(page.all_of("id"))
        for tag, attributes in page.tags:
            if tag == "svg" and attributes.get("role") == "img":
                told += 1
                assert set((attributes["aria-labelledby"] or "").split()) <= ids, path
    assert told > 10


def test_what_a_person_wrote_is_shown_as_it_was_written(made: dict[str, bytes]) -> None:
    page = made["en/index.html"].decode()
    assert "A year of &lt;work&gt; &amp; talks." in page
    assert TEXTS["O2"]["ru"] in made["ru/objective-O2.html"].decode()


def test_a_title_that_looks_like_markup_stays_a_text() -> None:
    release = small(Kind.DONOR, title={lang: "<script>alert('1')</script>" for lang in LANGUAGES})
    assert not [path for path, data in pages(release, {}).items() if b"<script" in data]


def test_each_figure_of_the_country_stands_with_its_number(made: dict[str, bytes]) -> None:
    release = corrected(Kind.DONOR)
    for line in release.lines:
        result = line.result
        indicator = release.plan.indicator(result.indicator)
        assert indicator is not None
        if result.region == "KG" and not result.breakdown and (result.value is not None or result.status is Status.SUPPRESSED):
            page = read(made[f"en/objective-{indicator.objective}.html"])
            assert release.name(line) in set(page.words), release.name(line)


def test_equal_figures_of_neighbouring_years_stand_each_in_their_own_place() -> None:
    then = [
        figure("1.1", 30, Status.NOT_ASSESSABLE, period=Period(year), reported=1, expected=1, reason="history")
        for year in (2017, 2018)
    ]
    page = pages(small(Kind.DONOR, results=[*then, *some_results()]), {})["en/objective-O1.html"].decode()
    assert page.count('<td><span class="num">30.0%</span></td>') == 2


def test_a_correction_names_what_it_corrects_and_what_changed(made: dict[str, bytes]) -> None:
    told = " ".join(read(made["en/index.html"]).words)
    assert "This release corrects release 3" in told
    assert "A return was wrong." in told
    assert "a return was corrected" in told


def test_every_page_says_that_this_is_no_official_statistics(made: dict[str, bytes]) -> None:
    for path, data in made.items():
        assert path == "index.html" or "official statistics" in data.decode() or not path.startswith("en/"), path


def test_a_preview_says_so_on_every_page_and_gives_no_number_to_cite() -> None:
    for path, data in pages(small(Kind.DONOR, draft=True), {}).items():
        words = " ".join(read(data).words)
        assert not re.search(r"\bR\d+-\d+", words), path
        assert "Preview" in words or not path.startswith("en/"), path


def test_the_other_languages_are_one_step_away(made: dict[str, bytes]) -> None:
    links = list(read(made["ky/objective-O2.html"]).all_of("href"))
    assert {"../ru/objective-O2.html", "../en/objective-O2.html"} <= set(links)


def test_the_first_address_offers_every_language(made: dict[str, bytes]) -> None:
    page = read(made["index.html"])
    assert {"ky/index.html", "ru/index.html", "en/index.html"} <= set(page.all_of("href"))
    assert set(TITLE.values()) <= set(page.words)


def test_a_page_that_would_be_too_heavy_tells_less_and_says_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages(small(Kind.DONOR), ASSETS)["en/tables-O2.html"]
    monkeypatch.setattr(html, "LIMIT", 3_000)
    short = pages(small(Kind.DONOR), ASSETS)["en/tables-O2.html"]
    assert len(short) < len(whole)
    assert "shortened" in " ".join(read(short).words)
    assert "../figures.csv" in short.decode()


def test_a_release_without_a_single_figure_still_has_its_pages() -> None:
    nothing = [figure("1.1", None, Status.NO_DATA, period=Period.parse("2025"), reported=0)]
    assert "en/index.html" in pages(small(Kind.DONOR, results=nothing), {})
    assert "en/index.html" in forum_pages(small(Kind.FORUM, results=[]), {})


def test_pages_of_a_release_of_real_size_are_light_enough_for_a_weak_line(demo: House) -> None:
    found = pages(demo_release(demo, Kind.DONOR), ASSETS)
    heavy = {path: len(gzip.compress(data)) for path, data in found.items()}
    assert {path: size for path, size in heavy.items() if size > 250_000} == {}
    assert len(some_results()) < len(demo_release(demo).lines)


def test_methods_do_not_tell_which_organisation_reports_on_survivors() -> None:
    """Of other indicators the source is told, with the frameworks they are mapped to by the names readers know."""
    release = small()
    name = release.plan.partners[0].name["ru"]
    source = Baseline(Decimal(1), date(2024, 12, 31), f"count of {name}")
    titled = [replace(one, verification={"ru": f"журнал: {name}"}, baseline=source) for one in release.plan.indicators]
    anew = replace(release, plan=replace(release.plan, indicators=tuple(titled)))
    text = pages(anew, ASSETS)["ru/methods.html"].decode()
    told = {one.code: text.partition(f'id="m-{one.code}"')[2].partition("</details>")[0] for one in anew.indicators}
    assert {one.sensitivity == "sensitive" for one in anew.indicators} == {True, False}
    assert all((name in told[one.code]) == (one.sensitivity != "sensitive") for one in anew.indicators)
    assert "ЦУР 5.5.1" in text
    assert "SDG:" not in text
