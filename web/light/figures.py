"""What a return holds, figure by figure: what was typed and understood, what changed, what was mended, the partner's words.

Enters a visit, leaves a page; long tables go on over several pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from starlette.responses import Response

from nap.facts import MEASURE_STATUSES, Note, Observation
from nap.figure_texts import about_text, figure_text, way
from nap.monitor import Amendment, Difference, Event, Mend, Plan, ReturnDetail, difference, return_detail
from nap.words import pick
from web.light.cards import PAGE_BYTES, chosen, pager, short
from web.light.names import link, return_address, return_name
from web.light.page import light_page
from web.light.visit import Visit

_LONGEST = 3_000
"""Letters of a narrative on one page; the workbook has it whole."""


@dataclass(frozen=True)
class _Table:
    """A table: what it is called, the names of its columns, its rows as HTML."""

    title: str
    header: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.header)
        return f"<h2>{escape(self.title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{''.join(self.rows)}</tbody></table>"


def page(visit: Visit) -> Response:
    """One page of all there is in the return named in the address."""
    detail = return_detail(visit.viewer, visit.house, visit.request.path_params["id"])
    plan = visit.house.plans.get((visit.plan.id, detail.plan_version), visit.plan)
    id = detail.receipt.id
    pages = _paged([table for table in _tables(visit, plan, detail) if table.rows])
    number = chosen(pages, visit.asked("page"))
    here = f"{return_address(id)}/figures"
    ways = pager(visit, len(pages), number, lambda each: f"{here}?page={each}")
    body = "".join(table.html for table in pages[number - 1]) if pages else ""
    back = link(return_address(id), visit.t("light.to_return"))
    return light_page(visit, return_name(visit, detail.receipt), f"{back}{_compared(visit, id)}{body}{ways}{back}")


def _compared(visit: Visit, id: str) -> str:
    """With which version it is compared, where nothing differs from it or there is none."""
    found = difference(visit.viewer, visit.house, id)
    if found is not None and found.amendments:
        return ""
    told = visit.t("pages.difference.none", **_against(visit, found)) if found else visit.t("pages.difference.first")
    return f"<p>{escape(told)}</p>"


def _against(visit: Visit, found: Difference) -> dict[str, str]:
    one = found.against
    status = visit.t(f"common.return_status.{one.status}")
    return {"version": str(one.version), "status": status, "received": visit.moment(one.received)}


def _tables(visit: Visit, plan: Plan, detail: ReturnDetail) -> Iterator[_Table]:
    found = difference(visit.viewer, visit.house, detail.receipt.id)
    if found is not None:
        title = visit.t_n("pages.difference", len(found.amendments), **_against(visit, found))
        yield _table(visit, title, ("figure", "before", "after"), (_amended(visit, plan, each) for each in found.amendments))
    mended = (visit.t(f"mending.column.{name}") for name in ("cell", "before", "after"))
    yield _Table(visit.t("mending.caption"), tuple(mended), tuple(_mended(visit, one) for one in detail.mends))
    if visit.reviews:
        words = (one for one in detail.notes if one.kind != "explanation" and one.text)
        yield _table(visit, visit.t("pages.review.words"), ("figure", "words"), (_words(visit, plan, one) for one in words))
        events = (_event(visit, one) for one in detail.events)
        yield _table(visit, visit.t("pages.review.events"), ("when", "act", "reason"), events)
    title = visit.t_n("pages.understood", len(detail.observations))
    rows = (_figure(visit, plan, detail, one) for one in detail.observations)
    yield _table(visit, title, ("figure", "typed", "understood"), rows)


def _table(visit: Visit, title: str, columns: Sequence[str], rows: Iterable[str]) -> _Table:
    return _Table(title, tuple(visit.t(f"pages.column.{name}") for name in columns), tuple(rows))


def _paged(tables: Iterable[_Table]) -> list[list[_Table]]:
    pages: list[list[_Table]] = []
    left = 0
    for table in tables:
        begun = False
        for row in table.rows:
            size = len(row.encode())
            if size > left:
                pages.append([])
                left, begun = PAGE_BYTES, False
            if not begun:
                pages[-1].append(replace(table, rows=()))
                begun = True
            pages[-1][-1] = replace(pages[-1][-1], rows=(*pages[-1][-1].rows, row))
            left -= size
    return pages


def _row(first: str, *others: str) -> str:
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in others)}</tr>'


def _about(visit: Visit, plan: Plan, one: Observation, detail: ReturnDetail | None = None) -> str:
    where = about_text(visit.lang, plan, one, detail.receipt.period if detail else None)
    return f"{escape(_name(visit, plan, one.indicator))}<br><small>{escape(where)}</small>"


def _name(visit: Visit, plan: Plan, code: str) -> str:
    """Code and title of an indicator or a measure."""
    indicator = plan.indicator(code)
    measure = next((one for one in plan.measures if one.code == code), None)
    title = indicator.title if indicator else measure.title if measure else None
    return f"{code} {pick(title, visit.lang)}" if title else code


def _figure(visit: Visit, plan: Plan, detail: ReturnDetail, one: Observation) -> str:
    typed = " / ".join(f"{cell}: {short(text) or visit.t('pages.typed.nothing')}" for cell, text in one.typed)
    kind = way(plan, one)
    remark = f"<br><small>≠ {escape(visit.t(f'pages.way.{kind}'))}</small>" if kind else ""
    return _row(_about(visit, plan, one, detail), escape(typed), f"<b>{escape(figure_text(visit.lang, plan, one))}</b>{remark}")


def _amended(visit: Visit, plan: Plan, each: Amendment) -> str:
    old, new = (escape(figure_text(visit.lang, plan, one)) if one else "–" for one in (each.before, each.after))
    return _row(_about(visit, plan, each.figure), old, new)


def _mended(visit: Visit, one: Mend) -> str:
    blank = visit.t("mending.blank")
    who = f"<br><small>{escape(one.person)}, {escape(visit.moment(one.at))}</small>"
    before, after = (escape(short(text) or blank) for text in (one.before, one.after))
    return _row(escape(f"{one.sheet} {one.cell}") + who, before, after)


def _words(visit: Visit, plan: Plan, one: Note) -> str:
    said = visit.t(f"workbook.measure_status.{one.text}") if one.text in MEASURE_STATUSES else one.text
    cut = said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
    places = (visit.t(f"pages.note.{one.kind}"), _name(visit, plan, one.indicator), visit.regions.get(one.region, one.region))
    about = "<br>".join(escape(part) for part in places if part)
    return _row(about, f"<blockquote>{escape(cut)}</blockquote>")


def _event(visit: Visit, one: Event) -> str:
    who = f"{escape(visit.t(f'pages.act.{one.act}'))}<br><small>{escape(one.person)}</small>"
    return _row(escape(visit.moment(one.at)), who, escape(one.reason))
