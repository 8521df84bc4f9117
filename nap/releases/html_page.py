"""The frame of every page: head, notices, the way around, foot. A page's place and its body enter, its bytes leave."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from nap.facts import Period, Result
from nap.plan import Indicator
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.look import policy, style
from nap.releases.release import Key, Line, Moved, Release, key_of
from nap.releases.sentences import citation
from nap.releases.summary import notices
from nap.results.board import Split
from nap.words import direction, language_name, pick, reviewed, say

MARK = Html(
    '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#7A3B5E"/><g fill="#fff">'
    '<rect x="5" y="20" width="6" height="6" rx="1.5"/><rect x="13" y="20" width="6" height="6" rx="1.5"/>'
    '<rect x="21" y="20" width="6" height="6" rx="1.5"/><rect x="13" y="13" width="6" height="6" rx="1.5"/>'
    '<rect x="21" y="13" width="6" height="6" rx="1.5"/></g>'
    '<rect x="21" y="6" width="6" height="6" rx="1.5" fill="#F2C078"/></svg>'
)


@dataclass(frozen=True)
class Shelf:
    """A release, ready to be laid out: looked through once for all pages."""

    release: Release
    assets: Mapping[str, str]

    @cached_property
    def by_objective(self) -> Mapping[str, Sequence[Indicator]]:
        """The indicators it has figures of, by objective in the plan's order."""
        told = self.release.indicators
        found = {one.code: [each for each in told if each.objective == one.code] for one in self.release.plan.objectives}
        return {code: indicators for code, indicators in found.items() if indicators}

    @cached_property
    def parts(self) -> Mapping[str, Split]:
        """The parts of totals by indicator, then region and period."""
        found: dict[str, dict[tuple[str, Period], list[Result]]] = {}
        for one in self.release.lines:
            result = one.result
            if result.breakdown:
                found.setdefault(result.indicator, {}).setdefault((result.region, result.period), []).append(result)
        return {code: dict(split) for code, split in found.items()}

    @cached_property
    def at_places(self) -> Mapping[str, Mapping[str, Sequence[Result]]]:
        """Totals by indicator and place, in order of time."""
        found: dict[str, dict[str, list[Result]]] = {}
        for (indicator, region), results in self.release.board.totals.items():
            found.setdefault(indicator, {})[region] = list(results)
        return found

    @cached_property
    def changed(self) -> Mapping[Key, Moved]:
        """What differs from the release before."""
        return {one.line.key: one for one in self.release.moved}


@dataclass(frozen=True)
class Site:
    """One page on its shelf: in which language, and where it stands in the folder of its edition (`en/index.html`)."""

    shelf: Shelf
    lang: str
    place: str = ""

    @property
    def release(self) -> Release:
        """What the page is of."""
        return self.shelf.release

    def say(self, key: str, /, **facts: object) -> str:
        """A sentence of the page's language."""
        return say(self.lang, key, **facts)

    def at(self, name: str) -> Site:
        """Another page of the same language."""
        return replace(self, place=f"{self.lang}/{name}")

    def to(self, path: str) -> str:
        """The address of another file of the edition, as seen from here; that of a file with a known fingerprint carries it."""
        bare, hash_, anchor = path.partition("#")
        address = posixpath.relpath(bare, posixpath.dirname(self.place)) if bare else ""
        digest = self.shelf.assets.get(bare, "")
        return address + (f"?v={digest[:12]}" if digest else "") + hash_ + anchor

    def page(self, name: str) -> str:
        """The address of another page of the same language."""
        return self.to(f"{self.lang}/{name}")

    def has(self, path: str) -> bool:
        """Whether the release has that file."""
        return path in self.shelf.assets

    def line(self, result: Result) -> Line | None:
        """The line a result stands on."""
        return self.release.by_key.get(key_of(result))

    def number(self, result: Result) -> str:
        """The short number of a figure; empty in a draft, where numbers are not final."""
        found = self.line(result)
        return "" if found is None or self.release.draft else self.release.name(found)


@dataclass(frozen=True)
class Way:
    """An entry of the way around."""

    words: str
    name: str


def page(site: Site, title: str, body: Html, ways: Sequence[Way]) -> bytes:
    """The whole page. `title` is said first in the window's title, `body` begins with its heading of the first rank."""
    release, lang = site.release, site.lang
    whole = join([title, pick(release.title, lang)], " – ") if title != pick(release.title, lang) else join([title])
    return document(
        lang,
        whole,
        tag("a", site.say("site.skip"), class_="skip", href="#main"),
        tag("header", tag("div", _brand(site), _languages(site), class_="brand wide")),
        tag("nav", tag("ul", *(_way(site, way) for way in ways), class_="wide"), class_="ways", aria_label=site.say("site.ways")),
        tag("main", _notes(site), body, id="main"),
        _foot(site),
    )


def document(lang: str, title: str, *inside: Html) -> bytes:
    """Any page in the look of releases: nothing in it runs or comes from elsewhere."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy()),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("style", Html(style())),
    )
    return ("<!DOCTYPE html>" + tag("html", head, tag("body", *inside), lang=lang, dir=direction(lang))).encode()


def _brand(site: Site) -> Html:
    return tag("a", MARK, site.say("pages.monitor"), href=site.page("index.html"))


def _languages(site: Site) -> Html:
    """The same page in the other languages."""
    _, _, name = site.place.partition("/")
    links = [_language(site, code, name) for code in site.release.plan.languages]
    return tag("nav", *links, class_="langs", aria_label=site.say("site.languages"))


def _language(site: Site, code: str, name: str) -> Html:
    word = language_name(code, code)
    if code == site.lang:
        return tag("b", word, lang=code, aria_current="true")
    return tag("a", word, href=site.to(f"{code}/{name}"), lang=code, hreflang=code)


def _way(site: Site, way: Way) -> Html:
    here = site.place == f"{site.lang}/{way.name}"
    return tag("li", tag("a", way.words, href=site.page(way.name), aria_current="page" if here else None))


def _notes(site: Site) -> Html:
    """What must be read before any figure; the kind of data last, as everywhere."""
    *pressing, kind = notices(site.release, site.lang)
    said = [tag("p", tag("strong", first)) if not place else tag("p", first) for place, first in enumerate(pressing)]
    look = "note stop" if site.release.draft else "note"
    note = tag("div", *said, class_=look) if said else NOTHING
    return join([note, tag("p", kind, class_="small kind")])


def _foot(site: Site) -> Html:
    release, plan = site.release, site.release.plan
    made = site.say("site.foot.made", plan=plan.id, version=str(plan.version), method=str(release.method), date=release.as_of)
    unread = [] if reviewed(site.lang) else [tag("p", site.say("common.not_reviewed"))]
    cited = site.say("site.foot.cite", citation=citation(release, site.lang))
    return tag("footer", tag("p", cited), tag("p", made), *unread, class_="foot")


def over(site: Site, *more: str) -> Html:
    """The line above a heading: which release, of what period, as of when."""
    release = site.release
    number = site.say("release.cite.draft") if release.draft else site.say("site.number", number=str(release.number))
    said = [number, *more, site.say("release.front.as_of", date=release.as_of)]
    return tag("p", *(tag("span", each) for each in said if each), class_="over")
