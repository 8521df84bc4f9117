"""Regions as people write them. A place is never guessed: Osh city and oblast, Chui and its district, Manas and Manas."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nap.returns import tags
from tests.asked.cases import Case
from tests.asked.lean import Book, Cell

AR, UR, CC = "ambiguous-region", "unknown-region", "code-corrected"


def _code(region: str, typed: object, name: object = ..., indicator: str = "2.2") -> Callable[[Book], object]:
    """The code of one row replaced; the name too, where given."""

    def edit(book: Book) -> object:
        if name is not ...:
            book.put(indicator, region, tags.REGION_NAME, name)
        return book.put(indicator, region, tags.REGION, typed)

    return edit


def _named(region: str, name: str) -> Callable[[Book], object]:
    """The finding belongs to the code, which is what counts."""

    def edit(book: Book) -> object:
        book.put("2.2", region, tags.REGION_NAME, name)
        return book.put("2.2", region, tags.REGION, region)

    return edit


def _name(region: str, typed: object) -> Callable[[Book], object]:
    def edit(book: Book) -> object:
        return book.put("2.2", region, tags.REGION_NAME, typed)

    return edit


def _same() -> Iterator[Case]:
    """The place that is meant is certain: every figure as before."""
    for partner, region, texts in (
        ("WPN", "KG-B", "kg-b|KG-B |KG–B|КG-В|kg-в|KG‑B|Kg-b|Баткен облусу|Баткенская область|Batkhen|Batken oblast|БАТКЕНСКАЯ ОБЛАСТЬ|Баткенская  область|баткенская обл.|"
         "Баткен обл.|Баткен|баткен|Batken|Бaткен|Баткенская\u00a0область|KG - B|Баткен областы"),
        ("WPN", "KG-J", "Джалал-Абадская область|Жалал-Абад облусу|Жалал-Абад|Джалал-Абад|Jalal-Abad|Jalalabad|Djalal-Abad|джалал абадская область|Джалалабадская область|Жалалабад облусу|"
         "Джалал–Абадская область|KG-J"),
        ("WPN", "KG-O", "Ошская область|Ош облусу|Osh oblast|Osh region|Ошская обл.|Ошская обл|ош облусу|Ош|Osh|ОШ|КG-О"),
        ("PBF", "41705236", "Лейлек|Leylek|Lailak|Лейлекский район|Лейлек району|лейлекский р-н|Leilek|Лейлекский|41705236 |Leilek district"),
        ("PBF", "41705214", "Баткенский район|Баткен району|Batken district|Баткен|баткенский р-н|Баткенский р-он"),
        ("CEC", "KG-GO", "г. Ош|г.Ош|город Ош|Ош шаары|Ош ш.|Osh city|г.  Ош|гор. Ош|Ош (город)|KG-GО|Ош шаары "),
        ("CEC", "KG-O", "Ошская область|Ош облусу|Osh oblast|Ошская|обл. Ошская"),
        ("CEC", "KG-GB", "Бишкек|г. Бишкек|Бишкек шаары|Bishkek|г.Бишкек|Бишкек ш.|bishkek city|БИШКЕК|город Бишкек"),
        ("CEC", "KG-C", "Чуйская область|Чүй облусу|Чуй облусу|Chui|Chuy oblast|Чуйская обл.|Чуйская|Чуй|Чүй|Chu oblast"),
        ("CEC", "KG-Y", "Иссык-Кульская область|Ысык-Көл облусу|Ысык-Кол облусу|Issyk-Kul|Issykkul|Ысык Көл облусу|Ысык-Кѳл облусу"),
        ("CEC", "KG-N", "Нарын облусу|Нарынская область|Naryn|Нарын"),
        ("CEC", "KG-T", "Талас|Таласская область|Talas oblast|Талас облусу|Таласская обл."),
        ("MIA", "KG", "Кыргызская Республика|Кыргыз Республикасы|Кыргызстан|kg|КG|Республика|Всего|Kyrgyzstan|Kyrgyz Republic"),
    ):  # fmt: skip
        for text in texts.split("|"):
            yield Case(f"{partner} {region} as {text!r}", _code(region, text), may=f"{AR} {CC}", partner=partner, verdict="clean")
    for typed in (41705236, 41705236.0, Cell(41705236, "0")):
        yield Case(
            f"district code as {typed!r}",
            _code("41705236", getattr(typed, "value", typed)),
            may=CC,
            partner="PBF",
            verdict="clean",
        )
    for name in ("", None, "Ошская обл.", "Ош облусу", "Osh oblast", "Ош", "ошская область ", "OSH OBLAST"):
        yield Case(f"name {name!r} beside KG-O", _name("KG-O", name), may=f"{AR} {CC}", verdict="clean")
    for name in ("г. Бишкек", "Бишкек", "Bishkek"):
        yield Case(f"name {name!r} beside KG-GB", _name("KG-GB", name), partner="CEC", verdict="clean")
    for code in (None, "", " "):
        yield Case(
            f"no code {code!r}, name Ошская область", _code("KG-O", code), may=f"{CC} {AR}", partner="CEC", verdict="clean"
        )
        yield Case(f"no code {code!r}, name г. Ош", _code("KG-GO", code), may=f"{CC} {AR}", partner="CEC", verdict="clean")


def _refused() -> Iterator[Case]:
    """Not certain, or not theirs: an error at the code or the name, and the row is read for nobody."""
    both = f"{AR} {UR}"
    asked: tuple[tuple[str, str, object, object], ...] = (
        ("CEC", "KG-GO", "Ош", ""), ("CEC", "KG-O", "Osh", ""), ("CEC", "KG-O", "ОШ", None), ("CEC", "KG-O", "Ош ", "Ош"), ("CEC", "KG-GO", "Ош", "Ош"),
        ("CEC", "KG-O", "Ош/г.Ош", ""), ("CEC", "KG-O", "KG-O, KG-GO", ""), ("CEC", "KG-O", "Ошская область и г. Ош", ""), ("CEC", "KG-T", "Манас", ""),
        ("CEC", "KG-T", "Манас", None), ("PBF", "41705214", "г. Манас", ""), ("CEC", "KG-C", "Бишкек и Чуй", ""), ("CEC", "KG-C", "Чуй/Бишкек", ""),
        ("WPN", "KG-O", "KG-T", ""), ("WPN", "KG-O", "Таласская область", ""), ("WPN", "KG-O", "KG", ""), ("WPN", "KG-O", "Всего", ""), ("WPN", "KG-O", "г. Ош", ""),
        ("WPN", "KG-O", "KG-GO", ""), ("WPN", "KG-O", "Юг", ""), ("WPN", "KG-O", "южный регион", ""), ("WPN", "KG-O", "KG-X", ""), ("WPN", "KG-O", "все области", ""),
        ("WPN", "KG-O", 5, ""), ("WPN", "KG-O", "Аламедин", ""), ("WPN", "KG-O", "Баткен, Ош, Джалал-Абад", ""), ("WPN", "KG-O", None, None), ("WPN", "KG-O", "Ошкая", ""),
        ("WPN", "KG-B", "Батенская область", ""), ("PBF", "41705214", "г. Баткен", ""), ("PBF", "41705214", "Кадамжай", ""), ("PBF", "41705236", "Лелек", ""),
        ("PBF", "41705236", "41705258", ""), ("CEC", "KG-GB", "KG-G", ""), ("CEC", "KG-GO", "KG-0", ""), ("CEC", "KG-GO", "KG-OG", ""), ("WPN", "KG-O", "Узген", ""),
        ("CEC", "KG-Y", "Иссык", ""), ("CEC", "KG-N", "Нарынь", ""), ("CEC", "KG-O", "Ошь", ""),
    )  # fmt: skip
    for partner, region, typed, name in asked:
        yield Case(
            *(f"{partner} {region} as {typed!r} named {name!r}", _code(region, typed, name), "", both),
            may="missing-value",
            loses=(("2.2", region),),
            partner=partner,
            verdict="errors",
        )
    for partner, region, name in (
        ("CEC", "KG-O", "г. Ош"), ("CEC", "KG-GO", "Ошская область"), ("CEC", "KG-GO", "Ош облусу"), ("CEC", "KG-C", "г. Бишкек"), ("CEC", "KG-GB", "Чуйская область"),
        ("WPN", "KG-B", "Ошская область"), ("WPN", "KG-O", "Баткенская область"), ("CEC", "KG-T", "Манасский район"), ("CEC", "KG-J", "г. Манас"), ("CEC", "KG-B", "Бишкек"),
    ):  # fmt: skip
        yield Case(
            *(f"{partner}: {region} and {name!r} disagree", _named(region, name), "", AR),
            may="missing-value",
            loses=(("2.2", region),),
            partner=partner,
            verdict="errors",
        )


def _either() -> Iterator[Case]:
    """Read rightly or refused; never for another place."""
    for partner, region, typed in (
        ("WPN", "KG-O", "Ошская область (без г. Ош)"), ("PBF", "41705236", "41705236000000"), ("PBF", "41705236", 41705236000000), ("WPN", "KG-B", "KG_B"),
        ("WPN", "KG-B", "KGB"), ("WPN", "KG-B", "KG B"), ("WPN", "KG-B", "Баткенская"), ("WPN", "KG-B", "по Баткенской области"), ("WPN", "KG-B", "B"),
        ("WPN", "KG-B", "Баткен облусунда"), ("WPN", "KG-B", "KG-B Баткенская область"), ("WPN", "KG-J", "Джалал-Абадcкая обл"), ("CEC", "KG-GB", "Бишкек шаары (KG-GB)"),
        ("CEC", "KG-O", "Ош (область)"), ("CEC", "KG-C", "Чуйская долина"), ("WPN", "KG-B", "KG05"), ("CEC", "KG-GB", "Бишкекк"), ("CEC", "KG-C", "Чуйская облсть"),
    ):  # fmt: skip
        yield Case(
            *(f"{partner} {region} perhaps {typed!r}", _code(region, typed), "30|"),
            may=f"{AR} {UR} {CC} missing-value",
            loses=(("2.2", region),),
            partner=partner,
        )


def cases() -> list[Case]:
    """All of them."""
    return [*_same(), *_refused(), *_either()]
