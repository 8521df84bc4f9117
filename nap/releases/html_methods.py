"""How the figures came about and how far they can be trusted, in plain words; what the signs mean; each indicator's own rules."""

from __future__ import annotations

from nap.charts.look import SIGNS, SILENT
from nap.facts import Status
from nap.plan import Indicator
from nap.releases.frameworks import framework_name, split_code
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.releases.html_page import Site, over
from nap.releases.html_parts import tone
from nap.releases.pdf_methods import methods
from nap.releases.sentences import citation
from nap.releases.sources import all_unnamed, unnamed
from nap.results.board import ORDER
from nap.words import known, pick


def methods_page(site: Site, *, indicators: bool = True) -> Html:
    """The body of the page; without the list of `indicators` where each has a page of its own."""
    told = [join([tag("h2", one["title"]), tag("p", one["text"])]) for one in methods(site.lang, site.release)]
    top = tag("div", over(site), tag("h1", site.say("site.methods")), class_="title")
    cited = [tag("h2", site.say("site.cite")), tag("div", tag("p", citation(site.release, site.lang)), class_="say")]
    each = (
        [tag("h2", site.say("site.definitions")), *(_indicator(site, one) for one in site.release.indicators)]
        if indicators
        else []
    )
    return join([top, *told, tag("h2", site.say("site.signs"), id="signs"), signs(site), *cited, *each])


def signs(site: Site) -> Html:
    """Every sign with its word and what it means."""
    told = [
        _sign(SIGNS[one], site.say(f"common.status.{one.value}"), site.say(f"board.meaning.{one.value}"), one) for one in ORDER
    ]
    told.append(_sign(SILENT, site.say("board.silent"), "", Status.NO_DATA))
    return tag("ul", *told, class_="legend")


def _sign(sign: str, word: str, meaning: str, of: Status) -> Html:
    mark = tag("span", tag("b", sign, aria_hidden="true"), " ", word, class_=f"st {tone(of)}")
    return tag("li", mark, f": {meaning}" if meaning else "")


def _indicator(site: Site, indicator: Indicator) -> Html:
    """What is counted, from what, how often, and how it is protected."""
    lang, plan = site.lang, site.release.plan
    said = [
        ("pages.column.definition", pick(indicator.definition, lang)),
        ("pages.column.unit", pick(indicator.unit, lang)),
        ("pages.column.numerator", pick(indicator.numerator, lang)),
        ("pages.column.denominator", pick(indicator.denominator, lang)),
        ("method.how", " ".join(_rules(site, indicator))),
        ("method.frequency", site.say(f"method.frequency.{indicator.frequency.value}")),
        ("pages.column.verification", pick(all_unnamed(plan, indicator, indicator.verification), lang)),
        ("pages.column.source", unnamed(plan, indicator, indicator.baseline.source) if indicator.baseline else ""),
        ("pages.column.protection", site.say(f"pages.sensitivity.{indicator.sensitivity}")),
        ("pages.column.maps_to", ", ".join(_elsewhere(lang, each) for each in indicator.maps_to)),
    ]
    told = [join([tag("dt", site.say(key)), tag("dd", words)]) for key, words in said if words]
    title = tag("summary", f"{indicator.code} {pick(indicator.title, lang)}")
    return tag("details", title, tag("dl", *told, class_="about"), id=f"m-{indicator.code}")


def _elsewhere(lang: str, mapped: str) -> str:
    """The code of another framework with the name readers know the framework by."""
    framework, code = split_code(mapped)
    return f"{framework_name(lang, framework)} {code}" if framework else code


def _rules(site: Site, indicator: Indicator) -> list[str]:
    """How it is added up, without naming who reports."""
    keys = [f"method.type.{indicator.type}"]
    keys += [] if indicator.partners == "lead_only" else [f"method.partners.{indicator.partners}"]
    keys += [f"method.regions.{indicator.regions}", f"method.accumulation.{indicator.accumulation}"]
    keys.append(f"method.direction.{indicator.direction}")
    return [site.say(key) for key in keys if known(key)]


def short(site: Site, indicator: Indicator) -> Html:
    """The same for the page of one indicator."""
    return _indicator(site, indicator) if indicator.definition else NOTHING
