"""Joint activities on the review page: rows of other partners beside those of a return, marking, the list of marks, lifting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import streamlit as st

from nap.charts.explained import Teller
from nap.monitor import (
    LONGEST_JOINT_REASON,
    CountedOnce,
    JointActivity,
    JointCandidate,
    JointRefused,
    ReturnDetail,
    Viewer,
    joint_activities,
    joint_candidates,
    lift_joint,
    mark_joint,
)
from nap.words import number, period_name
from ui.names import breakdown_name, partner_name, region_name
from ui.session import house, language, moment, t
from ui.tables import Cell, Mark, note, table

_DONE = "joint_done"
_SIGNS = {"holds": ("✓", "fixed"), "look_again": ("!", "warning"), "waiting": ("…", "waiting"), "lapsed": ("✕", "error")}
"""Sign and kind of colour of how a mark stands; one that was taken back has none."""


def joining_board(person: Viewer, detail: ReturnDetail) -> None:
    """Rows of others that may be about the same activity as one of this return; nothing where there are none."""
    if house().only_read:
        return
    found = joint_candidates(person, house(), detail.receipt.id)
    _tell_done()
    if not found:
        return
    codes = {one.indicator for one in found}
    marks = [one for one in joint_activities(person, house()) if one.indicator in codes]
    with st.expander(t("joint.title"), expanded=any(one.standing in {"look_again", "lapsed"} for one in marks)):
        st.text(t("joint.lead"))
        _beside(found)
        _mark(person, found)
        _list(person, marks)


def joint_list(person: Viewer) -> None:
    """Every mark, for the page without a return; those that ask to be looked at are told outright."""
    if house().only_read:
        return
    marks = joint_activities(person, house())
    _tell_done()
    if marks:
        asking = [one for one in marks if one.standing in {"look_again", "lapsed"}]
        with st.expander(t("joint.list"), expanded=bool(asking)):
            _list(person, marks)


def _beside(found: Sequence[JointCandidate]) -> None:
    header = [t(f"joint.column.{name}") for name in ("where", "first", "second", "can")]
    table(header, [_candidate(one) for one in found], caption=t("joint.candidates"), tight=True)


def _candidate(one: JointCandidate) -> list[Cell]:
    can = t("joint.marked") if one.marked else t(f"joint.refused.{one.hindrance}") if one.hindrance else t("joint.can")
    return [_where(one), *(_row(one, place) for place in (0, 1)), can]


def _row(one: JointCandidate, place: int) -> str:
    partner = (one.first, one.second)[place]
    return "\n".join([_partner(partner), _amounts(one.indicator, one.rows[place])])


def _amounts(code: str, amounts: Mapping[str, Decimal]) -> str:
    """The total first, then each part on a line of its own."""
    return "\n".join(f"{_part(code, key)}: {number(language(), amounts[key])}" for key in sorted(amounts))


def _part(code: str, key: str) -> str:
    indicator = house().plan.indicator(code)
    return breakdown_name(language(), indicator, key) if key and indicator else t("joint.total")


def _mark(person: Viewer, found: Sequence[JointCandidate]) -> None:
    open_ = {one.seen + one.second: one for one in found if not one.hindrance and one.marked is None}
    if not open_:
        return
    chosen = st.selectbox(
        t("joint.choose"),
        list(open_),
        index=None,
        format_func=lambda key: t("joint.row", **_named(open_[key]), partner=_partner(open_[key].second)),
        placeholder=t("joint.choose.none"),
        key="joint_choose",
    )
    if chosen in open_:
        _form(person, open_[chosen])


def _form(person: Viewer, one: JointCandidate) -> None:
    """Its fields belong to both rows as they stand, so that nobody marks newer ones unread."""
    with st.form(f"joint_{one.seen}_{one.second}", border=False):
        typed = {key: _amount(one, key) for key in one.shared}
        reason = st.text_area(t("joint.reason"), key=f"joint_why_{one.seen}_{one.second}", max_chars=LONGEST_JOINT_REASON)
        st.caption(t("joint.hint", n=LONGEST_JOINT_REASON))
        if not st.form_submit_button(t("joint.mark"), type="primary", key=f"joint_set_{one.seen}_{one.second}"):
            return
    same = {key: amount for key, amount in typed.items() if amount is not None}
    where = (one.indicator, one.region, one.period, one.first, one.second)
    _do(lambda: mark_joint(person, house(), *where, same, reason, seen=one.seen), "mark", one.indicator)


def _amount(one: JointCandidate, key: str) -> Decimal | None:
    indicator = house().plan.indicator(one.indicator)
    money = indicator is not None and indicator.type == "money"
    most = min(one.rows[0][key], one.rows[1][key])
    typed = st.number_input(
        t("joint.same", part=_part(one.indicator, key)),
        min_value=0.0 if money else 0,
        max_value=max(float(most), 0.0) if money else max(int(most), 0),
        value=None,
        key=f"joint_same_{one.seen}_{one.second}_{key}",
    )
    return None if typed is None else Decimal(str(typed))


def _list(person: Viewer, marks: Sequence[JointActivity]) -> None:
    if not marks:
        st.text(t("joint.none"))
        return
    header = [t(f"joint.column.{name}") for name in ("where", "partners", "same", "made", "standing")]
    table(header, [_line(one) for one in marks], caption=t("joint.list"), tight=True)
    _lift(person, {one.number: one for one in marks if one.standing != "lifted"})


def _line(one: JointActivity) -> list[Cell]:
    partners = "\n".join(map(_partner, (one.first, one.second)))
    made = "\n".join([one.by, moment(one.at), one.reason])
    return [_where(one), partners, _amounts(one.indicator, one.same), made, _standing(one)]


def _standing(one: JointActivity) -> Cell:
    word = t(f"joint.standing.{one.standing}")
    if one.lifted_at is not None:
        return "\n".join([word, one.lifted_by, moment(one.lifted_at), one.lifted_because])
    sign, kind = _SIGNS[one.standing]
    needed = {"needed": _parts_needed(one)} if one.why in {"not_all", "not_in_both"} else {}
    return Mark(sign, word, kind, small=t(f"joint.refused.{one.why}", **needed) if one.why else "")


def _parts_needed(one: JointActivity) -> str:
    return ", ".join(_part(one.indicator, key) for key in sorted(one.same))


def _lift(person: Viewer, standing: Mapping[int, JointActivity]) -> None:
    if not standing:
        return
    with st.form("joint_lift", border=False):
        chosen = st.selectbox(
            t("joint.lift_which"),
            list(standing),
            index=None,
            format_func=lambda number: _short(standing[number]),
            placeholder=t("joint.choose.none"),
            key="joint_lift_which",
        )
        reason = st.text_input(t("joint.lift_reason"), key="joint_lift_why", max_chars=LONGEST_JOINT_REASON)
        if not st.form_submit_button(t("joint.lift"), key="joint_lifted"):
            return
    if chosen is None:
        st.error(t("joint.refused.not_marked"))
    else:
        _do(lambda: lift_joint(person, house(), chosen, reason), "lift", standing[chosen].indicator)


def _short(one: JointActivity) -> str:
    return t("joint.row", **_named(one), partner=" + ".join(map(_partner, (one.first, one.second))))


def _where(one: JointCandidate | JointActivity) -> str:
    named = _named(one)
    return "\n".join([named["indicator"], named["region"], named["period"]])


def _named(one: JointCandidate | JointActivity) -> dict[str, str]:
    lang = language()
    place, period = region_name(lang, house().plan, one.region), period_name(lang, one.period)
    return {"indicator": one.indicator, "region": place, "period": period}


def _partner(code: str) -> str:
    return partner_name(language(), house().plan, code)


def _tell_done() -> None:
    if done := st.session_state.pop(_DONE, ""):
        st.success(t(f"joint.done.{done}"))


def _do(act: Callable[[], object], done: str, code: str) -> None:
    try:
        act()
    except JointRefused as problem:
        needed = ", ".join(_part(code, key) for key in problem.needed)
        note(t(f"joint.refused.{problem.code}", needed=needed, n=LONGEST_JOINT_REASON))
    else:
        st.session_state[_DONE] = done
        st.rerun()


def counted_once(teller: Teller, one: CountedOnce) -> str:
    """One line of an explanation: what of a partner's figure is counted with another's."""
    figure = one.observation
    amounts = {"reported": figure.value or Decimal(0), "same": one.same, "added": one.added}
    return t(
        "joint.once.line",
        of=_partner(one.of),
        beside=_partner(one.beside),
        place=teller.place(figure.region),
        period=teller.period(figure.period),
        reason=f"«{one.reason}»" if one.reason else "",
        **{name: number(teller.lang, amount) for name, amount in amounts.items()},
    )
