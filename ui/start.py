"""What waits for this person, and the screens that are open to her. Enters a viewer, draws a few sentences that lead on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from nap.facts import Period
from nap.monitor import (
    DueReturn,
    Verb,
    Viewer,
    compare_plan,
    due_returns,
    lapsed_overrides,
    may,
    next_due,
    open_drafts,
    setting_up,
    waiting_returns,
)
from nap.words import known, period_name
from ui.addresses import address
from ui.consent_waiting import consent_tasks
from ui.menu import GROUPED, Screen, grouped, offered, title
from ui.names import region_name
from ui.receipts import begun_words
from ui.saving import RETURN
from ui.session import house, language, t, t_n

_Task = tuple[str, str, str, str]
"""Kind (error, warning, info), what waits, more about it, the page that leads there."""


def next_steps(person: Viewer) -> None:
    """What waits, each with the way there; then the screens this person may open, each with what it is for."""
    tasks = [*_of_sender(person), *consent_tasks(person), *_of_reviewer(person), *_of_judge(person), *_of_the_plan(person)]
    st.html(f'<ul class="nap-tasks">{"".join(map(_task, tasks))}</ul>' if tasks else f"<p>{escape(_nothing(person))}</p>")
    st.header(t("pages.start.screens"), anchor=False)
    st.html("".join(_groups(person)))


def _nothing(person: Viewer) -> str:
    """That nothing waits; whom an organisation's return is expected from also reads when the next one is due."""
    coming = next_due(house()) if person.partner else None
    more = [t("board.next_due", period=coming[0], date=coming[1])] if coming is not None else []
    return " ".join([t("pages.start.nothing"), *more])


def _of_sender(person: Viewer) -> Iterator[_Task]:
    """What an organisation owes: what came back first, then what is overdue, waits for a coordinator, or was tried only."""
    if person.partner is None or not may(person, Verb.SEND_RETURN, person.partner):
        return
    dues = [due for due in due_returns(person, house()) if due.partner == person.partner]
    for due in dues:
        if due.status == "returned":
            yield "error", t("pages.start.returned", periods=_named([due])), due.reason, "/returns"
    missing = [due for due in dues if due.overdue and due.status != "returned"]
    if missing:
        yield "error", t_n("pages.start.overdue", len(missing)), _named(missing), "/returns"
    waiting = [due for due in dues if due.status == "submitted"]
    if waiting:
        yield "info", t("pages.start.waiting"), _named(waiting), ""
    for one in open_drafts(person, house(), person.partner):
        if one.receipt.status == "draft":
            more = f"{period_name(language(), one.receipt.period)}: {begun_words(one)}"
            yield "warning", t("mending.drafts"), more, address("returns", **{RETURN: one.receipt.id})


def _of_reviewer(person: Viewer) -> Iterator[_Task]:
    if not may(person, Verb.REVIEW):
        return
    waiting = waiting_returns(person, house())
    if waiting:
        late = sum(line.late for line in waiting)
        yield "warning", t_n("pages.start.to_review", len(waiting)), t_n("pages.start.late", late) if late else "", "/review"
    overdue = [due for due in due_returns(person, house()) if due.overdue]
    if overdue:
        yield "info", t_n("pages.start.partners_overdue", len(overdue)), _named(overdue), "/coverage"


def _of_judge(person: Viewer) -> Iterator[_Task]:
    """Statuses set by hand whose figure has changed since: each leads to its figure."""
    for one in lapsed_overrides(person, house()) if may(person, Verb.OVERRIDE) else ():
        where = {"region": region_name(language(), house().plan, one.region), "period": period_name(language(), one.period)}
        what = t("overrides.lapsed.more", what=t("overrides.row", indicator=one.indicator, **where))
        there = address("indicator", indicator=one.indicator, region=one.region, period=one.period)
        yield "warning", t("overrides.lapsed"), what, there


def _of_the_plan(person: Viewer) -> Iterator[_Task]:
    """A changed plan file waits for a coordinator, or something is wrong with it."""
    if not may(person, Verb.ADMINISTER):
        return
    done, steps = setting_up(person, house())
    if done < steps:
        yield "info", t("setup.start", n=done, m=steps), t("setup.start.more"), "/setup"
    state = compare_plan(person, house()).state
    if state == "waits":
        yield "warning", t("revisions.waits.start"), t("revisions.waits.start.more"), "/plan"
    elif state in {"faults", "changed"}:
        yield "error", t(f"revisions.waits.start.{state}"), "", "/plan"


def _named(dues: list[DueReturn]) -> str:
    periods: list[Period] = sorted({due.period for due in dues})
    return ", ".join(period_name(language(), period) for period in periods)


def _task(task: _Task) -> str:
    kind, said, more, address = task
    sign = {"error": "!", "warning": "▲"}.get(kind, "○")
    below = f"<p>{escape(more)}</p>" if more else ""
    go = f'<a class="nap-go" href="{escape(address)}" target="_self">{escape(t("pages.open"))}</a>' if address else ""
    return (
        f'<li class="nap-is-{kind}"><div><p><b class="nap-mark nap-{kind}" aria-hidden="true">{sign}</b> '
        f"<strong>{escape(said)}</strong></p>{below}</div>{go}</li>"
    )


def _groups(person: Viewer) -> Iterator[str]:
    """The screens in the order of the menu; many of them under its headings."""
    screens = offered(person)
    under = grouped(screens) if len(screens) >= GROUPED else {"": list(screens)}
    for name, found in under.items():
        doors = "".join(_doors(person, found))
        head = f'<h3 class="nap-doors-of">{escape(t(f"pages.group.{name}"))}</h3>' if name else ""
        yield f'{head}<ul class="nap-doors">{doors}</ul>' if doors else ""


def _doors(person: Viewer, screens: Sequence[Screen]) -> Iterator[str]:
    """Screens with a sentence about what they are for; the others are reached from these."""
    for screen in screens:
        if known(f"pages.{screen.name}.lead"):
            lead = escape(t(f"pages.{screen.name}.lead"))
            name = escape(title(person, screen))
            yield f'<li><a href="/{screen.name}" target="_self"><strong>{name}</strong><span>{lead}</span></a></li>'
