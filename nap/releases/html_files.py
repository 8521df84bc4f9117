"""Links to the release's other files: to what is there, by name, with the fingerprint of its bytes in the address."""

from __future__ import annotations

from nap.releases.html_markup import NOTHING, Html, tag
from nap.releases.html_page import Site


def whole(site: Site) -> Html:
    """The files of the whole release, as far as it has them."""
    lang = site.lang
    wanted = [
        (f"{lang}/release.pdf", "site.file.pdf"),
        (f"{lang}/release.xlsx", "site.file.xlsx"),
        ("figures.csv", "site.file.csv"),
        ("release.json", "site.file.json"),
    ]
    return _list(site, [(path, site.say(key)) for path, key in wanted])


def take(site: Site) -> Html:
    """The same under a heading of its own; nothing where there are none. Paper leaves it out."""
    found = whole(site)
    return tag("section", tag("h2", site.say("site.files")), found, class_="take") if found else NOTHING


def of_indicator(site: Site, code: str) -> Html:
    """The picture of one indicator and the table its figures stand in."""
    wanted = [(f"{site.lang}/png/{code}.png", site.say("site.file.png"))]
    wanted += [
        ("figures.csv", site.say("site.file.csv_of", code=code)),
        (f"{site.lang}/release.xlsx", site.say("site.file.xlsx")),
    ]
    return _list(site, wanted)


def _list(site: Site, wanted: list[tuple[str, str]]) -> Html:
    links = [tag("li", tag("a", words, href=site.to(path))) for path, words in wanted if site.has(path)]
    return tag("ul", *links, class_="files") if links else NOTHING
