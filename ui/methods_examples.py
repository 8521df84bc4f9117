"""One worked example: what was reported as a little table, the way to the figure in sentences, the result with its sign."""

from __future__ import annotations

from html import escape

from nap.charts import SIGNS, amount_text, value_text
from nap.charts.cells import Amount
from nap.charts.explained import Teller, ToldStep
from nap.charts.judged import judged
from nap.charts.texts import coverage_text
from nap.facts import Observation, Status
from nap.monitor import Worked
from nap.words import known, number
from ui.tables import mark_html, table_html

_COLUMNS = ("partner", "region", "period")


def example(lang: str, worked: Worked) -> str:
    """The whole example as HTML, every text escaped."""
    teller, key = Teller(lang, worked.plan, worked.indicator), worked.id.lower().replace("-", "_")
    title = teller.say(f"methods.{key}.title")
    parts = [
        f"<h3>{escape(title)} <small>{escape(worked.id)}</small></h3>",
        _reported(teller, worked, title),
        _way(teller, worked),
        _result(teller, worked),
        _wrong(teller, worked, key),
        _exact_pace(teller, worked, key),
    ]
    return f'<div class="nap-worked" id="{key}">{"".join(parts)}</div>'


def _reported(teller: Teller, worked: Worked, title: str) -> str:
    header = [*(teller.say(f"pages.column.{name}") for name in _COLUMNS), teller.say("methods.figure")]
    rows = [_row(teller, one) for one in worked.reported]
    return table_html(header, rows, caption=f"{teller.say('methods.reported')}: {title}")


def _row(teller: Teller, one: Observation) -> tuple[str, str, str, Amount]:
    return teller.partner(one.partner), teller.place(one.region), teller.period(one.period), Amount(teller.observed(one))


def _way(teller: Teller, worked: Worked) -> str:
    result = worked.explanation.result
    asked = teller.say("methods.asked", place=teller.place(result.region), period=teller.period(result.period))
    steps = teller.steps(worked.explanation)
    # Of a figure that is only rated, the one row above says already where it comes from.
    told = _step(steps) if steps is not None and not (worked.judged and not steps.formula) else ""
    if worked.judged:
        told += "".join(f"<li>{escape(sentence)}</li>" for sentence in judged(teller, worked.explanation))
    return f'<p class="asked">{escape(asked)}</p><ul>{told}</ul>'


def _step(step: ToldStep) -> str:
    """How it came about with its formula, and those parts that have a way of their own."""
    said = " ".join(filter(None, [escape(step.how), f"<b>{escape(step.formula)}</b>" if step.formula else ""]))
    inner = "".join(f"<li>{escape(each.label)}: <b>{escape(each.formula)}</b></li>" for each in step.items if each.formula)
    return f"<li>{said}{f'<ul>{inner}</ul>' if inner else ''}</li>"


def _result(teller: Teller, worked: Worked) -> str:
    result = worked.explanation.result
    value = value_text(teller.lang, worked.indicator, result)
    status = result.status
    sign = mark_html(SIGNS[status], teller.say(f"common.status.{status.value}"), status.value) if worked.judged else ""
    whole = not result.expected or (result.reported or 0) >= result.expected
    came = "" if whole else coverage_text(teller.lang, result)
    carried = mark_html(SIGNS[Status.PARTIAL], came, "partial") if came and not sign else f"({escape(came)})" if came else ""
    return f'<p class="result">{escape(teller.say("methods.result"))}: <strong>{escape(value)}</strong> {sign} {carried}</p>'


def _wrong(teller: Teller, worked: Worked, key: str) -> str:
    """The result that is often seen, and why it is wrong."""
    if worked.never is None:
        return ""
    wrong = teller.say("methods.wrong", wrong=amount_text(teller.lang, worked.indicator, worked.never))
    return f'<p class="wrong"><b aria-hidden="true">✗</b> {escape(wrong)} {escape(teller.say(f"methods.{key}.not"))}</p>'


def _exact_pace(teller: Teller, worked: Worked, key: str) -> str:
    """For an example about a threshold the pace with so many digits that it shows on which side it lies."""
    pace = worked.explanation.result.pace
    if pace is None or not known(f"methods.{key}.note"):
        return ""
    shown = teller.say("pages.value.percent", value=number(teller.lang, pace * 100, 2))
    return f"<p>{escape(teller.say(f'methods.{key}.note', pace=shown))}</p>"
