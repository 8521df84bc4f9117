"""The first page: what was promised, what is done, where it is stuck, how sure we are; the objectives; what changed.

A page's place enters, its body leaves. All that is said comes from `nap.releases.summary`, so that paper says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nap.charts.texts import percent_text
from nap.facts import Status
from nap.releases import html_files
from nap.releases.html_markup import NOTHING, Html, join, paragraphs, tag
from nap.releases.html_page import Site, over
from nap.releases.html_parts import Column, cell, counts, head, section, squares, table, tone
from nap.releases.summary import Front, Part, Told, Worry, front
from nap.results import Tally
from nap.results.board import ALARMING
from nap.words import number

_GOOD = (Status.ACHIEVED, Status.ON_TRACK)
_STUCK = (Status.BEHIND, *sorted(ALARMING))


def front_page(site: Site) -> Html:
    """The body of the first page."""
    told = front(site.release, site.lang)
    top = tag("div", over(site, told.period), tag("h1", told.title), _text(told.text), class_="title")
    return join([top, four(site, told), _objectives(site, told), _worries(site, told), _changes(site, told), _files(site)])


def _text(said: str) -> Html:
    return paragraphs(said, class_="lead") if said else NOTHING


def four(site: Site, told: Front) -> Html:
    """The four answers, each with its number."""
    tally = told.tally
    good, stuck = (sum(tally.counts.get(status, 0) for status in group) for group in (_GOOD, _STUCK))
    share = percent_text(site.lang, Decimal(tally.reported) / tally.expected) if tally.expected else ""
    promised = number(site.lang, len(site.release.indicators))
    return tag(
        "div",
        _card(site, "promised", promised, told.promised),
        _card(site, "done", _of(site, good, tally), told.done),
        _card(site, "stuck", _of(site, stuck, tally), told.stuck),
        _card(site, "sure", share, told.sure),
        class_="four",
    )


def _of(site: Site, n: int, tally: Tally) -> str:
    return site.say("site.of", n=n, m=tally.assessed)


def _card(site: Site, what: str, big: str, sentences: Sequence[str]) -> Html:
    told = [tag("p", tag("span", big, class_="big"), tag("span", site.say(f"site.big.{what}")))] if big else []
    said = tag("ul", *(tag("li", one) for one in sentences)) if len(sentences) > 1 else join(tag("p", one) for one in sentences)
    return tag("section", tag("h2", site.say(f"site.card.{what}")), *told, said, class_=f"card {what}")


def _objectives(site: Site, told: Front) -> Html:
    note = tag("p", site.say("site.squares"), class_="small hint")
    return section(site, "site.objectives", note, *(_objective(site, part) for part in told.parts))


def _objective(site: Site, part: Part) -> Html:
    link = tag("a", tag("span", part.code, class_="code"), " ", part.title, href=site.page(f"objective-{part.code}.html"))
    left = tag("div", tag("h3", link), squares(part.tally), counts(site.lang, part.tally))
    said = tag("ul", *(tag("li", one) for one in part.sentences), class_="says")
    return tag("section", left, tag("div", said, paragraphs(part.text)), class_="goal")


def _worries(site: Site, told: Front) -> Html:
    if not told.worries:
        return NOTHING
    columns = [Column(site.say("pages.column.indicator")), Column(site.say("pages.column.status"))]
    columns += [Column(site.say("site.told")), Column(site.say("site.figure"))]
    rows = [_worry(site, one) for one in told.worries]
    return section(site, "site.worries", table(site.say("site.worries"), columns, rows, "stacked", headed=True))


def _worry(site: Site, one: Worry) -> list[Html]:
    code = one.line.result.indicator
    name = tag("a", one.title, href=of_indicator(site, code))
    mark = tag("span", tag("b", one.sign, aria_hidden="true"), " ", one.word, class_=f"st {tone(one.status)}")
    return [head(name), cell(mark), cell(one.sentence), tag("td", site.number(one.line.result), class_="ref")]


def of_indicator(site: Site, code: str) -> str:
    """Where an indicator is told of in full."""
    indicator = site.release.plan.indicator(code)
    return site.page(f"objective-{indicator.objective}.html#i-{code}") if indicator else ""


def _changes(site: Site, told: Front) -> Html:
    inside = [tag("p", told.changed)]
    if told.changes:
        inside.append(changes_table(site, told.changes))
    if told.more_changes:
        inside.append(tag("p", tag("a", site.say("site.changes.all"), href=site.page("changes.html"))))
    return section(site, "site.changes", *inside)


def changes_table(site: Site, told: Sequence[Told]) -> Html:
    """What stood there, what stands there now, and why."""
    columns = [Column(site.say("pages.column.indicator")), Column(site.say("site.about"))]
    columns += [Column(site.say(f"pages.column.{name}"), right=True) for name in ("before", "after")]
    columns += [Column(site.say("site.why")), Column(site.say("site.figure"))]
    return table(site.say("site.changes"), columns, [_change(site, one) for one in told], headed=True)


def _change(site: Site, one: Told) -> list[Html]:
    name = head(tag("a", one.title, href=of_indicator(site, one.line.result.indicator)))
    values = [tag("td", said, class_="n words") for said in (one.before, one.after)]
    return [name, cell(one.about), *values, cell(one.why), tag("td", site.number(one.line.result), class_="ref")]


def _files(site: Site) -> Html:
    return html_files.take(site)
