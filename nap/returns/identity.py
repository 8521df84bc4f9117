"""Whose return this is: the hidden sheet of the template goes in; plan, partner, period and language come out, or a refusal.

The file's name and the order of the sheets do not matter; a renamed or unhidden identity sheet is found by its keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nap.facts import Fact, Finding, Period, Severity
from nap.plan import Plan, return_periods
from nap.returns import tags
from nap.returns.book import Book, Sheet, address
from nap.words import languages

_LEAST_KEYS = 4
"""So many of the six keys make a sheet the identity sheet, whatever it is called."""


@dataclass(frozen=True)
class Identity:
    """What the template says about itself."""

    plan: Plan
    partner: str
    period: Period
    language: str | None
    layout: int = tags.TEMPLATE_VERSION
    """The version of the template."""


@dataclass(frozen=True)
class _Field:
    text: str
    cell: str


_Fields = Mapping[str, _Field]


def identify(
    book: Book, plans: Mapping[tuple[str, int], Plan], current: Plan, sender: str | None, today: date
) -> tuple[Identity | None, str | None, tuple[Finding, ...]]:
    """The identity, or None with the refusals that say why; in the middle the language the file names, also for a refused one.

    `sender` is the organisation of whoever sends it; None: not known, not checked.
    """
    sheet, fields = _fields(book)
    language = _language(fields)
    if sheet is None:
        return None, language, (_nameless(book, current),)
    found = _plan(fields, plans, current)
    if not isinstance(found, Plan):
        return None, language, (_refusal(sheet, fields, "plan", *found),)
    faults = [*_partner_faults(sheet, fields, found, sender), *_period_faults(sheet, fields, found, today)]
    if faults:
        return None, language, tuple(faults)
    period, layout = found.period(fields["period"].text), int(fields["template_version"].text)
    return Identity(found, fields["partner"].text, period, language, layout), language, ()


def is_return(book: Book) -> bool:
    """True of a workbook made from a template of this program, whatever its sheets are called."""
    return _fields(book)[0] is not None


def _fields(book: Book) -> tuple[Sheet | None, _Fields]:
    named = sorted(book.sheets, key=lambda sheet: sheet.name.strip().lower() != tags.IDENTITY_SHEET)
    for sheet in named:
        fields = dict(_pairs(sheet))
        if len(fields) >= _LEAST_KEYS:
            return sheet, fields
    return None, {}


def _pairs(sheet: Sheet) -> Iterator[tuple[str, _Field]]:
    """A key and the cell to its right, wherever they stand; only small sheets are looked at."""
    if len(sheet.cells) > 200 and sheet.name.strip().lower() != tags.IDENTITY_SHEET:
        return
    for (row, column), cell in sheet.cells.items():
        value = sheet.cells.get((row, column + 1))
        if cell.text.strip() in tags.IDENTITY_KEYS and value is not None:
            yield cell.text.strip(), _Field(value.text.strip(), address(row, column + 1))


def _language(fields: _Fields) -> str | None:
    found = fields.get("language")
    return found.text if found is not None and found.text in languages() else None


def _nameless(book: Book, current: Plan) -> Finding:
    """Tags without the identity sheet: our table was copied into a new file; without tags: some other workbook."""
    ours = any(
        cell.kind == "text" and cell.text.strip().lower() in tags.DATA_TAGS
        for sheet in book.sheets
        for cell in sheet.cells.values()
    )
    facts: tuple[tuple[str, Fact], ...] = (("plan", current.id),)
    return Finding("wrong-template", Severity.REFUSED, case="copied" if ours else "foreign", facts=facts)


def _plan(fields: _Fields, plans: Mapping[tuple[str, int], Plan], current: Plan) -> Plan | tuple[str, dict[str, Fact]]:
    name, version, layout = (fields[key].text if key in fields else "" for key in ("plan", "plan_version", "template_version"))
    if not _counting(layout) or int(layout) > tags.TEMPLATE_VERSION:
        return "layout", {"newest": tags.TEMPLATE_VERSION}
    known = {(plan.id, plan.version): plan for plan in (*plans.values(), current)}
    if _counting(version) and (name, int(version)) in known:
        return known[name, int(version)]
    case = "version" if any(plan == name for plan, _ in known) else "plan"
    return case, {"plan": current.id, "version": str(current.version), "given": f"{name} {version}".strip()}


def _counting(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def _partner_faults(sheet: Sheet, fields: _Fields, plan: Plan, sender: str | None) -> Iterator[Finding]:
    code = fields["partner"].text if "partner" in fields else ""
    if plan.partner(code) is None:
        yield _refusal(sheet, fields, "partner", "unknown", {}, "wrong-partner")
    elif sender is not None and code != sender:
        yield _refusal(sheet, fields, "partner", "sender", {"partner": code, "sender": sender}, "wrong-partner")
    elif (period := _not_asked(fields, plan, code)) is not None:
        yield _refusal(sheet, fields, "partner", "not-asked", {"partner": code, "period": str(period)}, "wrong-partner")


def _not_asked(fields: _Fields, plan: Plan, code: str) -> Period | None:
    """The return period of the file if nothing is asked of the partner then: before it began, or after it ended."""
    sender, text = plan.partner(code), fields["period"].text if "period" in fields else ""
    if sender is None or not sender.terms:
        return None
    return next((one for one in return_periods(plan) if str(one) == text and sender.term(one) is None), None)


def _period_faults(sheet: Sheet, fields: _Fields, plan: Plan, today: date) -> Iterator[Finding]:
    case, facts = _period_case(fields, plan, today)
    if case:
        yield _refusal(sheet, fields, "period", case, facts, "wrong-period")


def _period_case(fields: _Fields, plan: Plan, today: date) -> tuple[str, dict[str, Fact]]:
    try:
        period = plan.period(fields["period"].text)
    except (KeyError, ValueError):
        return "unreadable", {}
    known = return_periods(plan)
    if period not in known and not is_history(plan, period):
        return "calendar", {"first_period": str(known[0]), "last_period": str(known[-1]), "period": str(period)}
    return ("future", {"start": period.start, "period": str(period)}) if period.start > today else ("", {})


def is_history(plan: Plan, period: Period) -> bool:
    """True from `history_from` to the start of the plan: figures of any length are accepted then, none is expected."""
    return plan.history_from <= period.year < plan.years[0]


def _refusal(
    sheet: Sheet, fields: _Fields, key: str, case: str, facts: Mapping[str, Fact], code: str = "wrong-template"
) -> Finding:
    field = fields.get(key)
    cells = (field.cell,) if field is not None else ()
    if sheet.visibility == "veryHidden":  # nobody can go there: it is the whole file that does not fit
        return Finding(code, Severity.REFUSED, found=field.text if field else None, case=case, facts=tuple(facts.items()))
    return Finding(
        code, Severity.REFUSED, sheet.name, cells, None, None, field.text if field else None, case, tuple(facts.items())
    )
