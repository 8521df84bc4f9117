"""Figures that cannot be, or hardly: the real anomalies and the catalogue of checks, within one file; and what is no anomaly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nap.returns import tags
from tests.asked.cases import Case
from tests.asked.lean import Book, Cell, Spot

Edit = Callable[[Book], object]
PEOPLE = (("2.1", "KG-O"),)
T, F, M, U, NUM, DEN = tags.TOTAL, "#value+f", "#value+m", "#value+u", tags.NUMERATOR, tags.DENOMINATOR
NINE = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")


def _row(indicator: str, region: str, **values: object) -> Edit:
    """Several cells of one row by the last word of their tag; the first is the spot."""

    def edit(book: Book) -> object:
        spots: list[Spot] = []
        for name, value in values.items():
            cell = value if isinstance(value, Cell) else Cell(value)
            spots.append(book.put(indicator, region, f"#value+{name}", cell.value, cell.fmt))
        key = book.key
        book.spot, book.key = spots[0], key
        return None

    return edit


def _people() -> Iterator[Case]:
    def case(name: str, *, said: str = "", may: str = "", **values: object) -> Case:
        return Case(f"trained: {name}", _row("2.1", "KG-O", **values), anywhere=said, may=may, loses=PEOPLE)

    yield case("parts above", total=100, f=60, m=40, u=5, said="parts-exceed-total")
    yield case("one part above", total=50, f=60, m=None, u=None, said="parts-exceed-total", may="missing-value")
    yield case("ages of 2019", total=6490, f=3000, m=3000, u=145, said="parts-differ-from-total")
    yield case("ages of 2014", total=2629, f=2500, m=100, u=19, said="parts-differ-from-total")
    yield case("parts below by one", total=31, f=10, m=10, u=10, said="parts-differ-from-total")
    yield case("not stated left blank, rest", total=40, f=20, m=15, u=None)
    yield case("not stated left blank, equal", total=35, f=20, m=15, u=None)
    yield case("not stated a dash", total=35, f=20, m=15, u="-", may="no-data-mark")
    yield case("not stated zero", total=35, f=20, m=15, u=0)
    yield case("total left blank", total=None, f=60, m=40, u=5, said="total-from-parts")
    yield case("total and a part left blank", total=None, f=60, m=40, u=None, said="missing-value")
    yield case(
        "total a dash, parts given",
        total="-",
        f=60,
        m=40,
        u=5,
        may="no-data-mark value-and-state missing-value total-from-parts parts-exceed-total",
    )
    yield case("men left blank", total=60, f=60, m=None, u=None, may="missing-value")
    yield case("all blank", total=None, f=None, m=None, u=None, said="missing-value")
    yield case("all zero", total=0, f=0, m=0, u=0, may="constant-zero")
    yield case("three women", total=13, f=3, m=10, u=0, said="small-cell")
    yield case("total unreadable", total=">18", f=10, m=10, u=10, said="not-a-number")
    yield case("women unreadable", total=30, f="7-30", m=10, u=10, said="not-a-number")
    yield case("women a lost comma no", total=30, f=100, m=10, u=10, said="parts-exceed-total")
    yield case("fractions of people", total=30, f=10.5, m=9.5, u=10, said="out-of-range")
    yield case("women below zero", total=30, f=-10, m=20, u=10, said="out-of-range")


def _shares() -> Iterator[Case]:
    def case(name: str, said: str = "", may: str = "", **values: object) -> Case:
        return Case(f"share: {name}", _row("1.1", "KG-O", **values), at=said, may=may, loses=(("1.1", "KG-O"),), partner="CEC")

    yield case("more women than deputies", "numerator-exceeds-denominator", num=120, den=100)
    yield case("all women", "", "lost-decimal", num=100, den=100)
    yield case("nobody at all", "denominator-zero", den=0, num=0)
    yield case("of nobody", "denominator-zero", "numerator-exceeds-denominator", den=0, num=40)
    yield case("numerator left blank", "missing-value", num=None, den=100)
    yield case("denominator left blank", "missing-value", den=None, num=40)
    yield case("typed and equal", "", total=40, num=40, den=100)
    yield case("typed and nearly equal", "", total=40.05, num=40, den=100)
    yield case("typed as text and equal", "", total="40,0 %", num=40, den=100)
    yield case("typed as a percentage and equal", "", total=Cell(0.4, "0%"), num=40, den=100)
    yield case("typed and other", "percentage-mismatch", total=45, num=40, den=100)
    yield case("typed and a little other", "percentage-mismatch", total=40.2, num=40, den=100)
    yield case("typed as a part of one", "percentage-mismatch", total=0.4, num=40, den=100)
    yield case(
        "typed alone", "percentage-mismatch missing-value", "percentage-mismatch missing-value", total=45, num=None, den=None
    )
    yield case("numerator unknown", "no-data-mark", "missing-value value-and-state", num="н/д", den=100)
    yield case("both unknown", "no-data-mark", num="н/д", den="н/д")
    yield case("a fraction of a deputy", "out-of-range", num=40.5, den=100)
    yield case("a per cent for women", "not-a-number out-of-range", num="40%", den=100)
    yield case("minus women", "out-of-range", num=-4, den=100)
    yield case("a zero", "", "constant-zero", num=0, den=100)
    yield Case("rate: a small share of many", _row("3.4", "KG", num=106, den=7100000), "106/7100000", partner="NSC")
    yield Case(
        "rate: of nobody",
        _row("3.4", "KG", den=0, num=5),
        at="denominator-zero",
        loses=(("3.4", ""),),
        may="numerator-exceeds-denominator",
        partner="NSC",
    )
    yield Case("ratio: more hours than officers", _row("3.5", "KG-O", num=640, den=20), "640/20")
    yield Case("ratio: no officers", _row("3.5", "KG-O", den=0, num=640), at="denominator-zero", loses=(("3.5", "KG-O"),))


def _forbidden() -> Iterator[Case]:
    for indicator, tag in (
        ("2.2", F),
        ("2.2", M),
        ("2.4", F),
        ("2.6", F),
        ("2.3", M),
        ("2.1", "#value+origin_budget"),
        ("2.2", tags.LEVEL),
        ("2.2", "#value+origin_community"),
    ):
        yield Case(
            f"{indicator} with {tag}",
            lambda book, i=indicator, t=tag: book.put(i, "KG-O", t, 1),
            at="breakdown-not-allowed",
            may="",
            loses=((indicator, "KG-O"),),
            verdict="errors",
        )
    for typed in ("", None, " "):
        yield Case(f"2.2 with women {typed!r}", lambda book, typed=typed: book.put("2.2", "KG-O", F, typed), verdict="clean")
    for typed in ("-", "х", "н/п", "X", "—"):
        yield Case(
            f"2.2 with women {typed!r}",
            lambda book, typed=typed: book.put("2.2", "KG-O", F, typed),
            may="no-data-mark breakdown-not-allowed not-a-number",
            loses=(("2.2", "KG-O"),),
        )
    yield Case(
        "money: parts above",
        _row("2.6", "KG-O", total=100, origin_budget=90, origin_community=20),
        anywhere="parts-exceed-total",
        loses=(("2.6", "KG-O"),),
    )
    yield Case(
        "money: parts below",
        _row("2.6", "KG-O", total=100, origin_budget=50, origin_community=20),
        anywhere="parts-differ-from-total",
        loses=(("2.6", "KG-O"),),
    )
    yield Case(
        "money: no parts",
        _row("2.6", "KG-O", total=100, origin_budget=None, origin_community=None),
        loses=(("2.6", "KG-O"),),
        verdict="clean",
    )
    yield Case(
        "money: one part",
        _row("2.6", "KG-O", total=100, origin_budget=60, origin_community=None),
        loses=(("2.6", "KG-O"),),
        verdict="clean",
    )
    yield Case(
        "money: total from parts",
        _row("2.6", "KG-O", total=None, origin_budget=60, origin_community=40),
        anywhere="total-from-parts",
        loses=(("2.6", "KG-O"),),
    )


def _running() -> Iterator[Case]:
    def quarters(first: object, second: object) -> Edit:
        def edit(book: Book) -> object:
            book.put("3.1", "KG", T, first, period="2026-Q1")
            return book.put("3.1", "KG", T, second, period="2026-Q2")

        return edit

    running = (("3.1", "KG"),)
    yield Case(
        "since January: fell by one", quarters(30, 29), anywhere="total-decreased", loses=running, partner="MIA", verdict="errors"
    )
    yield Case(
        "since January: fell to the quarter's own",
        quarters(5200, 3400),
        anywhere="total-decreased",
        loses=running,
        partner="MIA",
        verdict="errors",
    )
    yield Case("since January: grew", quarters(5200, 9100), loses=running, partner="MIA", verdict="clean")
    yield Case(
        "since January: the very same",
        quarters(8577, 8577),
        anywhere="copied-unchanged",
        loses=running,
        partner="MIA",
        verdict="warnings",
    )
    yield Case("since January: few, the same", quarters(3, 3), may="rule-broken", loses=running, partner="MIA")
    yield Case("since January: nothing", quarters(0, 25), loses=running, partner="MIA", may="constant-zero")
    yield Case("since January: first unknown", quarters("н/д", 25), anywhere="no-data-mark", loses=running, partner="MIA")
    yield Case(
        "rule: more reported than registered",
        lambda book: book.put("3.2", "KG", "#value+step_reported", 46),
        "46",
        anywhere="rule-broken",
        partner="MIA",
        verdict="warnings",
    )
    yield Case(
        "rule: as many", lambda book: book.put("3.2", "KG", "#value+step_reported", 45), "45", partner="MIA", verdict="clean"
    )
    yield Case(
        "cascade of Mongala",
        _row("3.2", "KG", step_investigated=31, step_reported=26),
        at="steps-not-falling",
        loses=(("3.2", "KG"),),
        partner="MIA",
    )


def _neighbours() -> Iterator[Case]:
    def nine(indicator: str, figures: list[tuple[object, object]], spot: str) -> Edit:
        def edit(book: Book) -> object:
            for region, (top, bottom) in zip(NINE, figures, strict=True):
                book.put(indicator, region, NUM, top)
                book.put(indicator, region, DEN, bottom)
            return book.put(indicator, spot, NUM, dict(zip(NINE, figures, strict=True))[spot][0])

        return edit

    every = (("1.1", ""),)
    same = [
        (4321, 9876),
        (4321, 9876),
        (4000, 9000),
        (3900, 9100),
        (4100, 9300),
        (4200, 9400),
        (3800, 9200),
        (3700, 9500),
        (3600, 9600),
    ]
    yield Case(
        "one row copied to another",
        nine("1.1", same, "KG-J"),
        anywhere="copied-unchanged",
        loses=every,
        partner="CEC",
        verdict="warnings",
    )

    def nothing_but_zeros(book: Book) -> object:
        for sheet, columns, row in book.rows():
            for tag, column in columns.items():
                if tag.startswith("#value") and tag != tags.TEXT and sheet.cells.get((row, column), Cell()).value is not None:
                    sheet.cells[row, column] = Cell(0)
        for region in ("KG-B", "KG-J", "KG-O"):
            book.put("3.5", region, NUM, "н/д")
            book.put("3.5", region, DEN, "н/д")
        return None

    yield Case(
        "nothing but zeros", nothing_but_zeros, anywhere="constant-zero no-data-mark", loses=(("", ""),), verdict="warnings"
    )
    killed = dict(zip(NINE, (11, 30, 27, 6, 22, 8, 95, 55, 12), strict=True))

    def counted(book: Book) -> object:
        for region, number in killed.items():
            book.put("2.2", region, T, number)
        return None

    yield Case("homicides of 2016 by place", counted, loses=(("2.2", ""),), partner="CEC", verdict="clean")

    def one_long(book: Book) -> object:
        for region in NINE:
            book.put("2.1", region, T, 8337)
            for tag in (F, M, U):
                book.put("2.1", region, tag, None)
        return None

    yield Case(
        "one figure at every place",
        one_long,
        anywhere="copied-unchanged",
        may="missing-value",
        loses=(("2.1", ""),),
        partner="CEC",
    )


SAFE = {
    2018: "63.7 46.2 69.3 71.9 70.4 73.3 69.3 31.2 86.7",
    2019: "71.6 54.2 72.7 78.3 73.8 88.2 65.7 45.0 98.7",
    2020: "65.3 48.1 70.7 78.3 88.8 92.9 71.4 47.4 99.4",
    2021: "60.9 53.1 71.8 73.2 97.4 91.5 63.0 45.1 100",
    2022: "64.9 55.8 72.6 66.4 98.6 94.5 45.8 56.0 99.0",
    2023: "73.9 66.9 73.6 81.5 85.3 93.6 45.9 57.9 99.9",
}
"""Felt safe after dark, by region, as published."""
MORE = {
    "beaten 2014": "50.7 15.5 37.5 34.8 48.1 36.5 33.3 18.2 47.1",
    "beaten 2018": "20.1 30.4 18.7 31.4 43.1 22.3 41.2 16.5 31.8",
    "beaten 2023": "24.4 17.1 11.8 17.6 31.5 12.4 12.5 12.6 12.7",
    "married 2018": "14.4 13.6 11.5 18.4 18.3 16.5 11.6 5.3 13.2",
    "married 2023": "9.3 19.5 н/д н/д 7.5 15.5 8.4 2.5 2.4",
}


def _published() -> Iterator[Case]:
    """What the statistics really say is no anomaly, save where it is one."""

    def nine(figures: str, spot: str) -> Edit:
        def edit(book: Book) -> object:
            typed = dict(zip(NINE, figures.split(), strict=True))
            for region, each in typed.items():
                book.put("3.3", region, T, each.replace(".", ","))
            return book.put("3.3", spot, T, typed[spot])

        return edit

    def case(name: str, figures: str, spot: str = "KG-B", at: str = "", may: str = "", offer: str | None = None) -> Case:
        verdict = "" if at else "clean"
        return Case(
            name,
            nine(figures, spot),
            at=at,
            may=may,
            offer=offer,
            loses=(("3.3", ""),),
            partner="CEC",
            verdict=verdict,
            shares=True,
        )

    for name, figures in {**{f"felt safe in {year}": each for year, each in SAFE.items()}, **MORE}.items():
        yield case(name, figures, may="no-data-mark")
    yield case("50 where others have 0.4 to 16.6", "0.4 16.6 3.0 4.5 6.0 50 2.8 5.1 3.3", "KG-T", "lost-decimal", offer="5")
    yield case("70 where others have 2 to 9", "2.1 3.6 3.0 4.5 6.0 8.8 2.8 5.1 70", "KG-GO", "lost-decimal", offer="7")
    yield case("946 per cent", "93.1 92.6 91.4 90.3 95.0 94.0 92.2 946 95.5", "KG-GB", "out-of-range", offer="94.6")
    yield case("9.46 per cent", "93.1 92.6 91.4 90.3 95.0 94.0 92.2 9.46 95.5", "KG-GB", "lost-decimal", offer="94.6")
    yield case("poverty of Osh city", "37.2 24.1 21.8 17.6 31.5 22.4 12.5 11.8 0", "KG-GO", "constant-zero")
    yield case(
        "women of 2018 copied",
        "0.376517 0.376517 0.412253 0.398712 0.441276 0.350912 0.367521 0.389913 0.401244",
        "KG-J",
        "copied-unchanged",
    )


def cases() -> list[Case]:
    """All of them."""
    return [*_people(), *_shares(), *_forbidden(), *_running(), *_neighbours(), *_published()]
