"""What holds for the data whatever they are: protection, who sees what, breaks, sources, laws, whom to ask. HTML leaves."""

from __future__ import annotations

from html import escape

from nap.charts import SIGNS
from nap.charts.cells import Amount, Cell
from nap.facts import Status
from nap.monitor import DataDescribed, Indicator, Plan, Role, break_day, predecessor
from nap.words import language_name, number, pick, reviewed, say
from ui.addresses import address
from ui.cards import folded
from ui.methods_sections import hiding_rule
from ui.names import indicator_name
from ui.tables import table_html, tied

Section = tuple[str, str]
"""Its name and what it says, as HTML."""
_LEVELS = ("public", "people", "sensitive")


def rules_before(lang: str, plan: Plan, *, editions: str) -> list[Section]:
    """What is hidden and who sees what; `editions`: as of when this reader reads sensitive figures."""
    mark = say(lang, "about.mark", sign=SIGNS[Status.SUPPRESSED])
    hidden = said(hiding_rule(lang, plan), mark) + _levels(lang, plan) + said(editions)
    return [("hidden", hidden), ("who", _who(lang))]


def rules_after(lang: str, plan: Plan, described: DataDescribed, *, linked: bool) -> list[Section]:
    """Breaks, sources, laws, whom to ask, languages; `linked`: whether this reader can open the pages of indicators."""
    return [
        ("breaks", _breaks(lang, plan, linked=linked)),
        ("sources", _sources(lang, plan, described)),
        ("norms", _norms(lang, described)),
        ("ask", said(say(lang, "about.ask"))),
        ("languages", _languages(lang, plan)),
    ]


def said(*sentences: str) -> str:
    """Sentences as paragraphs; empty ones are left out."""
    return "".join(f"<p>{tied(sentence)}</p>" for sentence in sentences if sentence)


def _levels(lang: str, plan: Plan) -> str:
    header = [say(lang, key) for key in ("pages.column.protection", "about.column.indicators", "about.column.rule")]
    rows = [
        (say(lang, f"pages.sensitivity.{level}"), _number(lang, _count(plan, level)), _rule(lang, plan, level))
        for level in _LEVELS
    ]
    title = say(lang, "about.levels")
    return f"<h3>{escape(title)}</h3>{table_html(header, rows, caption=title)}"


def _count(plan: Plan, level: str) -> int:
    return sum(each.sensitivity == level for each in plan.indicators)


def _rule(lang: str, plan: Plan, level: str) -> str:
    lines = plan.thresholds
    least = lines.cell_sensitive if level == "sensitive" else lines.cell_people
    return say(lang, f"about.level.{level}", most=number(lang, least - 1), several=number(lang, lines.contributors_sensitive))


def _number(lang: str, count: int) -> Amount:
    return Amount(number(lang, count))


def _who(lang: str) -> str:
    header = [say(lang, "about.column.role"), say(lang, "about.column.sees")]
    rows = [(say(lang, f"common.role.{role.value}"), say(lang, f"about.who.{role.value}")) for role in Role]
    return table_html(header, rows, caption=say(lang, "about.section.who")) + said(say(lang, "about.who.nobody"))


def _breaks(lang: str, plan: Plan, *, linked: bool) -> str:
    found = [each for each in plan.indicators if not each.comparable or each.successor_of or each.valid_to]
    if not found:
        return said(say(lang, "about.breaks.none"))
    rows = "".join(f"<li>{_named(lang, plan, each, linked=linked)}: {_told(lang, plan, each)}</li>" for each in found)
    return said(say(lang, "methods.breaks")) + f"<ul>{rows}</ul>"


def _told(lang: str, plan: Plan, indicator: Indicator) -> str:
    """Why it is on the list, in one or two sentences."""
    lines, day, before = list[str](), break_day(plan, indicator), predecessor(plan, indicator)
    if before is not None:
        lines.append(f"{say(lang, 'changes.continues')} {indicator_name(lang, plan, before.code)}.")
        lines.append(say(lang, "changes.comparable") if indicator.comparable else "")
    lines += [say(lang, "about.breaks.since", date=day)] if day else []
    lines += [say(lang, "changes.ends", date=indicator.valid_to)] if indicator.valid_to else []
    return tied(" ".join(filter(None, lines)))


def _named(lang: str, plan: Plan, indicator: Indicator, *, linked: bool) -> str:
    name = escape(indicator_name(lang, plan, indicator.code))
    return f'<a href="{escape(address("indicator", indicator=indicator.code))}" target="_self">{name}</a>' if linked else name


def _sources(lang: str, plan: Plan, described: DataDescribed) -> str:
    header = [say(lang, "pages.column.indicator"), say(lang, "pages.column.source")]
    given = [(each, each.baseline.source) for each in plan.indicators if each.baseline and each.baseline.source]
    rows = [(indicator_name(lang, plan, each.code), source) for each, source in given]
    title = say(lang, "about.sources.baselines")
    baselines = folded(title, table_html(header, rows, caption=title)) if rows else ""
    return baselines + _others(lang, described)


def _others(lang: str, described: DataDescribed) -> str:
    title = say(lang, "about.sources.others")
    header = [say(lang, f"about.column.{name}") for name in ("what", "by", "licence")]
    rows: list[tuple[Cell, ...]] = [
        (pick(each.what, lang), each.by, pick(each.licence, lang)) for each in described.made_by_others
    ]
    return f"<h3>{escape(title)}</h3>{table_html(header, rows, caption=title)}"


def _norms(lang: str, described: DataDescribed) -> str:
    if not described.norms:
        return said(say(lang, "about.norms.none"))
    listed = "".join(f"<li><b>{tied(pick(each.title, lang))}</b>. {tied(pick(each.says, lang))}</li>" for each in described.norms)
    return said(say(lang, "about.norms.lead")) + f"<ul>{listed}</ul>"


def _languages(lang: str, plan: Plan) -> str:
    unread = [language_name(each, each) for each in plan.languages if not reviewed(each)]
    return said(say(lang, "about.languages.unread", languages=", ".join(unread)) if unread else say(lang, "about.languages.all"))
