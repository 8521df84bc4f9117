"""Words of such tables in three languages, as official and partners' sheets have them: measures, parts, headings, notes."""

from __future__ import annotations

from random import Random

from tests.foreign.layouts.things import Item

Names = dict[str, str]
LANGUAGES = ("ky", "ru", "en")


def named(ky: str, ru: str, en: str) -> Names:
    """The three names in the order of the columns of the genuine files."""
    return {"ky": ky, "ru": ru, "en": en}


PERSONS, PERCENT = named("адам", "человек", "person"), named("пайыз менен", "в процентах", "in percents")
CASES, COUNT = named("учур", "случаев", "cases"), named("саны", "число", "number")
MEASURES: tuple[tuple[str, Names, Names, int], ...] = (
    (
        "cases",
        named(
            "Катталган үй-бүлөлүк зомбулук учурларынын саны",
            "Число зарегистрированных случаев семейного насилия",
            "Number of registered cases of domestic violence",
        ),
        CASES,
        0,
    ),
    ("population", named("Туруктуу калктын саны", "Численность постоянного населения", "Resident population"), PERSONS, 0),
    ("unemployment", named("Жумушсуздуктун деңгээли", "Уровень безработицы", "Unemployment rate"), PERCENT, 1),
    (
        "service",
        named(
            "Муниципалдык кызматтагы аялдардын үлүшү",
            "Доля женщин на муниципальной службе",
            "Share of women in municipal service",
        ),
        PERCENT,
        1,
    ),
    (
        "deputies",
        named(
            "Жергиликтүү кеңештердеги аял депутаттардын саны",
            "Число женщин-депутатов местных кенешей",
            "Number of women deputies of local keneshes",
        ),
        PERSONS,
        0,
    ),
    (
        "orders",
        named("Берилген коргоо ордерлеринин саны", "Число выданных охранных ордеров", "Number of protection orders"),
        COUNT,
        0,
    ),
    (
        "life",
        named(
            "Төрөлгөндөгү күтүлгөн өмүрдүн узактыгы", "Ожидаемая продолжительность жизни при рождении", "Life expectancy at birth"
        ),
        named("жыл", "лет", "years"),
        1,
    ),
    (
        "wage",
        named("Орточо айлык эмгек акы", "Среднемесячная заработная плата", "Average monthly wage"),
        named("сом", "сомов", "soms"),
        1,
    ),
    (
        "trained",
        named(
            "Окутулган милиция кызматкерлеринин саны", "Число обученных сотрудников милиции", "Number of police officers trained"
        ),
        PERSONS,
        0,
    ),
    (
        "mortality",
        named("Энелердин өлүмүнүн коэффициенти", "Коэффициент материнской смертности", "Maternal mortality ratio"),
        named("100 000 тирүү төрөлгөнгө", "на 100 000 живорождённых", "per 100,000 live births"),
        2,
    ),
    ("poverty", named("Жакырчылыктын деңгээли", "Уровень бедности", "Poverty rate"), PERCENT, 1),
    (
        "crisis",
        named(
            "Кризистик борборлорго кайрылгандардын саны",
            "Число обратившихся в кризисные центры",
            "Number of clients of crisis centres",
        ),
        PERSONS,
        0,
    ),
)

TOTALS = (
    named("Бардыгы", "Всего", "Total"),
    named("Бардыгы", "Итого", "Total"),
    named("БАРДЫГЫ", "ВСЕГО", "TOTAL"),
    named("Бардык", "Всего", "Total"),
)
COUNTRIES = (
    named("Кыргыз Республикасы боюнча", "Всего по республике", "Kyrgyz Republic, total"),
    named("Республика боюнча", "По Кыргызской Республике", "Kyrgyz Republic"),
    named("Кыргыз Республикасы", "Кыргызская Республика", "Kyrgyz Republic"),
    named("Кыргызстан", "Кыргызстан", "Kyrgyzstan"),
)
INCLUDING = (named("анын ичинде:", "в том числе:", "of which:"), named("алардын ичинен", "из них", "including"))

HEADINGS: dict[str, tuple[Names, ...]] = {
    "sex": (
        named("Жынысы боюнча", "По полу", "By sex"),
        named("Жынысы боюнча:", "По полу:", "By sex:"),
        named("жынысы боюнча", "по полу", "by gender"),
    ),
    "age": (
        named("Жаш курагы боюнча", "По возрасту", "By age"),
        named("Жаш курак топтору боюнча:", "По возрастным группам:", "By age group:"),
        named("Жаш курак топтор боюнча, жаш:", "По возрастным группам, лет:", "By age group, years:"),
    ),
    "urbanisation": (
        named("Жашаган жери боюнча", "По месту проживания", "By place of residence"),
        named("Жерлери", "По типу местности", "Urbanisation"),
    ),
    "disability": (named("Майыптуулугу боюнча", "По наличию инвалидности", "By disability"),),
    "region": (
        named("Аймактар боюнча", "По территории", "By territory"),
        named("Облустар боюнча:", "По областям:", "By oblast:"),
        named("Аймактар боюнча", "В разрезе регионов", "by region"),
    ),
    "education": (
        named("Билими боюнча", "По уровню образования", "By level of education"),
        named("Билим деңгээли боюнча:", "По образованию:", "By education:"),
    ),
    "violence": (named("Зомбулуктун түрлөрү боюнча", "По видам насилия", "By type of violence"),),
    "work": (named("Иши боюнча:", "По роду занятий:", "By occupation:"),),
    "marriage": (named("Үй-бүлөлүк абалы боюнча", "По семейному положению", "By marital status"),),
}

SEX: tuple[tuple[Names, Names], ...] = (  # women, men
    (named("Аялдар", "Женщины", "Women"), named("Эркектер", "Мужчины", "Men")),
    (named("аялдар", "женщины", "women"), named("эркектер", "мужчины", "men")),
    (named("Аялдар", "Женщины", "Female"), named("Эркектер", "Мужчины", "Male")),
    (named("аял", "женский", "female"), named("эркек", "мужской", "male")),
    (named("Аялдар", "жен.", "F"), named("Эркектер", "муж.", "M")),
)
URBAN: tuple[tuple[Names, Names], ...] = (
    (named("шаар", "Городские поселения", "urban"), named("айыл", "Сельская местность", "rural")),
    (named("Шаар жери", "Городская местность", "Urban areas"), named("Айыл жери", "Сельская местность", "Rural areas")),
    (named("Шаар", "Город", "Urban"), named("Айыл", "Село", "Rural")),
    (
        named("Шаар калкы", "Городское население", "Urban population"),
        named("Айыл калкы", "Сельское население", "Rural population"),
    ),
)
DISABILITY = (
    named("майыптуулугу бар адамдар", "лица с инвалидностью", "persons with disabilities"),
    named("майыптуулугу жок адамдар", "лица без инвалидности", "persons without disabilities"),
)
UNKNOWN: dict[str, tuple[Names, ...]] = {
    "education": (
        named("Жогорку", "Высшее", "Higher"),
        named("Атайын орто", "Среднее специальное", "Secondary vocational"),
        named("Жалпы орто", "Среднее общее", "General secondary"),
        named("Негизги жалпы", "Основное общее", "Basic"),
        named("Башталгыч", "Начальное", "Primary"),
    ),
    "violence": (
        named("физикалык", "физическое", "physical"),
        named("психологиялык", "психологическое", "psychological"),
        named("экономикалык", "экономическое", "economic"),
        named("сексуалдык", "сексуальное", "sexual"),
    ),
    "work": (
        named("Иштейт", "Работают", "Employed"),
        named("Иштебейт", "Не работают", "Not employed"),
        named("Окушат", "Учащиеся", "Students"),
        named("Пенсионерлер", "Пенсионеры", "Pensioners"),
    ),
    "marriage": (
        named("Никеде", "Состоят в браке", "Married"),
        named("Ажырашкан", "Разведены", "Divorced"),
        named("Жесир", "Вдовые", "Widowed"),
    ),
}
CORNERS = (
    named("Көрсөткүчтөрдүн аталышы", "Наименование показателей", "Items"),
    named("Көрсөткүч", "Показатель", "Indicator"),
    named("Аталышы", "Наименование", "Name"),
)
PLACES = (
    named("Аймак", "Территория", "Territory"),
    named("Облустар", "Регион", "Region"),
    named("Аймактар", "Область, город", "Oblast"),
)
YEARS = named("Жыл", "Год", "Year")
OVER_YEARS = (named("Жылдар", "Годы", "Years"), named("Жылдар боюнча", "по годам", "by year"))
NOTES = (
    named(
        "Башкы прокуратуранын маалыматы боюнча",
        "По данным Генеральной прокуратуры",
        "According to the General Prosecutor's Office",
    ),
    named("алдын ала маалымат", "предварительные данные", "preliminary data"),
    named("Ош шаары кошулбаган", "без учёта города Ош", "excluding the city of Osh"),
    named("ИИМдин маалыматы боюнча", "по данным МВД", "according to the Ministry of Internal Affairs"),
)
SOURCES = (
    named(
        "Булагы: Улуттук статистика комитети",
        "Источник: Национальный статистический комитет",
        "Source: National Statistical Committee",
    ),
    named("Эскертүү: маалымат такталган.", "Примечание: данные уточнены.", "Note: figures have been revised."),
)
REMARKS = (
    named("такталды", "уточнено", "revised"),
    named("маалымат жок", "данные отсутствуют", "no information"),
    named("эскертүүнү караңыз", "см. примечание", "see note"),
)
UNIT_HEADS = named("Өлчөм бирдиги", "Ед. изм.", "Unit")
OFFICES = (
    named(
        "Кыргыз Республикасынын Улуттук статистика комитети",
        "Национальный статистический комитет Кыргызской Республики",
        "National Statistical Committee of the Kyrgyz Republic",
    ),
    named("1-тиркеме", "Приложение 1", "Annex 1"),
)
REMARK_HEADS = named("Эскертүү", "Примечание", "Note")
CHANGES = (
    "{last} к {before}, %",
    "{last} г. в % к {before} г.",
    "Изменение {last} к {before}, %",
    "Темп роста, %",
    "Прирост (+, -)",
    "Целевое значение на 2030 год",
    "План 2030",
    "Target 2030",
    "Всего за {first}-{last}",
    "В среднем за {first}-{last} гг.",
)


def sexes(rng: Random, *, lower: bool = False) -> list[Item]:
    """Women and men in either order."""
    women, men = SEX[1] if lower else rng.choice(SEX)
    both = [Item(women, parts=(("sex", "F"),)), Item(men, parts=(("sex", "M"),))]
    return both if rng.random() < 0.5 else both[::-1]


def towns(rng: Random) -> list[Item]:
    urban, rural = rng.choice(URBAN)
    return [Item(urban, parts=(("urbanisation", "U"),)), Item(rural, parts=(("urbanisation", "R"),))]


def abilities(_: Random) -> list[Item]:
    return [Item(names, parts=(("disability", code),)) for names, code in zip(DISABILITY, ("PD", "PWD"), strict=True)]


def unknowns(rng: Random, kind: str) -> list[Item]:
    found = UNKNOWN[kind]
    return [Item(names, unknown=True) for names in found[: rng.randint(3, len(found))]]


_TO = {18: "ге", 20: "га"}
_BANDS = (
    ((0, 17), (18, 29), (30, 49), (50, 69), (70, None)),
    ((None, 18), (18, 29), (30, 59), (60, None)),
    ((15, 19), (20, 24), (25, 29), (30, 34), (35, None)),
    ((14, 28), (29, 59), (60, None)),
    ((None, 20), (20, 39), (40, None)),
)


def ages(rng: Random) -> list[Item]:
    """Age bands in one of three wordings: with the word years, bare, in words."""
    wording = rng.choice((_with_years, _spaced, _bare, _in_words))
    return [Item(wording(low, high), parts=(("age", _age(low, high)),)) for low, high in rng.choice(_BANDS)]


def _age(low: int | None, high: int | None) -> str:
    if low is None:
        return f"Y_LT{high}"
    return f"Y_GE{low}" if high is None else f"Y{low}T{high}"


def _with_years(low: int | None, high: int | None) -> Names:
    if low is None:
        return named(f"{high} жашка чейин", f"до {high} лет", f"under {high} years")
    if high is None:
        return named(f"{low} жаш жана андан жогору", f"{low} лет и старше", f"{low} years and older")
    return named(f"{low}-{high} жаш", f"{low}-{high} лет", f"{low}-{high} years old")


def _spaced(low: int | None, high: int | None) -> Names:
    if low is None:
        return named(f"{high} жашка чейин", f"до {high} лет", f"under {high} years")
    if high is None:
        return named(f"{low} жаш жана андан жогору", f"{low} лет и выше", f"{low} years and older")
    return named(f"{low} - {high} жаш", f"{low} - {high} лет", f"{low} - {high} years old")


def _bare(low: int | None, high: int | None) -> Names:
    if low is None:
        return named(f"{high}{_TO[high]} чейин", f"до {high}", f"up to {high}")
    text = f"{low}+" if high is None else f"{low}–{high}"
    return named(text, text, text)


def _in_words(low: int | None, high: int | None) -> Names:
    if low is None:
        return named(f"{high} жаштан кичүү", f"моложе {high} лет", f"younger than {high}")
    if high is None:
        return named(f"{low} жаш жана андан улуу", f"{low} лет и более", f"aged {low} and over")
    return named(f"{low} жаштан {high} жашка чейин", f"в возрасте {low}-{high} лет", f"aged {low} to {high}")
