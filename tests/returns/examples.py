"""One file for each code a check can report, spoilt in one place: the examples of `docs/findings/`, made anew by the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from nap.facts import Finding, Severity
from nap.plan import Breakdown, Plan
from nap.returns import tags
from nap.returns.check import Checked, Context, check_return
from tests.returns.workbooks import TODAY, Return

F, M, U = tags.SEX_TAGS["F"], tags.SEX_TAGS["M"], tags.SEX_TAGS["_U"]
HALF_YEAR, YEAR = "2026-H1", "2026-H2"
AFTERWARDS = date(2026, 12, 31)


@dataclass(frozen=True)
class Example:
    """A file that gives the finding `code` (and `case`); `told` says in a few words what was done to it."""

    code: str
    told: str
    make: Callable[[Plan], bytes]
    case: str = ""
    around: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What else is known when it is checked: fields of `Context`."""

    planned: Callable[[Plan], Plan] = lambda plan: plan
    """The plan it needs, made from the example plan."""

    def checked(self, plan: Plan) -> Checked:
        """The file, checked in this process."""
        current = self.planned(plan)
        before = {(plan.id, 1): _first_version(plan)} if current.version > 1 else {}
        known = {"plans": before, "current": current, "today": TODAY, "safely": False, "lang": "en"} | dict(self.around)
        return check_return(self.make(current), Context(**known))  # type: ignore[arg-type]

    given: Finding | None = None
    """The finding itself, where no file can give it: a fault of ours."""

    def finding(self, plan: Plan) -> Finding:
        """The finding the example is for. AssertionError if the file does not give it."""
        if self.given is not None:
            return self.given
        found = [each for each in self.checked(plan).findings if (each.code, each.case) == (self.code, self.case)]
        assert found, (self.code, self.case, [(each.code, each.case) for each in self.checked(plan).findings])
        return found[0]


EXAMPLES: list[Example] = []


def made(
    code: str, told: str, case: str = "", planned: Callable[[Plan], Plan] = lambda plan: plan, **around: object
) -> Callable[[Callable[[Plan], Return | bytes]], Callable[[Plan], Return | bytes]]:
    """Enter a function that makes the file among the examples."""

    def enter(make: Callable[[Plan], Return | bytes]) -> Callable[[Plan], Return | bytes]:
        def data(plan: Plan) -> bytes:
            done = make(plan)
            return done if isinstance(done, bytes) else done.data()

        EXAMPLES.append(Example(code, told, data, case, around, planned))
        return make

    return enter


def typed(
    code: str,
    where: tuple[str, str, str],
    value: object,
    case: str = "",
    *,
    told: str = "",
    partner: str = "WPN",
    period: str = HALF_YEAR,
    when: str | None = None,
) -> None:
    """Enter an example that is one cell typed over: indicator, region, column; `when` picks the row's period."""

    def make(plan: Plan) -> bytes:
        spoilt = Return(plan, partner, period, "en")
        spoilt.put(*where, value, when)
        return spoilt.data()

    shown = "left empty" if value is None else f"`{value}` typed"
    around = {"today": AFTERWARDS} if period == YEAR else {}
    EXAMPLES.append(Example(code, told or f"{shown} in the row of indicator {where[0]}, {where[1]}", make, case, around))


def package(plan: Plan, changes: Mapping[str, bytes]) -> bytes:
    """A sound return with parts of its archive replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(Return(plan, lang="en").data()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in (*source.namelist(), *(name for name in changes if name not in source.namelist())):
            target.writestr(name, changes[name] if name in changes else source.read(name))
    return out.getvalue()


# --- the file ---


@made("not-a-workbook", "a text table, `return.csv`", "csv")
def _csv(_: Plan) -> bytes:
    return b"indicator;region;total\n2.1;KG-B;12\n"


@made("file-too-large", "photographs pasted into the sheets, 11 MB", "zipped")
def _large(_: Plan) -> bytes:
    return b"PK\x03\x04" + bytes(11 * 1024 * 1024)


@made("file-protected", "saved with a password", "password")
def _protected(_: Plan) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


@made("file-has-macros", "saved as .xlsm")
def _macros(plan: Plan) -> bytes:
    return package(plan, {"xl/vbaProject.bin": b"\xd0\xcf"})


@made("file-unreadable", "a download that broke off", "zip")
def _cut(plan: Plan) -> bytes:
    whole = Return(plan, lang="en").data()
    return whole[: len(whole) // 2]


@made("too-many-cells", "a stray value in the last cell of a sheet", "outside")
def _outside(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.book.worksheets[1]["XFD1048576"] = 1
    return one


@made("wrong-template", "the hidden sheet `_nap` is gone", "copied")
def _copied(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    del one.book[tags.IDENTITY_SHEET]
    return one


@made("wrong-partner", "the template of another organisation", "sender", partner="MIA")
def _other(plan: Plan) -> Return:
    return Return(plan, lang="en")


@made("wrong-period", "sent before its half-year began", "future", today=date(2025, 12, 1))
def _future(plan: Plan) -> Return:
    return Return(plan, lang="en")


@made("personal-data", "a personal number in a comment")
def _personal(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.put("2.2", "KG-B", tags.COMMENT, "12305199012345")
    return one


# --- keys ---

typed("unknown-indicator", ("2.1", "KG-B", tags.INDICATOR), "2.l", "near")
typed("code-corrected", ("2.1", "KG-B", tags.REGION), "КG-В", "region", told="the region's code typed in Cyrillic letters")


@made("unknown-region", "a region that is not this organisation's", "not-yours")
def _not_yours(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    sheet, cell = one.where("2.2", "KG-J", tags.REGION)
    columns = next(columns for each, columns, _ in one.heads() if each is sheet)
    sheet.cell(sheet[cell].row, columns[tags.REGION_NAME]).value = None
    sheet[cell].value = "KG-T"
    return one


@made("ambiguous-region", "`Ош`, the region or the city", "several", today=AFTERWARDS)
def _osh(plan: Plan) -> Return:
    one = Return(plan, "CEC", YEAR, "en")
    sheet, cell = one.where("2.1", "KG-O", tags.REGION)
    columns = next(columns for each, columns, _ in one.heads() if each is sheet)
    sheet.cell(sheet[cell].row, columns[tags.REGION_NAME]).value = None
    sheet[cell].value = "Ош"
    return one


# --- cells ---

typed("not-a-number", ("2.2", "KG-J", tags.TOTAL), ">18", "more-than")
typed("out-of-range", ("3.3", "KG", tags.TOTAL), 946, "shifted", partner="NSC", period=YEAR)
typed("formula-without-value", ("2.2", "KG-J", tags.TOTAL), "=1+1", told="a formula saved without its result")
typed("error-cell", ("2.2", "KG-J", tags.TOTAL), "#REF!")
MADE_A_DATE = "`3.4` typed, and Excel made a date of it"
typed("date-not-number", ("3.3", "KG", tags.TOTAL), date(2026, 4, 3), told=MADE_A_DATE, partner="NSC", period=YEAR)
typed("breakdown-not-allowed", ("2.2", "KG-J", F), 3, told="women typed for a number of committees")
typed("unknown-choice", ("2.2", "KG-J", tags.STATE), "later", "state")
typed("no-data-mark", ("2.2", "KG-J", tags.TOTAL), "–", "no-data", told="a dash where a number belongs")
typed("digits-corrected", ("2.2", "KG-J", tags.TOTAL), "١٢", told="a number in Arabic digits")


# --- rows ---

typed("value-and-state", ("2.2", "KG-J", tags.STATE), "no data", told="“no data” chosen beside the figure 30")
typed("denominator-zero", ("3.5", "KG-J", tags.DENOMINATOR), 0)
typed("numerator-exceeds-denominator", ("1.1", "KG-B", tags.NUMERATOR), 120, partner="CEC", period=YEAR)
typed(
    "percentage-mismatch", ("1.1", "KG-B", tags.TOTAL), 45, partner="CEC", period=YEAR, told="45 per cent typed beside 40 of 100"
)
typed("parts-exceed-total", ("2.1", "KG-B", F), 31, told="31 women, 10 men, 10 not stated; total 30")
typed("parts-differ-from-total", ("2.1", "KG-B", tags.TOTAL), 31, told="every part is given, 30 together; total 31")
typed("missing-value", ("3.5", "KG-J", tags.DENOMINATOR), None, "pair")
typed("steps-not-falling", ("3.2", "KG", "#value+step_sentenced"), 25, partner="MIA", told="25 sentenced, 19 investigated")
typed("rule-broken", ("3.2", "KG", "#value+step_reported"), 31, partner="MIA", told="31 reported, 30 registered")
typed("total-decreased", ("3.1", "KG", tags.TOTAL), 29, "ytd", partner="MIA", when="2026-Q2", told="30 by March, 29 by June")


@made("total-from-parts", "60 women, 40 men, 5 not stated, the total left empty")
def _filled(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    for tag, value in ((tags.TOTAL, None), (F, 60), (M, 40), (U, 5)):
        one.put("2.1", "KG-B", tag, value)
    return one


@made("small-cell", "4 women")
def _small(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    for tag, value in ((tags.TOTAL, 10), (F, 4), (M, 6), (U, 0)):
        one.put("2.1", "KG-B", tag, value)
    return one


# --- the return ---


@made("duplicate-row", "a row copied below the table")
def _twice(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.add_row(("2.2", "KG-B"), value_total=4)
    return one


@made("lost-decimal", "50 where other regions have 0.4 to 16.6", today=AFTERWARDS)
def _comma(plan: Plan) -> Return:
    one = Return(plan, "NSC", YEAR, "en")
    one.put("3.3", "KG", tags.TOTAL, 9.1)
    for place, share in {"KG-T": 50, "KG-B": 6.2, "KG-J": 4.4, "KG-Y": 16.6, "KG-C": 9.0, "KG-N": 0.4, "KG-O": 7.7}.items():
        one.add_row(("3.3", "KG"), adm_code=place, value_total=share)
    return one


def by_sex(plan: Plan) -> Plan:
    """The plan with a percentage for women and men."""
    sexes = Breakdown("sex", ("F", "M"), complete=True)
    split = (replace(one, breakdowns=(sexes,), counts="people") if one.code == "3.3" else one for one in plan.indicators)
    return replace(plan, sha256="by-sex", indicators=tuple(split))


@made("total-outside-parts", "96.0 per cent of all; women 95.7, men 92.2", planned=by_sex, today=AFTERWARDS)
def _outside_parts(plan: Plan) -> Return:
    one = Return(plan, "NSC", YEAR, "en")
    for tag, value in ((tags.TOTAL, 96.01), (F, 95.75), (M, 92.2)):
        one.put("3.3", "KG", tag, value)
    return one


def _with_item(plan: Plan, **changes: object) -> Return:
    one = Return(plan, lang="en")
    sound = {"indicator_code": "2.3", "adm_code": "KG-J", "date_start": date(2026, 3, 1), "item_title": "Alert"}
    one.add_item(**(sound | changes))
    return one


@made("items-differ", "0 typed, one item on the items sheet")
def _items(plan: Plan) -> Return:
    return _with_item(plan)


@made("not-a-date", "`in spring` typed for a date")
def _spring(plan: Plan) -> Return:
    return _with_item(plan, date_start="in spring")


@made("date-outside-period", "an alert of March 2025 in the return for 2026-H1")
def _earlier(plan: Plan) -> Return:
    return _with_item(plan, date_start=date(2025, 3, 1))


@made("duplicate-column", "a copied column")
def _doubled(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    sheet, _columns, head = next(each for each in one.heads() if tags.TOTAL in each[1])
    sheet.cell(head, sheet.max_column + 1).value = tags.TOTAL
    return one


@made("missing-column", "the column of periods deleted, with its header")
def _deleted(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    sheet, columns, head = next(each for each in one.heads() if tags.TOTAL in each[1])
    for row in (head - 1, head):
        sheet.cell(row, columns[tags.PERIOD]).value = None
    return one


@made("hidden-content", "a filter left on", "row")
def _hidden(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    sheet, cell = one.where("2.2", "KG-B", tags.TOTAL)
    sheet.row_dimensions[sheet[cell].row].hidden = True
    return one


@made("late", "sent on 16 July for 2026-H1", today=date(2026, 7, 16))
def _late(plan: Plan) -> Return:
    return Return(plan, lang="en")


@made("history-not-checked", "checked without a store")
def _alone(plan: Plan) -> Return:
    return Return(plan, lang="en")


@made("older-template", "a workbook kept since the template changed")
def _old_layout(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.identity("template_version", str(tags.TEMPLATE_VERSION - 1))
    return one


def _next_version(plan: Plan) -> Plan:
    """The version in force: one indicator was added since version 1."""
    return replace(plan, version=2, sha256="2" * 64)


def _first_version(plan: Plan) -> Plan:
    return replace(plan, version=1, sha256="1" * 64, indicators=tuple(one for one in plan.indicators if one.code != "2.6"))


def _made_before(plan: Plan) -> bytes:
    return Return(_first_version(plan), lang="en").data()


EXAMPLES.append(
    Example("older-plan", "a workbook of version 1; version 2 also asks for 2.6", _made_before, "added", planned=_next_version)
)
EXAMPLES.append(
    Example(
        "check-failed",
        "one of our own checks broke down",
        lambda plan: b"",
        given=Finding("check-failed", Severity.INFO, facts=(("check", "lost_decimals"),)),
    )
)
