"""The box to search for indicators and what it finds, as HTML. A plain form: it works without a run of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import parse_qsl, urlsplit

from nap.monitor import (
    MOST_LETTERS,
    Marked,
    Plan,
    SearchAnswer,
    SearchDocument,
    Searched,
    SearchHit,
    SearchProblem,
    marked,
    snippet,
)
from nap.words import pick, say
from ui.addresses import address
from ui.cards import folded

_FIRST = 15
"""So many hits stand open; the others unfold."""


def box(lang: str, query: str = "", *, name: str = "side") -> str:
    """The form; `name` tells two of them on one screen apart."""
    # A form of this kind loses what stands in the address it leads to: which plan is looked at goes along as fields.
    kept = parse_qsl(urlsplit(address("sheets")).query)
    fields = "".join(f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">' for key, value in kept)
    label, go, hint = (escape(say(lang, key)) for key in ("sheets.find", "sheets.find.go", "sheets.find.hint"))
    here = label if name == "side" else f"{label}: {escape(say(lang, 'pages.sheets.title'))}"
    return (
        f'<form class="nap-search" role="search" action="/sheets" method="get" aria-label="{here}">{fields}'
        f'<label for="nap-q-{name}">{label}</label><span>'
        f'<input id="nap-q-{name}" type="search" name="q" value="{escape(query)}" maxlength="{MOST_LETTERS}" '
        f'autocomplete="off" aria-keyshortcuts="/" placeholder="{hint}"><button type="submit">{go}</button></span></form>'
    )


def found_html(lang: str, plan: Plan, query: str, searched: Searched, shown: Sequence[str], standing: Mapping[str, str]) -> str:
    """What a query found, of it those in `shown`; `standing` has how an indicator stands, as HTML, where the reader may know."""
    answer = searched.answer
    hits = [hit for hit in answer.hits if hit.key in shown]
    title = say(lang, "sheets.found", query=query[:MOST_LETTERS], n=len(hits))
    head = f'<h2 class="nap-title">{escape(title)}</h2>' if answer.hits else ""
    items = [_hit(lang, plan, hit, searched.documents[hit.key], standing.get(hit.key, "")) for hit in hits]
    listed = _list(items[:_FIRST]) if items else ""
    more = folded(say(lang, "sheets.search.more", n=len(items) - _FIRST), _list(items[_FIRST:])) if len(items) > _FIRST else ""
    notes = _notes(lang, plan, query, answer) + _left_out(lang, query, answer, shown)
    return f'<section class="nap-found">{head}{notes}{listed}{more}</section>'


def _list(items: Sequence[str]) -> str:
    return f'<ol class="nap-hits">{"".join(items)}</ol>'


def _hit(lang: str, plan: Plan, hit: SearchHit, document: SearchDocument, stands: str) -> str:
    indicator = plan.indicator(hit.key)
    assert indicator is not None
    title = _marked(marked(pick(indicator.title, lang), hit.words))
    link = f'<a href="{escape(address("sheets", indicator=hit.key))}" target="_self"><b>{escape(hit.key)}</b> {title}</a>'
    return f"<li>{link}{stands}{_quoted(lang, hit, document)}</li>"


def _quoted(lang: str, hit: SearchHit, document: SearchDocument) -> str:
    """The piece of text that was found, in its own language."""
    quoted = snippet(document, hit.words, lang)
    if quoted is None:
        return ""
    said, pieces = quoted
    where = escape(say(lang, f"sheets.field.{said.field}"))
    return f'<p><i>{where}:</i> <span lang="{escape(said.lang)}">{_marked(pieces)}</span></p>'


def _marked(pieces: Marked) -> str:
    return "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in pieces)


def _notes(lang: str, plan: Plan, query: str, answer: SearchAnswer) -> str:
    """What the reader has to know of the answer: words taken for others, words that stand nowhere, why there is nothing."""
    said = [escape(say(lang, "sheets.search.taken", typed=typed, word=word)) for typed, word in answer.taken]
    said += [_unknown(lang, word, other) for word, other in answer.unknown]
    said += [escape(say(lang, "sheets.search.partial"))] if answer.partial and not answer.unknown else []
    said += [escape(say(lang, "sheets.search.cut"))] if answer.cut else []
    if answer.problem is SearchProblem.NOTHING:
        said.append(escape(say(lang, "sheets.search.nothing", query=query[:MOST_LETTERS])))
    if answer.problem is SearchProblem.NO_WORDS:
        said.append(escape(say(lang, "sheets.search.no_words", query=query[:MOST_LETTERS], code=plan.indicators[0].code)))
    return f'<div class="nap-note" role="status">{"".join(f"<p>{one}</p>" for one in said)}</div>' if said else ""


def _unknown(lang: str, word: str, other: str) -> str:
    told = escape(say(lang, "sheets.search.unknown", word=word))
    if not other:
        return told
    like = escape(say(lang, "sheets.search.like", word=other))
    return f'{told} <a href="{escape(address("sheets", q=other))}" target="_self">{like}</a>'


def _left_out(lang: str, query: str, answer: SearchAnswer, shown: Sequence[str]) -> str:
    others = sum(hit.key not in shown for hit in answer.hits)
    if not others:
        return ""
    link = f'<a href="{escape(address("sheets", q=query))}" target="_self">{escape(say(lang, "sheets.search.all"))}</a>'
    return f"<p>{escape(say(lang, 'sheets.search.left_out', n=others))} {link}</p>"
