"""How a number is made, on the indicator page: the steps with their formulas, what it is made of, what is missing or left out.

Enters the result the page's filters and address ask for; HTML with every text escaped leaves, made once per audience.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

import streamlit as st

from nap.charts.asides import carried, is_cascade, no_steps, rules, since_january, steps_of_cascade
from nap.charts.cells import Cell, Link
from nap.charts.explained import Teller, ToldStep
from nap.charts.judged import judged
from nap.facts import Period
from nap.monitor import Asked, Evidence, Explained, House, Indicator, Unknown, Verb, Viewer, explain, may
from nap.tables import to_csv
from nap.words import day
from ui.addresses import EXPLAIN, explanation_address
from ui.cards import folded
from ui.downloads import download
from ui.joining import counted_once
from ui.names import breakdown_name
from ui.receipts import receipt_address
from ui.session import house, language, t
from ui.tables import table_html
from ui.view import View

PART = "part"


def show_explanation(person: Viewer, view: View, indicator: Indicator, region: str) -> None:
    """The section for the result of this place and the view's period; of a part if the address names one. How the figures of a
    release came about stands in the release."""
    if house().released is not None:
        return
    part = st.query_params.get(PART, "")
    asked = Asked(indicator.code, region, view.period, part if part in indicator.categories else "")
    made = view.shelf.made((view.lang, "explain", asked), lambda: _made(person, view, asked))
    if made is None:
        return
    html, evidence = made
    with st.container(border=True, key="card_explain"):
        st.html(html)
        if evidence:
            name = "-".join(["explained", indicator.code, region, str(view.period), *filter(None, [asked.breakdown])])
            key = f"csv_{name}"
            shown = house()
            download(
                t("explain.csv"),
                lambda who: _csv(who, shown, asked),
                name=f"{name}.csv",
                kind="text/csv",
                key=key,
                what="figures_behind",
                quiet=True,
            )


def _made(person: Viewer, view: View, asked: Asked) -> tuple[str, bool] | None:
    """The section's HTML, and whether it lists figures of returns that a file can hold; None if there is no such result."""
    try:
        found = explain(person, view.shelf.house, asked)
    except Unknown:
        return None
    return _Section(view, found, asked).html(), bool(found.made_of or found.left_out) and may(person, Verb.REVIEW)


class _Section:
    """One explanation on its way to HTML."""

    def __init__(self, view: View, found: Explained, asked: Asked) -> None:
        self.view, self.found, self.asked = view, found, asked
        self.told, self.teller = found.explanation, Teller(view.lang, found.plan, found.indicator)

    def html(self) -> str:
        """The whole section; of a hidden figure nothing but that it is hidden, and the rule."""
        body = _paragraph(self.teller.hidden(self.told)) if self.told.hidden else self._body()
        return f'<div class="nap-explain" id="{EXPLAIN}">{self._head()}{body}{self._others()}</div>'

    def _head(self) -> str:
        part = breakdown_name(self.view.lang, self.found.indicator, self.asked.breakdown)
        of = ", ".join(filter(None, [self.view.place(self.asked.region), self.teller.period(self.asked.period), part]))
        answer = "" if self.told.hidden else f'<p class="nap-answer">{escape(self.teller.answer(self.told))}</p>'
        within = _paragraph("" if self.told.hidden else since_january(self.teller, self.told.result, self.found.since_january))
        return f'<h2>{escape(t("explain.title"))}</h2><p class="nap-kind">{escape(of)}</p>{answer}{within}'

    def _body(self) -> str:
        steps = self.teller.steps(self.told)
        way = self._step(steps, outermost=True) if steps else _paragraph(no_steps(self.teller, self.told)) + self._cascade()
        parts = [
            way,
            self._once(),
            _paragraph(carried(self.teller, self.told, self.found.carried_from)),
            _paragraph(rules(self.teller, self.told)),
            self._judged(),
            self._made_of(),
            self._missing(),
            self._left_out(),
            self._notes(),
        ]
        return "".join(parts)

    def _once(self) -> str:
        """What of it two partners reported and is counted once; with whom only where this reader may know."""
        if not self.found.once:
            return ""
        lines = "".join(f"<li>{escape(counted_once(self.teller, one))}</li>" for one in self.found.counted_once)
        listed = f"<ul>{lines}</ul>" if lines else ""
        return _paragraph(t("joint.once")) + (f'<div class="nap-steps">{listed}</div>' if listed else "")

    def _cascade(self) -> str:
        """The steps of a cascade with their numbers, each leading to its explanation."""
        place = (self.asked.region, self.asked.period)
        told = steps_of_cascade(self.teller, self.told.result, self.found.parts)
        items = (f"<li>{_link(name, self._address(*place, part))}: <b>{escape(amount)}</b></li>" for name, amount, part in told)
        return f'<div class="nap-steps"><ul>{"".join(items)}</ul></div>' if told else ""

    def _step(self, step: ToldStep, *, outermost: bool = False) -> str:
        """One step; those with steps of their own unfold."""
        said = f'<p class="how">{escape(step.how)}</p>' if step.how else ""
        said += f'<p class="formula">{escape(step.formula)}</p>' if step.formula else ""
        items = [self._item(each) for each in step.items]
        said += f"<ul>{''.join(items)}</ul>" if items else ""
        said += f"<ul>{self._item(step.beside)}</ul>" if step.beside else ""
        if outermost:
            return f'<div class="nap-steps">{said}</div>'
        aside = "" if step.counts else f" <small>({escape(t('explain.not_counted'))})</small>"
        amount, address = f": <b>{escape(step.amount)}</b>{aside}", self._own_page(step)
        if not said:
            return (_link(step.label, address) if address else escape(step.label)) + amount
        # A link inside the line that unfolds would be two things to press in one.
        onward = f"<p>{_link(t('explain.title'), address)}</p>" if address else ""
        return f"<details><summary>{escape(step.label)}{amount}</summary>{onward}{said}</details>"

    def _item(self, step: ToldStep) -> str:
        return f"<li>{self._step(step)}</li>"

    def _own_page(self, step: ToldStep) -> str:
        """Where a place and period that have a result of their own are explained; empty for any other step."""
        if step.of is None or step.of == (self.asked.region, self.asked.period) or not self._has_row(step.of[1]):
            return ""
        return self._address(*step.of, self.asked.breakdown)

    def _has_row(self, period: Period) -> bool:
        return period.frequency.months >= self.found.indicator.frequency.months

    def _address(self, region: str, period: Period, part: str = "") -> str:
        return explanation_address(self.asked.indicator, region, period, part)

    def _judged(self) -> str:
        lines = [] if self.asked.breakdown else judged(self.teller, self.told)
        if not lines:
            return ""
        return folded(t("explain.judged"), f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>")

    def _made_of(self) -> str:
        return self._evidence("explain.made_of", self.found.made_of)

    def _left_out(self) -> str:
        return self._evidence("explain.left_out", self.found.left_out, why=True)

    def _evidence(self, title: str, several: Sequence[Evidence], *, why: bool = False) -> str:
        if not several:
            return ""
        columns = ["pages.column.partner", "explain.column.of", "pages.column.value"]
        columns += ["explain.column.why"] if why else []
        columns += ["explain.column.return", "explain.column.cell", "explain.column.accepted"]
        rows = [_row(self.teller, one, why=why) for one in several]
        table = table_html([t(column) for column in columns], rows, caption=t(title), tight=True)
        return folded(f"{t(title)} ({len(several)})", table)

    def _missing(self) -> str:
        missing = self.told.missing
        if not missing:
            return ""
        columns = [f"pages.column.{name}" for name in ("partner", "region", "period")]
        columns += ["explain.column.answer", "explain.column.stands"]
        rows = [
            (
                self.teller.partner(one.partner),
                self.teller.place(one.region),
                self.teller.period(one.period),
                t(f"workbook.state.{one.answer}") if one.answer else "",
                self.teller.period(one.stands) if one.stands else "",
            )
            for one in missing
        ]
        title = t("explain.missing")
        return folded(f"{title} ({len(missing)})", table_html([t(each) for each in columns], rows, caption=title, tight=True))

    def _notes(self) -> str:
        said = []
        if self.told.withheld and (self.told.step or self.told.left_out):
            said.append(t("explain.withheld") + (f" {t('explain.own')}" if self.found.made_of or self.found.left_out else ""))
        if self.told.elsewhere:
            said.append(t("explain.elsewhere", n=self.told.elsewhere))
        return "".join(map(_paragraph, said))

    def _others(self) -> str:
        """Ways to the explanation of the other parts of the same figure."""
        names = {"": t("explain.total"), **{key: self._part_name(key) for key in self.found.indicator.categories}}
        if len(names) == 1 or is_cascade(self.teller, self.told.result):  # whose steps have been led to
            return ""
        place = (self.asked.region, self.asked.period)
        links = (
            f"<b>{escape(name)}</b>" if key == self.asked.breakdown else _link(name, self._address(*place, key))
            for key, name in names.items()
        )
        return f'<p class="aside">{escape(t("explain.parts"))} {" · ".join(links)}</p>'

    def _part_name(self, key: str) -> str:
        return breakdown_name(self.view.lang, self.found.indicator, key)


def _paragraph(words: str) -> str:
    return f'<p class="aside">{escape(words)}</p>' if words else ""


def _link(words: str, where: str) -> str:
    return f'<a href="{escape(where)}" target="_self">{escape(words)}</a>'


def _row(teller: Teller, evidence: Evidence, *, why: bool) -> tuple[Cell, ...]:
    one, source = evidence.observation, evidence.source
    place = f"{teller.place(one.region)}\n{teller.period(one.period)}"
    cells: list[Cell] = [teller.partner(one.partner), place, teller.observed(one)]
    if why:
        cells.append(_why(teller, evidence))
    if source is None:
        return (*cells, "", "", "")
    version = teller.say("explain.version", period=source.period, version=str(source.version))
    if source.mapping:
        version = f"{version}\n{teller.say('explain.by_table', file=source.filename, mapping=source.mapping)}"
    typed = [f"{cell}: {text or teller.say('explain.typed.empty')}" for cell, text in one.typed]
    where = "\n".join([one.place.sheet, *(typed or [one.place.cell])]) if one.place else ""
    accepted = f"{day(teller.lang, teller.accepted(source.accepted))}\n{source.accepted_by}"
    accepted = "\n".join((accepted, *(teller.say("rows.waived.short", reason=text) for text in source.waived(one))))
    return (*cells, Link(version, receipt_address(source.return_id)), where, accepted)


def _why(teller: Teller, evidence: Evidence) -> str:
    """Why it does not count; of what was replaced also by which return."""
    instead = evidence.instead.source if evidence.instead else None
    said = [teller.say(f"explain.omission.{evidence.because}")]
    said += [teller.say("explain.replaced_by", id=instead.return_id)] if instead else []
    return "\n".join(said)


_FILE = ("partner", "region", "period", "value", "numerator", "denominator", "state")


def _csv(who: Viewer, shown: House, asked: Asked) -> bytes:
    """Every figure in the number and every one left out with its reason, for whoever may see them at the click; of the day
    that is shown, which nothing tells any more by then."""
    found = explain(who, shown, asked)
    header = [t(f"pages.column.{name}") for name in _FILE]
    header += [t(f"explain.column.{name}") for name in ("why", "return")] + [t("pages.column.cell"), t("pages.column.typed")]
    header += [t("explain.column.accepted"), t("explain.column.accepted_by")]
    teller = Teller(language(), found.plan, found.indicator)
    return to_csv(header, [_file_row(teller, one) for one in (*found.made_of, *found.left_out)])


def _file_row(teller: Teller, evidence: Evidence) -> list[str | Decimal]:
    one, source = evidence.observation, evidence.source
    numbers = ["" if number is None else number for number in (one.value, one.numerator, one.denominator)]
    why = _why(teller, evidence) if evidence.because else ""
    state = teller.say(f"workbook.state.{one.state}") if one.state else ""
    where = f"{one.place.sheet} {one.place.cell}" if one.place else ""
    behind = (source.return_id, where, teller.typed(one)) if source else ("", where, teller.typed(one))
    accepted = (teller.accepted(source.accepted).isoformat(), source.accepted_by) if source else ("", "")
    return [teller.partner(one.partner), teller.place(one.region), str(one.period), *numbers, state, why, *behind, *accepted]
