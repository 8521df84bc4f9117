"""The brief as HTML: a page that needs nothing but itself, and its body for a page of ours. A `Brief` enters, markup leaves."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nap.charts.look import DARK, LIGHT
from nap.releases.brief_told import Brief, BriefBar, BriefLine, BriefMark, BriefRow, BriefSection
from nap.releases.html_markup import NOTHING, Html, join, tag
from nap.words import direction

_ONWARD = "script-src 'none'; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def brief_page(brief: Brief) -> bytes:
    """The whole document: prints on one page of A4, needs no script, no net and no file beside it."""
    head = join(
        (
            Html('<meta charset="utf-8">'),
            tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
            tag("meta", http_equiv="Content-Security-Policy", content=_ONWARD),
            tag("title", f"{brief.title} · {brief.kind}"),
            tag("style", Html(_palette() + brief_style())),
        )
    )
    whole = tag(
        "html", tag("head", head), tag("body", tag("main", brief_body(brief))), lang=brief.lang, dir=direction(brief.lang)
    )
    return f"<!doctype html>{whole}\n".encode()


@cache
def brief_style() -> str:
    """The rules of everything within a brief, for whoever has the palette as variables."""
    sheet = (Path(__file__).parent / "onepage.css").read_text(encoding="utf-8")
    return "".join(line.strip() for line in sheet.splitlines() if not line.startswith("/*"))


def brief_body(brief: Brief) -> Html:
    """What stands on the page, all of it within one element."""
    parts = (
        tag("header", _twins("p", brief.kind, brief.brand), tag("h1", brief.title), tag("p", " · ".join(brief.about))),
        _stamp(brief),
        *(tag("p", said, class_="quiet") for said in brief.notices),
        _standing(brief),
        *map(_section, brief.sections),
        tag("footer", " · ".join(filter(None, (brief.foot, brief.left_out)))),
    )
    return tag("article", *parts, class_="nap-brief", lang=brief.lang, style=f"--size:{brief.size:g}pt")


def _palette() -> str:
    light, dark = (";".join(f"--nap-{name}:{colour}" for name, colour in each.items()) for each in (LIGHT, DARK))
    return (
        f":root{{{light};color-scheme:light dark}}body{{margin:0;background:var(--nap-paper)}}"
        f"@media screen{{main{{padding:1rem;max-width:calc(182mm + 2rem);margin:0 auto}}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def _twins(name: str, first: str, second: str) -> Html:
    return tag(name, tag("strong", first), tag("span", second))


def _stamp(brief: Brief) -> Html:
    sign = tag("span", "✓" if brief.quotable else "!", aria_hidden="true")
    return tag("p", sign, " ", brief.stamp, class_="stamp" if brief.quotable else "stamp live")


def _standing(brief: Brief) -> Html:
    told = brief.standing
    lines = join(tag("p", _line(one)) for one in told.lines)
    return tag("section", tag("h2", told.heading), lines, *map(_bar, brief.bars), _table(brief))


def _bar(bar: BriefBar) -> Html:
    parts = (
        tag(
            "b",
            *([tag("span", part.mark.sign)] if part.mark.sign else []),
            str(part.n),
            class_=f"c-{part.mark.colour}",
            style=f"flex-grow:{part.n}",
        )
        for part in bar.parts
    )
    drawn = tag("i", *parts, role="img", aria_label=bar.alt)
    return tag("div", tag("span", bar.title), tag("div", drawn, tag("small", bar.said)), class_="bar")


def _table(brief: Brief) -> Html:
    if not brief.rows:
        return NOTHING
    head = tag("thead", tag("tr", *(tag("th", said, scope="col") for said in brief.header)))
    body = tag("tbody", *(_row(brief.header, row) for row in brief.rows))
    return tag("table", head, body, aria_label=f"{brief.standing.heading}: {brief.title}")


def _row(header: tuple[str, ...], row: BriefRow) -> Html:
    below = " · ".join(filter(None, (row.unit, row.name)))
    _, here, target, country, stands = header
    return tag(
        "tr",
        tag("th", row.title, *([" ", tag("small", below)] if below else []), scope="row"),
        tag("td", row.value, class_="v", data_label=here),
        tag("td", row.target, data_label=target),
        tag("td", row.country, data_label=country),
        tag("td", _mark(row.mark), data_label=stands),
    )


def _mark(mark: BriefMark) -> Html:
    return tag("span", tag("span", mark.sign, aria_hidden="true"), f" {mark.word}", class_=f"m m-{mark.colour}")


def _section(told: BriefSection) -> Html:
    lead = tag("p", told.lead) if told.lead else NOTHING
    lines = (
        tag("ol" if told.counted else "ul", join((tag("li", _line(one)) for one in told.lines), " ")) if told.lines else NOTHING
    )
    return tag("section", tag("h2", told.heading), lead, lines, class_=told.code)


def _line(one: BriefLine) -> Html:
    strong = [tag("strong", f"{one.strong}."), " "] if one.strong else []
    return join([*strong, one.text, *([" ", tag("small", one.name)] if one.name else [])])
