"""Numbers as people type them. What is certain is read; what is not is refused at its cell; nothing else is ever taken from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from tests.asked.lean import Cell

NN = "not-a-number"
OR = "out-of-range"
DN = "date-not-number"
NO = "no-data-mark"
DIG = "digits-corrected"


@dataclass(frozen=True)
class Typed:
    """`kind`: C a count, M money, R a numerator that need not be whole, P a percentage, I an index from -100 to 100."""

    kind: str
    typed: object
    gives: str = ""
    at: str = ""
    offer: str | None = None
    may: str = ""


def _as_written() -> list[Typed]:
    """Certain, silently."""
    counts = {
        30: "30", "31": "31", " 32 ": "32", "33\n": "33", "\t34": "34", "8 337": "8337", "8\u00a0337": "8337", "8\u202f337": "8337",
        "8\u2009337": "8337", "8\u2007337": "8337", "8'337": "8337", "8’337": "8337", "1 234 567": "1234567", "1\u00a0234\u00a0567": "1234567",
        "+12": "12", "0012": "12", "12,0": "12", "12.00": "12", "\u200e35": "35", "\ufeff36": "36", "\u00a037\u00a0": "37", "100 000": "100000",
        "0": "0", 0: "0", "0,0": "0", "\u200b38": "38", "+1 200": "1200",
    }  # fmt: skip
    money = {
        "1 234,50": "1234.5", "1 234.50": "1234.5", "40 000": "40000", "1,234.56": "1234.56", "1.234,56": "1234.56", "1,234,567.89": "1234567.89",
        "1.234.567,89": "1234567.89", "1 234 567,8": "1234567.8", "40000.00": "40000", "1'234.50": "1234.5", 1234.5: "1234.5", "12,5": "12.5",
        "2\u202f500,75": "2500.75", "0,5": "0.5",
    }  # fmt: skip
    ratios = {
        "39,75": "39.75/100",
        "39.75": "39.75/100",
        0.1 + 0.2: "0.3/100",
        " 12,5": "12.5/100",
        "0,125": "0.125/100",
        1e-3: "0.001/100",
    }
    shares = {
        "58,5": "58.5", "58.5": "58.5", "58,5 %": "58.5", "58,5%": "58.5", "58.5\u00a0%": "58.5", "58％": "58", "0": "0", "100": "100", "100 %": "100",
        " 58,47 % ": "58.47", "0,4": "0.4", "0,4 %": "0.4", "１２": "12", 58.47: "58.47", "1,234": "1.234", "１２,５ %": "12.5", "58 %": "58",
    }  # fmt: skip
    indexes = {
        "-34": "-34",
        "−34,5": "-34.5",
        "–34": "-34",
        "‑34": "-34",
        "-0,5": "-0.5",
        -12.5: "-12.5",
        "+8": "8",
        "—34": "-34",
    }
    tables = zip("CMRPI", (counts, money, ratios, shares, indexes), strict=True)
    return [Typed(kind, typed, gives, may=DIG) for kind, table in tables for typed, gives in table.items()]


def _formats() -> list[Typed]:
    """What the format of the cell changes, and what it must not."""
    percent = [
        Typed("P", Cell(0.125, "0.0%"), "12.5"), Typed("P", Cell(0.585, "0%"), "58.5"), Typed("P", Cell(1, "0%"), "100"), Typed("P", Cell(0, "0%"), "0"),
        Typed("P", Cell("58,5", "@"), "58.5"), Typed("P", Cell(0.9464, '0.00"%"'), "0.9464|94.64", may="lost-decimal"), Typed("P", Cell(0.07, "0.00%"), "7"),
        Typed("P", Cell("58,5 %", "0.0%"), "58.5"), Typed("P", Cell(58.5, "0.0%"), "", OR, "58.5"), Typed("P", Cell(58.5, '0.0" %"'), "58.5|", may=f"{OR} {NN}"),
        Typed("P", Cell(0.29, "0%"), "29"), Typed("P", Cell(0.57, "0.0%;[Red]-0.0%"), "57"), Typed("P", Cell(1.05, "0%"), "", OR),
    ]  # fmt: skip
    others = [
        Typed("C", Cell("30", "@"), "30"), Typed("C", Cell(30, "#,##0"), "30"), Typed("C", Cell(30, '0" чел."'), "30"), Typed("C", Cell(0.3, "0%"), "", f"{NN} {OR}"),
        Typed("C", Cell(1234, "# ##0"), "1234"), Typed("M", Cell(40000, '# ##0" сом"'), "40000"), Typed("M", Cell(1234.5, "#,##0.00"), "1234.5"),
        Typed("C", Cell(12, '"Д"0'), "12"), Typed("C", Cell(12, "[Red]0"), "12"), Typed("C", Cell(7, "d;@"), "", DN), Typed("C", Cell(30, "0.00E+00"), "30"),
        Typed("C", Cell(29.999999999999996, "0"), "30"), Typed("C", Cell(30.4, "0"), "", OR), Typed("C", Cell(45000), "45000"),
        Typed("M", Cell(40000, "#,##0 [$KGS]"), "40000"), Typed("C", Cell(3, ";;;"), "3"),
    ]  # fmt: skip
    return percent + others


def _states() -> list[Typed]:
    """Words and signs that say there is no figure; never zero."""
    no_data = [
        "-",
        "–",
        "—",
        "--",
        "..",
        "...",
        "…",
        "*",
        "**",
        "(*)",
        "(-)",
        "н/д",
        "Н/Д",
        "нд",
        "н.д.",
        "нет",
        "жок",
        "n/d",
        "N/A",
        "неизвестно",
        "белгисиз",
    ]
    no_data += ["нет данных", "Нет данных.", "маалымат жок", "Маалымат жок", "no data", " н/д ", "not available", "данных нет"]
    applies = ["н/п", "Н/П", "неприменимо", "колдонулбайт", "not applicable", "не применимо"]
    unsafe = ["небезопасно", "коопсуз эмес", "not safe", "скрыто"]
    typed = (
        [(each, "=no_data") for each in no_data]
        + [(each, "=not_applicable") for each in applies]
        + [(each, "=not_safe") for each in unsafe]
    )
    return [Typed("CM"[n % 2], each, gives, NO) for n, (each, gives) in enumerate(typed)]


def _refused() -> list[Typed]:
    """No number, and none is made of it."""
    counts = [
        ">18",
        "18+",
        "более 18",
        "не менее 18",
        "свыше 40 000",
        "<5",
        "≈20",
        "~20",
        "около 20",
        "примерно 20",
        "болжол менен 20",
        "20дан ашык",
        "7-30",
        "7–30",
        "7—30",
        "от 7 до 30",
        "3/5",
        "30/40",
        "30 из 40",
        "1 2 3",
        "3 0",
        "1 23",
        "12 345 6",
        "12 13",
        "12; 13",
        "12, 13",
        "12+13",
        "=12+13",
        "nan",
        "inf",
        "1_000",
        "№ 5",
        "5²",
        "12·5",
        "30*",
        "30?",
        "30 (1)",
        "30¹",
        "см. приложение",
        "по плану",
        "да",
        "ok",
        "двенадцать",
        "5 (пять)",
        "18 женщин, 12 мужчин",
        "Ж-18, М-12",
        "0x10",
        "1,2,3",
        "1.2.3",
        "IV",
        "(12)",
        "12-",
        "#####",
        "00:30",
        "12.05.2026",
        "3 апреля",
        "1.234",
        "1,234",
        "100.000",
        "1.000",
        "12‰",
        "½",
        "²",
        "1'2'3",
        "12,34,567",
        "8,337",
        "30 30",
        "10к",
        "--5",
        "30 ч",
        "--12",
        "12:30",
        "١٢ 3",
        "1２٣",
        "30%",
        "30 %",
        "?",
        "??",
        "xxx",
        "5-6 человек",
    ]
    refused = [Typed("C", each, "", f"{NN} {OR} {DN}") for each in counts] + [Typed("C", "#ЗНАЧ!", "", "error-cell")]
    wrong = [
        Typed("C", -5, "", OR), Typed("C", "-5", "", OR), Typed("C", "−5", "", OR), Typed("C", 30.5, "", OR), Typed("C", "30,5", "", OR), Typed("C", "1 234,5", "", OR),
        Typed("P", 946, "", OR, "94.6"), Typed("P", "946", "", OR, "94.6"), Typed("P", "585 %", "", OR, "58.5"), Typed("P", 5847, "", OR, "58.47"), Typed("P", -1, "", OR),
        Typed("P", "-0,1", "", OR), Typed("P", 100.01, "", OR), Typed("I", 340, "", OR), Typed("I", -340, "", OR), Typed("I", "(34)", "", NN), Typed("I", "34-", "", NN),
        Typed("P", ">58", "", NN), Typed("P", "58,5-60", "", NN), Typed("P", "58·5", "", NN), Typed("P", "58,5%%", "", NN), Typed("P", "58,5/100", "", NN),
        Typed("M", "$5", "", NN, ""), Typed("M", "500 USD", "", NN, ""), Typed("M", "500 долларов", "", NN, ""), Typed("M", "1.234", "", NN), Typed("M", "1,234", "", NN),
        Typed("M", -100, "", OR), Typed("M", "5 млн-6 млн", "", NN), Typed("R", "40%", "", NN), Typed("P", "58 5", "", NN), Typed("P", "58 из 100", "", NN),
    ]  # fmt: skip
    strange = [
        Typed("C", True, "", NN), Typed("C", False, "", NN), Typed("P", True, "", NN), Typed("C", Cell(date(2026, 4, 3), "dd.mm.yyyy"), "", DN), Typed("C", Cell(datetime(2026, 4, 3, 10, 0), "dd.mm.yyyy hh:mm"), "", f"{DN} {NN}"),
        Typed("P", Cell(date(2026, 12, 1), "dd.mmm"), "", DN), Typed("C", Cell(time(7, 30), "hh:mm"), "", f"{DN} {NN}"), Typed("C", Cell(18, "dd.mm.yyyy"), "", DN, "18"),
        Typed("P", Cell(46023, "mmm\\-yy"), "", DN), Typed("C", Cell(46115, "[$-419]d mmmm yyyy"), "", DN), Typed("P", Cell(46082, "d-mmm"), "", DN),
        Typed("C", Cell(0.5, "[h]:mm"), "", f"{DN} {NN}"), Typed("C", Cell("#REF!", error=True), "", "error-cell"), Typed("C", Cell("#DIV/0!", formula="F1/0", error=True), "", "error-cell"),
        Typed("P", Cell("#N/A", error=True), "", "error-cell"), Typed("C", Cell(None, formula="SUM(G1:G2)"), "", "formula-without-value"),
        Typed("M", Cell("#NAME?", formula="СУММ(A1)", error=True), "", "error-cell"), Typed("C", Cell("#VALUE!", error=True), "", "error-cell"),
    ]  # fmt: skip
    return refused + wrong + strange


def _offered() -> list[Typed]:
    """Nearly certain: refused, and the number that was meant is offered."""
    counts = {
        "12 чел.": "12", "12 чел": "12", "12 человек": "12", "12 киши": "12", "12 адам": "12", "12 шт.": "12", "1О": "10", "1O": "10", "l2": "12", "3О": "30", "12.": "12",
        "12,": "12", "ноль": "0", "1e3": "1000", "12 организаций": "12", "12 people": "12", "1 200 чел.": "1200", "нөл": "0", "З0": "30", "12 уюм": "12",
    }  # fmt: skip
    money = {
        "40 000 сом": "40000", "40000 сом.": "40000", "1,5 млн": "1500000", "1,5 млн сом": "1500000", "40 тыс.": "40000", "40 тыс. сом": "40000", "40 миң": "40000",
        "40 миң сом": "40000", "2 млн. сом": "2000000", "40 000 KGS": "40000", "40,5 тыс. сом": "40500", "1.5 million": "1500000", "3 миллиона": "3000000",
    }  # fmt: skip
    shares = {
        "58,5 проц.": "58.5",
        "58 процентов": "58",
        "58,5 пайыз": "58.5",
        ",5": "0.5",
        "58,5 per cent": "58.5",
        "12½": "12.5",
        "5О,5": "50.5",
    }
    tables = zip("CMP", (counts, money, shares), strict=True)
    return [Typed(kind, typed, "", NN, offer) for kind, table in tables for typed, offer in table.items()]


def _formulas() -> list[Typed]:
    """What a formula gave when it was saved counts; an empty result is an empty cell."""
    blank = "missing-value"
    return [
        Typed("C", Cell(30, formula="SUM(A1:A3)"), "30"), Typed("C", Cell("12", formula='"12"'), "12"), Typed("C", Cell("", formula='IF(1=1,"","")'), "", blank),
        Typed("C", Cell(30, formula="'Лист1'!A1"), "30"), Typed("C", Cell(30, formula="[1]Лист1!$A$1"), "30", may="hidden-content"), Typed("C", "", "", blank),
        Typed("C", "   ", "", blank), Typed("C", "\u00a0", "", blank), Typed("C", None, "", blank), Typed("C", Cell("-", formula='"-"'), "=no_data", NO),
        Typed("M", Cell(1234.5, formula="A1*2"), "1234.5"), Typed("C", Cell(0, formula="SUM(Z1:Z9)"), "0"), Typed("C", Cell("30 чел.", formula='"30 чел."'), "", NN),
        Typed("P", Cell(0.585, "0.0%", "A1/A2"), "58.5"), Typed("P", Cell(58.46999999999999, formula="A1"), "58.47"), Typed("C", "\u200b", "", blank),
        Typed("C", Cell(True, formula="1=1"), "", NN), Typed("C", "\n", "", blank),
    ]  # fmt: skip


def typed() -> list[Typed]:
    """All of them."""
    return [*_as_written(), *_formats(), *_states(), *_refused(), *_offered(), *_formulas()]
